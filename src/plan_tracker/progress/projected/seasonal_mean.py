"""seasonal-mean: half way between seasonal-share and last-remainder."""

from plan_tracker.model.plan import ProjectionName
from plan_tracker.model.text import phrase
from plan_tracker.progress.projected.last_remainder import LastRemainder
from plan_tracker.progress.projected.method import Foreseen, ProjectionInput
from plan_tracker.progress.projected.seasonal_share import SeasonalShare


class SeasonalMean:
    """Half way between seasonal-share and last-remainder.

    (S + R) / 2: the one carries all that this year has begun with into the rest of it, the other
    nothing. The mean of unlike forecasts errs less than most of them (Clemen, International Journal
    of Forecasting 5, 1989); `benchmarks/forecasts.py` shows by how much.

    Weak where both err alike: in a year that no earlier one is like.
    """

    name: ProjectionName = "seasonal-mean"
    needs = "last year's same part and whole"

    def project(self, known: ProjectionInput) -> Foreseen | None:
        """The mean of what both foresee."""
        share, rest = SeasonalShare().project(known), LastRemainder().project(known)
        if share is None or rest is None:
            return None

        formula = phrase("mean({one}, {other})", one=share.formula, other=rest.formula)
        return Foreseen((share.amount + rest.amount) / 2, formula)
