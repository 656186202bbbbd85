"""Hitting sets of cores: owners that may be let go together, those that may cost least first."""

from collections.abc import Iterable, Mapping, Sequence
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from plan_tracker.reading.costs import SUREST, TIED
from plan_tracker.reconcile.culprits.relaxed_readings import Changes

WeighedSolution = tuple[int, Changes]  # cost, changes

_WITHOUT_LIMIT = 1 << 62


class HittingSet(NamedTuple):
    """Owners that may be let go, at no less than `bound`, and than `least` with what they need."""

    least: int
    number: int
    bound: int
    owners: frozenset[int]


class HittingSets:
    """A queue of them, each set once; `floor` is the least that each owner can cost."""

    def __init__(self, floor: Mapping[int, int]) -> None:
        self._floor = floor
        self._queue = [HittingSet(0, 0, 0, frozenset())]
        self._order = count(1)
        self._seen: set[frozenset[int]] = set()

    def next(self, solutions: Sequence[WeighedSolution]) -> HittingSet | None:
        """The next that may still be a solution beside those found; None if there is none."""
        while self._queue and self._queue[0].least <= most(solutions):
            candidate = heappop(self._queue)
            if candidate.least <= most(solutions, len(candidate.owners)):
                return candidate
        return None

    def put_off(self, candidate: HittingSet, more: int) -> None:
        """Come back to it when so much more is cheap."""
        heappush(self._queue, candidate._replace(least=candidate.bound + more))

    def extend(self, candidate: HittingSet, owners: Iterable[int], least: int) -> None:
        """The candidate with each of these owners besides, for no less than that."""
        for owner in owners:
            extended = candidate.owners | {owner}
            if len(extended) > len(candidate.owners) and extended not in self._seen:
                self._seen.add(extended)
                bound = candidate.bound + max(self._floor[owner], least)
                heappush(self._queue, HittingSet(bound, next(self._order), bound, extended))


def most(solutions: Sequence[WeighedSolution], changed: int = 0) -> int:
    """What a further solution may cost that changes so many owners, given those found.

    One that cannot be told from the cheapest counts too if it does not change more than that.
    """
    if not solutions:
        return _WITHOUT_LIMIT

    best, changes = min(solutions, key=lambda solution: (solution[0], len(solution[1])))
    return best + TIED if best >= SUREST and changed <= len(changes) else best
