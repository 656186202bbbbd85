"""What the constraints leave for each quantity: bounds, propagated over arrays.

Every step rounds outwards, so that bounds never exclude what is possible: where the bounds of a
quantity do not meet, the constraints cannot all hold. The reverse is true only without cycles.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from plan_tracker.model.interval import Interval
from plan_tracker.reconcile.system.claims import FACTORS, FORMS
from plan_tracker.reconcile.system.system import (
    BOUND,
    DIFFERENCE,
    RATIO,
    Codes,
    Numbers,
    Sums,
    System,
)

MISPLACED = " is the decimal mark"  # ends the notations of a thousands mark that is none
_ROUNDS = 40
_LEAST_SHRUNK = 300.0  # what is a thousandth is at most three times itself
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
        return self.only(np.isin(self.owner, owners), np.isin(self.sums.owner, owners))

    def only(self, links: NDArray[np.bool_], sums: NDArray[np.bool_]) -> "Constraints":
        """Only these links and sums."""
        return self.take(np.flatnonzero(links), np.flatnonzero(sums))

    def take(self, links: Codes, sums: Codes) -> "Constraints":
        """Only these rows of the links and the sums, in this order."""
        first, lengths = self.sums.first[sums], np.diff(self.sums.first)[sums]
        ends = np.concatenate([[0], np.cumsum(lengths)])
        parts = np.repeat(first - ends[:-1], lengths) + np.arange(ends[-1])
        whole = Sums(self.sums.owner[sums], self.sums.total[sums], self.sums.part[parts], ends)
        arrays = {name: getattr(self, name)[links] for name in _LINK}
        rest = {name: getattr(self, name)[sums] for name in ("rest_low", "rest_high")}
        return replace(self, **arrays, **rest, sums=whole)


_LINK = ("owner", "form", "x", "y", "low", "high")


def ordinary(system: System) -> Constraints:
    """Every constraint with its ordinary interval."""
    trusted = [each.interval for each in system.trusted]
    low, high = _ends(system, "low", "high")
    return _constraints(system, low, high, trusted)


def widest(system: System, *, misplaced: bool) -> Constraints:
    """Every constraint with its lax interval; one that another notation is possible for with none.

    Thousands marks that start decimals do so in all texts of that form or in none: `misplaced`
    says which. What is contradictory either way is so under all readings that are no slips.
    """
    low, high = _ends(system, "lax_low", "lax_high")
    doubtful, kind = system.frame["doubtful"].cat, system.frame["kind"].cat
    marks = np.array([each.endswith(MISPLACED) for each in doubtful.categories], dtype=bool)
    other = np.array([each != "" for each in doubtful.categories], dtype=bool)
    bound = np.array([FORMS.get(each) == BOUND for each in kind.categories], dtype=bool)
    marked = marks[doubtful.codes] & bound[kind.codes]
    open_ = other[doubtful.codes] & ~marked
    low, high = np.where(open_, -np.inf, low), np.where(open_, np.inf, high)
    if misplaced:
        low = np.where(marked, np.minimum(0.0, low / _LEAST_SHRUNK), low)
        high = np.where(marked, np.maximum(0.0, high / _LEAST_SHRUNK), high)
    return _constraints(system, low, high, [each.lax or each.interval for each in system.trusted])


def _constraints(
    system: System, low: Numbers, high: Numbers, trusted: Sequence[Interval]
) -> Constraints:
    frame, links = system.frame, system.links
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


def _ends(system: System, *columns: str) -> tuple[Numbers, ...]:
    """What each statement binds, rounded outwards: a printed end can be no float."""
    low, high = (system.frame[column].to_numpy(copy=True) for column in columns)
    low, high = _down(low), _up(high)
    years = system.frame["years"].to_numpy(dtype=float)
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
    _bounds(constraints, low, high)
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
