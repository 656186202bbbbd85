"""Values under which a block holds: found by repeated projection, then verified.

Starting from the middle of the propagated bounds, every constraint that fails moves its quantities
towards itself, each by its share of the room that its bounds leave it. A block is done when every
constraint holds by a margin that no rounding of floats can have eaten: the values, being floats,
are rationals for which the constraints then hold exactly. A total without a rest has no margin: it
is taken to be the exact sum of its parts, from which its float differs by less than any margin.
Failing to find values proves nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.system.system import BOUND, DIFFERENCE, RATIO, Codes, Numbers

_ROUNDS = 100
_MARGIN = 1e-11
_ROUNDED = 1e-14
_DEEPEST = 4
_INSIDE = 5e-5  # how far inside its interval a constraint is aimed at
_EDGE = 1e-5  # how far inside its bounds each quantity stays, as a share of their width
_PASSES = 3  # links of one quantity are moved one after the other in so many passes


def possible(
    constraints: Constraints,
    low: Numbers,
    high: Numbers,
    label: Codes,
    asked: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """For each block number in `label` (one a quantity): whether a verified witness was found.

    Only the blocks `asked` are looked at. `low` and `high` are propagated bounds of each quantity.
    """
    low, high = _finite(low, high)
    width = np.maximum(high - low, 0.0)
    x, room = low + width / 2, (low + _EDGE * width, high - _EDGE * width)
    left = asked.copy()
    kept = _kept(constraints, label, left)
    for _ in range(_ROUNDS):
        added = x.copy()
        _add_up(kept, added)
        failed = _failed(kept, added, label, len(left)) & left
        if not failed.any():
            return asked
        if 4 * failed.sum() < 3 * left.sum():
            left = failed
            kept = _kept(kept.c, label, left)
        _move(kept, x, *room)
    return asked & ~failed


@dataclass(frozen=True, slots=True)
class _Kept:
    """The constraints of the blocks that are still asked about.

    `passes` are the links that move together, no two of one quantity where that can be had.
    `exact` are the sums that leave no rest that could vary, and no part that nobody speaks of;
    `open_` those that have such a part, which can take up whatever is left over.
    """

    c: Constraints
    passes: tuple[Codes, ...]
    exact: NDArray[np.bool_]
    open_: NDArray[np.bool_]


def _kept(c: Constraints, label: Codes, blocks: NDArray[np.bool_]) -> _Kept:
    c = c.only(blocks[label[c.x]], blocks[label[c.sums.total]])
    tie = np.flatnonzero(c.form != BOUND)
    turn = (_turn(c.x[tie]) + _turn(c.y[tie])) % _PASSES
    open_ = np.zeros(len(c.sums.total), dtype=bool)
    instance = np.repeat(np.arange(len(open_)), np.diff(c.sums.first))
    open_[instance[c.sums.part < 0]] = True
    exact = (c.rest_high - c.rest_low < _MARGIN) & ~open_
    return _Kept(c, tuple(tie[turn == number] for number in range(_PASSES)), exact, open_)


def _turn(quantities: Codes) -> Codes:
    """The how manieth of its quantity each one is."""
    order = np.argsort(quantities, kind="stable")
    ordered = quantities[order]
    turn = np.empty(len(order), dtype=np.int64)
    turn[order] = np.arange(len(order)) - np.searchsorted(ordered, ordered)
    return turn


def _add_up(kept: _Kept, x: Numbers) -> None:
    """Every total without a varying rest becomes the sum of its parts, inner totals first."""
    exact, c = kept.exact, kept.c
    for _ in range(_DEEPEST if exact.any() else 0):
        total = (_together(c, x) / (1 - c.rest_low))[exact]
        if np.array_equal(x[c.sums.total[exact]], total):
            break
        x[c.sums.total[exact]] = total


def _finite(low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
    """Bounds with every open end put somewhere: at twice the other one, or at one."""
    with np.errstate(invalid="ignore"):
        beside = np.where(np.isfinite(high), high - np.abs(high), 0.0)
    low = np.where(np.isfinite(low), low, beside)
    return low, np.where(np.isfinite(high), high, 2 * np.abs(low) + (low == 0))


def _ratio_terms(c: Constraints, x: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """For each link what lies between its limits, and the limits: in the unit of x."""
    y = np.where(c.form == RATIO, x[c.y], 1.0)
    value = np.where(c.form == DIFFERENCE, x[c.x] - x[c.y], x[c.x])
    with np.errstate(invalid="ignore"):
        least, most = c.low * y, c.high * y
    return value, np.nan_to_num(least, nan=0.0), np.where(np.isnan(most), np.inf, most)


def _together(c: Constraints, x: Numbers) -> Numbers:
    """For each sum its parts together, as far as anybody speaks of them."""
    parts = np.where(c.sums.part >= 0, x[c.sums.part], 0.0)
    return np.add.reduceat(parts, c.sums.first[:-1]) if len(c.sums.total) else np.empty(0)


def _sum_terms(kept: _Kept, x: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """For each sum its parts together, and the limits that its total sets them."""
    c, total = kept.c, x[kept.c.sums.total]
    least = np.where(kept.open_, -np.inf, total * (1 - c.rest_high))
    return _together(c, x), least, total * (1 - c.rest_low)


def _failed(kept: _Kept, x: Numbers, label: Codes, blocks: int) -> NDArray[np.bool_]:
    c, failed = kept.c, np.zeros(blocks, dtype=bool)
    value, least, most = _ratio_terms(c, x)
    failed[label[c.x[~_holds(value, least, most, np.abs(x[c.x]))]]] = True
    failed[label[c.sums.total[~_sums_hold(kept, x)]]] = True
    failed[label[np.flatnonzero(c.bases & (x <= 0))]] = True
    return failed


def _sums_hold(kept: _Kept, x: Numbers) -> NDArray[np.bool_]:
    together, least, most = _sum_terms(kept, x)
    total, exact = kept.c.sums.total, kept.exact
    added = np.abs(together - most) <= _ROUNDED * np.abs(x[total])
    # Two identities cannot both define one total.
    once = np.bincount(total[exact], minlength=len(x))[total] == 1
    varying = ~exact & _holds(together, least, most, np.abs(x[total]))
    return np.asarray((exact & added & once) | varying)


def _holds(value: Numbers, least: Numbers, most: Numbers, size: Numbers) -> NDArray[np.bool_]:
    """Whether the value is inside by more than rounding."""
    margin = _MARGIN * size
    return np.asarray((value >= least + margin) & (value <= most - margin))


def _move(kept: _Kept, x: Numbers, low: Numbers, high: Numbers) -> None:
    """One step of every failing constraint towards itself: sums, then links in turn."""
    _move_sums(kept, x, low, high)
    for links in kept.passes:
        _move_links(kept.c, links, x, low, high)


def _move_links(c: Constraints, links: Codes, x: Numbers, low: Numbers, high: Numbers) -> None:
    """Where x is short of I times y (or of y plus I), x rises by its share and y falls by its."""
    a, b, ratio = c.x[links], c.y[links], c.form[links] == RATIO
    with np.errstate(invalid="ignore"):
        least = np.where(ratio, c.low[links] * x[b], c.low[links])
        most = np.where(ratio, c.high[links] * x[b], c.high[links])
    value = np.where(ratio, x[a], x[a] - x[b])
    short = _towards(value, least, np.where(np.isnan(most), np.inf, most))
    factor = np.where(ratio, np.maximum(_middle(c.low[links], c.high[links]), 1e-300), 1.0)
    rises = short > 0
    own = np.where(rises, high[a] - x[a], x[a] - low[a])
    other = factor * np.where(rises, x[b] - low[b], high[b] - x[b])
    room = own + other
    share = np.divide(own, room, out=np.full(len(links), 0.5), where=room > 0)
    with np.errstate(over="ignore"):  # what runs away is clipped
        np.add.at(x, a, short * share)
        np.add.at(x, b, -short * (1 - share) / factor)
    for ends in (a, b):
        x[ends] = np.clip(x[ends], low[ends], high[ends])


def _move_sums(kept: _Kept, x: Numbers, low: Numbers, high: Numbers) -> None:
    """Where the parts are short of their total, they rise and it falls, each by its room."""
    c = kept.c
    total, count = c.sums.total, len(c.sums.total)
    if not count:
        return
    short = _towards(*_sum_terms(kept, x))
    spoken = c.sums.part >= 0
    instance = np.repeat(np.arange(count), np.diff(c.sums.first))[spoken]
    part, rises = c.sums.part[spoken], short > 0
    own = np.where(rises[instance], high[part] - x[part], x[part] - low[part])
    whole = np.where(rises, x[total] - low[total], high[total] - x[total])
    room = np.bincount(instance, own, count) + whole
    step = np.divide(short, room, out=np.zeros(count), where=room > 0)
    np.add.at(x, part, step[instance] * own)
    np.add.at(x, total, -step * whole)
    for ends in (part, total):
        x[ends] = np.clip(x[ends], low[ends], high[ends])


def _towards(value: Numbers, least: Numbers, most: Numbers) -> Numbers:
    """How far each value is from the inside of its interval; 0 where it is inside."""
    inside = np.where(np.isfinite(most - least), _INSIDE * (most - least), 0.0)
    inside = np.maximum(inside, _MARGIN * 4 * np.abs(value))
    target = np.clip(value, least + inside, np.maximum(most - inside, least + inside))
    return np.where((value < least + inside) | (value > most - inside), target - value, 0.0)


def _middle(low: Numbers, high: Numbers) -> Numbers:
    return np.where(np.isfinite(high), (low + np.where(np.isfinite(high), high, 0)) / 2, low)
