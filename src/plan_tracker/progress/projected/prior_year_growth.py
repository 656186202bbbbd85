"""prior-year-growth: the year grows as its part has."""

from plan_tracker.model.plan import ProjectionName
from plan_tracker.model.text import phrase
from plan_tracker.progress.projected.method import Foreseen, ProjectionInput


class PriorYearGrowth:
    """The year grows as its part has.

    A · W′ / A′: the figure times last year's whole over last year's same part. The reason why
    statistics offices report growth against the same period (IMF, Quarterly National Accounts
    Manual, on year-on-year rates).

    Weak where last year was unlike others, or where one month has decided the part.
    """

    name: ProjectionName = "prior-year-growth"
    needs = "last year's same part and whole"

    def project(self, known: ProjectionInput) -> Foreseen | None:
        """The figure, grown from last year's part to last year's whole."""
        last = known.earlier_year(1)
        if last is None or known.part is None:
            return None

        formula = phrase("{a} * {w} / {p}", a=known.part.text, w=last.whole.text, p=last.part.text)
        return Foreseen(known.part * last.whole / last.part, formula)
