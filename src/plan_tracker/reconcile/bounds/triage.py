"""Which blocks the exact solver is asked about, where there are too many to ask about all."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

import numpy as np

from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.bounds.exact import decide
from plan_tracker.reconcile.bounds.limits import Asked, Counts, Limits, Rank, Ranked, rows_of
from plan_tracker.reconcile.bounds.screening import screen
from plan_tracker.reconcile.bounds.violations import Violation, Violations, violations_in
from plan_tracker.reconcile.system.system import Codes, System

SMALL = 12  # constraints
MOST_OF_SMALL = 40_000  # constraints of small contradictory blocks whose culprits are searched for
MOST_OF_LARGER = 120_000  # the same of larger ones, by what they cost
LARGE = 60  # constraints: beyond that each costs the more the more there are
MOST_UNSURE = 1_000  # blocks that are asked about one by one


@dataclass(frozen=True, slots=True)
class Triage:
    """Blocks to be searched, contradictions that are only stated, and blocks left undecided.

    They are searched in that order. Those `proven` are known to hold a contradiction before. Of
    those that are `weighed` only how bad they are is asked.
    """

    searched: Sequence[int]
    proven: Sequence[int]
    weighed: Sequence[Violation]
    stated: Sequence[Violation]
    undecided: Sequence[int]


class Sorting:
    """Sorts out the blocks of a system, or of a part of one, that may not be possible.

    `rows` are the numbers of its statements in the whole. So many blocks are searched of all parts,
    whatever parts there are: `limits_of` says which.
    """

    def __init__(
        self,
        system: System,
        constraints: Constraints,
        blocks: Blocks,
        rows: Codes | None = None,
    ) -> None:
        self._system = system
        self._constraints = constraints
        self._blocks = blocks
        self._rows = np.arange(len(system.frame)) if rows is None else rows
        screened = screen(blocks)
        exactly = decide(system, blocks, screened.unsure.tolist())
        self._impossible = sorted([*screened.impossible.tolist(), *exactly.impossible])
        self._unsure = exactly.unsure

    @property
    def counts(self) -> Counts:
        """What decides whether all blocks are searched."""
        sizes = self._blocks.sizes[np.asarray(self._impossible, dtype=np.int64)]
        small, costs = sizes <= SMALL, _costs(sizes)
        return Counts(int(costs[small].sum()), int(costs[~small].sum()), len(self._unsure))

    @cached_property
    def ranks(self) -> Sequence[Ranked]:
        """The contradictory blocks, the worst first."""
        told, weighed = self._violations.told, self._violations.unsure
        first: dict[int, Ranked] = {}
        for violation in (*told, *weighed):
            block = violation.block
            if block not in first:
                rank = Rank(
                    block not in self._told,
                    not violation.proven,
                    -violation.gap,
                    rows_of(violation.owners, self._rows),
                    self._declared(violation.owners),
                )
                first[block] = Ranked(rank, int(self._blocks.sizes[block]), block)
        return list(first.values())

    def _declared(self, owners: Sequence[int]) -> tuple[str, ...]:
        trusted = (self._system.trust(owner) for owner in owners)
        return tuple(known.full_name for known in trusted if known is not None)

    @property
    def unsure_rows(self) -> Sequence[float]:
        """The row of the first statement of each block in doubt."""
        return [
            rows_of(self._blocks.owners(number)[:1].tolist(), self._rows)[0]
            for number in self._unsure
        ]

    def within(self, limits: Limits) -> Triage:
        """What is searched, what is only stated, and what is left undecided."""
        impossible: Sequence[int] = self._impossible
        weighed: Sequence[Violation] = ()
        stated: Sequence[Violation] = ()
        if limits.too_many or limits.worst_first:
            impossible = [ranked.block for ranked in self.ranks if limits.search(ranked)]
            searched = set(impossible)
            stated = [each for each in self._violations.told if each.block not in searched]
            weighed = [each for each in self._violations.unsure if each.block not in searched]

        asked, undecided = self._unsure, list[int]()
        if limits.unsure < inf:
            by_row = list(zip(self.unsure_rows, self._unsure, strict=True))
            asked = [block for row, block in by_row if row <= limits.unsure]
            undecided = [block for row, block in by_row if row > limits.unsure]
        return Triage([*asked, *impossible], impossible, weighed, stated, undecided)

    @cached_property
    def _violations(self) -> Violations:
        return violations_in(self._system, self._constraints, self._blocks, self._impossible)

    @cached_property
    def _told(self) -> frozenset[int]:
        return frozenset(each.block for each in self._violations.told)


def searches_all(parts: Sequence[Counts]) -> bool:
    """Whether all blocks of all parts of a system are searched."""
    return _searches_contradictory(parts) and _asks_all(parts)


def _searches_contradictory(parts: Sequence[Counts]) -> bool:
    small, larger = sum(part.small for part in parts), sum(part.larger for part in parts)
    return small <= MOST_OF_SMALL and larger <= MOST_OF_LARGER


def _asks_all(parts: Sequence[Counts]) -> bool:
    return sum(part.unsure for part in parts) <= MOST_UNSURE


def limits_of(parts: Sequence[Asked], *, counted: bool = True) -> Limits:
    """Which blocks of all parts of a system are searched.

    How many are is `counted`, so that every machine searches the same, or else left to how long
    that may take: then they are all to be searched, the worst first. What many large ones need is
    not taken from the small ones.
    """
    counts = [part.counts for part in parts]
    unsure = inf
    if not _asks_all(counts):
        asked = sorted(row for part in parts for row in part.unsure_rows)[:MOST_UNSURE]
        unsure = asked[-1] if asked else -inf
    if not counted:
        return Limits(worst_first=True, unsure=unsure)
    if _searches_contradictory(counts):
        return Limits(unsure=unsure)

    ranked = sorted(ranked for part in parts for ranked in part.ranks)
    small = _last_within([each for each in ranked if each.size <= SMALL], MOST_OF_SMALL)
    larger = _last_within([each for each in ranked if each.size > SMALL], MOST_OF_LARGER)
    return Limits(True, SMALL, small, larger, unsure=unsure)


def _last_within(ranked: Sequence[Ranked], most: int) -> Rank | None:
    """The last of blocks in their order up to which they cost no more than this."""
    costs = _costs(np.array([each.size for each in ranked], dtype=np.int64))
    fitting = int((np.cumsum(costs) <= most).sum())
    return ranked[fitting - 1].rank if fitting else None


def _costs(sizes: Codes) -> Codes:
    """What blocks of so many constraints cost: the more the more there are, beyond `LARGE`."""
    return sizes * np.maximum(1, sizes // LARGE)
