"""Ways to project that need a longer history, and libraries that are slow to import.

The docstring of each is its page: the idea, the formula, the source, the weak points.
"""

from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise
from math import isfinite, sqrt

import numpy as np
from numpy.typing import NDArray

from plan_tracker.progress.estimate import Amount
from plan_tracker.progress.forecasts import Evidence, Point

LEAST_TREND = 3
LEAST_SMOOTHED = 8
_UNEVEN = 0.15  # of the usual step between two points: months and leap years differ by less
_QUANTILE = 1.2815515655446004  # of the normal distribution: 80 % lie within so many deviations

Floats = NDArray[np.float64]


def robust_trend(evidence: Evidence) -> Amount | None:
    """On along the median slope of all pairs of figures.

    median(y) + m · (t − median(t)), with m the median of the slopes between all pairs; low and high
    take the ends of the slope's 80 % confidence interval. Needs three figures; bears that nearly a
    third of them are wrong. Theil (1950), Sen (JASA 63, 1968).

    Weak where the history bends: it is a straight line, and a target near saturation is not.
    """
    points = _known(evidence.points)
    if len(points) < LEAST_TREND:
        return None
    days, levels = map(np.array, _columns(points))
    with np.errstate(all="ignore"):
        slopes = median_slope(days, levels)
        ahead = evidence.at - float(np.median(days))
        middle = float(np.median(levels))
    if slopes is None:
        return None
    value, low, high = (middle + slope * ahead for slope in slopes)
    return _amount(value, low, high)


def median_slope(days: Floats, levels: Floats) -> tuple[float, float, float] | None:
    """The median of the slopes between all pairs of points, and its confidence interval.

    Days are in order and may repeat. None where all are one day, or where so many days and levels
    repeat that nothing can be said of the spread. Time and memory grow with the pairs.
    """
    pairs = []
    for first in range(len(days) - 1):
        later = days > days[first]
        pairs.append((levels[later] - levels[first]) / (days[later] - days[first]))
    slopes = np.concatenate(pairs)

    # Sen (1968), equation 2.6: the variance of Kendall's statistic, where ties count less.
    variance = (
        _rank_variance(len(days))
        - sum(map(_rank_variance, _repeats(days)))
        - sum(map(_rank_variance, _repeats(levels)))
    ) / 18
    if not len(slopes) or variance < 0:
        return None

    # Both ends are slopes themselves: those whose ranks lie so far from the middle one.
    spread = _QUANTILE * sqrt(variance)
    lower = max(round((len(slopes) - spread) / 2) - 1, 0)
    upper = min(round((len(slopes) + spread) / 2), len(slopes) - 1)
    slopes.partition((lower, upper))
    return float(np.median(slopes)), float(slopes[lower]), float(slopes[upper])


def _rank_variance(count: int) -> int:
    return count * (count - 1) * (2 * count + 5)


def _repeats(values: Floats) -> list[int]:
    """How often each value occurs."""
    counts: list[int] = np.unique(values, return_counts=True)[1].tolist()
    return counts


def exponential_smoothing(evidence: Evidence) -> Amount | None:
    """On along a level and a damped trend in which newer figures weigh more.

    Additive damped trend, its three parameters fitted by least squares. Needs eight figures at
    even distances and the optional statsmodels (`pip install plan-tracker[smoothing]`). A history
    with a figure left out is not even, so each is foreseen from those before it. Gardner and
    McKenzie (Management Science 31, 1985); computed by statsmodels.

    Weak on short histories, where three parameters fit the noise.
    """
    points = [each for each in _known(evidence.points) if each.day < evidence.at]
    if len(points) < LEAST_SMOOTHED or not can_smooth():
        return None
    steps = [later.day - day.day for day, later in pairwise(points)]
    usual = sorted(steps)[len(steps) // 2]
    if any(abs(step - usual) > _UNEVEN * usual for step in steps):
        return None
    ahead = max(round((evidence.at - points[-1].day) / usual), 1)
    foreseen = _smoothed(_columns(points)[1], ahead)
    return _amount(foreseen, foreseen, foreseen)


def can_smooth() -> bool:
    """Whether the optional library is there."""
    return find_spec("statsmodels") is not None


def _smoothed(levels: Sequence[float], steps: int) -> float:
    import warnings

    from statsmodels.tsa.holtwinters import ExponentialSmoothing  # very slow

    # Scaled, so that the fit does not depend on the unit.
    size = max(map(abs, levels)) or 1.0
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # a fit that has not converged is judged by its error
        model = ExponentialSmoothing(np.array(levels) / size, trend="add", damped_trend=True)
        return float(model.fit().forecast(steps)[-1]) * size


def _known(points: Sequence[Point]) -> list[Point]:
    return [each for each in points if each.amount.value is not None]


def _columns(points: Sequence[Point]) -> tuple[list[float], list[float]]:
    return [float(each.day) for each in points], [float(each.amount.value or 0) for each in points]


def _amount(value: float, low: float, high: float) -> Amount | None:
    if not all(map(isfinite, (value, low, high))):
        return None
    return Amount.read(value, min(low, value), max(high, value))
