"""Constraints that fail by themselves: held against what their quantities are said to be directly.

One that fails is a contradiction by itself, and the few statements in it explain it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.bounds.screening import CLOSE
from plan_tracker.reconcile.system.system import BOUND, RATIO, Codes, Numbers

# Quantities at which constraints fail, how far they are apart, and who says so, by their place.
Failed = tuple[Codes, Numbers, Callable[[int], Iterable[int]]]


def failing(c: Constraints) -> Iterator[Failed]:
    """All of them; what is said of quantities alone comes before the claims about them."""
    said = _said(c)
    yield _doubled(said)
    yield from _summed(c, said)
    yield from _compared(c, said)


def failing_owners(c: Constraints) -> list[tuple[int, ...]]:
    """The owners of each constraint that fails, each set once."""
    owners = (
        tuple(sorted(owner for owner in owners_at(place) if owner >= 0))
        for quantities, _, owners_at in failing(c)
        for place in range(len(quantities))
    )
    return list(dict.fromkeys(owners))


def apart(low: Numbers, high: Numbers) -> NDArray[np.bool_]:
    """Where bounds are so far apart that no rounding of floats can have brought it about."""
    close = np.where(np.isfinite(high), CLOSE * np.abs(high), 0.0)
    return np.asarray(low > high + close)


def _gaps(low: Numbers, high: Numbers) -> Numbers:
    """How far bounds are apart, as a share of the larger; wholly where one has no end."""
    larger = np.maximum(np.abs(low), np.abs(high))
    ends = np.isfinite(larger) & (larger > 0)
    return np.divide(low - high, larger, out=np.ones_like(larger), where=ends)


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of each quantity directly, and who says so; -1 where nobody does."""

    low: Numbers
    high: Numbers
    low_owner: Codes
    high_owner: Codes


def _said(c: Constraints) -> _Said:
    count = len(c.signed)
    low, high = np.where(c.signed, -np.inf, 0.0), np.full(count, np.inf)
    low_owner, high_owner = (np.full(count, -1, dtype=np.int64) for _ in range(2))
    bounds = np.flatnonzero(c.form == BOUND)

    # Of several bounds of one quantity the last, which is the tightest, stays.
    rising = bounds[np.argsort(c.low[bounds], kind="stable")]
    low[c.x[rising]], low_owner[c.x[rising]] = c.low[rising], c.owner[rising]
    falling = bounds[np.argsort(-c.high[bounds], kind="stable")]
    high[c.x[falling]], high_owner[c.x[falling]] = c.high[falling], c.owner[falling]
    return _Said(low, high, low_owner, high_owner)


def _doubled(said: _Said) -> Failed:
    """Quantities that are said to be two things."""
    rows = np.flatnonzero(apart(said.low, said.high))
    owners = np.column_stack([said.low_owner, said.high_owner])[rows]
    return rows, _gaps(said.low[rows], said.high[rows]), partial(_row, owners)


def _compared(c: Constraints, said: _Said) -> Iterator[Failed]:
    """Claims that their two quantities do not admit: x is too large for y, or too small."""
    signed = c.signed[c.x] | c.signed[c.y]
    ties = np.flatnonzero((c.form != BOUND) & ~(signed & (c.form == RATIO)))
    x, y, ratio = c.x[ties], c.y[ties], c.form[ties] == RATIO

    with np.errstate(invalid="ignore"):
        most = np.where(ratio, c.high[ties] * said.high[y], c.high[ties] + said.high[y])
        least = np.where(ratio, c.low[ties] * said.low[y], c.low[ties] + said.low[y])

    for low, high, mine, theirs in (
        (said.low[x], most, said.low_owner[x], said.high_owner[y]),
        (least, said.high[x], said.high_owner[x], said.low_owner[y]),
    ):
        rows = np.flatnonzero(apart(low, high))
        owners = np.column_stack([c.owner[ties], mine, theirs])[rows]
        yield x[rows], _gaps(low[rows], high[rows]), partial(_row, owners)


def _row(owners: Codes, place: int) -> list[int]:
    row: list[int] = owners[place].tolist()
    return row


def _summed(c: Constraints, said: _Said) -> Iterator[Failed]:
    """Totals that are too small for their parts, or too large."""
    sums, total = c.sums, c.sums.total
    if not len(total):
        return

    there = sums.part >= 0
    unsaid = np.where(np.repeat(c.signed[total], np.diff(sums.first)), -np.inf, 0.0)
    least = np.add.reduceat(np.where(there, said.low[sums.part], unsaid), sums.first[:-1])
    most = np.add.reduceat(np.where(there, said.high[sums.part], np.inf), sums.first[:-1])

    with np.errstate(invalid="ignore"):
        left = c.least_left(said.low[total]), c.most_left(said.high[total])
    for low, high, mine, theirs in (
        (least, left[1], said.high_owner, said.low_owner),
        (left[0], most, said.low_owner, said.high_owner),
    ):
        rows = np.flatnonzero(apart(low, high))

        def owners(
            place: int, rows: Codes = rows, mine: Codes = mine, theirs: Codes = theirs
        ) -> Any:
            row = rows[place]
            parts = sums.part[sums.first[row] : sums.first[row + 1]]
            of_parts = theirs[parts[parts >= 0]].tolist()
            return (int(sums.owner[row]), int(mine[total[row]]), *of_parts)

        yield total[rows], _gaps(low[rows], high[rows]), owners
