"""What is told of a conflict: its plainest proof, what was meant, and whether its way out mends."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from plan_tracker.reading.costs import LAX, OFTEN
from plan_tracker.reconcile.culprits.block_readings import BlockReadings
from plan_tracker.reconcile.culprits.conflict import Conflict, owners_of
from plan_tracker.reconcile.culprits.contradiction import (
    Contradiction,
    SharedForm,
    UndecidedError,
)
from plan_tracker.reconcile.culprits.proof import Proof, Proofs
from plan_tracker.reconcile.culprits.relaxed_readings import Change, Changes, stands
from plan_tracker.reconcile.culprits.remedies import Remedies
from plan_tracker.reconcile.culprits.solver import Solver


class Telling:
    """The contradictions of one block, told one by one.

    `conflicts` are all of them, `base` is what is taken for granted in each of the others.
    """

    def __init__(
        self,
        solver: Solver,
        proofs: Proofs,
        remedies: Remedies,
        readings: BlockReadings,
        conflicts: Sequence[Conflict],
        base: Changes,
        statements: int,
    ) -> None:
        self._solver = solver
        self._proofs = proofs
        self._remedies = remedies
        self._forms = readings.forms
        self._shared = readings.shared
        self._readings = readings.steps
        self._conflicts = conflicts
        self._base = base
        self._statements = statements

    def told(self, conflict: Conflict) -> Contradiction:
        """One conflict as a contradiction."""
        told = self._contradiction(conflict)
        mended = self._is_mended(conflict)
        return replace(told, mended=mended and not self._is_lucky(conflict, told.forms))

    def _contradiction(self, conflict: Conflict) -> Contradiction:
        changed = {owner for changes in conflict.solutions for owner in changes}
        around = {owner: change for owner, change in self._base.items() if owner not in changed}
        solutions = self._meant(conflict, around)
        switched = [
            tuple(self._forms[owner] for owner in sorted(changes) if owner < 0)
            for changes in conflict.solutions
        ]
        proof = self._proof(conflict, around)
        return Contradiction(
            proof.proven,
            proof.core,
            tuple(solutions),
            tuple(switched),
            conflict.complete,
            conflict.suspects,
            conflict.searched,
        )

    def _meant(self, conflict: Conflict, around: Changes) -> list[tuple[Change, ...]]:
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
        scope, statements = tuple(self._readings), self._statements
        try:
            return [
                tuple(
                    self._remedies.meant(change.owner, scope, {**around, **changes})
                    if change.let_go and change.owner in blamed and change.owner < statements
                    else change
                    for change in solution
                )
                for solution, changes in zip(stated, conflict.solutions, strict=True)
            ]
        except UndecidedError:
            return stated

    def _proof(self, conflict: Conflict, around: Changes) -> Proof:
        """What shows the contradiction as plainly as it can.

        Without the owners that mend the others there is no other contradiction left to show; but
        those that need only be lax are left out only where they would show one of their own. Where
        nothing is left that shows it, its own cores do.
        """
        changed = {owner for changes in conflict.solutions for owner in changes}
        serious = {owner for owner, change in around.items() if change.cost > LAX}
        with suppress(UndecidedError):
            proof = self._proofs.of(changed, (serious, around.keys()))
            if proof is not None:
                return proof

        least = min(conflict.cores, key=lambda core: (len(core), sorted(core)))
        proven = False
        with suppress(UndecidedError):
            proven = self._proofs.is_proven(least)
        return Proof(tuple(owner for owner in sorted(least) if owner >= 0), proven)

    def _is_mended(self, conflict: Conflict) -> bool:
        """Whether all else holds as careful offices print with the first way out of a conflict.

        What else is careless in the block must have nothing to do with what this changes. What
        takes too much work to be seen is not.
        """
        changes = conflict.solutions[0]
        careless = [each for each in self._conflicts if each is not conflict and _is_careless(each)]
        if any(core & changes.keys() for each in careless for core in each.cores):
            return False

        beside = {owner for each in careless for owner in owners_of(each.solutions)}
        scope = [owner for owner in self._readings if owner not in beside]
        given = stands({**self._base, **changes})
        try:
            return self._solver.holds(scope, given) and all(
                self._solver.holds(core, stands(changes)) for core in conflict.cores
            )
        except UndecidedError:
            return False

    def _is_lucky(self, conflict: Conflict, forms: Sequence[SharedForm]) -> bool:
        """Whether only one text shows the other notation of a form, and may do so by mere luck."""
        owners = frozenset[int]().union(*conflict.cores)
        for number, form in self._forms.items():
            texts = owners.intersection(self._shared[number]) if form in forms else ()
            if len(texts) == 1:
                (text,) = texts
                scope = tuple(self._readings)
                if self._remedies.luck_of_notation(text, scope, {}) > OFTEN:
                    return True
        return False


def _is_careless(conflict: Conflict) -> bool:
    """Whether only careless readings are needed."""
    return all(change.cost == LAX for change in conflict.solutions[0].values())
