"""Stretches of days of one series, and how each is made of others one after the other."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from plan_tracker.reconcile.system.system import Codes

DAYS = 2**20  # more than there are in the two thousand years that periods lie in
_MOST_STEPS = 800  # two years of days: what is made of more pieces is followed no further


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches by `series`, each from the day `start` up to the day `end`, which is outside.

    No two of a series are the same.
    """

    series: Codes
    start: Codes
    end: Codes

    def take(self, places: Codes) -> "Spans":
        """Some of them, in this order."""
        return Spans(self.series[places], self.start[places], self.end[places])

    def mirrored(self) -> "Spans":
        """The same seen from the end of time."""
        return replace(self, start=DAYS - 1 - self.end, end=DAYS - 1 - self.start)

    def key(self, series: Codes, start: Codes, end: Codes) -> Codes:
        """One number for each, in the order of series, first and last days."""
        return (series * DAYS + start) * DAYS + end

    def holding_others(self) -> NDArray[np.bool_]:
        """The stretches of those series in which one lies inside another."""
        order = np.lexsort((-self.end, self.start, self.series))
        series, reach = self.series[order], (self.series * DAYS + self.end)[order]
        farthest = np.maximum.accumulate(reach)
        inside = (farthest[:-1] >= reach[1:]) & (series[:-1] == series[1:])
        holding = np.zeros(int(self.series.max(initial=-1)) + 1, dtype=bool)
        holding[series[1:][inside]] = True
        return holding[self.series]


@dataclass(frozen=True, slots=True)
class Chains:
    """Pieces of stretches, by the places of both: rows of `whole` and `piece`, sorted.

    The pieces of one do not overlap; those that `cover` it, one entry a stretch, leave no day out.
    """

    whole: Codes
    piece: Codes
    cover: NDArray[np.bool_]

    @property
    def counts(self) -> Codes:
        """How many pieces each stretch has."""
        return np.bincount(self.whole, minlength=len(self.cover))

    def of(self, wholes: NDArray[np.bool_]) -> "Chains":
        """Only the pieces of these."""
        kept = wholes[self.whole]
        return Chains(self.whole[kept], self.piece[kept], self.cover & wholes)

    def lacking(self, others: "Chains") -> NDArray[np.bool_]:
        """The stretches that have a piece here which they have not there."""
        size = len(self.cover)
        here, there = (chains.whole * size + chains.piece for chains in (self, others))
        at = np.searchsorted(there, here)
        same = np.append(there, -1)[at] == here  # both are sorted
        lacking = np.zeros(size, dtype=bool)
        lacking[self.whole[~same]] = True
        return lacking


def forward_chains(spans: Spans) -> Chains:
    """Each stretch as the longest that begins with it, the longest from there on, and so forth.

    Where none begins, days are left out up to the next that does.
    """
    order = np.lexsort((spans.end, spans.start, spans.series))
    chains = _chains_in_order(spans.take(order))
    whole, piece = order[chains.whole], order[chains.piece]
    cover = np.zeros(len(order), dtype=bool)
    cover[order] = chains.cover
    sorted_rows = np.lexsort((piece, whole))
    return Chains(whole[sorted_rows], piece[sorted_rows], cover)


def backward_chains(spans: Spans) -> Chains:
    """The same from the end of each."""
    return forward_chains(spans.mirrored())


def _chains_in_order(spans: Spans) -> Chains:
    """The chains of stretches that are sorted: one step of all of them at a time."""
    count = len(spans.series)
    keys = spans.key(spans.series, spans.start, spans.end)
    cover = np.ones(count, dtype=bool)
    wholes: list[Codes] = [np.empty(0, dtype=np.int64)]
    pieces: list[Codes] = [np.empty(0, dtype=np.int64)]

    whole, day = np.arange(count), spans.start.copy()
    for _ in range(_MOST_STEPS):
        if not len(whole):
            break
        piece = _longest(spans, keys, whole, day)
        found = piece >= 0
        wholes.append(whole[found])
        pieces.append(piece[found])

        # Where none begins on this day, the next day on which one does.
        later = np.where(found, spans.end[piece], _next_start(spans, keys, whole, day))
        cover[whole[~found]] = False
        left = later < spans.end[whole]
        whole, day = whole[left], later[left]

    cover[whole] = False
    return Chains(np.concatenate(wholes), np.concatenate(pieces), cover)


def _longest(spans: Spans, keys: Codes, whole: Codes, day: Codes) -> Codes:
    """For each whole the longest other that begins on a day and ends within it; -1 for none."""
    series = spans.series[whole]
    wanted = spans.key(series, day, spans.end[whole])
    at = np.searchsorted(keys, wanted, side="right") - 1
    at = np.where(at == whole, at - 1, at)
    there = (at >= 0) & (spans.series[at] == series) & (spans.start[at] == day)
    return np.where(there, at, -1)


def _next_start(spans: Spans, keys: Codes, whole: Codes, day: Codes) -> Codes:
    """For each whole the next day on which one of its series begins; its end where none does."""
    series, end = spans.series[whole], spans.end[whole]
    at = np.searchsorted(keys, spans.key(series, day, np.full(len(day), DAYS - 1)), side="right")
    there = at < len(keys)
    at = np.where(there, at, 0)
    there &= spans.series[at] == series
    return np.where(there, np.minimum(spans.start[at], end), end)
