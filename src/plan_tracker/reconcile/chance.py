"""How likely a slip would mend a contradiction by luck: a wide interval proves nothing.

If the true text is nowhere near, the slips of one kind scatter with the printed text over some
stretch of the scale, and the others leave a window open on it. The chance that at least one of m
slips lands in a window that covers the share p of that stretch is 1 - (1 - p)^m. Levels and
factors are compared by their logarithms, differences as they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import inf, isfinite, log10

import numpy as np

from plan_tracker.model.interval import Interval
from plan_tracker.reconcile.options import Option
from plan_tracker.reconcile.propagate import Constraints, propagate
from plan_tracker.reconcile.system import BOUND, RATIO

_SHORTEST = 0.01


def chance_of(
    option: Option,
    printed: Option,
    slips: Sequence[Option],
    constraints: Constraints,
    owner: int,
    read: Mapping[int, Interval],
) -> float:
    """The chance for one option among the statement's slips, which is printed as it is.

    `constraints` are those of the block without `owner`, `read` how other owners are read.
    """
    kin = [each for each in slips if each.how == option.how]
    low, high, form = window(constraints, owner, read)
    centres = [_middle(each.interval) for each in (printed, *kin)]
    if form in (BOUND, RATIO):
        low, high = _log(low), _log(high)
        centres = [_log(each) for each in centres]
    if not (isfinite(low) and isfinite(high)):
        return 1.0
    finite = [each for each in (*centres, low, high) if isfinite(each)]
    stretch = max(max(finite) - min(finite), _SHORTEST)
    share = min(max(high - low, 0.0) / stretch, 1.0)
    return 1 - (1 - share) ** len(kin)


def window(
    constraints: Constraints, owner: int, read: Mapping[int, Interval]
) -> tuple[float, float, int]:
    """What all others leave for a statement's level, factor or difference, and its form."""
    row = int(np.flatnonzero(constraints.owner == owner)[0])
    low, high = propagate(_read_so(constraints, owner, read))
    x, y, form = int(constraints.x[row]), int(constraints.y[row]), int(constraints.form[row])
    if form == BOUND:
        return float(low[x]), float(high[x]), form
    if form == RATIO:
        least = low[x] / high[y] if isfinite(high[y]) and high[y] > 0 else 0.0
        most = high[x] / low[y] if low[y] > 0 else inf
        return float(least), float(most), form
    return float(low[x] - high[y]), float(high[x] - low[y]), form


def _read_so(constraints: Constraints, without: int, read: Mapping[int, Interval]) -> Constraints:
    owners = np.unique(np.concatenate([constraints.owner, constraints.sums.owner]))
    kept = constraints.of(owners[owners != without])
    low, high = kept.low.copy(), kept.high.copy()
    for owner, interval in read.items():
        rows = kept.owner == owner
        low[rows] = -inf if interval.low is None else float(interval.low)
        high[rows] = inf if interval.high is None else float(interval.high)
    return replace(kept, low=low, high=high)


def hull(options: Iterable[Option]) -> Interval:
    """The smallest interval around all options; everything where there are none."""
    lows, highs = zip(*((each.interval.low, each.interval.high) for each in options), strict=True)
    return Interval(None if None in lows else min(lows), None if None in highs else max(highs))


def _middle(interval: Interval) -> float:
    ends = [float(end) for end in (interval.low, interval.high) if end is not None]
    return sum(ends) / len(ends) if ends else inf


def _log(value: float) -> float:
    return log10(value) if value > 0 and isfinite(value) else -inf
