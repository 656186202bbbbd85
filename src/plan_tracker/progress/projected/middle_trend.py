"""middle-trend: the middle one of the robust trend, the line from first to last, and no change."""

from fractions import Fraction

from plan_tracker.model.plan import ProjectionName
from plan_tracker.model.text import Numbers, phrase
from plan_tracker.progress.estimate import UncertainNumber
from plan_tracker.progress.projected.method import Foreseen, Point, ProjectionInput
from plan_tracker.progress.projected.robust_trend import LEAST_POINTS, RobustTrend


class MiddleTrend:
    """The middle one of the robust trend, the line from first to last, and no change.

    median(robust-trend, A + (A − A₀) · days left ÷ days so far, A), with A₀ the first figure. A
    straight history goes straight on; where the trend is in doubt, less of it is believed. The
    median of simple forecasts is hard to beat on short histories (Makridakis and others,
    International Journal of Forecasting 36, 2020).

    Weak where the trend is steady and the newest figure happens to lie off it.
    """

    name: ProjectionName = "middle-trend"
    needs = "three figures"

    def project(self, known: ProjectionInput) -> Foreseen | None:
        """The median of the three, each with the interval of its figures."""
        points = known.known_points()
        trend = RobustTrend().project(known) if len(points) >= LEAST_POINTS else None
        if trend is None or points[-1].day == points[0].day:
            return None

        newest = points[-1].amount
        three = sorted((trend.amount, _drift(points, known.at), newest), key=_value)
        formula = phrase("median({levels})", levels=Numbers([each.text for each in three]))
        return Foreseen(three[1], formula)


def _drift(points: tuple[Point, ...], at: int) -> UncertainNumber:
    """On along the line through the first and the last point, each interval used once."""
    first, last = points[0], points[-1]
    times = Fraction(at - last.day, last.day - first.day)
    return last.amount * (1 + times) - first.amount * times


def _value(amount: UncertainNumber) -> Fraction:
    return amount.value or Fraction(0)
