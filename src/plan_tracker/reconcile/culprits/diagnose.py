"""Every contradiction in the system, with its explanation and its cheapest ways out."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from plan_tracker.reading.costs import LAX, NOTATION, SUREST
from plan_tracker.reading.widths import WIDTHS
from plan_tracker.reconcile.bounds.block_system import Block, BlockSystem
from plan_tracker.reconcile.culprits.contradiction import (
    Contradiction,
    SharedForm,
    UndecidedError,
    form_of,
    rests_on,
)
from plan_tracker.reconcile.culprits.other_references import OtherReferences, rates_into
from plan_tracker.reconcile.culprits.relaxed_readings import (
    Change,
    Changes,
    RelaxedReadings,
    form_readings,
    statement_readings,
    trusted_readings,
)
from plan_tracker.reconcile.culprits.slips import Slips
from plan_tracker.reconcile.system.system import System

if TYPE_CHECKING:
    from plan_tracker.reconcile.culprits.conflict import Conflict
    from plan_tracker.reconcile.culprits.remedies import Remedies
    from plan_tracker.reconcile.culprits.solver import Solver, Stands


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """All contradictions, and the numbers of blocks that took more work than is allowed.

    A contradiction comes with the block that its owners are numbered in.
    """

    contradictions: tuple[tuple[BlockSystem, Contradiction], ...]
    undecided: tuple[int, ...]


def diagnose(blocks: Iterable[BlockSystem]) -> Diagnosis:
    """Decide blocks that bounds alone do not show to be possible."""
    found: list[tuple[BlockSystem, Contradiction]] = []
    undecided: list[int] = []
    for block in blocks:
        try:
            found += [(block, each) for each in _BlockDiagnosis(block).contradictions()]
        except UndecidedError:
            undecided.append(block.number)
    return Diagnosis(tuple(found), tuple(undecided))


class _BlockDiagnosis:
    """One block: its contradictions and the cheapest ways out of each."""

    def __init__(self, block_system: BlockSystem) -> None:
        self._block_system = block_system
        self._system = system = block_system.system
        self._block = block = block_system.block
        self._constraints = block_system.constraints.of(np.array(block.owners))
        self._references = OtherReferences(block_system)
        self._shared, self._forms = _shared_forms(system, block)
        self._scopes = tuple(_scopes(system, block, tuple(self._shared)))
        self._readings = {owner: self._readings_of(owner) for owner in block.owners}
        self._readings |= {
            number: form_readings(form.notation) for number, form in self._forms.items()
        }

    def contradictions(self) -> list[Contradiction]:
        try:
            return self._solve()
        except UndecidedError:
            return [self._unsolved()]

    def _solve(self) -> list[Contradiction]:
        from plan_tracker.reconcile.culprits.remedies import Remedies
        from plan_tracker.reconcile.culprits.search import Search
        from plan_tracker.reconcile.culprits.solver import Solver

        solver = Solver(self._system, self._block, self._readings, self._shared)
        if solver.holds(self._readings, {}):
            return []

        remedies = Remedies(solver, self._readings, self._slips(), self._constraints)
        search = Search(solver, self._readings, remedies, len(self._system.statements))
        return [
            self._contradiction(solver, remedies, conflict, search.base)
            for conflict in search.conflicts()
        ]

    def _unsolved(self) -> Contradiction:
        """A contradiction whose ways out took too much work to find: what can be said of it.

        Raises UndecidedError where even that there is one took too much.
        """
        from plan_tracker.reconcile.culprits.solver import Solver

        solver = Solver(self._system, self._block, self._readings, self._shared)
        for cost in (SUREST, NOTATION, LAX):
            with suppress(UndecidedError):
                cores = (solver.core(scope, self._readings_below(cost)) for scope in self._scopes)
                core = next((each for each in cores if each is not None), None)
                if core is not None:
                    return Contradiction(cost, _without_forms(core), (), (), complete=False)
        raise UndecidedError

    def _readings_below(self, cost: int) -> "Stands":
        """Everything read in any way that costs less, or in between."""
        return {owner: own.costing_at_most(cost - 1) for owner, own in self._readings.items()}

    def _steps_below(self, cost: int) -> "Stands":
        """Everything read in one of the ways that cost less: case by case."""
        return {owner: own.step_at_most(cost - 1) for owner, own in self._readings.items()}

    def _readings_of(self, owner: int) -> RelaxedReadings:
        trusted = self._system.trust(owner)
        if trusted is not None:
            return trusted_readings(trusted)
        statement = self._system.statements[owner]
        if statement.subject.unit == "%" and statement.kind in ("growth", "change"):
            return statement_readings(statement, self._slips_of(owner).percent_or_points())
        return statement_readings(statement)

    def _slips(self) -> dict[int, Slips]:
        """The slips of every statement of the block."""
        count = len(self._system.statements)
        return {owner: self._slips_of(owner) for owner in self._block.owners if owner < count}

    def _slips_of(self, owner: int) -> Slips:
        plan, statement = self._system.plan, self._system.statements[owner]
        return Slips(
            statement,
            plan.indicators[statement.subject.indicator],
            {**WIDTHS, **plan.settings.widths},
            self._system.links.of(owner),
            partial(self._references.references, owner),
            rates_into(plan, statement),
        )

    def _contradiction(
        self, solver: "Solver", remedies: "Remedies", conflict: "Conflict", base: Changes
    ) -> Contradiction:
        changed = {owner for changes in conflict.solutions for owner in changes}
        around = {owner: change for owner, change in base.items() if owner not in changed}
        blamed = set.intersection(*(set(changes) for changes in conflict.solutions))

        cost = max(change.cost for change in conflict.solutions[0].values())
        solutions = [
            self._solution(remedies, changes, around, blamed) for changes in conflict.solutions
        ]
        switched = [
            tuple(self._forms[owner] for owner in sorted(changes) if owner < 0)
            for changes in conflict.solutions
        ]
        return Contradiction(
            cost,
            self._explained(solver, conflict, cost, base),
            tuple(solutions),
            tuple(switched),
            conflict.complete,
            conflict.suspects,
        )

    def _solution(
        self, remedies: "Remedies", changes: Changes, around: Changes, blamed: set[int]
    ) -> tuple[Change, ...]:
        """The changes of statements.

        What one that is given up may have meant is asked only where it is surely wrong.
        """
        scope, statements = self._scopes[-1], len(self._system.statements)
        solution: list[Change] = []
        for owner, change in sorted(changes.items()):
            if owner in blamed and change.let_go and 0 <= owner < statements:
                solution.append(remedies.meant(owner, scope, {**around, **changes}))
            elif owner >= 0:
                solution.append(change)
        return tuple(solution)

    def _explained(
        self, solver: "Solver", conflict: "Conflict", cost: int, base: Changes
    ) -> tuple[int, ...]:
        """The owners that show the contradiction as plainly as they can.

        They show an error in any reading that costs less: what they rest on is what it rests on.
        Without the owners that mend the others there is no other contradiction left to show; but
        those that need only be lax are left out only where they would show one of their own.
        """
        changed = {owner for changes in conflict.solutions for owner in changes}
        others = set(base) - changed
        serious = {owner for owner in others if base[owner].cost > LAX}

        # Most contradictions are shown without cases; only what is not is asked case by case.
        ways: tuple[Stands, ...] = ({},)
        if cost >= SUREST:
            ways = ({}, self._readings_below(cost), self._steps_below(cost))

        for read, scope, without in product(ways, self._scopes, (serious, others)):
            core = solver.core([owner for owner in scope if owner not in without], read)
            if core and changed.intersection(core) and not solver.holds(core, ways[-1]):
                return _without_forms(core)

        least = min(conflict.cores, key=lambda core: (len(core), sorted(core)))
        return _without_forms(sorted(least))


def _without_forms(owners: Iterable[int]) -> tuple[int, ...]:
    """The statements and the trusted: shared forms have numbers below zero."""
    return tuple(owner for owner in owners if owner >= 0)


def _shared_forms(
    system: System, block: Block
) -> tuple[dict[int, list[int]], dict[int, SharedForm]]:
    """Doubtful forms that texts of one source share, and their owners, by a number below 0."""
    numbers: dict[SharedForm, int] = {}
    owners_of: dict[int, list[int]] = {}
    for owner in block.owners:
        if owner >= len(system.statements):
            break

        form = form_of(system.statements[owner])
        if form is not None:
            number = numbers.setdefault(form, -1 - len(numbers))
            owners_of.setdefault(number, []).append(owner)
    return owners_of, {number: form for form, number in numbers.items()}


def _scopes(system: System, block: Block, forms: tuple[int, ...]) -> Iterable[tuple[int, ...]]:
    """Owners to look for a contradiction in: each source alone, all sources, all assumptions."""
    statements = [owner for owner in block.owners if owner < len(system.statements)]
    unsure = {owner for owner in statements if system.statements[owner].unsure}
    trusted = block.owners[len(statements) :]
    stated = tuple(owner for owner in trusted if not rests_on(system, (owner,))[0])

    by_source: dict[str, list[int]] = {}
    for owner in statements:
        by_source.setdefault(system.statements[owner].source, []).append(owner)

    alone = [(own, stated) for own in by_source.values()]
    for said, assumptions in (*alone, (statements, stated), (statements, trusted)):
        # Levels alone explain more plainly than the claims about them.
        levels = [owner for owner in said if system.statements[owner].reference is None]
        for without in (unsure, set[int]()) if unsure else (unsure,):
            yield (*(owner for owner in levels if owner not in without), *assumptions, *forms)
            yield (*(owner for owner in said if owner not in without), *assumptions, *forms)
