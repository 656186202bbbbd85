"""The shape of `waivers.yaml`: which keys there are and what may stand in them."""

from plan_tracker.loading.shapes.values import DateText, NonEmpty, Shape


class WaiverShape(Shape):
    """One accepted finding."""

    finding: NonEmpty
    reason: str | None = None
    by: str | None = None
    until: DateText | None = None


class WaiverFile(Shape):
    """The file beside targets/ and seeds/."""

    waivers: tuple[WaiverShape, ...] = ()
