"""remainder-growth: what is still to come is last year's remainder, grown as whole years grow."""

from plan_tracker.model.plan import ProjectionName
from plan_tracker.model.text import phrase
from plan_tracker.progress.projected.method import Foreseen, ProjectionInput


class RemainderGrowth:
    """What is still to come is last year's remainder, grown as whole years grow.

    A + (W′ − A′) · W′ / W″, with W″ the whole of the year before last. Unlike prior-year growth it
    does not carry a freak start of this year into the rest of it.

    Weak where the growth of whole years turns.
    """

    name: ProjectionName = "remainder-growth"
    needs = "the same part and whole of two years"

    def project(self, known: ProjectionInput) -> Foreseen | None:
        """The figure, and last year's remainder times the growth of the year before."""
        last, before = known.earlier_year(1), known.earlier_year(2)
        if last is None or before is None or known.part is None:
            return None

        growth = last.whole / before.whole
        formula = phrase(
            "{a} + ({w} - {p}) * {w} / {v}",
            a=known.part.text,
            w=last.whole.text,
            p=last.part.text,
            v=before.whole.text,
        )
        return Foreseen(known.part + (last.whole - last.part) * growth, formula)
