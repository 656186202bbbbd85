"""linear-from-baseline: on along the straight line from the baseline through the newest figure."""

from fractions import Fraction

from plan_tracker.model.plan import ProjectionName
from plan_tracker.model.text import phrase
from plan_tracker.progress.goals.paths import Elapsed
from plan_tracker.progress.projected.method import Foreseen, ProjectionInput


class LinearFromBaseline:
    """On along the straight line from the baseline through the newest figure.

    B + (A − B) / t, with t the share of the time that has gone; written A/t + B·(1 − 1/t) so that
    each interval is used once. The drift method of Hyndman and Athanasopoulos, chapter 5.

    Weak because two points carry it all: an error of either is multiplied by 1/t.
    """

    name: ProjectionName = "linear-from-baseline"
    needs = "a baseline and a later figure"

    def project(self, known: ProjectionInput) -> Foreseen | None:
        """The line through the start and the newest point, at the end."""
        start = known.start
        if start is None or not known.points or known.points[-1].day <= start.day:
            return None

        newest = known.points[-1]
        elapsed = Elapsed(newest.day - start.day, known.at - start.day)
        times = Fraction(elapsed.of, elapsed.days)
        formula = phrase(
            "{b} + ({a} - {b}) / ({gone})",
            b=start.level.text,
            a=newest.amount.text,
            gone=elapsed.text,
        )
        return Foreseen(newest.amount * times + start.level * (1 - times), formula)
