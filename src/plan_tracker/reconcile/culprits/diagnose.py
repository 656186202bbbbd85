"""Every contradiction in the system, with its explanation and its cheapest ways out."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from plan_tracker.reading.costs import LAX, OFTEN
from plan_tracker.reading.widths import WIDTHS
from plan_tracker.reconcile.bounds.block_system import Block, BlockSystem
from plan_tracker.reconcile.culprits.conflict import Conflict, owners_of
from plan_tracker.reconcile.culprits.contradiction import (
    Contradiction,
    SharedForm,
    UndecidedError,
    form_of,
)
from plan_tracker.reconcile.culprits.other_references import OtherReferences, rates_into
from plan_tracker.reconcile.culprits.proof import Proof, Proofs
from plan_tracker.reconcile.culprits.relaxed_readings import (
    Change,
    Changes,
    RelaxedReadings,
    form_readings,
    stands,
    statement_readings,
    trusted_readings,
)
from plan_tracker.reconcile.culprits.slips import Slips
from plan_tracker.reconcile.culprits.work import DECIDING, PROVING, SEARCHING, Work
from plan_tracker.reconcile.system.system import System

if TYPE_CHECKING:
    from plan_tracker.reconcile.culprits.remedies import Remedies
    from plan_tracker.reconcile.culprits.solver import Solver


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


def weigh(blocks: Iterable[BlockSystem]) -> Diagnosis:
    """The plainest contradiction of each block, and how bad it is, without its culprits."""
    weighed: list[tuple[BlockSystem, Contradiction]] = []
    undecided: list[int] = []
    for block in blocks:
        try:
            weighed.append((block, _BlockDiagnosis(block).unsolved()))
        except UndecidedError:
            undecided.append(block.number)
    return Diagnosis(tuple(weighed), tuple(undecided))


class _BlockDiagnosis:
    """One block: its contradictions and the cheapest ways out of each."""

    def __init__(self, block_system: BlockSystem) -> None:
        self._block_system = block_system
        self._system = system = block_system.system
        self._block = block = block_system.block
        self._constraints = block_system.constraints.of(np.array(block.owners))
        self._references = OtherReferences(block_system)
        self._shared, self._forms = _shared_forms(system, block)
        self._readings = {owner: self._readings_of(owner) for owner in block.owners}
        self._readings |= {
            number: form_readings(form.notation) for number, form in self._forms.items()
        }

    def contradictions(self) -> list[Contradiction]:
        try:
            return self._solve()
        except UndecidedError:
            return [self.unsolved()]

    def _solve(self) -> list[Contradiction]:
        from plan_tracker.reconcile.culprits.remedies import Remedies
        from plan_tracker.reconcile.culprits.search import Search
        from plan_tracker.reconcile.culprits.solver import Solver

        work = Work(len(self._block.owners))
        work.allow(DECIDING)
        solver = Solver(self._system, self._block, self._readings, self._shared, work)
        if solver.holds(self._readings, {}):
            return []

        work.allow(SEARCHING)
        remedies = Remedies(solver, self._readings, self._slips(), self._constraints, work)
        search = Search(solver, self._readings, remedies, len(self._system.statements), work)
        conflicts = search.conflicts()

        work.allow(PROVING)
        proofs = Proofs(solver, self._system, self._block, self._readings)
        contradictions: list[Contradiction] = []
        for place, conflict in enumerate(conflicts):
            with work.share(len(conflicts) - place + 1):
                found = self._contradiction(proofs, remedies, conflict, search.base)
                mended = self._is_mended(solver, conflict, conflicts, search.base)
                lucky = mended and self._is_lucky(remedies, conflict, found.forms)
                contradictions.append(replace(found, mended=mended and not lucky))

        with suppress(UndecidedError):
            contradictions = proofs.raised(contradictions)
        return contradictions

    def _is_lucky(
        self, remedies: "Remedies", conflict: Conflict, forms: Sequence[SharedForm]
    ) -> bool:
        """Whether only one text shows the other notation of a form, and may do so by mere luck."""
        owners = frozenset[int]().union(*conflict.cores)
        for number, form in self._forms.items():
            texts = owners.intersection(self._shared[number]) if form in forms else ()
            if len(texts) == 1:
                (text,) = texts
                scope = tuple(self._readings)
                if remedies.luck_of_notation(text, scope, {}) > OFTEN:
                    return True
        return False

    def _is_mended(
        self,
        solver: "Solver",
        conflict: Conflict,
        conflicts: Sequence[Conflict],
        base: Changes,
    ) -> bool:
        """Whether all else holds as careful offices print with the first way out of a conflict.

        What else is careless in the block must have nothing to do with what this changes. What
        takes too much work to be seen is not.
        """
        changes = conflict.solutions[0]
        careless = [each for each in conflicts if each is not conflict and _is_careless(each)]
        if any(core & changes.keys() for each in careless for core in each.cores):
            return False

        beside = {owner for each in careless for owner in owners_of(each.solutions)}
        scope = [owner for owner in self._readings if owner not in beside]
        given = stands({**base, **changes})
        try:
            return solver.holds(scope, given) and all(
                solver.holds(core, stands(changes)) for core in conflict.cores
            )
        except UndecidedError:
            return False

    def unsolved(self) -> Contradiction:
        """A contradiction whose ways out took too much work to find: what can be said of it.

        Raises UndecidedError where even that there is one took too much.
        """
        from plan_tracker.reconcile.culprits.solver import Solver

        work = Work(len(self._block.owners))
        work.allow(PROVING)
        solver = Solver(self._system, self._block, self._readings, self._shared, work)
        proof = Proofs(solver, self._system, self._block, self._readings).of(
            set(self._readings), ((),)
        )
        if proof is None:
            raise UndecidedError
        return Contradiction(proof.proven, proof.core, (), (), complete=False, searched=False)

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
            partial(self._references.levels_beside, owner),
        )

    def _contradiction(
        self, proofs: Proofs, remedies: "Remedies", conflict: Conflict, base: Changes
    ) -> Contradiction:
        changed = {owner for changes in conflict.solutions for owner in changes}
        around = {owner: change for owner, change in base.items() if owner not in changed}
        solutions = self._meant(remedies, conflict, around)
        switched = [
            tuple(self._forms[owner] for owner in sorted(changes) if owner < 0)
            for changes in conflict.solutions
        ]
        proof = self._proof(proofs, conflict, around)
        return Contradiction(
            proof.proven,
            proof.core,
            tuple(solutions),
            tuple(switched),
            conflict.complete,
            conflict.suspects,
            conflict.searched,
        )

    def _meant(
        self, remedies: "Remedies", conflict: Conflict, around: Changes
    ) -> list[tuple[Change, ...]]:
        """The changes of statements, by solution.

        What one that is given up may have meant is asked only where it is surely wrong.
        """
        stated = [
            tuple(changes[owner] for owner in sorted(changes) if owner >= 0)
            for changes in conflict.solutions
        ]
        if not conflict.complete:
            return stated

        blamed = set.intersection(*(set(changes) for changes in conflict.solutions))
        scope, statements = tuple(self._readings), len(self._system.statements)
        try:
            return [
                tuple(
                    remedies.meant(change.owner, scope, {**around, **changes})
                    if change.let_go and change.owner in blamed and change.owner < statements
                    else change
                    for change in solution
                )
                for solution, changes in zip(stated, conflict.solutions, strict=True)
            ]
        except UndecidedError:
            return stated

    def _proof(self, proofs: Proofs, conflict: Conflict, around: Changes) -> Proof:
        """What shows the contradiction as plainly as it can.

        Without the owners that mend the others there is no other contradiction left to show; but
        those that need only be lax are left out only where they would show one of their own.
        """
        changed = {owner for changes in conflict.solutions for owner in changes}
        serious = {owner for owner, change in around.items() if change.cost > LAX}
        with suppress(UndecidedError):
            proof = proofs.of(changed, (serious, around.keys()))
            if proof is not None:
                return proof

        least = min(conflict.cores, key=lambda core: (len(core), sorted(core)))
        return Proof(tuple(owner for owner in sorted(least) if owner >= 0), proven=False)


def _is_careless(conflict: Conflict) -> bool:
    """Whether only careless readings are needed."""
    return all(change.cost == LAX for change in conflict.solutions[0].values())


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
