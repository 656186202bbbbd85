"""A Vega-Lite spec put together from a few kinds of marks.

Specs are plain JSON values. Everything has a place that was worked out here, so that nothing
depends on fonts or on what a renderer thinks is a nice axis: the same spec is the same picture.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plan_tracker.report.pictures.axis import Axis
from plan_tracker.report.pictures.lettering import fitted
from plan_tracker.report.pictures.palette import INK, PAPER
from plan_tracker.report.writing.harmless import harmless

Spec = dict[str, Any]
Datum = Mapping[str, float | str]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Be Vietnam Pro, Liberation Sans, Arial, sans-serif"
_PLACES = ("x", "y", "x2", "y2")
_PIXELS: Spec = {"type": "quantitative", "scale": None, "axis": None}

_LONGEST, _MOST_WORDS = 300, 2000  # characters


@dataclass(slots=True)
class Canvas:
    """Marks that lie on each other, the first undermost.

    x is a value along `axis`, y is pixels from the top unless `upright` is given. Marks of one
    style are one layer, where the first of them lies, as drawing takes time for each layer; texts
    lie above all others.
    """

    width: float
    height: float
    axis: Axis
    upright: Axis | None = None
    layers: dict[str, Spec] = field(default_factory=dict)

    def draw(self, mark: str, rows: Sequence[Datum], **style: Any) -> None:
        """Rects, rules, areas, lines or points from x, y, x2, y2 of the rows."""
        if rows:
            keys = set().union(*rows)
            channels: Spec = {key: self._channel(key) for key in _PLACES if key in keys}
            # What is joined up must not be joined to another.
            apart = len(self.layers) if mark in ("line", "area") else 0
            self._add({"type": mark, **style}, channels, rows, apart)

    def write(
        self, text: str, x: float, y: float, *, size: float = 12, color: str = INK, **style: Any
    ) -> None:
        """A text at a pixel, made harmless and cut at the edge of the picture.

        `align` and `fontWeight` are Vega-Lite's.
        """
        rooms = {"right": x, "center": 2 * min(x, self.width - x)}
        room = rooms.get(style.get("align", "left"), self.width - x) + 1
        shown = fitted(text, size, room, bold="fontWeight" in style)
        if shown:
            mark = {"type": "text", "align": "left", "baseline": "alphabetic", "font": FONT}
            row: Datum = {"x": self.axis.value(x), "y": y, "text": shown}
            channels = {
                "x": self._channel("x"),
                "y": {"field": "y", **_PIXELS},
                "text": {"field": "text", "type": "nominal"},
            }
            self._add(mark | {"fontSize": size, "color": color} | style, channels, [row])

    def spec(self, title: str, description: str) -> Spec:
        """All of it, with what it shows in words for those who cannot see it."""
        layers = sorted(self.layers.values(), key=lambda layer: layer["mark"]["type"] == "text")
        return {
            "$schema": SCHEMA,
            "description": harmless(description[:_MOST_WORDS]),
            "usermeta": {"title": harmless(title[:_LONGEST])},
            "width": self.width,
            "height": self.height,
            "autosize": "none",
            "padding": 0,
            "background": PAPER,
            "config": {"view": {"stroke": None}},
            "layer": layers,
        }

    def _add(self, mark: Spec, channels: Spec, rows: Sequence[Datum], apart: int = 0) -> None:
        layer = {"data": {"values": []}, "mark": mark, "encoding": channels}
        place = self.layers.setdefault(repr((mark, channels, apart)), layer)
        place["data"]["values"] += [dict(row) for row in rows]

    def _channel(self, key: str) -> Spec:
        if key in ("x2", "y2"):
            return {"field": key}
        axis = self.axis if key == "x" else self.upright
        if axis is None:
            return {"field": key, **_PIXELS}
        return {"field": key, "type": "quantitative", "axis": None, "scale": axis.scale()}
