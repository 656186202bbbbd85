"""What the constraints leave for each quantity: bounds, propagated over arrays.

Every step rounds outwards, so that bounds never exclude what is possible: where the bounds of a
quantity do not meet, the constraints cannot all hold. The reverse is true only without cycles.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from plan_tracker.reconcile.claims import FACTORS
from plan_tracker.reconcile.system import BOUND, DIFFERENCE, RATIO, Codes, Numbers, Sums, System

_ROUNDS = 40
_WIDER = 4 * np.finfo(float).eps


@dataclass(frozen=True, slots=True)
class Constraints:
    """The constraints of some owners with the ordinary interval of each, as floats.

    `low` and `high` go with the links, `rest_low` and `rest_high` with the sums. `signed` says
    which quantities may be negative.
    """

    owner: Codes
    form: Codes
    x: Codes
    y: Codes
    low: Numbers
    high: Numbers
    sums: Sums
    rest_low: Numbers
    rest_high: Numbers
    signed: NDArray[np.bool_]

    def of(self, owners: Codes) -> "Constraints":
        """Only what these owners say."""
        kept = np.isin(self.owner, owners)
        whole = np.isin(self.sums.owner, owners)
        lengths = np.diff(self.sums.first)
        sums = Sums(
            self.sums.owner[whole],
            self.sums.total[whole],
            self.sums.part[np.repeat(whole, lengths)],
            np.concatenate([[0], np.cumsum(lengths[whole])]),
        )
        arrays = {name: getattr(self, name)[kept] for name in ("owner", "form", "x", "y")}
        return replace(
            self,
            **arrays,
            low=self.low[kept],
            high=self.high[kept],
            sums=sums,
            rest_low=self.rest_low[whole],
            rest_high=self.rest_high[whole],
        )


def ordinary(system: System) -> Constraints:
    """Every constraint with its ordinary interval."""
    frame, links = system.frame, system.links
    low, high = _statement_intervals(system)
    trusted = [each.interval for each in system.trusted]
    low = np.concatenate([low, [-np.inf if i.low is None else float(i.low) for i in trusted]])
    high = np.concatenate([high, [np.inf if i.high is None else float(i.high) for i in trusted]])
    assert len(frame) + len(trusted) == len(low)
    return Constraints(
        links.owner,
        links.form,
        links.x,
        links.y,
        _down(low[links.owner]),
        _up(high[links.owner]),
        system.sums,
        _down(low[system.sums.owner]),
        _up(high[system.sums.owner]),
        system.signed,
    )


def _statement_intervals(system: System) -> tuple[Numbers, Numbers]:
    low = system.frame["low"].to_numpy(copy=True)
    high = system.frame["high"].to_numpy(copy=True)
    years = np.array([each.years for each in system.statements], dtype=float)
    for kind, factor in FACTORS.items():
        rows = (system.frame["kind"] == kind).to_numpy()
        low[rows] = factor.of(np.maximum(low[rows], factor.least), years[rows])
        high[rows] = factor.of(np.maximum(high[rows], factor.least), years[rows])
    return low, high


def propagate(constraints: Constraints, rounds: int = _ROUNDS) -> tuple[Numbers, Numbers]:
    """The bounds that the constraints leave for each quantity; -inf and inf where none.

    After a few `rounds` they may be wider than they need be.
    """
    low = np.where(constraints.signed, -np.inf, 0.0)
    high = np.full(len(low), np.inf)
    for _ in range(rounds):
        before = low.copy(), high.copy()
        for step in (_bounds, _ratios, _differences, _sums):
            step(constraints, low, high)
        if _settled(before[0], low) and _settled(before[1], high):
            break
    return low, high


def _settled(before: Numbers, after: Numbers) -> bool:
    """Whether nothing moved by more than rounding: creeping further would prove nothing new."""
    with np.errstate(invalid="ignore"):
        moved = np.abs(after - before) > 1e-12 * np.abs(after)
    return not np.any(moved & (before != after))


def _up(values: Numbers) -> Numbers:
    return values + np.abs(values) * _WIDER


def _down(values: Numbers) -> Numbers:
    return values - np.where(np.isfinite(values), np.abs(values), 0) * _WIDER


def _bounds(c: Constraints, low: Numbers, high: Numbers) -> None:
    at = c.form == BOUND
    np.maximum.at(low, c.x[at], c.low[at])
    np.minimum.at(high, c.x[at], c.high[at])


def _ratios(c: Constraints, low: Numbers, high: Numbers) -> None:
    """x in I * y, where neither can be negative."""
    at = (c.form == RATIO) & ~c.signed[c.x] & ~c.signed[c.y]
    x, y, least, most = c.x[at], c.y[at], np.maximum(c.low[at], 0), c.high[at]
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        np.maximum.at(low, x, _known(_down(least * low[y]), 0))
        np.minimum.at(high, x, _known(_up(most * high[y]), np.inf))
        np.maximum.at(low, y, _known(_down(low[x] / most), 0))
        np.minimum.at(high, y, _known(_up(high[x] / least), np.inf))


def _differences(c: Constraints, low: Numbers, high: Numbers) -> None:
    at = c.form == DIFFERENCE
    x, y, least, most = c.x[at], c.y[at], c.low[at], c.high[at]
    with np.errstate(invalid="ignore"):
        np.maximum.at(low, x, _known(_down(low[y] + least), -np.inf))
        np.minimum.at(high, x, _known(_up(high[y] + most), np.inf))
        np.maximum.at(low, y, _known(_down(low[x] - most), -np.inf))
        np.minimum.at(high, y, _known(_up(high[x] - least), np.inf))


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
        floor = sum_low / (1 - c.rest_low) - _slack(least, first)
        ceiling = sum_high / (1 - c.rest_high) + _slack(most, first)
        np.maximum.at(low, total, _known(floor, -np.inf))
        np.minimum.at(high, total, _known(ceiling, np.inf))
        within_low = (low[total] * (1 - c.rest_high))[instance]
        within_high = (high[total] * (1 - c.rest_low))[instance]
        others_low = _others(least, instance, len(total), -np.inf)
        others_high = _others(most, instance, len(total), np.inf)
        at = part[there]
        np.maximum.at(low, at, _known(_down((within_low - others_high)[there]), -np.inf))
        np.minimum.at(high, at, _known(_up((within_high - others_low)[there]), np.inf))


def _others(values: Numbers, instance: Codes, count: int, unbounded: float) -> Numbers:
    """For each part the sum of the other parts of its instance, rounded outwards."""
    endless = ~np.isfinite(values)
    finite = np.where(endless, 0.0, values)
    whole = np.bincount(instance, finite, count)
    how_many = np.bincount(instance, endless, count)
    slack = np.bincount(instance, np.abs(finite), count)[instance] * 16 * _WIDER
    rest = whole[instance] - finite + np.copysign(slack, unbounded)
    return np.where(how_many[instance] - endless > 0, unbounded, rest)


def _slack(parts: Numbers, first: Codes) -> Numbers:
    """What rounding can have cost a sum of parts."""
    finite = np.abs(np.where(np.isfinite(parts), parts, 0))
    return np.add.reduceat(finite, first) * 16 * _WIDER


def _known(values: Numbers, otherwise: float) -> Numbers:
    """The values, with what could not be computed (0 times infinity) as no bound at all."""
    return np.where(np.isnan(values), otherwise, values)
