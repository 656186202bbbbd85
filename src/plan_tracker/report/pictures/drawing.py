"""From a spec to SVG and PNG, by vl-convert, which needs neither a browser nor the network."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from xml.etree import ElementTree as Xml

from plan_tracker.report.pictures.canvas import FONT, Spec
from plan_tracker.report.pictures.palette import PAPER, ROLES

NAMESPACE = "http://www.w3.org/2000/svg"
_SHAPES = ("path", "line", "rect", "text")
_KEPT = {
    "d", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "transform", "fill", "stroke",
    "stroke-width", "stroke-dasharray", "stroke-linecap", "fill-opacity", "opacity",
    "text-anchor", "font-size", "font-weight", "font-style",
}  # fmt: skip
_LONG = re.compile(r"-?\d+\.\d+")


def svg(spec: Spec) -> str:
    """A self-contained file, in the colours of paper."""
    root = drawn(spec, "picture")
    root.set("xmlns", NAMESPACE)
    root.set("font-family", FONT)
    root.insert(2, Xml.Element("rect", {"width": "100%", "height": "100%", "fill": PAPER}))
    return written(root)


def embedded(spec: Spec, name: str) -> str:
    """A picture inside a page, in the page's colours and font: it has no style of its own.

    `name` must be unique in the page: ids are made of it.
    """
    root = drawn(spec, name)
    for element in root.iter():
        given = ((kind, element.get(kind, "")) for kind in ("fill", "stroke"))
        classes = {kind: f"{kind}-{ROLES[color]}" for kind, color in given if color in ROLES}
        for kind in classes:
            del element.attrib[kind]
        if classes:
            element.set("class", " ".join(classes.values()))
    root.set("class", "picture")
    return written(root)


def png(page: str, scale: float = 2) -> bytes:
    """An SVG as dots; `scale` is dots a pixel.

    The font is a package of its own: those that vl-convert brings cannot write Vietnamese.
    """
    import vl_convert

    vl_convert.register_font_directory(str(files("fontpkg_be_vietnam_pro") / "files"))
    dots: bytes = vl_convert.svg_to_png(page, scale=scale)
    return dots


def drawn(spec: Spec, name: str) -> Xml.Element:
    """The shapes and texts of a picture, and what it shows in words."""
    seen = {key: part for key, part in spec.items() if key not in ("usermeta", "description")}
    page = Xml.fromstring(_drawing(json.dumps(seen)))
    size = {key: page.attrib[key] for key in ("width", "height", "viewBox")}
    ids = f"{name}-title", f"{name}-text"
    root = Xml.Element("svg", size | {"role": "img", "aria-labelledby": " ".join(ids)})
    for tag, id_, words in zip(
        ("title", "desc"), ids, (spec["usermeta"]["title"], spec["description"]), strict=True
    ):
        Xml.SubElement(root, tag, {"id": id_}).text = words
    # What Vega groups for its own purposes is left out; lines rely on being unfilled.
    Xml.SubElement(root, "g", {"fill": "none"}).extend(_shapes(page))
    return root


@lru_cache(maxsize=4096)
def _drawing(spec: str) -> str:
    """What Vega draws; pictures that look alike, as in two languages, are drawn once."""
    import vl_convert

    page: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return page


def _shapes(page: Xml.Element) -> Iterator[Xml.Element]:
    for element in page.iter():
        tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        is_frame = element.get("class") in ("background", "foreground")
        is_paper = tag == "rect" and element.get("fill") == PAPER
        if tag in _SHAPES and not (is_frame or is_paper):
            kept = {key: _short(value) for key, value in element.attrib.items() if key in _KEPT}
            shape = Xml.Element(tag, kept)
            shape.text = element.text
            yield shape


def _short(text: str) -> str:
    """Numbers to a tenth of a pixel."""
    return _LONG.sub(lambda match: f"{float(match[0]):.1f}".removesuffix(".0"), text)


def written(root: Xml.Element) -> str:
    """The element as text."""
    return Xml.tostring(root, encoding="unicode")
