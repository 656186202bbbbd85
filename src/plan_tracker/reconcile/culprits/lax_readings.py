"""The lax readings that a block needs, where every text is read by its own words.

Lax readings are the cheapest and the likeliest way out. But who is careless only a window decides:
the statements are told too of which a single one may be wrong, with nothing careless.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from plan_tracker.reading.costs import LAX
from plan_tracker.reconcile.culprits.conflict import MOST_SOLUTIONS, Conflict, Core, split
from plan_tracker.reconcile.culprits.relaxed_readings import Change, Changes, Stand, stands
from plan_tracker.reconcile.culprits.remedies import Remedies
from plan_tracker.reconcile.culprits.solver import Solver

_MOST_CORES = 12


class LaxReadings:
    """The careless readings that the owners of one block need, given in the block's own order.

    Owners from `first_trusted` on are trusted: they are read carelessly only where that of all
    statements does not suffice.
    """

    def __init__(
        self, solver: Solver, remedies: Remedies, owners: Sequence[int], first_trusted: int
    ) -> None:
        self._solver = solver
        self._remedies = remedies
        self._lax = remedies.lax
        self._owners = owners
        self._rank = {owner: place for place, owner in enumerate(owners)}
        self._first_trusted = first_trusted

    def conflicts(self, base: Changes) -> list[Conflict]:
        """What must be read carelessly once the serious contradictions are mended."""
        given = stands(base)
        if self._solver.holds(self._owners, given):
            return []

        cores, smallest_sets, complete = self.needed(self._owners, given)
        if not smallest_sets:
            return []  # no care is too little to explain what is left
        lax = {owner: Change(owner, LAX, stand=self._lax[owner]) for owner in self._owners}
        solutions = tuple({owner: lax[owner] for owner in owners} for owners in smallest_sets)
        whole = Conflict(tuple(cores), solutions, complete)

        parts = split(whole, self._rank)
        return [replace(part, suspects=tuple(self._suspects(part, base, parts))) for part in parts]

    def needed(
        self, scope: Sequence[int], base: Mapping[int, Stand]
    ) -> tuple[list[Core], list[frozenset[int]], bool]:
        """The smallest sets of owners that must be lax for the base to hold, with their cores."""
        cores: list[Core] = []
        further: list[Core] = []  # of each core those that were not lax yet when it turned up
        allowed = self._may_be_lax(scope, base)
        while len(cores) < _MOST_CORES:
            sufficient: list[frozenset[int]] = []
            for lax in sorted(_smallest(further, allowed), key=self._ranks):
                core = self._solver.core(scope, {**base, **self._stands(lax)})
                if core is not None:
                    cores.append(frozenset(core))
                    further.append(frozenset(core) - lax)
                    break
                sufficient.append(lax)
            else:
                return cores, sufficient, len(sufficient) <= MOST_SOLUTIONS
        return cores, [self._irreducible(scope, base, allowed)], False

    def _suspects(
        self, conflict: Conflict, base: Changes, conflicts: Iterable[Conflict]
    ) -> Iterator[Change]:
        """Statements that stand in every core: if one is wrong, nothing need be careless."""
        taken = dict(base)
        for other in conflicts:
            if other is not conflict:
                taken |= other.solutions[0]

        in_every_core = frozenset.intersection(*conflict.cores)
        alone = {owner for changes in conflict.solutions if len(changes) == 1 for owner in changes}
        for owner in self._ordered(in_every_core - alone - taken.keys()):
            is_statement = 0 <= owner < self._first_trusted
            if is_statement and self._solver.holds(self._owners, {**stands(taken), owner: ()}):
                yield self._remedies.plainly(owner, self._owners, taken)

    def _stands(self, owners: Iterable[int]) -> dict[int, Stand]:
        """That these owners are lax, as the solver is told."""
        return {owner: self._lax[owner] for owner in owners}

    def _ranks(self, owners: Iterable[int]) -> list[int]:
        return sorted(self._rank[owner] for owner in owners)

    def _ordered(self, owners: Iterable[int]) -> list[int]:
        """Owners in the block's own order."""
        return sorted(owners, key=self._rank.__getitem__)

    def _may_be_lax(self, scope: Sequence[int], base: Mapping[int, Stand]) -> frozenset[int]:
        """The owners that may be lax: the trusted only where all statements do not suffice."""
        everyone = [owner for owner in scope if owner not in base and self._lax[owner] != 0]
        statements = [owner for owner in everyone if owner < self._first_trusted]
        if len(statements) == len(everyone):
            return frozenset(everyone)

        suffice = self._solver.holds(scope, {**base, **self._stands(statements)})
        return frozenset(statements if suffice else everyone)

    def _irreducible(
        self, scope: Sequence[int], base: Mapping[int, Stand], allowed: frozenset[int]
    ) -> frozenset[int]:
        """Owners that suffice, none of which can be spared: not the fewest, but soon found."""
        lax = set(allowed)
        for owner in self._ordered(lax):
            if self._solver.holds(scope, {**base, **self._stands(lax - {owner})}):
                lax.discard(owner)
        return frozenset(lax)


def _smallest(cores: Sequence[Core], allowed: frozenset[int]) -> Iterator[frozenset[int]]:
    """All smallest sets that hit every core."""
    layer = {frozenset[int]()}
    while layer:
        hitting = [owners for owners in layer if all(core & owners for core in cores)]
        if hitting:
            yield from hitting
            return

        # One owner more, out of the first core that is not hit.
        layer = {
            owners | {owner}
            for owners in layer
            for owner in next(core for core in cores if not core & owners)
            if owner in allowed
        }
