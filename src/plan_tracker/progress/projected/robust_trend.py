"""robust-trend: on along the median slope of all pairs of figures."""

from plan_tracker.model.plan import ProjectionName
from plan_tracker.progress.projected.method import Foreseen, ProjectionInput
from plan_tracker.progress.projected.trends import columns, foreseen_from

LEAST_POINTS = 3
_CONFIDENCE = 0.8


class RobustTrend:
    """On along the median slope of all pairs of figures.

    median(y) + m · (t − median(t)), with m the median of the slopes between all pairs; low and high
    take the ends of the slope's 80 % confidence interval. Needs three figures; bears that nearly a
    third of them are wrong. Theil (1950), Sen (JASA 63, 1968); computed by SciPy.

    Weak where the history bends: it is a straight line, and a target near saturation is not.
    """

    name: ProjectionName = "robust-trend"
    needs = "three figures"

    def project(self, known: ProjectionInput) -> Foreseen | None:
        """The median line at the end, and the lines of the ends of its slope."""
        points = known.known_points()
        if len(points) < LEAST_POINTS:
            return None

        import numpy as np
        from scipy.stats import theilslopes  # slow

        days, levels = columns(points)
        with np.errstate(all="ignore"):
            slope, _, low, high = theilslopes(levels, days, alpha=_CONFIDENCE)
            ahead = known.at - days[0] - float(np.median(np.array(days) - days[0]))
            middle = float(np.median(levels))

        ends = (middle + float(each) * ahead for each in (slope, low, high))
        return foreseen_from(points, *ends)
