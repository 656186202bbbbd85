"""Where a picture comes together.

Everything has a place that was worked out here, so that nothing depends on fonts or on what a
renderer thinks is a nice axis: the same values are the same picture.
"""

from dataclasses import dataclass, field

from plan_tracker.report.pictures.lettering import fitted
from plan_tracker.report.pictures.palette import INK
from plan_tracker.report.pictures.shapes import Alignment, Caption, Paint, Picture, Shape
from plan_tracker.report.writing.harmless import harmless

_LONGEST, _MOST_WORDS = 300, 2000  # characters


@dataclass(slots=True)
class Canvas:
    """Shapes that lie on each other, the first undermost; texts lie above all others."""

    width: float
    height: float
    shapes: list[Shape] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)

    def draw(self, *shapes: Shape) -> None:
        """Put shapes above those that are there."""
        self.shapes += shapes

    def write(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float = 12,
        color: str = INK,
        align: Alignment = "left",
        bold: bool = False,
    ) -> None:
        """A text at a pixel, made harmless and cut at the edge of the picture."""
        room = {"left": self.width - x, "right": x, "center": 2 * min(x, self.width - x)}[align]
        shown = fitted(text, size, room + 1, bold=bold)
        if shown:
            self.captions.append(Caption(x, y, shown, size, Paint(color), align, bold))

    def picture(self, title: str, description: str) -> Picture:
        """All of it, with what it shows in words for those who cannot see it."""
        return Picture(
            self.width,
            self.height,
            harmless(title[:_LONGEST]),
            harmless(description[:_MOST_WORDS]),
            (*self.shapes, *self.captions),
        )
