"""Values under which a block holds: found by repeated projection, then verified.

Starting from the middle of the propagated bounds, every constraint that fails moves its quantities
towards itself, each by its share of the freedom that it has. A block is done when every constraint
holds by a margin that no rounding of floats can have eaten: the values, being floats, are rationals
for which the constraints then hold exactly. A total without a rest has no margin: it is taken to
be the exact sum of its parts, from which its float differs by less than any margin. Failing to
find values proves nothing.
"""

import numpy as np
from numpy.typing import NDArray

from plan_tracker.reconcile.propagate import Constraints
from plan_tracker.reconcile.system import BOUND, DIFFERENCE, RATIO, Codes, Numbers

_ROUNDS = 60
_MARGIN = 1e-11
_ROUNDED = 1e-14
_DEEPEST = 4
_INSIDE = 0.02  # how far inside its interval a constraint is aimed at


def possible(
    constraints: Constraints, low: Numbers, high: Numbers, label: Codes
) -> NDArray[np.bool_]:
    """For each block number in `label` (one a quantity): whether a verified witness was found.

    `low` and `high` are propagated bounds of each quantity.
    """
    low, high = _finite(low, high)
    width = np.maximum(high - low, 0.0)
    x = low + width / 2
    blocks = int(label.max(initial=-1)) + 1
    for _ in range(_ROUNDS):
        _add_up(constraints, x)
        failed = _failed(constraints, x, label, blocks)
        if not failed.any():
            break
        _move(constraints, x, width)
        np.clip(x, low, high, out=x)
    return ~failed


def _exact(c: Constraints) -> NDArray[np.bool_]:
    """Which sums leave no rest that could vary, and no part that nobody speaks of."""
    return np.asarray((c.rest_high - c.rest_low < _MARGIN) & ~_open(c))


def _open(c: Constraints) -> NDArray[np.bool_]:
    """Which sums have a part that nobody speaks of: it can take up whatever is left over."""
    found = np.zeros(len(c.sums.total), dtype=bool)
    instance = np.repeat(np.arange(len(found)), np.diff(c.sums.first))
    found[instance[c.sums.part < 0]] = True
    return found


def _add_up(c: Constraints, x: Numbers) -> None:
    """Every total without a varying rest becomes the sum of its parts, inner totals first."""
    exact = _exact(c)
    if not exact.any():
        return
    for _ in range(_DEEPEST):
        together = _sum_terms(c, x)[0]
        x[c.sums.total[exact]] = (together / (1 - c.rest_low))[exact]


def _finite(low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
    """Bounds with every open end put somewhere: at twice the other one, or at one."""
    low = np.where(np.isfinite(low), low, np.where(np.isfinite(high), high - np.abs(high), 0.0))
    return low, np.where(np.isfinite(high), high, 2 * np.abs(low) + (low == 0))


def _ratio_terms(c: Constraints, x: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """For each link what lies between its limits, and the limits: in the unit of x."""
    y = np.where(c.form == RATIO, x[c.y], 1.0)
    value = np.where(c.form == DIFFERENCE, x[c.x] - x[c.y], x[c.x])
    with np.errstate(invalid="ignore"):
        least, most = c.low * y, c.high * y
    return value, np.nan_to_num(least, nan=0.0), np.where(np.isnan(most), np.inf, most)


def _sum_terms(c: Constraints, x: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """For each sum its parts together, and the limits that its total sets them."""
    parts = np.where(c.sums.part >= 0, x[c.sums.part], 0.0)
    total = x[c.sums.total]
    together = np.add.reduceat(parts, c.sums.first[:-1]) if len(total) else total
    least = np.where(_open(c), -np.inf, total * (1 - c.rest_high))
    return together, least, total * (1 - c.rest_low)


def _failed(c: Constraints, x: Numbers, label: Codes, blocks: int) -> NDArray[np.bool_]:
    failed = np.zeros(blocks, dtype=bool)
    value, least, most = _ratio_terms(c, x)
    failed[label[c.x[~_holds(value, least, most, np.abs(x[c.x]))]]] = True
    failed[label[c.sums.total[~_sums_hold(c, x)]]] = True
    return failed


def _sums_hold(c: Constraints, x: Numbers) -> NDArray[np.bool_]:
    together, least, most = _sum_terms(c, x)
    total, exact = c.sums.total, _exact(c)
    added = np.abs(together - x[total] * (1 - c.rest_low)) <= _ROUNDED * np.abs(x[total])
    # Two identities cannot both define one total.
    once = np.bincount(total[exact], minlength=len(x))[total] == 1
    varying = ~exact & _holds(together, least, most, np.abs(x[total]))
    return np.asarray((exact & added & once) | varying)


def _holds(value: Numbers, least: Numbers, most: Numbers, size: Numbers) -> NDArray[np.bool_]:
    """Whether the value is inside by more than rounding."""
    margin = _MARGIN * size
    return np.asarray((value >= least + margin) & (value <= most - margin))


def _move(c: Constraints, x: Numbers, width: Numbers) -> None:
    """One step of every failing constraint towards itself, in turn: links, then sums."""
    value, least, most = _ratio_terms(c, x)
    short = np.where(c.form == BOUND, 0.0, _towards(value, least, most))
    links = np.flatnonzero(short)
    a, b = c.x[links], c.y[links]
    factor = np.where(c.form[links] == RATIO, _middle(c.low[links], c.high[links]), 1.0)
    # x goes by its share of the freedom, y by the rest, in units of y.
    freedom = width[a] + factor * width[b]
    share = np.divide(width[a], freedom, out=np.full(len(links), 0.5), where=freedom > 0)
    np.add.at(x, a, short[links] * share)
    np.add.at(x, b, -short[links] * (1 - share) / np.where(factor > 0, factor, 1.0))
    _move_sums(c, x, width)


def _move_sums(c: Constraints, x: Numbers, width: Numbers) -> None:
    if not len(c.sums.total):
        return
    together, least, most = _sum_terms(c, x)
    short = _towards(together, least, most)
    spoken = c.sums.part >= 0
    instance = np.repeat(np.arange(len(c.sums.total)), np.diff(c.sums.first))[spoken]
    part = c.sums.part[spoken]
    freedom = np.bincount(instance, width[part], len(c.sums.total)) + width[c.sums.total]
    step = np.divide(short, freedom, out=np.zeros(len(freedom)), where=freedom > 0)
    np.add.at(x, part, step[instance] * width[part])
    np.add.at(x, c.sums.total, -step * width[c.sums.total])


def _towards(value: Numbers, least: Numbers, most: Numbers) -> Numbers:
    """How far each value is from the inside of its interval; 0 where it is inside."""
    inside = np.where(np.isfinite(most - least), _INSIDE * (most - least), 0.0)
    inside = np.maximum(inside, _MARGIN * 4 * np.abs(value))
    target = np.clip(value, least + inside, np.maximum(most - inside, least + inside))
    return np.where((value < least + inside) | (value > most - inside), target - value, 0.0)


def _middle(low: Numbers, high: Numbers) -> Numbers:
    return np.where(np.isfinite(high), (low + np.where(np.isfinite(high), high, 0)) / 2, low)
