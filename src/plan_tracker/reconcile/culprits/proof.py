"""What shows a contradiction as plainly as it can, and whether that proves a slip.

Severity is the most that can be proven: a source that contradicts itself is asked before a second
one is believed, and both before an assumption. Only what no reading makes possible, other notations
and careless ones included, is proven.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from plan_tracker.reading.costs import SUREST
from plan_tracker.reconcile.bounds.block_system import Block
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.culprits.contradiction import Contradiction, rests_on, unsure
from plan_tracker.reconcile.culprits.relaxed_readings import RelaxedReadings
from plan_tracker.reconcile.culprits.room_left import likely_cores
from plan_tracker.reconcile.system.system import System

if TYPE_CHECKING:
    from plan_tracker.reconcile.culprits.solver import Solver


@dataclass(frozen=True, slots=True)
class Proof:
    """Owners that cannot all be right as printed; if `proven`, in no reading that is no slip."""

    core: tuple[int, ...]
    proven: bool


class Proofs:
    """The proofs of the contradictions of one block.

    `readings` has the steps of every owner, those of forms (numbered below zero) included;
    `constraints` are as they are ordinarily read.
    """

    def __init__(
        self,
        solver: "Solver",
        system: System,
        block: Block,
        readings: "dict[int, RelaxedReadings]",
        constraints: Constraints,
    ) -> None:
        self._solver = solver
        self._likely = partial(likely_cores, constraints)
        self._system = system
        self._scopes = tuple(_scopes(system, block, [each for each in readings if each < 0]))
        # Everything read in any way that is no slip: without cases, or case by case.
        self._hulls = {owner: of.costing_at_most(SUREST - 1) for owner, of in readings.items()}
        self._steps = {owner: of.step_at_most(SUREST - 1) for owner, of in readings.items()}

    def of(self, changed: Set[int], without: Sequence[Collection[int]]) -> Proof | None:
        """The plainest proof that touches what is `changed`; None where there is none.

        `without` are owners to leave out, as they would show another contradiction, the first that
        will do.
        """
        possible = self._solver.holds(self._steps, self._steps)
        for prove in (self._plain,) if possible else (self._proven, self._plain):
            for scope in self._scopes:
                for others in without:
                    core = prove([owner for owner in scope if owner not in others])
                    if core and not changed.isdisjoint(core):
                        return Proof(_without_forms(core), prove == self._proven)
        return None

    def is_proven(self, core: Collection[int]) -> bool:
        """Whether no reading that is no slip makes some owners possible together."""
        return not self._solver.holds(core, self._steps)

    def raised(self, contradictions: Sequence[Contradiction]) -> list[Contradiction]:
        """The contradictions, where what one source proves is shown by none of them as an error.

        Two may each be shown by more than one source alone, and share a proof by one.
        """
        raised = list(contradictions)
        for scope in self._alone():
            shown = {owner for each in raised if self._is_error(each) for owner in _changed(each)}
            core = self._proven([owner for owner in scope if owner not in shown])
            for place, contradiction in enumerate(raised if core else ()):
                if core and not _changed(contradiction).isdisjoint(core):
                    raised[place] = replace(contradiction, proven=True, core=_without_forms(core))
                    break
        return raised

    def _alone(self) -> Iterator[tuple[int, ...]]:
        """The scopes of single sources."""
        for scope in self._scopes:
            owners = [owner for owner in scope if owner >= 0]
            if not any(rests_on(self._system, owners)) and not unsure(self._system, owners):
                yield scope

    def _is_error(self, contradiction: Contradiction) -> bool:
        if not contradiction.proven or unsure(self._system, contradiction.core):
            return False
        return not any(rests_on(self._system, contradiction.core))

    def _plain(self, owners: Sequence[int]) -> tuple[int, ...] | None:
        return self._solver.core(owners, {}, self._likely)

    def _proven(self, owners: Sequence[int]) -> tuple[int, ...] | None:
        """Owners that no reading makes possible, as plainly as they show it."""
        holds = self._solver.holds
        if holds(owners, {}) or holds(owners, self._steps):
            return None

        # Most contradictions are shown without cases; only what is not is asked case by case.
        for read in ({}, self._hulls, self._steps):
            core = self._solver.core(owners, read, self._likely)
            if core and not holds(core, self._steps):
                return core
        return None


def _changed(contradiction: Contradiction) -> set[int]:
    return {change.owner for solution in contradiction.solutions for change in solution}


def _without_forms(owners: Iterable[int]) -> tuple[int, ...]:
    """The statements and the trusted: shared forms have numbers below zero."""
    return tuple(owner for owner in owners if owner >= 0)


def _scopes(system: System, block: Block, forms: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Owners to look for a contradiction in: each source alone, all sources, all assumptions.

    Of each of these first what is sure; before them each figure of which only what it is of is not,
    with its own claims.
    """
    statements = [owner for owner in block.owners if owner < len(system.statements)]
    placed: dict[tuple[str, str], list[int]] = {}
    for owner in statements:
        statement = system.statements[owner]
        if statement.confirm_subject:
            placed.setdefault((statement.source, statement.figure), []).append(owner)
    yield from ((*owners, *forms) for owners in placed.values() if not system.unsure(owners))
    guessed = set(system.unsure(statements))
    trusted = block.owners[len(statements) :]
    stated = tuple(owner for owner in trusted if not rests_on(system, (owner,))[0])

    by_source: dict[str, list[int]] = {}
    for owner in statements:
        by_source.setdefault(system.statements[owner].source, []).append(owner)

    alone = [(own, stated) for own in by_source.values()]
    for said, assumptions in (*alone, (statements, stated), (statements, trusted)):
        # Levels alone explain more plainly than the claims about them.
        levels = [owner for owner in said if system.statements[owner].reference is None]
        for without in (guessed, set[int]()) if guessed else (guessed,):
            yield (*(owner for owner in levels if owner not in without), *assumptions, *forms)
            yield (*(owner for owner in said if owner not in without), *assumptions, *forms)
