"""Every contradiction of a block, with its explanation and its cheapest ways out."""

from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from plan_tracker.reconcile.bounds.block_system import BlockSystem
from plan_tracker.reconcile.culprits.block_readings import BlockReadings
from plan_tracker.reconcile.culprits.contradiction import (
    Contradiction,
    UndecidedError,
)
from plan_tracker.reconcile.culprits.pairs import disagreeing_pair
from plan_tracker.reconcile.culprits.proof import Proofs
from plan_tracker.reconcile.culprits.work import DECIDING, PROVING, SEARCHING, Work

if TYPE_CHECKING:
    from plan_tracker.reconcile.culprits.solver import Solver


class BlockDiagnosis:
    """One block: its contradictions and the cheapest ways out of each."""

    def __init__(self, block_system: BlockSystem) -> None:
        self._block_system = block_system
        self._system = block_system.system
        self._block = block_system.block
        self._constraints = block_system.constraints.of(np.array(self._block.owners))
        self._readings = BlockReadings(block_system)

    def contradictions(self) -> list[Contradiction]:
        """All of them, with their culprits as far as the work allowed goes."""
        pair = disagreeing_pair(self._block_system, self._readings)
        if pair is not None:
            return [pair]
        return self.searched()

    def searched(self) -> list[Contradiction]:
        """What a search tells; a contradiction without its culprits where it is too much work."""
        try:
            return self._solve()
        except UndecidedError:
            return [self.unsolved()]

    def _solve(self) -> list[Contradiction]:
        from plan_tracker.reconcile.culprits.remedies import Remedies
        from plan_tracker.reconcile.culprits.search import Search
        from plan_tracker.reconcile.culprits.telling import Telling

        readings = self._readings
        work = Work(len(self._block.owners))
        work.allow(DECIDING)
        solver = self._solver(work)
        if solver.holds(readings.steps, {}):
            return []

        work.allow(SEARCHING)
        remedies = Remedies(solver, readings.steps, readings.slips(), self._constraints, work)
        search = Search(solver, readings.steps, remedies, len(self._system.statements), work)
        conflicts = search.conflicts()

        work.allow(PROVING)
        proofs = self._proofs(solver)
        telling = Telling(
            solver, proofs, remedies, readings, conflicts, search.base, len(self._system.statements)
        )
        contradictions: list[Contradiction] = []
        for place, conflict in enumerate(conflicts):
            with work.share(len(conflicts) - place + 1):
                contradictions.append(telling.told(conflict))

        with suppress(UndecidedError):
            contradictions = proofs.raised(contradictions)
        return self._each_once(contradictions)

    def _each_once(self, contradictions: Iterable[Contradiction]) -> list[Contradiction]:
        """The contradictions but for those that the same statements show as one that is as bad.

        Where a slip fits only beside a careless reading, both are one way out of one contradiction:
        what has to be careless then is no other.
        """
        by_statements: dict[tuple[int, ...], Contradiction] = {}
        for told in contradictions:
            statements = tuple(sorted(filter(self._is_statement, told.core))) or told.core
            same = by_statements.setdefault(statements, told)
            if told.proven and not same.proven:
                by_statements[statements] = told
        return list(by_statements.values())

    def _is_statement(self, owner: int) -> bool:
        return owner < len(self._system.statements)

    def unsolved(self) -> Contradiction:
        """A contradiction whose ways out took too much work to find: what can be said of it.

        Raises UndecidedError where even that there is one took too much.
        """
        work = Work(len(self._block.owners))
        work.allow(PROVING)
        steps = self._readings.steps
        proofs = self._proofs(self._solver(work))
        proof = proofs.of(set(steps), ((),))
        if proof is None:
            raise UndecidedError
        return Contradiction(proof.proven, proof.core, (), (), complete=False, searched=False)

    def _proofs(self, solver: "Solver") -> Proofs:
        return Proofs(solver, self._system, self._block, self._readings.steps, self._constraints)

    def _solver(self, work: Work) -> "Solver":
        from plan_tracker.reconcile.culprits.solver import Solver

        readings = self._readings
        return Solver(self._system, self._block, readings.steps, readings.shared, work)
