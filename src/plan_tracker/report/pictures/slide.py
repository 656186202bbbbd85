"""A picture with its title and its sources on a page of 16 to 9, to be read from the last row."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from plan_tracker.report.pictures.canvas import FONT, Spec
from plan_tracker.report.pictures.drawing import NAMESPACE, drawn, written
from plan_tracker.report.pictures.lettering import wrapped
from plan_tracker.report.pictures.palette import INK, PAPER, SOFT

WIDTH, HEIGHT = 1280, 720
_SIDE, _TOP = 56, 40
_ROOM = WIDTH - 2 * _SIDE


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around a picture: above it what it is and says, below it what it rests on."""

    title: str
    says: str
    notes: tuple[str, ...]


def slide(picture: Spec, heading: Heading) -> str:
    """The page as a self-contained SVG."""
    page = drawn(picture, "picture")
    inner = page.find("g")
    assert inner is not None
    top = _lines(page, wrapped(heading.title, 38, _ROOM, 2, bold=True), _TOP, 38, INK, bold=True)
    top = _lines(page, wrapped(heading.says, 24, _ROOM, 3), top + 8, 24, SOFT)
    notes = [line for note in heading.notes for line in wrapped(note, 18, _ROOM, 2)]
    bottom = HEIGHT - _TOP + 12 - 25 * len(notes)
    _lines(page, notes, bottom, 18, SOFT)
    _place(page, inner, (picture["width"], picture["height"]), top + 20, bottom - 14)
    size = {"width": str(WIDTH), "height": str(HEIGHT), "viewBox": f"0 0 {WIDTH} {HEIGHT}"}
    page.attrib.update(size | {"xmlns": NAMESPACE, "font-family": FONT})
    page.insert(2, Xml.Element("rect", {"width": "100%", "height": "100%", "fill": PAPER}))
    return written(page)


def _lines(
    page: Xml.Element,
    lines: Sequence[str],
    top: float,
    size: float,
    color: str,
    *,
    bold: bool = False,
) -> float:
    """Lines one below the other; returns where they end."""
    for line in lines:
        top += 1.3 * size
        style = {"font-size": f"{size:g}", "fill": color} | (
            {"font-weight": "bold"} if bold else {}
        )
        text = Xml.SubElement(page, "text", {"x": str(_SIDE), "y": f"{top:g}"} | style)
        text.text = line
    return top


def _place(
    page: Xml.Element, inner: Xml.Element, size: tuple[float, float], top: float, bottom: float
) -> None:
    """The picture as large as it can be between two heights, in the middle of what is left."""
    width, height = size
    scale = min(_ROOM / width, (bottom - top) / height)
    x = (WIDTH - scale * width) / 2
    y = top + (bottom - top - scale * height) / 2
    inner.set("transform", f"translate({x:.1f},{y:.1f}) scale({scale:.3f})")
