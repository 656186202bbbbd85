"""What must be read carelessly, where every text is read by its own words.

LaxReadings readings are the cheapest and the likeliest way out: whatever else would mend what they
mend is no culprit. But a slip that hardly fits by luck, and needs nothing to be careless, is told.
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
        cores, solutions, complete = self.needed(self._owners, given)
        lax = {each: Change(each, LAX, stand=self._lax[each]) for each in self._owners}
        whole = Conflict(
            tuple(cores),
            tuple({owner: lax[owner] for owner in each} for each in solutions),
            complete,
        )
        parts = split(whole, self._rank)
        return [replace(part, suspects=tuple(self._suspects(part, base, parts))) for part in parts]

    def needed(
        self, scope: Sequence[int], base: Mapping[int, Stand]
    ) -> tuple[list[Core], list[frozenset[int]], bool]:
        """The smallest sets of owners that must be lax for the base to hold, with their cores."""
        cores: list[Core] = []
        allowed = self._may_be_lax(scope, base)
        while len(cores) < _MOST_CORES:
            found: list[frozenset[int]] = []
            smallest = _smallest(cores, allowed)
            for lax in sorted(
                smallest, key=lambda each: [self._rank[o] for o in self._ordered(each)]
            ):
                core = self._solver.core(scope, {**base, **{each: self._lax[each] for each in lax}})
                if core is not None:
                    cores.append(frozenset(core))
                    break
                found.append(lax)
            else:
                return cores, found, len(found) <= MOST_SOLUTIONS
        return cores, [self._irreducible(scope, base, allowed)], False

    def _suspects(
        self, conflict: Conflict, base: Changes, conflicts: Iterable[Conflict]
    ) -> Iterator[Change]:
        """Slips with which nothing need be careless, each of one statement of every core."""
        taken = dict(base)
        for each in conflicts:
            taken |= {} if each is conflict else each.solutions[0]
        told = {owner for changes in conflict.solutions if len(changes) == 1 for owner in changes}
        for owner in self._ordered(frozenset.intersection(*conflict.cores) - told - taken.keys()):
            said = 0 <= owner < self._first_trusted
            if said and self._solver.holds(self._owners, {**stands(taken), owner: ()}):
                slips = self._remedies.plainly(owner, self._owners, taken)
                yield from [] if slips is None else [slips]

    def _ordered(self, owners: Iterable[int]) -> list[int]:
        """Owners in the block's own order."""
        return sorted(owners, key=self._rank.__getitem__)

    def _may_be_lax(self, scope: Sequence[int], base: Mapping[int, Stand]) -> frozenset[int]:
        """The owners that may be lax: the trusted only where all statements do not suffice."""
        every = [each for each in scope if each not in base and self._lax[each] != 0]
        said = {each: self._lax[each] for each in every if each < self._first_trusted}
        enough = len(said) < len(every) and self._solver.holds(scope, {**base, **said})
        return frozenset(said if enough else every)

    def _irreducible(
        self, scope: Sequence[int], base: Mapping[int, Stand], allowed: frozenset[int]
    ) -> frozenset[int]:
        """Owners that suffice, none of which can be spared: not the fewest, but soon found."""
        lax = set(allowed)
        for owner in self._ordered(lax):
            rest = {each: self._lax[each] for each in lax - {owner}}
            if self._solver.holds(scope, {**base, **rest}):
                lax.discard(owner)
        return frozenset(lax)


def _smallest(cores: Sequence[Core], allowed: frozenset[int]) -> Iterator[frozenset[int]]:
    """All smallest sets that hit every core."""
    layer = {frozenset[int]()}
    while layer:
        hitting = [each for each in layer if all(core & each for core in cores)]
        if hitting:
            yield from hitting
            return
        layer = {
            each | {owner}
            for each in layer
            for owner in next(core for core in cores if not core & each)
            if owner in allowed
        }
