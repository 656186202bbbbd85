"""What the constraints leave for each quantity: bounds, propagated over arrays.

Every step rounds outwards, so that bounds never exclude what is possible: where the bounds of a
quantity do not meet, the constraints cannot all hold. The reverse is true only without cycles.
"""

import numpy as np
from numpy.typing import NDArray

from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.bounds.rounding import WIDER, down, up
from plan_tracker.reconcile.system.system import BOUND, DIFFERENCE, RATIO, Codes, Numbers

_ROUNDS = 40
_NO_UNITS: Codes = np.empty(0, dtype=np.int64)
_IMPOSSIBLE = -1.0  # at most: for what is never below zero


def propagate(
    constraints: Constraints, rounds: int = _ROUNDS, units: Codes = _NO_UNITS
) -> tuple[Numbers, Numbers]:
    """The bounds that the constraints leave for each quantity; -inf and inf where none.

    After a few `rounds` they may be wider than they need be. `units` are quantities that are taken
    to be one.
    """
    low = np.where(constraints.signed, -np.inf, 0.0)
    high = np.full(len(low), np.inf)
    _bounds(constraints, low, high)
    low[units] = high[units] = 1.0
    active = constraints.only(constraints.form != BOUND, np.ones(len(constraints.sums.owner), bool))
    everything = active
    for _ in range(rounds):
        before = low.copy(), high.copy()
        for step in (_ratios, _differences, _sums):
            step(active, low, high)
        # What is empty is contradictory already: to creep further would prove nothing new.
        moved = (_moved(before[0], low) | _moved(before[1], high)) & (low <= high)
        if not moved.any():
            break
        active = _touching(everything, moved)
    return low, high


def _touching(c: Constraints, moved: NDArray[np.bool_]) -> Constraints:
    """Only the constraints on a quantity that moved."""
    parts = np.append(moved, False)[c.sums.part]
    first = c.sums.first[:-1]
    inside = np.add.reduceat(parts, first, dtype=np.int64) > 0 if len(first) else parts
    return c.only(moved[c.x] | moved[c.y], moved[c.sums.total] | inside)


def _moved(before: Numbers, after: Numbers) -> NDArray[np.bool_]:
    """What moved by more than rounding."""
    moved = np.asarray(before != after)
    at = np.flatnonzero(moved)
    moved[at] = np.abs(after[at] - before[at]) > 1e-12 * np.abs(after[at])
    return moved


def _bounds(c: Constraints, low: Numbers, high: Numbers) -> None:
    at = c.form == BOUND
    np.maximum.at(low, c.x[at], c.low[at])
    np.minimum.at(high, c.x[at], c.high[at])


def _ratios(c: Constraints, low: Numbers, high: Numbers) -> None:
    """x in I * y, where neither can be negative: below zero a claim can mean several things."""
    at = (c.form == RATIO) & (low[c.x] >= 0) & (low[c.y] >= 0)
    x, y, least, most = c.x[at], c.y[at], np.maximum(c.low[at], 0), c.high[at]
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        np.maximum.at(low, x, _known(down(least * low[y]), 0))
        below_zero = most < 0  # such as a fall by more than all
        np.minimum.at(
            high, x, np.where(below_zero, _IMPOSSIBLE, _known(up(most * high[y]), np.inf))
        )
        np.maximum.at(low, y, np.where(below_zero, 0, _known(down(low[x] / most), 0)))
        np.minimum.at(high, y, _known(up(high[x] / least), np.inf))


def _differences(c: Constraints, low: Numbers, high: Numbers) -> None:
    at = c.form == DIFFERENCE
    x, y, least, most = c.x[at], c.y[at], c.low[at], c.high[at]
    with np.errstate(invalid="ignore"):
        np.maximum.at(low, x, _known(down(low[y] + least), -np.inf))
        np.minimum.at(high, x, _known(up(high[y] + most), np.inf))
        np.maximum.at(low, y, _known(down(low[x] - most), -np.inf))
        np.minimum.at(high, y, _known(up(high[x] - least), np.inf))


def _sums(c: Constraints, low: Numbers, high: Numbers) -> None:
    """total * (1 - rest) = sum of the parts, for the total and for each part."""
    if not len(c.sums.owner):
        return
    total, part, first = c.sums.total, c.sums.part, c.sums.first[:-1]
    there = part >= 0
    signed = np.where(there, c.signed[part], c.signed[np.repeat(total, np.diff(c.sums.first))])
    least = np.where(there, low[part], np.where(signed, -np.inf, 0.0))
    most = np.where(there, high[part], np.inf)
    instance = np.repeat(np.arange(len(total)), np.diff(c.sums.first))
    sum_low, sum_high = np.add.reduceat(least, first), np.add.reduceat(most, first)
    with np.errstate(invalid="ignore", divide="ignore"):
        # The more is left to the rest, the farther from zero a total is.
        by_low = np.where(sum_low < 0, c.rest_high, c.rest_low)
        by_high = np.where(sum_high < 0, c.rest_low, c.rest_high)
        floor = sum_low / _left(by_low) - _slack(least, first)
        ceiling = sum_high / _left(by_high) + _slack(most, first)
        np.maximum.at(low, total, _known(floor, -np.inf))
        np.minimum.at(high, total, _known(ceiling, np.inf))
        within_low = c.least_left(low[total])[instance]
        within_high = c.most_left(high[total])[instance]
        others_low = _others(least, instance, len(total), -np.inf)
        others_high = _others(most, instance, len(total), np.inf)
        at = part[there]
        np.maximum.at(low, at, _known(down((within_low - others_high)[there]), -np.inf))
        np.minimum.at(high, at, _known(up((within_high - others_low)[there]), np.inf))


def _left(rest: Numbers) -> Numbers:
    """What a rest leaves of a total; where it may be the whole, the parts say nothing of that."""
    left = 1 - rest
    return np.where(left > 0, left, np.nan)


def _others(values: Numbers, instance: Codes, count: int, unbounded: float) -> Numbers:
    """For each part the sum of the other parts of its instance, rounded outwards."""
    endless = ~np.isfinite(values)
    finite = np.where(endless, 0.0, values)
    whole = np.bincount(instance, finite, count)
    how_many = np.bincount(instance, endless, count)
    slack = np.bincount(instance, np.abs(finite), count)[instance] * 16 * WIDER
    rest = whole[instance] - finite + np.copysign(slack, unbounded)
    return np.where(how_many[instance] - endless > 0, unbounded, rest)


def _slack(parts: Numbers, first: Codes) -> Numbers:
    """What rounding can have cost a sum of parts."""
    finite = np.abs(np.where(np.isfinite(parts), parts, 0))
    return np.add.reduceat(finite, first) * 16 * WIDER


def _known(values: Numbers, otherwise: float) -> Numbers:
    """The values, with what could not be computed (0 times infinity) as no bound at all."""
    return np.where(np.isnan(values), otherwise, values)
