"""exponential-smoothing: on along a level and a damped trend in which newer figures weigh more."""

from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise

from plan_tracker.model.plan import ProjectionName
from plan_tracker.progress.projected.method import Foreseen, ProjectionInput
from plan_tracker.progress.projected.trends import columns, foreseen_from

LEAST_POINTS = 8
_UNEVEN = 0.15  # of the usual step between two points: months and leap years differ by less


class ExponentialSmoothing:
    """On along a level and a damped trend in which newer figures weigh more.

    Additive damped trend, its three parameters fitted by least squares. Needs eight figures at
    even distances and the optional statsmodels (`pip install plan-tracker[smoothing]`). A history
    with a figure left out is not even, so each is foreseen from those before it. Gardner and
    McKenzie (Management Science 31, 1985); computed by statsmodels.

    Weak on short histories, where three parameters fit the noise.
    """

    name: ProjectionName = "exponential-smoothing"
    needs = "eight figures at even distances"

    def project(self, known: ProjectionInput) -> Foreseen | None:
        """The level of the damped trend at the end."""
        points = tuple(point for point in known.known_points() if point.day < known.at)
        if len(points) < LEAST_POINTS or not can_smooth():
            return None

        steps = [later.day - day.day for day, later in pairwise(points)]
        usual = sorted(steps)[len(steps) // 2]
        if any(abs(step - usual) > _UNEVEN * usual for step in steps):
            return None

        ahead = max(round((known.at - points[-1].day) / usual), 1)
        level = _smoothed(columns(points)[1], ahead)
        return foreseen_from(points, level, level, level)


def can_smooth() -> bool:
    """Whether the optional library is there."""
    return find_spec("statsmodels") is not None


def _smoothed(levels: Sequence[float], steps: int) -> float:
    import warnings

    import numpy as np
    from statsmodels.tsa.holtwinters import ExponentialSmoothing as Smoothing  # very slow

    # Scaled, so that the fit does not depend on the unit.
    size = max(map(abs, levels)) or 1.0
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")  # a fit that has not converged is judged by its error
        model = Smoothing(np.array(levels) / size, trend="add", damped_trend=True)
        return float(model.fit().forecast(steps)[-1]) * size
