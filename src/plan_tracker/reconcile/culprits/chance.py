"""How likely a slip would mend a contradiction by luck: a wide interval proves nothing.

What all others leave is a window on the scale. Of a text that came out wrong in no way that is
known it might as well lie elsewhere, as wide and about as far off, and there some slip may fit too:
how often, over all slips of all statements that could be the one, is the chance of a fit by luck.
Levels and factors are compared by their logarithms, differences as they are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, isfinite, log2, log10, prod

from plan_tracker.model.interval import Interval
from plan_tracker.model.statement import StatementKind
from plan_tracker.reading.costs import EVIDENCE
from plan_tracker.reconcile.culprits.bounds_of_others import Window
from plan_tracker.reconcile.system.system import BOUND, DIFFERENCE, RATIO

_HAIR = 1e-12
_NEAREST, _FARTHEST = 0.5, 2.0  # how far off another window may be, by how far off this one is
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
        if self.logs and high <= 0:
            return 0.0
        return min(max(self.width(low, high) / self.stretch, _LEAST_SHARE), 1.0)

    def width(self, low: float, high: float) -> float:
        """How wide an interval is on the scale."""
        if not self.logs:
            return high - low
        return log10(high) - log10(low) if low > 0 and isfinite(high) else inf


def scale_of(window: Window, printed: tuple[float, float]) -> LuckScale:
    """The scale that a window and what is printed lie on."""
    ends = [abs(end) for end in (window.low, window.high, *printed) if isfinite(end)]
    if window.form != DIFFERENCE and window.low >= 0:
        return LuckScale(True, _DECADES)
    return LuckScale(False, 2 * max(ends, default=1.0) or 1.0)


def chance_near(printed: float, slips: Sequence[float], window: Window, width: float) -> float:
    """The chance that some slip would fit by luck, if the text came out wrong in no such way.

    The others would then leave a window as wide, and about as far off, anywhere: the chance is the
    share of the places half to twice as far from what is `printed` where a slip would meet it.
    `printed` and `slips` are the centres of the intervals of these texts, `width` is how wide they
    are. A window without an end is met by luck alone.
    """
    low, high = window.low, window.high
    centres = [printed, *slips]
    if window.form in (BOUND, RATIO) and low >= 0:
        low, high = _log(low), _log(high)
        centres = [_log(each) for each in centres]
    if not all(map(isfinite, (low, high, centres[0]))):
        return 1.0

    away = max(abs((low + high) / 2 - centres[0]), _HAIR)
    reach = (high - low + width) / 2
    offsets = [each - centres[0] for each in centres[1:] if isfinite(each)]
    met = _covered(offsets, reach, away) + _covered([-each for each in offsets], reach, away)
    return min(met / (2 * (_FARTHEST - _NEAREST) * away), 1.0)


def _covered(offsets: Sequence[float], reach: float, away: float) -> float:
    """How much of the places about so far away lies within reach of some offset."""
    first, last = _NEAREST * away, _FARTHEST * away
    covered, end = 0.0, first
    for offset in sorted(offsets):
        low, high = max(offset - reach, end), min(offset + reach, last)
        if high > low:
            covered, end = covered + high - low, high
    return covered


def any_of(chances: Iterable[float]) -> float:
    """The chance that at least one of these comes about."""
    return 1 - prod(1 - chance for chance in chances)


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
