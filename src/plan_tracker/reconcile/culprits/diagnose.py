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

    A contradiction comes with the part of the system that its owners are numbered in.
    """

    contradictions: tuple[tuple[BlockSystem, Contradiction], ...]
    undecided: tuple[int, ...]


def diagnose(parts: Iterable[BlockSystem]) -> Diagnosis:
    """Decide blocks that bounds alone do not show to be possible."""
    found: list[tuple[BlockSystem, Contradiction]] = []
    undecided: list[int] = []
    for part in parts:
        try:
            contradictions = _Doctor(part).contradictions()
            found += [(part, each) for each in contradictions]
        except UndecidedError:
            undecided.append(part.number)
    return Diagnosis(tuple(found), tuple(undecided))


class _Doctor:
    """One block: its contradictions and the cheapest ways out of each."""

    def __init__(self, part: BlockSystem) -> None:
        self._part = part
        self._system = system = part.system
        self._block = block = part.block
        self._constraints = part.constraints.of(np.array(block.owners))
        self._shared, self._forms = _forms(system, block)
        self._scopes = tuple(_scopes(system, block, tuple(self._shared)))
        self._readings = {owner: self._readings_of(owner) for owner in block.owners}
        self._readings |= {form: form_readings(each[1]) for form, each in self._forms.items()}

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
                cores = (solver.core(scope, self._below(cost)) for scope in self._scopes)
                core = next((each for each in cores if each is not None), None)
                if core is not None:
                    said = tuple(owner for owner in core if owner >= 0)
                    return Contradiction(cost, said, (), (), complete=False)
        raise UndecidedError

    def _below(self, cost: int) -> "Stands":
        """Everything read in any way that costs less, or in between."""
        return {owner: ladder.among(cost - 1) for owner, ladder in self._readings.items()}

    def _readings_of(self, owner: int) -> RelaxedReadings:
        trusted = self._system.trust(owner)
        if trusted is not None:
            return trusted_readings(trusted)
        return statement_readings(self._system.statements[owner])

    def _slips(self) -> dict[int, Slips]:
        plan, statements = self._system.plan, self._system.statements
        widths = {**WIDTHS, **plan.settings.widths}
        relations = OtherReferences(self._part)
        said = ((each, statements[each]) for each in self._block.owners if each < len(statements))
        return {
            each: Slips(
                statement,
                plan.indicators[statement.subject.indicator],
                widths,
                self._system.links.of(each),
                partial(relations.references, each),
                rates_into(plan, statement),
            )
            for each, statement in said
        }

    def _contradiction(
        self, solver: "Solver", remedies: "Remedies", conflict: "Conflict", base: Changes
    ) -> Contradiction:
        mine = {owner for changes in conflict.solutions for owner in changes}
        around = {owner: change for owner, change in base.items() if owner not in mine}
        blamed = set.intersection(*(set(changes) for changes in conflict.solutions))
        solutions = (
            self._solution(remedies, changes, around, blamed) for changes in conflict.solutions
        )
        cost = max(change.cost for change in conflict.solutions[0].values())
        return Contradiction(
            cost,
            self._explained(solver, conflict, cost, base),
            tuple(solutions),
            tuple(
                tuple(self._forms[owner] for owner in sorted(changes) if owner < 0)
                for changes in conflict.solutions
            ),
            conflict.complete,
            conflict.suspects,
        )

    def _solution(
        self, remedies: "Remedies", changes: Changes, around: Changes, blamed: set[int]
    ) -> tuple[Change, ...]:
        """The changes of statements.

        What one that is given up may have meant is asked only where it is surely wrong.
        """
        scope = self._scopes[-1]
        return tuple(
            remedies.meant(owner, scope, {**around, **changes})
            if owner in blamed and change.let_go and owner < len(self._system.statements)
            else change
            for owner, change in sorted(changes.items())
            if owner >= 0
        )

    def _explained(
        self, solver: "Solver", conflict: "Conflict", cost: int, base: Changes
    ) -> tuple[int, ...]:
        """The owners that show the contradiction as plainly as they can.

        They show an error in any reading that costs less: what they rest on is what it rests on.
        Without the owners that mend the others there is no other contradiction left to show; but
        those that need only be lax are left out only where they would show one of their own.
        """
        mine = {owner for changes in conflict.solutions for owner in changes}
        others = set(base) - mine
        serious = {each for each in others if base[each].cost > LAX}
        # Most contradictions are shown without cases; only what is not is asked case by case.
        levels = {owner: ladder.level(cost - 1) for owner, ladder in self._readings.items()}
        ways: tuple[Stands, ...] = ({}, self._below(cost), levels) if cost >= SUREST else ({},)
        for read, scope, without in product(ways, self._scopes, (serious, others)):
            found = solver.core([each for each in scope if each not in without], read)
            if found and mine.intersection(found) and not solver.holds(found, ways[-1]):
                return tuple(owner for owner in found if owner >= 0)
        core = min(conflict.cores, key=lambda each: (len(each), sorted(each)))
        return tuple(sorted(owner for owner in core if owner >= 0))


def _forms(system: System, block: Block) -> tuple[dict[int, list[int]], dict[int, SharedForm]]:
    """Doubtful forms that texts of one source share: owners and notation, by a number below 0."""
    numbers: dict[SharedForm, int] = {}
    shared: dict[int, list[int]] = {}
    for owner in block.owners:
        if owner >= len(system.statements):
            break
        form = form_of(system.statements[owner])
        if form is not None:
            number = numbers.setdefault(form, -1 - len(numbers))
            shared.setdefault(number, []).append(owner)
    return shared, {number: form for form, number in numbers.items()}


def _scopes(system: System, block: Block, forms: tuple[int, ...]) -> Iterable[tuple[int, ...]]:
    """Owners to look for a contradiction in: each source alone, all sources, all assumptions."""
    said = [owner for owner in block.owners if owner < len(system.statements)]
    trusted = block.owners[len(said) :]
    sure = tuple(owner for owner in trusted if not rests_on(system, (owner,))[0])
    sources = dict.fromkeys(system.statements[owner].source for owner in said)
    own = [
        [owner for owner in said if system.statements[owner].source == source] for source in sources
    ]
    for statements, assumptions in (*((each, sure) for each in own), (said, sure), (said, trusted)):
        # Levels alone explain more plainly than the claims about them.
        levels = [each for each in statements if system.statements[each].reference is None]
        yield (*levels, *assumptions, *forms)
        yield (*statements, *assumptions, *forms)
