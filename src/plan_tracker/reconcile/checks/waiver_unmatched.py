"""A waiver that matches no finding.

`waivers.yaml` names the fingerprint of a finding that is not there: it was mended, or a printed
text that it rests on has changed, and with it the fingerprint. What the reason was given for is
gone, so that it says nothing about what is there now.

Does not apply to a waiver that has expired, of which that is said.
"""

from datetime import date

from plan_tracker.model.finding import Finding
from plan_tracker.model.text import Text, phrase
from plan_tracker.model.waiver import Waiver

CODE = "PT603"
NAME = "waiver-unmatched"


def sentence(waiver: Waiver, matched: Finding | None, day: date) -> tuple[Text, Text] | None:
    """What is wrong and what to do; None where nothing is."""
    if matched is not None or (waiver.until is not None and day > waiver.until):
        return None
    return (
        phrase("The waiver of {finding} matches no finding.", finding=waiver.finding),
        phrase("Take it out, or see whether its figure has changed and waive what is found now."),
    )
