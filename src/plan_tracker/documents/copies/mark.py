"""What is written beside a figure in a copy of its document."""

from dataclasses import dataclass

from plan_tracker.model.place import Place

AUTHOR = "tracker"


@dataclass(frozen=True, slots=True)
class Mark:
    """A remark on what is `printed` at a place: one paragraph a line of `text`."""

    place: Place
    printed: str
    severity: str  # error, warning or note
    text: str
