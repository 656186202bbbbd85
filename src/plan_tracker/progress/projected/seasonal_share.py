"""seasonal-share: the part is the share of the year that it used to be."""

from plan_tracker.model.plan import ProjectionName
from plan_tracker.model.text import Numbers, phrase
from plan_tracker.progress.estimate import UncertainNumber
from plan_tracker.progress.projected.method import Foreseen, ProjectionInput


class SeasonalShare:
    """The part is the share of the year that it used to be.

    A / s, with s the mean share that the same part had of up to five earlier years. A seasonal
    naïve method (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, chapter 5),
    scaled to this year.

    Weak where the calendar of the work changes, or a single earlier year has to speak for all.
    """

    name: ProjectionName = "seasonal-share"
    needs = "an earlier year's same part and whole"

    def project(self, known: ProjectionInput) -> Foreseen | None:
        """The figure over the mean share of earlier years."""
        years = known.usable_years()
        if not years or known.part is None:
            return None

        shares = sum((year.part / year.whole for year in years), UncertainNumber.exactly(0))
        written = [phrase("{a} / {t}", a=year.part.text, t=year.whole.text) for year in years]
        formula = phrase("{a} / mean({shares})", a=known.part.text, shares=Numbers(written))
        return Foreseen(known.part / (shares / len(years)), formula)
