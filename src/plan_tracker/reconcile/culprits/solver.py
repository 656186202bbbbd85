"""Whether a block can hold, decided in exact rationals.

Each owner is assumed to take a stand: one of the options of its readings up to a step holds, or one
of a few options, or, with none, nothing. The solver answers whether that can be, and if not, which
assumptions cannot stand together.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import z3

from plan_tracker.inputs.memory import need_memory
from plan_tracker.reconcile.bounds.block_system import Block
from plan_tracker.reconcile.culprits.contradiction import UndecidedError
from plan_tracker.reconcile.culprits.relaxed_readings import RelaxedReadings, Stand
from plan_tracker.reconcile.culprits.smtlib import BlockText
from plan_tracker.reconcile.culprits.work import KNOWN, LITERALS, QUESTION, RLIMIT, Work
from plan_tracker.reconcile.system.system import System

# The work allowed for one question, in the solver's own units: so much, and more for every owner. A
# million of them take from a twentieth of a second, in large blocks, to a second.
_ONE_QUESTION, _ONE_QUESTION_MORE = 1_000_000, 10_000
LEAST_MEMORY = 40_000_000  # bytes; the solver begins with 16 MB, and crashes without
_SMALL, _FEWER = 300, 2  # beyond so many literals, a question about one in so many is asked apart
_MANY = 40  # literals, of which the solver's own core is taken first
_FEW = 16  # literals, which are left out one by one
_HEAVY = 100  # literals of a question after which the work done is looked at
_COUNTED = 16  # questions between two looks at the work done
_NAME = re.compile(r"\b[xsu]\w+")  # of a quantity or a form in the text of a block
Likely = Callable[[Sequence[int]], Iterable[set[int]]]  # of owners those that may be impossible
Stands = Mapping[int, Stand]  # by owner; the first step where it is not named


class Solver:
    """One block in the solver; `readings` has the steps of every owner.

    `shared` maps the number of a form (below zero) to the owners of its texts.
    """

    def __init__(
        self,
        system: System,
        block: Block,
        readings: Mapping[int, RelaxedReadings],
        shared: Mapping[int, Sequence[int]],
        work: Work,
    ) -> None:
        self._system = system
        self._work = work
        self._text = BlockText(system, block, readings, shared)
        need_memory(LEAST_MEMORY)
        # What one block costs does not depend on what was asked of others before.
        self._context = z3.Context()
        self._solver = z3.SolverFor("QF_LRA", ctx=self._context)
        self._solver.set("rlimit", _ONE_QUESTION + _ONE_QUESTION_MORE * len(block.owners))
        # The newer of its two simplex solvers is about twice as fast on these blocks.
        self._solver.set("arith.solver", 6)
        # To derive bounds from rows costs these blocks more than it saves: most questions are
        # answered by the values of the one before.
        self._solver.set("arith.propagation_mode", 0)
        self._literals: dict[tuple[int, Stand], int] = {}
        self._terms: list[z3.BoolRef] = []
        self._lines: list[str] = []
        self._literal_of: dict[int, int] = {}  # by the solver's number
        self._owner_of: list[int] = []
        # What is known of sets of literals, as bits: subsets of the possible are possible too.
        self._possible: list[int] = []
        self._impossible: list[int] = []
        self._rank = {owner: place for place, owner in enumerate(block.owners)}
        self._checks = 0
        self._spent_before = self._spent()
        self._solver.from_string(self._text.head())

    def core(
        self, owners: Iterable[int], stands: Stands, likely: Likely = lambda _: ()
    ) -> tuple[int, ...] | None:
        """Owners that cannot all take these stands, none of whom can be spared; None if all can.

        Of several that would do, those that explain best: levels rather than claims about them. It
        rests on answers alone. `likely` gives sets of these owners that are looked at first, each
        beside all forms. Raises UndecidedError when the work allowed runs out.
        """
        literals = sorted(self._assumed(owners, stands), key=self._explains)
        if self._holds(literals):
            return None
        literals = self._likely(literals, likely) or literals
        if len(literals) > _MANY:
            literals = self._known_impossible(literals)
        return tuple(sorted(self._owner_of[each] for each in self._smallest([], literals)))

    def _likely(self, literals: Sequence[int], likely: Likely) -> list[int]:
        """The fewest of these literals that are likely impossible and are; none where none are."""
        of_owner = {self._owner_of[literal]: literal for literal in literals}
        forms = [literal for owner, literal in of_owner.items() if owner < 0]
        sets = [
            [literal for owner, literal in of_owner.items() if owner in few]
            for few in likely(list(of_owner))
        ]
        for few in sorted(sets, key=lambda few: (len(few), sorted(map(self._explains, few)))):
            among = sorted([*forms, *few], key=self._explains)
            if not self._holds(among):
                return among
        return []

    def _known_impossible(self, literals: list[int]) -> list[int]:
        """The smallest part of these literals that is known to be impossible."""
        asked = _bits(literals)
        known = (each for each in self._impossible if each & ~asked == 0)
        least = min(known, key=int.bit_count)
        return [each for each in literals if least >> each & 1]

    def _smallest(self, needed: list[int], literals: list[int]) -> list[int]:
        """The literals that `needed` cannot stand with, without those that can be spared.

        Those that come first are kept rather than others. Halves are tried before single ones
        (QuickXplain: Junker 2004).
        """
        if len(literals) <= 1:
            return literals
        if len(literals) <= _FEW:
            return self._one_by_one(needed, literals)
        first, last = literals[: len(literals) // 2], literals[len(literals) // 2 :]
        if not self._holds([*needed, *first]):
            return self._smallest(needed, first)
        kept = self._smallest([*needed, *first], last)
        if not self._holds([*needed, *kept]):
            return kept
        return [*self._smallest([*needed, *kept], first), *kept]

    def _one_by_one(self, needed: Sequence[int], literals: Sequence[int]) -> list[int]:
        """The same of a few: each is left out that the others do without, the last first.

        All these questions go to one solver that knows nothing else.
        """
        solver = self._apart([*needed, *literals])
        kept = list(literals)
        for literal in reversed(literals):
            others = [each for each in kept if each != literal]
            if not self._holds([*needed, *others], solver):
                kept = others
        return kept

    def _explains(self, literal: int) -> tuple[int, int]:
        """What explains best comes first: forms read plainly, levels, the trusted, then claims."""
        owner = self._owner_of[literal]
        if owner < 0:
            return 0, -owner
        said = owner < len(self._system.statements)
        level = said and self._system.statements[owner].reference is None
        return 1 if level else 3 if said else 2, self._rank[owner]

    def holds(self, owners: Iterable[int], stands: Stands) -> bool:
        """Whether all owners can take these stands.

        Raises UndecidedError when the work allowed runs out.
        """
        return self._holds(self._assumed(owners, stands))

    def _assumed(self, owners: Iterable[int], stands: Stands) -> list[int]:
        taken = [(owner, stand) for owner in owners if (stand := stands.get(owner, 0)) != ()]
        self._declare([each for each in taken if each not in self._literals])
        return [self._literals[each] for each in taken]

    def _holds(self, literals: Sequence[int], solver: z3.Solver | None = None) -> bool:
        """Whether these literals can stand together; `solver` is one that knows them all."""
        asked = _bits(literals)
        self._work.spend(1 + (len(self._possible) + len(self._impossible)) // KNOWN)
        if any(asked & ~known == 0 for known in self._possible):
            return True
        if any(known & ~asked == 0 for known in self._impossible):
            return False
        if solver is None:
            few = len(literals) * _FEWER < len(self._terms) - _SMALL
            solver = self._apart(literals) if few else self._solver
        answer = self._asked(solver, literals)
        if answer:
            self._possible.append(asked)
        else:
            self._impossible.append(_bits(self._needed(solver)))
        return answer

    def _needed(self, solver: z3.Solver) -> Iterator[int]:
        """The literals that the solver, asked last, needed to see that they cannot stand.

        They answer later questions; what they are never shows in a result, as they depend on what
        was asked before.
        """
        found = z3.Z3_solver_get_unsat_core(solver.ctx.ref(), solver.solver)
        core = z3.AstVector(found, solver.ctx)
        return (self._literal_of[each.get_id()] for each in core)

    def _apart(self, literals: Sequence[int]) -> z3.Solver:
        """A solver that is told nothing else.

        One that knows a large block finds values for all that it knows, asked about or not.
        """
        self._work.spend(len(self._lines) // LITERALS)
        apart = z3.SolverFor("QF_LRA", ctx=self._context)
        apart.set("rlimit", _ONE_QUESTION)
        said = "".join(self._lines[each] for each in literals)
        apart.from_string(self._text.head(frozenset(_NAME.findall(said))) + said)
        return apart

    def _asked(self, solver: z3.Solver, literals: Sequence[int]) -> bool:
        # What the solver's own `check` does, without its looking twice at every literal's sort.
        assumed = (z3.Ast * len(literals))(*(self._terms[each].as_ast() for each in literals))
        answer = z3.Z3_solver_check_assumptions(
            solver.ctx.ref(), solver.solver, len(literals), assumed
        )
        self._count(len(literals))
        if answer == z3.Z3_L_UNDEF:
            raise UndecidedError
        return bool(answer == z3.Z3_L_TRUE)

    def _count(self, literals: int) -> None:
        """Count one question as work, and from time to time what the solver says that it did."""
        self._work.spend(QUESTION + literals // LITERALS)
        self._checks += 1
        if self._checks % _COUNTED == 0 or literals > _HEAVY:
            spent = self._spent()
            self._work.spend((spent - self._spent_before) // RLIMIT)
            self._spent_before = spent

    def _spent(self) -> int:
        """The units that the solvers of this block have worked so far."""
        statistics = self._solver.statistics()
        known = "rlimit count" in statistics.keys()  # noqa: SIM118 - no mapping
        return int(statistics.get_key_value("rlimit count")) if known else 0

    def _declare(self, taken: Sequence[tuple[int, Stand]]) -> None:
        """Make the assumptions that owners take these stands; reading one text takes no longer."""
        if not taken:
            return
        first = len(self._lines)
        for owner, stand in taken:
            name = f"a{len(self._terms)}"
            self._lines.append(self._text.assumption(name, owner, stand))
            self._literals[owner, stand] = len(self._terms)
            term = z3.Bool(name, self._context)
            self._literal_of[term.get_id()] = len(self._terms)
            self._terms.append(term)
            self._owner_of.append(owner)
        self._solver.from_string("".join(self._lines[first:]))


def _bits(literals: Iterable[int]) -> int:
    return sum(1 << each for each in set(literals))
