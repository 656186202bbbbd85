"""How likely a slip would mend a contradiction by luck: a wide interval proves nothing.

If the true text is nowhere near, the slips of one kind scatter with the printed text over some
stretch of the scale, and the others leave a window open on it. The chance that at least one of m
slips lands in a window that covers the share p of that stretch is 1 - (1 - p)^m. Levels and
factors are compared by their logarithms, differences as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite, log2, log10

from plan_tracker.model.interval import Interval
from plan_tracker.model.statement import StatementKind
from plan_tracker.reading.costs import EVIDENCE, GIVEN_UP
from plan_tracker.reconcile.culprits.bounds_of_others import Window
from plan_tracker.reconcile.system.system import BOUND, DIFFERENCE, RATIO

_SHORTEST = 0.01
_SHIFTS, _SCALES = 6, 18.0  # other scale words, and the decades that they span
_DECADES = 1.0  # wrong numbers lie within
_LEAST_SHARE = 1e-9
_MOST_SURPRISED = 4.0


@dataclass(frozen=True, slots=True)
class LuckScale:
    """A scale on which numbers of one sort lie: by their logarithms, or as they are.

    `stretch` is how far wrong numbers scatter on it: some decades, or twice the largest.
    """

    logs: bool
    stretch: float

    def share(self, low: float, high: float) -> float:
        """How much of the stretch an interval covers, at most 1; 0 if it lies outside."""
        if self.logs:
            if high <= 0:
                return 0.0
            width = log10(high) - log10(low) if low > 0 and isfinite(high) else inf
        else:
            width = high - low
        return min(max(width / self.stretch, _LEAST_SHARE), 1.0)


def scale_of(window: Window, printed: tuple[float, float]) -> LuckScale:
    """The scale that a window and what is printed lie on."""
    ends = [abs(end) for end in (window.low, window.high, *printed) if isfinite(end)]
    if window.form != DIFFERENCE and window.low >= 0:
        return LuckScale(True, _DECADES)
    return LuckScale(False, 2 * max(ends, default=1.0) or 1.0)


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
    share = (high - low) / stretch
    return chance_among(share, count)


def chance_nearby(
    printed: float, kin: Sequence[float], window: Window, fits: tuple[float, float]
) -> float:
    """The same where the window is near, as when careless readings would do.

    Then only those slips count that go no farther than its far end, and of some kinds most do. What
    is as wide as the interval that `fits` lands the more easily.
    """
    reach = max(abs(window.low - printed), abs(window.high - printed))
    if not (isfinite(reach) and reach > 0):
        return 1.0
    count = sum(abs(each - printed) <= reach for each in kin)
    landing = window.high - window.low + fits[1] - fits[0]
    return chance_among(landing / (2 * reach), count)


def chance_among(share: float, count: int) -> float:
    """The chance that one of so many lands in this share of a scale."""
    return 1 - (1 - min(max(share, 0.0), 1.0)) ** count


def cost_of_slip(
    base: int, ways: int, left: float, meant: float, window: float, printed: float
) -> float:
    """What a slip costs that could have made so many texts of the one that was meant.

    The other arguments are shares of a scale: what is left for the text that was meant, what that
    covers, and the same for the printed text. Of a wide window a precise text is but one of many.
    """
    meant, printed = meant or printed or 1.0, printed or meant or 1.0
    finer = log10(max(left / meant, 1.0)) - log10(max(window / printed, 1.0))
    return base + EVIDENCE * (log10(ways) + finer)


def cost_of_letting_go(window: float, printed: float) -> float:
    """What it costs to let a statement go: it could have said anything on its scale."""
    return GIVEN_UP - EVIDENCE * log10(max(window, printed))


def surprise(kind: StatementKind, factor: float, years: int) -> float:
    """How many tenths of its chance a claim loses for what it says, whatever else is said.

    A growth to twice or to half is a tenth as likely as none; of a plan or of a whole, every share
    is as likely as any other, and twice a plan a tenth as likely as the plan.
    """
    if kind not in ("growth", "attainment", "share"):
        return 0.0
    if factor <= 0:
        return _MOST_SURPRISED
    if kind == "growth":
        tenths = abs(log2(factor)) / years
    else:
        tenths = log2(factor) if factor > 1 else -log10(factor)
    return min(tenths, _MOST_SURPRISED)


def middle(interval: Interval) -> float:
    """The centre of an interval; its one end where it has only one."""
    ends = [float(end) for end in (interval.low, interval.high) if end is not None]
    return sum(ends) / len(ends) if ends else inf


def _log(value: float) -> float:
    return log10(value) if value > 0 and isfinite(value) else -inf
