"""From a picture to SVG: a file of its own, or a part of a page.

What is written depends on the picture alone. No font is measured: texts stay texts, which can be
searched, selected and read aloud, and are set in the font that is there.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from html import escape
from math import sqrt
from typing import assert_never

from plan_tracker.report.pictures.palette import PAPER, ROLES
from plan_tracker.report.pictures.shapes import (
    Alignment,
    Caption,
    Paint,
    Picture,
    Polygon,
    Polyline,
    Position,
    Rectangle,
    Segment,
    Shape,
    Symbol,
    SymbolName,
)

FONT = "Be Vietnam Pro, Liberation Sans, Arial, sans-serif"
NAMESPACE = "http://www.w3.org/2000/svg"

Attributes = Mapping[str, str | float]

_ANCHORS: Mapping[Alignment, str] = {"center": "middle", "right": "end"}
_TALL = sqrt(3) / 2  # of a triangle, against half its base
_ARM = 0.4  # half the width of an arm of a cross
# The corners of signs, in halves of the side of the square around them.
_CORNERS: Mapping[SymbolName, tuple[Position, ...]] = {
    "cross": (
        (-1, -_ARM), (-1, _ARM), (-_ARM, _ARM), (-_ARM, 1), (_ARM, 1), (_ARM, _ARM),
        (1, _ARM), (1, -_ARM), (_ARM, -_ARM), (_ARM, -1), (-_ARM, -1), (-_ARM, -_ARM),
    ),
    "diamond": ((-1, 0), (0, -1), (1, 0), (0, 1)),
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "triangle-left": ((-_TALL, 0), (_TALL, -1), (_TALL, 1)),
    "triangle-right": ((_TALL, 0), (-_TALL, -1), (-_TALL, 1)),
    "triangle-up": ((0, -_TALL), (-1, _TALL), (1, _TALL)),
}  # fmt: skip


def svg(picture: Picture) -> str:
    """A self-contained file, in the colours of paper."""
    return svg_file(picture.width, picture.height, picture, drawn(picture.shapes))


def svg_file(width: float, height: float, picture: Picture, content: str) -> str:
    """A self-contained file of a size, with a picture's words and some content on white paper."""
    paper = _element("rect", {"width": "100%", "height": "100%", "fill": PAPER})
    attributes: Attributes = {"xmlns": NAMESPACE, "font-family": FONT}
    return _document(width, height, picture, "picture", attributes, paper + content)


def embedded(picture: Picture, name: str, kind: str = "", *, focused: bool = False) -> str:
    """A picture inside a page, in the page's colours and font: it has no style of its own.

    `name` must be unique in the page: ids are made of it. `kind` is a further class of it; one
    that is `focused` is a stop for the keyboard.
    """
    content = _group(picture.shapes, _in_page, {})
    attributes = {"class": f"picture {kind}".rstrip(), **({"tabindex": "0"} if focused else {})}
    return _document(picture.width, picture.height, picture, name, attributes, content)


def drawn(shapes: Sequence[Shape], transform: str = "") -> str:
    """Shapes as one group, in the colours of paper."""
    return _group(shapes, _on_paper, {"transform": transform} if transform else {})


def _group(shapes: Sequence[Shape], painted: Callable[[Paint], str], attributes: Attributes) -> str:
    content = "".join(_shape(shape, painted(shape.paint)) for shape in shapes)
    # A shape that says nothing of its fill has none.
    return _element("g", {"fill": "none", **attributes}, content=content)


@lru_cache  # there are few, and many shapes of each
def _on_paper(paint: Paint) -> str:
    """Colours as they are."""
    return _written({**_colors(paint), **_outline(paint)})


@lru_cache
def _in_page(paint: Paint) -> str:
    """The classes of what the colours mean, for the page to colour."""
    classes = [f"{key}-{ROLES[color]}" for key, color in _colors(paint).items()]
    return _written({"class": " ".join(classes), **_outline(paint)})


def _colors(paint: Paint) -> dict[str, str]:
    colors = {"fill": paint.fill, "stroke": paint.stroke}
    return {key: color for key, color in colors.items() if color}


def _outline(paint: Paint) -> Attributes:
    attributes: dict[str, str | float] = {}
    if paint.stroke and paint.width != 1:
        attributes["stroke-width"] = paint.width
    if paint.dash:
        attributes["stroke-dasharray"] = ",".join(map(_short, paint.dash))
    if paint.opacity != 1:
        attributes["opacity"] = paint.opacity
    return attributes


def _shape(shape: Shape, paint: str) -> str:
    match shape:
        case Rectangle(left, top, right, bottom):
            corner = {"x": min(left, right), "y": min(top, bottom)}
            size = {"width": abs(right - left), "height": abs(bottom - top)}
            return _element("rect", corner | size, paint)
        case Segment(x, y, x2, y2):
            return _element("line", {"x1": x, "y1": y, "x2": x2, "y2": y2}, paint)
        case Polyline(corners):
            return _element("polyline", {"points": _points(corners)}, paint)
        case Polygon(corners):
            return _element("polygon", {"points": _points(corners)}, paint)
        case Symbol():
            return _symbol(shape, paint)
        case Caption():
            return _caption(shape, paint)
        case _:
            assert_never(shape)


def _symbol(symbol: Symbol, paint: str) -> str:
    half = sqrt(symbol.size) / 2
    if symbol.name == "circle":
        return _element("circle", {"cx": symbol.x, "cy": symbol.y, "r": half}, paint)
    corners = [(symbol.x + half * x, symbol.y + half * y) for x, y in _CORNERS[symbol.name]]
    return _element("polygon", {"points": _points(corners)}, paint)


def _caption(caption: Caption, paint: str) -> str:
    place = {"x": caption.x, "y": caption.y, "font-size": caption.size}
    anchor = {} if caption.align == "left" else {"text-anchor": _ANCHORS[caption.align]}
    weight = {"font-weight": "bold"} if caption.bold else {}
    return _element("text", {**place, **anchor, **weight}, paint, _text(caption.text))


def _points(corners: Sequence[Position]) -> str:
    return " ".join(f"{_short(x)},{_short(y)}" for x, y in corners)


def _document(
    width: float,
    height: float,
    picture: Picture,
    name: str,
    attributes: Attributes,
    content: str,
) -> str:
    """The whole, which a screen reader takes for one image with a title and a description."""
    title, description = f"{name}-title", f"{name}-text"
    view = f"0 0 {_short(width)} {_short(height)}"
    size: Attributes = {"width": width, "height": height, "viewBox": view}
    role = {"role": "img", "aria-labelledby": f"{title} {description}"}
    words = (
        _element("title", {"id": title}, content=_text(picture.title)),
        _element("desc", {"id": description}, content=_text(picture.description)),
    )
    return _element("svg", {**size, **role, **attributes}, content="".join((*words, content)))


def _element(tag: str, attributes: Attributes, paint: str = "", content: str = "") -> str:
    """One element; its paint is written attributes, its content markup."""
    start = f"<{tag}{_written(attributes)}{paint}"
    return f"{start}>{content}</{tag}>" if content else f"{start}/>"


def _written(attributes: Attributes) -> str:
    parts = []
    for key, value in attributes.items():
        parts.append(f' {key}="{escape(value) if isinstance(value, str) else _short(value)}"')
    return "".join(parts)


def _text(text: str) -> str:
    return escape(text, quote=False)


def _short(number: float) -> str:
    """A number to a tenth of a pixel."""
    return f"{number:.1f}".removesuffix(".0")
