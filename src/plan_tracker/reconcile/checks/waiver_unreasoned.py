"""A waiver that gives no reason."""

from datetime import date

from plan_tracker.model.finding import Finding
from plan_tracker.model.text import Text, phrase
from plan_tracker.model.waiver import Waiver
from plan_tracker.reconcile.checks.check import Mask
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.spoken import Spoken


class WaiverUnreasoned:
    """A waiver that gives no reason."""

    page = page_of("PT601")

    def about(self, spoken: Spoken) -> Mask:
        """No statement: it is about the plan."""
        return spoken.nothing()

    def fault(self, waiver: Waiver, matched: Finding | None, day: date) -> tuple[Text, Text] | None:
        """What is wrong and what to do; None where nothing is."""
        if waiver.reason:
            return None
        said = phrase("The waiver of {finding} gives no reason and does not hold.")
        return said.filled(finding=waiver.finding), phrase("Add its `reason`.")
