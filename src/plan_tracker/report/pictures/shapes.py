"""What a picture is made of: a few kinds of shapes, each at its place in pixels.

x grows to the right, y downwards. Colours are those of the palette, by their values on paper.
"""

from dataclasses import dataclass
from typing import Literal

Position = tuple[float, float]
SymbolName = Literal[
    "circle", "cross", "diamond", "square", "triangle-left", "triangle-right", "triangle-up"
]
Alignment = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Paint:
    """How a shape is filled and outlined; a colour that is empty is none.

    `width` is that of the outline, `dash` its strokes and gaps in turn; nothing is a whole line.
    """

    fill: str = ""
    stroke: str = ""
    width: float = 1
    dash: tuple[float, ...] = ()
    opacity: float = 1


@dataclass(frozen=True, slots=True)
class Rectangle:
    """An upright rectangle between two corners, in whatever order."""

    left: float
    top: float
    right: float
    bottom: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Segment:
    """A straight line between two places."""

    x: float
    y: float
    x2: float
    y2: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Polyline:
    """Straight lines from one place to the next."""

    corners: tuple[Position, ...]
    paint: Paint


@dataclass(frozen=True, slots=True)
class Polygon:
    """An area between straight lines."""

    corners: tuple[Position, ...]
    paint: Paint


@dataclass(frozen=True, slots=True)
class Symbol:
    """A small sign around a place; `size` is that of the square around it, in square pixels."""

    name: SymbolName
    x: float
    y: float
    size: float
    paint: Paint


@dataclass(frozen=True, slots=True)
class Caption:
    """A text on one line, whose baseline begins, ends or has its middle at a place."""

    x: float
    y: float
    text: str
    size: float
    paint: Paint
    align: Alignment = "left"
    bold: bool = False


Shape = Rectangle | Segment | Polyline | Polygon | Symbol | Caption


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes that lie on each other, the first undermost, and what they show in words."""

    width: float
    height: float
    title: str
    description: str
    shapes: tuple[Shape, ...]
