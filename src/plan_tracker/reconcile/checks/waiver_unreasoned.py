"""A waiver that gives no reason.

`waivers.yaml` accepts a finding without saying why. The next reader cannot tell an accepted doubt
from a hidden one, so such a waiver does not hold: its finding counts as if there were none.

Does not apply to a waiver with any text as its `reason`.
"""

from datetime import date

from plan_tracker.model.finding import Finding
from plan_tracker.model.text import Text, phrase
from plan_tracker.model.waiver import Waiver

CODE = "PT601"
NAME = "waiver-without-reason"


def sentence(waiver: Waiver, matched: Finding | None, day: date) -> tuple[Text, Text] | None:
    """What is wrong and what to do; None where nothing is."""
    if waiver.reason:
        return None
    said = phrase("The waiver of {finding} gives no reason and does not hold.")
    return said.filled(finding=waiver.finding), phrase("Add its `reason`.")
