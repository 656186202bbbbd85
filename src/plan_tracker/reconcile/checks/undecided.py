"""Statements that could not be decided in time."""

from plan_tracker.model.text import phrase
from plan_tracker.reconcile.checks.check import Mask
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken


class Undecided:
    """What the search gave up on."""

    page = page_of("PT501")

    def about(self, spoken: Spoken) -> Mask:
        """Every statement."""
        return spoken.everything()

    def remark(self, owners: tuple[int, ...]) -> Remark:
        """The remark on all undecided statements."""
        return Remark(
            "warning",
            owners,
            phrase(
                "Whether {count} statements can all be true was not settled in the time allowed.",
                count=len(owners),
            ),
            phrase("Split the source, or look at the statements by hand."),
        )


UNDECIDED = Undecided()
