"""The window that all others leave for what one statement says, by bounds alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf, isfinite

import numpy as np

from plan_tracker.model.interval import Interval
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.bounds.propagate import propagate
from plan_tracker.reconcile.system.system import BOUND, RATIO, Codes, Link, Numbers, Sums

_ROUNDS = 12  # of propagation: a window may be too wide, which only makes luck likelier
_NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Window:
    """What all others leave for a level, a factor or a difference."""

    low: float
    high: float
    form: int

    def meets(self, low: float, high: float) -> bool:
        """Whether these bounds can meet it, up to rounding."""
        slack = _NEAR * max(abs(end) for end in (low, high, 0.0) if isfinite(end))
        return low <= self.high + slack and high >= self.low - slack


@dataclass(frozen=True)
class Bounds:
    """What some owners leave for each quantity.

    `scaleless` says that they only leave ratios, as nothing tells how large anything is.
    """

    low: Numbers
    high: Numbers
    scaleless: bool = False

    @cached_property
    def possible(self) -> bool:
        """Whether the owners may all hold; if not, bounds alone show it."""
        return not bool(np.any(self.low > self.high))

    def window(self, link: Link) -> Window:
        """What they leave for what a link binds."""
        low, high = self.low, self.high
        form, x, y = link
        if self.scaleless and form != RATIO:
            least, most = 0.0 if form == BOUND else -inf, inf
        elif form == BOUND:
            least, most = low[x], high[x]
        elif form == RATIO and min(low[x], low[y]) < 0:
            # A ratio of what may be negative can be meant of amounts or of magnitudes.
            least, most = 0.0, inf
        elif form == RATIO:
            least = low[x] / high[y] if isfinite(high[y]) and high[y] > 0 else 0.0
            most = high[x] / low[y] if low[y] > 0 else inf
        else:
            least, most = low[x] - high[y], high[x] - low[y]
        return Window(float(least), float(most), form)


def bounds_left(
    constraints: Constraints,
    owners: Sequence[int],
    let_go: Collection[int],
    reads: Sequence[Mapping[int, Interval]],
) -> list[tuple[Bounds, ...]]:
    """For each of some statements what all others leave, but those that are let go.

    That once for each of `reads`: how others are read where not by the intervals of `constraints`.
    All is worked out at once, as the arrays of one block are short.
    """
    everyone = np.unique(np.concatenate([constraints.owner, constraints.sums.owner]))
    kept = constraints.of(everyone[~np.isin(everyone, list(let_go))])
    size, count = len(owners), len(constraints.signed)
    copies = _copies(kept, [*owners] * len(reads), [read_so(kept, each) for each in reads])

    # Where there are only ratios, what a claim divides by is taken to be one.
    scaleless = bool((constraints.form == RATIO).all())
    units = _divided_by(constraints, owners) if scaleless else np.full(size, -1)
    there = np.tile(units >= 0, len(reads))
    offsets = np.arange(size * len(reads)) * count
    taken_as_one = (np.tile(units, len(reads)) + offsets)[there]

    ends = propagate(copies, rounds=_ROUNDS, units=taken_as_one)
    low, high = (each.reshape(len(reads), size, count) for each in ends)
    return [
        tuple(Bounds(low[read, at], high[read, at], scaleless) for read in range(len(reads)))
        for at in range(size)
    ]


def _divided_by(constraints: Constraints, owners: Sequence[int]) -> Codes:
    """The quantity that the claim of each owner divides by; -1 where it may be negative."""
    rows = [int(np.flatnonzero(constraints.owner == owner)[0]) for owner in owners]
    bases = constraints.y[rows]
    return np.where(constraints.bases[bases], bases, -1)


def _copies(
    c: Constraints, owners: Sequence[int], reads: Sequence[tuple[Numbers, Numbers]]
) -> Constraints:
    """The constraints once for each owner, without what that owner says.

    The first so many owners have the first limits of `reads`, the next the second.
    """
    count, size = len(c.signed), len(owners)
    copy = np.repeat(np.arange(size), len(c.owner))
    sums = np.repeat(np.arange(size), len(c.sums.owner))
    lengths = np.tile(np.diff(c.sums.first), size)
    part = np.tile(c.sums.part, size)
    whole = Sums(
        np.tile(c.sums.owner, size),
        np.tile(c.sums.total, size) + sums * count,
        np.where(part >= 0, part + np.repeat(sums, lengths) * count, part),
        np.concatenate([[0], np.cumsum(lengths)]),
    )
    low, high = (
        np.concatenate([np.tile(each, size // len(reads)) for each in ends])
        for ends in zip(*reads, strict=True)
    )
    y = np.tile(c.y, size)
    everything = replace(
        c,
        owner=np.tile(c.owner, size),
        form=np.tile(c.form, size),
        low=low,
        high=high,
        x=np.tile(c.x, size) + copy * count,
        y=np.where(y >= 0, y + copy * count, y),
        sums=whole,
        rest_low=np.tile(c.rest_low, size),
        rest_high=np.tile(c.rest_high, size),
        signed=np.tile(c.signed, size),
        bases=np.tile(c.bases, size),
    )
    said = everything.owner == np.asarray(owners)[copy]
    everything.low[said], everything.high[said] = -inf, inf
    return everything


def read_so(constraints: Constraints, read: Mapping[int, Interval]) -> tuple[Numbers, Numbers]:
    """The limits of all links."""
    low, high = constraints.low.copy(), constraints.high.copy()
    for owner, interval in read.items():
        rows = constraints.owner == owner
        low[rows] = -inf if interval.low is None else float(interval.low)
        high[rows] = inf if interval.high is None else float(interval.high)
    return low, high
