"""last-remainder: what is still to come is as much as last year."""

from plan_tracker.model.plan import ProjectionName
from plan_tracker.model.text import phrase
from plan_tracker.progress.projected.method import Foreseen, ProjectionInput


class LastRemainder:
    """What is still to come is as much as last year.

    A + (W′ − A′): the figure, and what last year's whole had more than its same part. The seasonal
    naïve method (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, chapter 5).

    Weak where the work grows or shrinks: it takes nothing of this year into the rest of it.
    """

    name: ProjectionName = "last-remainder"
    needs = "last year's same part and whole"

    def project(self, known: ProjectionInput) -> Foreseen | None:
        """The figure, and last year's remainder."""
        last = known.earlier_year(1)
        if last is None or known.part is None:
            return None

        formula = phrase(
            "{a} + ({w} - {p})", a=known.part.text, w=last.whole.text, p=last.part.text
        )
        return Foreseen(known.part + (last.whole - last.part), formula)
