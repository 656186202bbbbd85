"""How likely a slip would mend a contradiction by luck: a wide interval proves nothing.

If the true text is nowhere near, the slips of one kind scatter with the printed text over some
stretch of the scale, and the others leave a window open on it. The chance that at least one of m
slips lands in a window that covers the share p of that stretch is 1 - (1 - p)^m. Levels and
factors are compared by their logarithms, differences as they are.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite, log10

import numpy as np

from plan_tracker.model.interval import Interval
from plan_tracker.reading.costs import EVIDENCE, GIVEN_UP, SUREST
from plan_tracker.reconcile.propagate import Constraints, propagate
from plan_tracker.reconcile.system import BOUND, RATIO, Numbers, Sums

_SHORTEST = 0.01
_SHIFTS, _SCALES = 6, 18.0  # other scale words, and the decades that they span
_ROUNDS = 12  # of propagation: a window may be too wide, which only makes luck likelier
_NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Window:
    """What all others leave for an owner's level, factor or difference.

    `possible` is False where bounds show that the others cannot all hold.
    """

    low: float
    high: float
    form: int
    possible: bool

    def meets(self, low: float, high: float) -> bool:
        """Whether these bounds can meet it, up to rounding."""
        slack = _NEAR * max(abs(end) for end in (low, high, 0.0) if isfinite(end))
        return low <= self.high + slack and high >= self.low - slack


def windows(
    constraints: Constraints,
    owners: Sequence[int],
    let_go: Collection[int],
    read: Mapping[int, Interval],
) -> list[Window]:
    """For each of some statements what all others leave for it, but those that are let go.

    `read` says how others are read where not by the intervals of `constraints`.
    """
    everyone = np.unique(np.concatenate([constraints.owner, constraints.sums.owner]))
    kept = _read_so(constraints.of(everyone[~np.isin(everyone, list(let_go))]), read)
    ends = propagate(_copies(kept, owners), rounds=_ROUNDS)
    count = len(constraints.signed)
    return [
        _window(constraints, owner, *(bound[copy * count : (copy + 1) * count] for bound in ends))
        for copy, owner in enumerate(owners)
    ]


def chance_of(how: str, printed: float, kin: Sequence[float], window: Window) -> float:
    """The chance that one of the slips of a kind lands in the window by luck.

    `printed` and `kin` are the centres of the printed text's interval and of those of its slips.
    Scale words could always have been any of `_SHIFTS` others, even where no locale prints them.
    """
    low, high = window.low, window.high
    centres = [printed, *kin]
    if window.form in (BOUND, RATIO):
        low, high = _log(low), _log(high)
        centres = [_log(each) for each in centres]
    if not (isfinite(low) and isfinite(high)):
        return 1.0
    if how == "scale":
        stretch, count = _SCALES, _SHIFTS
    else:
        finite = [each for each in (*centres, low, high) if isfinite(each)]
        stretch, count = max(max(finite) - min(finite), _SHORTEST), len(kin)
    share = min(max(high - low, 0.0) / stretch, 1.0)
    return 1 - (1 - share) ** count


def cost_at(chance: float, cost: int) -> int:
    """What a slip costs that would fit by luck with this chance, by the table of costs."""
    proves = EVIDENCE * log10(max(chance, 1e-9))
    return min(max(round(cost + proves), SUREST), GIVEN_UP)


def _copies(c: Constraints, owners: Sequence[int]) -> Constraints:
    """The constraints once for each owner, without what that owner says."""
    count, size = len(c.signed), len(owners)
    copy = np.repeat(np.arange(size), len(c.owner))
    sums = np.repeat(np.arange(size), len(c.sums.owner))
    lengths = np.tile(np.diff(c.sums.first), size)
    part = np.tile(c.sums.part, size)
    whole = Sums(
        np.tile(c.sums.owner, size),
        np.tile(c.sums.total, size) + sums * count,
        np.where(part >= 0, part + np.repeat(sums, lengths) * count, part),
        np.concatenate([[0], np.cumsum(lengths)]),
    )
    tiled = {name: np.tile(getattr(c, name), size) for name in ("owner", "form", "low", "high")}
    y = np.tile(c.y, size)
    everything = replace(
        c,
        **tiled,
        x=np.tile(c.x, size) + copy * count,
        y=np.where(y >= 0, y + copy * count, y),
        sums=whole,
        rest_low=np.tile(c.rest_low, size),
        rest_high=np.tile(c.rest_high, size),
        signed=np.tile(c.signed, size),
    )
    said = everything.owner == np.asarray(owners)[copy]
    everything.low[said], everything.high[said] = -inf, inf
    return everything


def _window(c: Constraints, owner: int, low: Numbers, high: Numbers) -> Window:
    row = int(np.flatnonzero(c.owner == owner)[0])
    x, y, form = int(c.x[row]), int(c.y[row]), int(c.form[row])
    if form == BOUND:
        least, most = low[x], high[x]
    elif form == RATIO:
        least = low[x] / high[y] if isfinite(high[y]) and high[y] > 0 else 0.0
        most = high[x] / low[y] if low[y] > 0 else inf
    else:
        least, most = low[x] - high[y], high[x] - low[y]
    return Window(float(least), float(most), form, not bool(np.any(low > high)))


def _read_so(constraints: Constraints, read: Mapping[int, Interval]) -> Constraints:
    low, high = constraints.low.copy(), constraints.high.copy()
    for owner, interval in read.items():
        rows = constraints.owner == owner
        low[rows] = -inf if interval.low is None else float(interval.low)
        high[rows] = inf if interval.high is None else float(interval.high)
    return replace(constraints, low=low, high=high)


def middle(interval: Interval) -> float:
    """The centre of an interval; its one end where it has only one."""
    ends = [float(end) for end in (interval.low, interval.high) if end is not None]
    return sum(ends) / len(ends) if ends else inf


def _log(value: float) -> float:
    return log10(value) if value > 0 and isfinite(value) else -inf
