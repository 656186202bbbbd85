"""A waiver that matches no finding."""

from datetime import date

from plan_tracker.model.finding import Finding
from plan_tracker.model.text import Text, phrase
from plan_tracker.model.waiver import Waiver
from plan_tracker.reconcile.checks.check import Mask
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.spoken import Spoken


class WaiverUnmatched:
    """A waiver that matches no finding."""

    page = page_of("PT603")

    def about(self, spoken: Spoken) -> Mask:
        """No statement: it is about the plan."""
        return spoken.nothing()

    def fault(self, waiver: Waiver, matched: Finding | None, day: date) -> tuple[Text, Text] | None:
        """What is wrong and what to do; None where nothing is."""
        if matched is not None or (waiver.until is not None and day > waiver.until):
            return None
        return (
            phrase("The waiver of {finding} matches no finding.", finding=waiver.finding),
            phrase(
                "Take it out, or see whether its figure has changed and waive what is found now."
            ),
        )
