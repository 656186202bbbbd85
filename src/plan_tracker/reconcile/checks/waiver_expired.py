"""A waiver whose last day has passed."""

from datetime import date

from plan_tracker.model.finding import Finding
from plan_tracker.model.text import Text, phrase
from plan_tracker.model.waiver import Waiver
from plan_tracker.reconcile.checks.check import Mask
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.spoken import Spoken


class WaiverExpired:
    """A waiver whose last day has passed."""

    page = page_of("PT602")

    def about(self, spoken: Spoken) -> Mask:
        """No statement: it is about the plan."""
        return spoken.nothing()

    def fault(self, waiver: Waiver, matched: Finding | None, day: date) -> tuple[Text, Text] | None:
        """What is wrong and what to do; None where nothing is."""
        if waiver.until is None or day <= waiver.until:
            return None
        return (
            phrase(
                "The waiver of {finding} held until {until}; it is {day}.",
                finding=waiver.finding,
                until=waiver.until,
                day=day,
            ),
            phrase("Mend what it waives, or look at it anew and move `until`."),
        )
