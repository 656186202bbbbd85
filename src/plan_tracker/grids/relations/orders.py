"""Two orders of the same things: where they contradict each other, and who would mend that."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import lgamma, log

import numpy as np

from plan_tracker.grids.shape.sheet import Flags, Floats, Ints

_MOST_COVERS = 8  # that are told of
_AS_USUAL = 0.5  # of the usual distance between numbers that follow each other


@dataclass(frozen=True, slots=True)
class Ranked:
    """Ranks and the numbers that they may be of, by observation, all known.

    Only those of one group were ranked together; `units` are those of the last digits.
    """

    ranks: Floats
    values: Floats
    units: Floats
    groups: Ints

    def conflicts(self, *, highest_first: bool) -> Flags:
        """Which pairs of observations are in opposite orders, whichever way they were rounded.

        Numbers that are printed alike may have any order. A rank that two of different numbers
        share contradicts them where no others do so: else it is how the ranks are meant.
        """
        apart = self.values[:, None] - self.values[None]
        same_digits = self.units[:, None] == self.units[None]
        room = np.where(same_digits, 0.0, (self.units[:, None] + self.units[None]) / 2)
        above = (apart if highest_first else -apart) > room + 1e-12 * np.abs(self.values).max()
        together = self.groups[:, None] == self.groups[None]
        better = self.ranks[:, None] < self.ranks[None]
        opposite = better & above.T & together
        if self._wrongly_shared() == 1:
            shared = (self.ranks[:, None] == self.ranks[None]) & together
            opposite |= shared & (above | above.T)
        return np.asarray(opposite | opposite.T)

    @property
    def are_complete(self) -> bool:
        """Whether the ranks are those of these things alone: none is beyond how many there are."""
        return bool(self.ranks.max() <= np.bincount(self.groups).max())

    def is_wide(self, conflicts: Flags) -> bool:
        """Whether numbers in conflict lie as far apart as those that follow each other do.

        Ranks of what nobody shows, but which is nearly the numbers, are wrong only where these are
        close together.
        """
        usual = float(np.median(np.diff(np.sort(self.values))))
        apart = np.abs(self.values[:, None] - self.values[None])
        return bool(apart[conflicts].max() >= _AS_USUAL * usual)

    def _wrongly_shared(self) -> int:
        """How many have a rank that others of another number have too."""
        shared: dict[tuple[int, float], list[float]] = defaultdict(list)
        things = zip(self.groups.tolist(), self.ranks.tolist(), self.values.tolist(), strict=True)
        for group, rank, value in things:
            shared[group, rank].append(value)
        return sum(
            len(values) - max(Counter(values).values()) for values in shared.values() if values
        )

    def with_ranks(self, observations: Sequence[int], ranks: Sequence[float]) -> "Ranked":
        """The same with other ranks of some observations."""
        changed = self.ranks.copy()
        changed[list(observations)] = ranks
        return Ranked(changed, self.values, self.units, self.groups)

    def left_out(self, observation: int) -> list[float]:
        """The ranks from 1 on that nothing in the group of an observation has."""
        ranks = self.ranks[self.groups == self.groups[observation]]
        given = set(ranks.tolist())
        return [float(rank) for rank in range(1, len(ranks) + 1) if rank not in given]

    def log_chance(self, faults: int, *, exchanged: bool = False) -> float:
        """The logarithm of the chance that an order by luck has no more faults than these.

        Of n things, k of them taken out and put in anywhere: C(n, k)² · k! orders of n!. Where two
        were `exchanged`, C(n, 2) of them.
        """
        count = len(self.ranks)
        _, sizes = np.unique(self.groups, return_counts=True)
        orders = float(sum(lgamma(size + 1) for size in sizes.tolist()))
        if exchanged:
            return min(0.0, log(count * (count - 1) / 2) - orders)
        if faults == 1:
            return min(0.0, log((count - 1) ** 2 + 1) - orders)
        choices = lgamma(count + 1) - lgamma(faults + 1) - lgamma(count - faults + 1)
        return min(0.0, 2 * choices + lgamma(faults + 1) - orders)


def components(conflicts: Flags) -> list[tuple[int, ...]]:
    """The observations in conflict, those that are so with each other together."""
    left = set(np.flatnonzero(conflicts.any(axis=1)).tolist())
    found = []
    while left:
        reached, fresh = set[int](), {min(left)}
        while fresh:
            reached |= fresh
            fresh = set(np.flatnonzero(conflicts[list(fresh)].any(axis=0)).tolist()) - reached
        found.append(tuple(sorted(reached)))
        left -= reached
    return found


def smallest_covers(conflicts: Flags, most: int) -> list[tuple[int, ...]]:
    """The smallest sets of observations without which no conflict is left; none of `most` or fewer
    where the list is empty.
    """
    for size in range(most + 1):
        covers = sorted({tuple(sorted(cover)) for cover in _covers(conflicts, size)})
        if covers:
            return covers[:_MOST_COVERS]
    return []


def _covers(conflicts: Flags, size: int) -> list[tuple[int, ...]]:
    degrees = conflicts.sum(axis=1)
    worst = int(degrees.argmax())
    if degrees[worst] == 0:
        return [()]
    if size == 0:
        return []

    # Either the one that most conflicts are of is wrong, or all that it is in conflict with.
    without = conflicts.copy()
    without[worst] = without[:, worst] = False
    covers = [(worst, *cover) for cover in _covers(without, size - 1)]
    others = np.flatnonzero(conflicts[worst]).tolist()
    if len(others) <= size:
        without[others] = without[:, others] = False
        covers += [(*others, *cover) for cover in _covers(without, size - len(others))]
    return covers


def exchanged(ranked: Ranked, component: Sequence[int], *, highest_first: bool) -> tuple[int, ...]:
    """Two observations whose ranks, put in each other's place, leave no conflict; none if empty."""
    for pair in combinations(component, 2):
        if ranked.groups[pair[0]] == ranked.groups[pair[1]]:
            swapped = ranked.with_ranks(pair, ranked.ranks[list(pair[::-1])].tolist())
            left = swapped.conflicts(highest_first=highest_first)
            if not left[list(component)].any():
                return pair
    return ()
