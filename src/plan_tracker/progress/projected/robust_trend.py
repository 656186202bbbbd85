"""robust-trend: on along the median slope of all pairs of figures."""

from math import sqrt

import numpy as np
from numpy.typing import NDArray

from plan_tracker.model.plan import ProjectionName
from plan_tracker.progress.projected.method import Foreseen, ProjectionInput
from plan_tracker.progress.projected.trends import columns, foreseen_from

LEAST_POINTS = 3
_QUANTILE = 1.2815515655446004  # of the normal distribution: 80 % lie within so many deviations

Floats = NDArray[np.float64]


class RobustTrend:
    """On along the median slope of all pairs of figures.

    median(y) + m · (t − median(t)), with m the median of the slopes between all pairs; low and high
    take the ends of the slope's 80 % confidence interval. Needs three figures; bears that nearly a
    third of them are wrong. Theil (1950), Sen (JASA 63, 1968).

    Weak where the history bends: it is a straight line, and a target near saturation is not.
    """

    name: ProjectionName = "robust-trend"
    needs = "three figures"

    def project(self, known: ProjectionInput) -> Foreseen | None:
        """The median line at the end, and the lines of the ends of its slope."""
        points = known.known_points()
        if len(points) < LEAST_POINTS:
            return None

        days, levels = map(np.array, columns(points))
        with np.errstate(all="ignore"):
            slopes = median_slope(days, levels)
            ahead = known.at - float(np.median(days))
            middle = float(np.median(levels))
        if slopes is None:
            return None

        value, low, high = (middle + slope * ahead for slope in slopes)
        return foreseen_from(points, value, low, high)


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
