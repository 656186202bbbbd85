"""run-rate: as much every day as so far."""

from plan_tracker.model.plan import ProjectionName
from plan_tracker.model.text import phrase
from plan_tracker.progress.projected.method import Foreseen, ProjectionInput


class RunRate:
    """As much every day as so far.

    A / t, with t the share of the period's days that have gone. The straight-line estimate at
    completion of earned value management (PMI, Practice Standard for Earned Value Management).

    Weak for anything seasonal: budgets are spent, and crops sold, late in the year.
    """

    name: ProjectionName = "run-rate"
    needs = "a figure from the period's start on"

    def project(self, known: ProjectionInput) -> Foreseen | None:
        """The figure over the share of the time that has gone."""
        elapsed = known.elapsed
        if known.part is None or elapsed is None or not elapsed.share:
            return None

        formula = phrase("{a} / ({gone})", a=known.part.text, gone=elapsed.text)
        return Foreseen(known.part / elapsed.share, formula)
