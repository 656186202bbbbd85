"""A finding that somebody has looked at and accepts, for a time."""

from dataclasses import dataclass
from datetime import date

from plan_tracker.model.place import Place


@dataclass(frozen=True, slots=True)
class Waiver:
    """`finding` is a fingerprint; the waiver holds up to and on the day `until`, None without end.

    `reason` and `by` are empty where the file does not say them.
    """

    finding: str
    reason: str
    by: str
    until: date | None
    place: Place
