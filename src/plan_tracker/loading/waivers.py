"""`waivers.yaml`: which findings are accepted, why, by whom, and until when."""

from plan_tracker.loading.shapes import DateText, NonEmpty, Shape
from plan_tracker.loading.spot import Spot
from plan_tracker.loading.validate import Valid
from plan_tracker.model.waiver import Waiver

WAIVERS = "waivers.yaml"


class WaiverShape(Shape):
    """One accepted finding."""

    finding: NonEmpty
    reason: str | None = None
    by: str | None = None
    until: DateText | None = None


class WaiverFile(Shape):
    """The file beside targets/ and seeds/."""

    waivers: tuple[WaiverShape, ...] = ()


def waivers_of(valid: Valid[WaiverFile]) -> tuple[Waiver, ...]:
    """The waivers of a file, in its order."""
    return tuple(
        Waiver(
            each.finding,
            (each.reason or "").strip(),
            (each.by or "").strip(),
            each.until,
            Spot(valid.tree, ("waivers", index, "finding")).place,
        )
        for index, each in enumerate(valid.file.waivers)
    )
