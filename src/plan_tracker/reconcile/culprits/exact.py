"""Whether a block can hold, decided in exact rationals.

Each owner is assumed to take a stand: one of the options of its ladder up to a step holds, or one
of a few options, or, with none, nothing. The solver answers whether that can be, and if not, which
assumptions cannot stand together. Constraints are handed to it as SMT-LIB text, which it reads far
faster than it takes objects one by one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import z3

from plan_tracker.model.interval import Interval
from plan_tracker.reconcile.bounds.blocks import Block, UndecidedError
from plan_tracker.reconcile.culprits.options import Ladder, Option, Stand
from plan_tracker.reconcile.system.system import BOUND, RATIO, Link, System

# The work allowed for one question and for one block, in the solver's own units and not in time, so
# that every machine gives up on the same blocks: so much, and more for every owner. A million
# units take from a twentieth of a second, in large blocks, to a second.
_ONE_QUESTION, _ONE_QUESTION_MORE = 1_000_000, 10_000
_WORK, _WORK_MORE = 4_000_000, 40_000
_MANY = 200  # literals, of which the solver's own core is taken first
_COUNTED = 16  # questions between two looks at the work done
Stands = Mapping[int, Stand]  # by owner; the first step where it is not named


class Solver:
    """One block in the solver; `ladders` has the steps of every owner.

    `shared` maps the number of a form (below zero) to the owners of its texts.
    """

    def __init__(
        self,
        system: System,
        block: Block,
        ladders: Mapping[int, Ladder],
        shared: Mapping[int, Sequence[int]],
    ) -> None:
        self._system = system
        self._ladders = ladders
        self._solver = z3.SolverFor("QF_LRA")
        self._solver.set("rlimit", _ONE_QUESTION + _ONE_QUESTION_MORE * len(block.owners))
        self._work = _WORK + _WORK_MORE * len(block.owners)
        # The newer of its two simplex solvers is about twice as fast on these blocks.
        self._solver.set("arith.solver", 6)
        # To derive bounds from rows costs these blocks more than it saves: most questions are
        # answered by the values of the one before.
        self._solver.set("arith.propagation_mode", 0)
        self._literals: dict[tuple[int, Stand], int] = {}
        self._terms: list[z3.BoolRef] = []
        self._literal_of: dict[int, int] = {}  # by the solver's number
        self._owner_of: list[int] = []
        # What is known of sets of literals, as bits: subsets of the possible are possible too.
        self._possible: list[int] = []
        self._impossible: list[int] = []
        self._rank = {owner: place for place, owner in enumerate(block.owners)}
        self._form = {owner: form for form, owners in shared.items() for owner in owners}
        self._links = _by_owner(block.links, system.links.owner)
        self._sums = _by_owner(block.sums, system.sums.owner)
        self._checks = 0
        self._begun = self._spent()
        # Names follow the block's own order, so that the solver sees one text for one report.
        self._names_of = {each: f"x{place}" for place, each in enumerate(block.quantities)}
        self._rows = {row: place for place, row in enumerate(block.sums)}
        unspoken = [
            (self._unspoken(row, index), int(system.sums.total[row]))
            for row in block.sums
            for index, part in enumerate(self._parts(row))
            if part < 0
        ]
        reals = [*((name, each) for each, name in self._names_of.items()), *unspoken]
        lines = [f"(declare-const {name} Real)" for name, _ in reals]
        lines += [f"(declare-const s{-form} Bool)" for form in shared]
        lines += [f"(assert (>= {name} 0))" for name, of in reals if not system.signed[of]]
        self._solver.from_string("".join(lines))

    def core(self, owners: Iterable[int], stands: Stands) -> tuple[int, ...] | None:
        """Owners that cannot all take these stands, none of whom can be spared; None if all can.

        Of several that would do, those that explain best: levels rather than claims about them. It
        rests on answers alone. Raises UndecidedError when the work allowed runs out.
        """
        literals = sorted(self._assumed(owners, stands), key=self._explains)
        if self._holds(literals):
            return None
        if len(literals) > _MANY:
            literals = self._known_impossible(literals)
        return tuple(sorted(self._owner_of[each] for each in self._smallest([], literals)))

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
        first, last = literals[: len(literals) // 2], literals[len(literals) // 2 :]
        if not self._holds([*needed, *first]):
            return self._smallest(needed, first)
        kept = self._smallest([*needed, *first], last)
        if not self._holds([*needed, *kept]):
            return kept
        return [*self._smallest([*needed, *kept], first), *kept]

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

    def _holds(self, literals: Sequence[int]) -> bool:
        asked = _bits(literals)
        if any(asked & ~known == 0 for known in self._possible):
            return True
        if any(known & ~asked == 0 for known in self._impossible):
            return False
        answer = self._asked(literals)
        if answer:
            self._possible.append(asked)
        else:
            self._impossible.append(_bits(self._needed()))
        return answer

    def _needed(self) -> Iterator[int]:
        """The literals that the solver, asked last, needed to see that they cannot stand.

        They answer later questions; what they are never shows in a result, as they depend on what
        was asked before.
        """
        found = z3.Z3_solver_get_unsat_core(self._solver.ctx.ref(), self._solver.solver)
        core = z3.AstVector(found, self._solver.ctx)
        return (self._literal_of[each.get_id()] for each in core)

    def _asked(self, literals: Sequence[int]) -> bool:
        # What the solver's own `check` does, without its looking twice at every literal's sort.
        assumed = (z3.Ast * len(literals))(*(self._terms[each].as_ast() for each in literals))
        answer = z3.Z3_solver_check_assumptions(
            self._solver.ctx.ref(), self._solver.solver, len(literals), assumed
        )
        self._checks += 1
        if self._checks % _COUNTED == 0 and self._spent() - self._begun > self._work:
            raise UndecidedError
        if answer == z3.Z3_L_UNDEF:
            raise UndecidedError
        return bool(answer == z3.Z3_L_TRUE)

    def _spent(self) -> int:
        """The units that all solvers of this process have worked so far."""
        statistics = self._solver.statistics()
        known = "rlimit count" in statistics.keys()  # noqa: SIM118 - no mapping
        return int(statistics.get_key_value("rlimit count")) if known else 0

    def _declare(self, taken: Sequence[tuple[int, Stand]]) -> None:
        """Make the assumptions that owners take these stands; reading one text takes no longer."""
        if not taken:
            return
        lines = []
        for owner, stand in taken:
            name = f"a{len(self._terms)}"
            says = self._any(owner, stand) if isinstance(stand, tuple) else self._at(owner, stand)
            lines.append(f"(declare-const {name} Bool)(assert (=> {name} {says}))")
            self._literals[owner, stand] = len(self._terms)
            term = z3.Bool(name)
            self._literal_of[term.get_id()] = len(self._terms)
            self._terms.append(term)
            self._owner_of.append(owner)
        self._solver.from_string("".join(lines))

    def _at(self, owner: int, level: int) -> str:
        if owner < 0:
            return "true" if level else f"(not s{-owner})"
        steps = [self._ladders[owner][each] for each in range(level + 1)]
        options = [option for step in steps for option in step.options]
        form = self._form.get(owner)
        either = self._any(owner, options)
        return either if form is None else self._shared(owner, options[-1].cost, form, either)

    def _any(self, owner: int, options: Iterable[Option]) -> str:
        return f"(or {' '.join(self._says(owner, option) for option in _widest(options))})"

    def _shared(self, owner: int, cost: int, form: int, either: str) -> str:
        """A text whose form is read one way in its whole source: that way costs it nothing."""
        options = self._ladders[owner].switched
        switched = self._any(owner, (each for each in options if each.cost <= cost))
        return f"(ite s{-form} {switched} {either})"

    def _says(self, owner: int, option: Option) -> str:
        """What the owner's constraints are when it is read so."""
        if option.link is not None:
            return self._link(option.link, option.interval)
        links = self._system.links
        parts = [self._link(links.at(row), option.interval) for row in self._links.get(owner, ())]
        parts += [self._sum(row, option.interval) for row in self._sums.get(owner, ())]
        return f"(and true {' '.join(parts)})"

    def _link(self, link: Link, interval: Interval) -> str:
        x, y = self._names_of[link.x], self._names_of.get(link.y, "")
        if link.form == BOUND:
            return within(x, interval, "1")
        if link.form == RATIO:
            return within(x, interval, y)
        return within(f"(- {x} {y})", interval, "1")

    def _sum(self, row: int, rest: Interval) -> str:
        total = self._names_of[int(self._system.sums.total[row])]
        terms = [
            self._names_of[part] if part >= 0 else self._unspoken(row, index)
            for index, part in enumerate(self._parts(row))
        ]
        return within(f"(- {total} {' '.join(terms)})", rest, total)

    def _unspoken(self, row: int, index: int) -> str:
        """The name of a part that nothing else speaks of."""
        return f"u{self._rows[row]}_{index}"

    def _parts(self, row: int) -> list[int]:
        sums = self._system.sums
        return [int(each) for each in sums.part[sums.first[row] : sums.first[row + 1]]]


def _widest(options: Iterable[Option]) -> list[Option]:
    """The options without those that lie inside others: fewer cases for the solver to tell."""
    kept: list[Option] = []
    for option in options:
        if not any(_inside(option, other) for other in kept):
            kept = [each for each in kept if not _inside(each, option)] + [option]
    return kept


def _inside(one: Option, other: Option) -> bool:
    return one.link == other.link and one.interval & other.interval == one.interval


def _bits(literals: Iterable[int]) -> int:
    return sum(1 << each for each in set(literals))


def _by_owner(rows: Iterable[int], owners: Any) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(int(owners[row]), []).append(row)
    return found


def within(term: str, interval: Interval, unit: str) -> str:
    """`term` in `interval` times `unit`, as SMT-LIB text."""
    limits = ["true"]
    if interval.low is not None:
        limits.append(f"({'>' if interval.low_open else '>='} {term} {_times(interval.low, unit)})")
    if interval.high is not None:
        limits.append(
            f"({'<' if interval.high_open else '<='} {term} {_times(interval.high, unit)})"
        )
    return f"(and {' '.join(limits)})"


def _times(value: Fraction, unit: str) -> str:
    top = str(value.numerator) if value >= 0 else f"(- {-value.numerator})"
    number = top if value.denominator == 1 else f"(/ {top} {value.denominator})"
    return number if unit == "1" else f"(* {number} {unit})"
