"""Values under which a block holds: found by repeated projection, then verified.

Starting from the middle of the propagated bounds, every constraint that fails moves its quantities
towards itself, each by its share of the room that its bounds leave it. A block is done when every
constraint holds by a margin that no rounding of floats can have eaten: the values, being floats,
are rationals for which the constraints then hold exactly. A total without a rest has no margin: it
is taken to be the exact sum of its parts, and how far its float can be from that is added to the
margin of all else that is said of it. Failing to find values proves nothing.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.system.system import BOUND, DIFFERENCE, RATIO, Codes, Numbers

_ROUNDS = 100
_MARGIN = 1e-11  # of ratios and rests: their limits are worked out in floats
_ROUNDED = 1e-14  # of levels and differences: their limits are what is printed
_EPSILON = float(np.finfo(float).eps)
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
        added, slack = x.copy(), np.zeros(len(x))
        _add_up(kept, added, slack)
        failed = _failed(kept, added, slack, label, len(left)) & left
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
    `open_` those that have such a part, which can take up whatever is left over. `below` are the
    quantities that may be negative, of blocks in which something says that there are such: where
    nothing does, what claims divide by is positive. `mixed` are the totals of such parts.
    """

    c: Constraints
    passes: tuple[Codes, ...]
    exact: NDArray[np.bool_]
    open_: NDArray[np.bool_]
    below: NDArray[np.bool_]
    mixed: NDArray[np.bool_]


def _kept(c: Constraints, label: Codes, blocks: NDArray[np.bool_]) -> _Kept:
    c = c.only(blocks[label[c.x]], blocks[label[c.sums.total]])
    tie = np.flatnonzero(c.form != BOUND)
    turn = (_turn(c.x[tie]) + _turn(c.y[tie])) % _PASSES
    open_ = np.zeros(len(c.sums.total), dtype=bool)
    instance = np.repeat(np.arange(len(open_)), np.diff(c.sums.first))
    open_[instance[c.sums.part < 0]] = True
    exact = (c.rest_high - c.rest_low < _MARGIN) & ~open_
    passes = tuple(tie[turn == number] for number in range(_PASSES))
    mixed = np.zeros(len(c.signed), dtype=bool)
    mixed[c.sums.total[instance[np.append(c.signed, False)[c.sums.part]]]] = True
    return _Kept(c, passes, exact, open_, _below(c, label, len(blocks)), mixed)


def _below(c: Constraints, label: Codes, blocks: int) -> NDArray[np.bool_]:
    """The quantities that may be negative, where a sum, a difference or a level says so."""
    said = np.zeros(blocks, dtype=bool)
    said[label[c.x[(c.form == DIFFERENCE) | ((c.form == BOUND) & (c.high < 0))]]] = True
    said[label[c.sums.total]] = True
    return np.asarray(c.signed & said[label])


def _turn(quantities: Codes) -> Codes:
    """The how manieth of its quantity each one is."""
    order = np.argsort(quantities, kind="stable")
    ordered = quantities[order]
    turn = np.empty(len(order), dtype=np.int64)
    turn[order] = np.arange(len(order)) - np.searchsorted(ordered, ordered)
    return turn


def _add_up(kept: _Kept, x: Numbers, slack: Numbers) -> None:
    """Every total without a varying rest becomes the sum of its parts, inner totals first.

    `slack` is how far from that its float can be: parts that cancel leave less than they round to.
    """
    exact, c = kept.exact, kept.c
    rounded = _EPSILON * (np.diff(c.sums.first) + 4)
    for _ in range(_DEEPEST if exact.any() else 0):
        left = 1 - c.rest_low
        total = (_together(c, x) / left)[exact]
        off = ((_together(c, slack) + rounded * _together(c, np.abs(x))) / np.abs(left))[exact]
        at = c.sums.total[exact]
        if np.array_equal(x[at], total) and np.array_equal(slack[at], off):
            break
        x[at], slack[at] = total, off


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
    return value, *_limits(c.low, c.high, y)


def _limits(low: Numbers, high: Numbers, unit: Numbers) -> tuple[Numbers, Numbers]:
    """So many units: below zero, the larger factor leaves less."""
    with np.errstate(invalid="ignore"):
        one, other = low * unit, high * unit
    below = unit < 0
    least, most = np.where(below, other, one), np.where(below, one, other)
    least = np.where(np.isnan(least), np.where(below, -np.inf, 0.0), least)
    return least, np.where(np.isnan(most), np.where(below, 0.0, np.inf), most)


def _together(c: Constraints, x: Numbers) -> Numbers:
    """For each sum its parts together, as far as anybody speaks of them."""
    parts = np.where(c.sums.part >= 0, x[c.sums.part], 0.0)
    return np.add.reduceat(parts, c.sums.first[:-1]) if len(c.sums.total) else np.empty(0)


def _sum_terms(kept: _Kept, x: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """For each sum its parts together, and the limits that its total sets them."""
    c, total = kept.c, x[kept.c.sums.total]
    least, most = _limits(1 - c.rest_high, 1 - c.rest_low, total)
    return _together(c, x), np.where(kept.open_, -np.inf, least), most


def _failed(
    kept: _Kept, x: Numbers, slack: Numbers, label: Codes, blocks: int
) -> NDArray[np.bool_]:
    c, failed = kept.c, np.zeros(blocks, dtype=bool)
    failed[label[c.x[~_links_hold(kept, x, slack)]]] = True
    failed[label[c.sums.total[~_sums_hold(kept, x, slack)]]] = True
    failed[label[np.flatnonzero(c.bases & (x <= slack))]] = True
    # The sum of what may be negative is not always more than nothing.
    failed[label[np.flatnonzero(~c.signed & (x < slack) & kept.mixed)]] = True
    return failed


def _links_hold(kept: _Kept, x: Numbers, slack: Numbers) -> NDArray[np.bool_]:
    c = kept.c
    ratio, y = c.form == RATIO, c.y
    factor = np.where(ratio, np.where(np.isfinite(c.high), np.abs(c.high), np.abs(c.low)), 1.0)
    off = slack[c.x] + np.where(c.form == BOUND, 0.0, factor * slack[y])
    margin = off + np.where(ratio, _MARGIN, _ROUNDED) * _size(c, x)
    # Nothing is divided by zero, nor by what only might be negative.
    divided = ~(ratio & c.signed[y]) | (x[y] > slack[y]) | (kept.below[y] & (x[y] < -slack[y]))
    return np.asarray(_holds(*_ratio_terms(c, x), margin) & divided)


def _size(c: Constraints, x: Numbers) -> Numbers:
    """For each link how large what it speaks of is: that rounds."""
    return np.abs(x[c.x]) + np.where(c.form == DIFFERENCE, np.abs(x[c.y]), 0.0)


def _sums_hold(kept: _Kept, x: Numbers, slack: Numbers) -> NDArray[np.bool_]:
    c, (together, least, most) = kept.c, _sum_terms(kept, x)
    total, exact = c.sums.total, kept.exact
    added = np.abs(together - most) <= _ROUNDED * np.abs(x[total])
    # Two identities cannot both define one total.
    once = np.bincount(total[exact], minlength=len(x))[total] == 1
    margin = _MARGIN * _together(c, np.abs(x)) + _together(c, slack) + slack[total]
    margin += _MARGIN * np.abs(x[total])
    varying = ~exact & _holds(together, least, most, margin)
    return np.asarray((exact & added & once) | varying)


def _holds(value: Numbers, least: Numbers, most: Numbers, margin: Numbers) -> NDArray[np.bool_]:
    """Whether the value is inside by more than rounding."""
    return np.asarray((value >= least + margin) & (value <= most - margin))


def _move(kept: _Kept, x: Numbers, low: Numbers, high: Numbers) -> None:
    """One step of every failing constraint towards itself: sums, then links in turn."""
    _move_sums(kept, x, low, high)
    for links in kept.passes:
        _move_links(kept.c, links, x, low, high)


def _move_links(c: Constraints, links: Codes, x: Numbers, low: Numbers, high: Numbers) -> None:
    """Where x is short of I times y (or of y plus I), x rises by its share and y falls by its."""
    a, b, ratio = c.x[links], c.y[links], c.form[links] == RATIO
    least, most = _limits(c.low[links], c.high[links], np.where(ratio, x[b], 1.0))
    value = np.where(ratio, x[a], x[a] - x[b])
    short = _towards(value, least, most, np.where(ratio, _MARGIN, _ROUNDED))
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
    short = _towards(*_sum_terms(kept, x), np.where(kept.exact, _ROUNDED, _MARGIN))
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


def _towards(value: Numbers, least: Numbers, most: Numbers, margin: Numbers) -> Numbers:
    """How far each value is from the inside of its interval; 0 where it is inside."""
    inside = np.where(np.isfinite(most - least), _INSIDE * (most - least), 0.0)
    inside = np.maximum(inside, margin * 4 * np.abs(value))
    target = np.clip(value, least + inside, np.maximum(most - inside, least + inside))
    return np.where((value < least + inside) | (value > most - inside), target - value, 0.0)


def _middle(low: Numbers, high: Numbers) -> Numbers:
    return np.where(np.isfinite(high), (low + np.where(np.isfinite(high), high, 0)) / 2, low)
