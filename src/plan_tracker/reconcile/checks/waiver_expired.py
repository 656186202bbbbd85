"""A waiver whose last day has passed.

`waivers.yaml` accepts a finding until a day. From the day after it the finding counts again, and
the waiver itself is reported, so that somebody looks anew or takes it out.

Does not apply to a waiver without `until`, nor on the day `until` itself. The day is today's, or
the one given with `--on`.
"""

from datetime import date

from plan_tracker.model.finding import Finding
from plan_tracker.model.text import Text, phrase
from plan_tracker.model.waiver import Waiver

CODE = "PT602"
NAME = "waiver-expired"


def sentence(waiver: Waiver, matched: Finding | None, day: date) -> tuple[Text, Text] | None:
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
