"""A picture with its title and its sources on a page of 16 to 9, to be read from the last row."""

from collections.abc import Sequence
from dataclasses import dataclass

from plan_tracker.report.pictures.lettering import wrapped
from plan_tracker.report.pictures.palette import INK, SOFT
from plan_tracker.report.pictures.shapes import Caption, Paint, Picture
from plan_tracker.report.pictures.svg import drawn, svg_file

WIDTH, HEIGHT = 1280, 720
_SIDE, _TOP = 56, 40
_ROOM = WIDTH - 2 * _SIDE


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around a picture: above it what it is and says, below it what it rests on."""

    title: str
    says: str
    notes: tuple[str, ...]


def slide(picture: Picture, heading: Heading) -> str:
    """The page as a self-contained SVG."""
    title = wrapped(heading.title, 38, _ROOM, 2, bold=True)
    says = wrapped(heading.says, 24, _ROOM, 3)
    notes = [line for note in heading.notes for line in wrapped(note, 18, _ROOM, 2)]

    above = _lines(title, _TOP, 38, INK, bold=True)
    above += _lines(says, above[-1].y + 8, 24, SOFT)
    bottom = HEIGHT - _TOP + 12 - 25 * len(notes)
    below = _lines(notes, bottom, 18, SOFT)

    place = _place(picture, above[-1].y + 20, bottom - 14)
    content = drawn(above) + drawn(picture.shapes, place) + drawn(below)
    return svg_file(WIDTH, HEIGHT, picture, content)


def _lines(
    lines: Sequence[str], top: float, size: float, color: str, *, bold: bool = False
) -> list[Caption]:
    """Lines one below the other."""
    return [
        Caption(_SIDE, top + 1.3 * size * place, line, size, Paint(color), bold=bold)
        for place, line in enumerate(lines, 1)
    ]


def _place(picture: Picture, top: float, bottom: float) -> str:
    """The picture as large as it can be between two heights, in the middle of what is left."""
    scale = min(_ROOM / picture.width, (bottom - top) / picture.height)
    x = (WIDTH - scale * picture.width) / 2
    y = top + (bottom - top - scale * picture.height) / 2
    return f"translate({x:.1f},{y:.1f}) scale({scale:.3f})"
