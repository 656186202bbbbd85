"""Which blocks arrays alone do not show to be possible."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.bounds.propagate import propagate
from plan_tracker.reconcile.bounds.scale import units
from plan_tracker.reconcile.bounds.witness import possible
from plan_tracker.reconcile.system.system import BOUND, RATIO, Codes, Numbers

# Bounds this close may touch only by rounding, or at an end that is not included.
CLOSE = 1e-9
_AT_ONCE = 2_000  # blocks
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Screened:
    """The blocks that arrays alone do not show to be possible, by number.

    Those `impossible` hold a contradiction; whether those `unsure` do is for a solver to say.
    """

    impossible: Codes
    unsure: Codes


def screen(blocks: Blocks) -> Screened:
    """Propagate bounds, then look for values with which each block holds that they leave open."""
    firsts = range(0, blocks.count, _AT_ONCE)
    if len(firsts) > 1:
        with ThreadPoolExecutor(_THREADS) as pool:
            found = list(pool.map(partial(_screen, blocks), firsts))
    else:
        found = [_screen(blocks, first) for first in firsts]
    none = np.empty(0, dtype=np.int64)
    impossible, unsure = zip(*found, strict=True) if found else ((), ())
    return Screened(np.concatenate([none, *impossible]), np.concatenate([none, *unsure]))


def _screen(blocks: Blocks, first: int) -> tuple[Codes, Codes]:
    """The impossible and the unsure ones of some blocks, which are few enough to stay in cache."""
    last = min(first + _AT_ONCE, blocks.count)
    c, count = blocks.constraints(first, last), last - first
    label = blocks.label[blocks.quantities(first, last)] - first
    taken_as_one = units(c, label, count)
    low, high = propagate(c, units=taken_as_one)
    with np.errstate(invalid="ignore"):
        empty = low > high + CLOSE * np.abs(high)
        close = low >= high - CLOSE * np.abs(high)
    close[taken_as_one] = False
    impossible, doubtful = (_any(label[each], count) for each in (empty, close))
    doubtful |= blocks.circular[first:last] | _any(label[_many_ways(c, low)], count)
    asked = doubtful & ~impossible
    unsure = asked & ~possible(c, low, high, label, asked)

    # A bound alone says nothing that others could contradict; a claim or a sum does.
    said = np.concatenate([c.x, c.x[c.form != BOUND], c.sums.total])
    tied = np.bincount(label[said], minlength=count) > 1
    return (
        first + np.flatnonzero(impossible & tied),
        first + np.flatnonzero(unsure & ~impossible & tied),
    )


def _many_ways(c: Constraints, low: Numbers) -> Codes:
    """Quantities of ties whose bounds are not all that they say, as they may be negative."""
    ratios = (c.form == RATIO) & ~((low[c.x] >= 0) & (low[c.y] >= 0))
    rests = (c.rest_high > c.rest_low) & c.signed[c.sums.total]
    return np.concatenate([c.x[ratios], c.sums.total[rests]])


def _any(blocks: Codes, count: int) -> NDArray[np.bool_]:
    """Which of the blocks are there."""
    return np.bincount(blocks, minlength=count) > 0
