"""Several targets below each other, each in percent of what is to be reached."""

from collections.abc import Callable, Sequence

from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.pictures.axis import LARGEST
from plan_tracker.report.pictures.bullet import (
    Amounts,
    Spread,
    amounts_of,
    bullet_axis,
    draw_bullet,
)
from plan_tracker.report.pictures.canvas import Canvas
from plan_tracker.report.pictures.contradiction import draw_axis
from plan_tracker.report.pictures.lettering import fitted, width_of
from plan_tracker.report.pictures.palette import FACT, INK, PAPER, SOFT, WRONG
from plan_tracker.report.pictures.shapes import (
    Paint,
    Picture,
    Rectangle,
    Segment,
    Shape,
    Symbol,
)
from plan_tracker.report.words.labels import label
from plan_tracker.report.words.marks import actual_marks, target_marks
from plan_tracker.report.words.names import target_names
from plan_tracker.report.words.numbers import percent

WIDTH = 640.0
_SIDE, _TOP, _ROW, _BASE, _TALL, _FOOT = 10.0, 6.0, 50.0, 32.0, 11.0, 50.0
_COLORS = {"met": FACT, "on-track": FACT, "off-track": WRONG, "missed": WRONG}
# How each mark looks whose left end is x.
_LEGEND: dict[str, Callable[[float, float], Shape]] = {
    "attained": lambda x, y: Rectangle(x, y - 3, x + 14, y + 3, Paint(FACT)),
    "was due": lambda x, y: Symbol("triangle-up", x + 7, y, 40, Paint(SOFT)),
    "projected": lambda x, y: Symbol("circle", x + 7, y, 50, Paint(PAPER, FACT, 1.5)),
    "target": lambda x, y: Segment(x + 7, y - 7, x + 7, y + 7, Paint(stroke=INK, width=3)),
}


def overview(targets: Sequence[TargetStatus], lang: str, width: float = WIDTH) -> Picture:
    """A bullet a target: its name and its status above it, what is attained in percent."""
    rows = [_in_percent(target) for target in targets]
    foot = _TOP + _ROW * len(rows)
    canvas = Canvas(width, foot + _FOOT)
    axis = bullet_axis(rows, _SIDE, width - 2 * _SIDE)
    names = target_names(targets, lang)
    for place, (target, amounts) in enumerate(zip(targets, rows, strict=True)):
        top = _TOP + _ROW * place
        _write_row(canvas, target, names[target.id], amounts, top, lang)
        draw_bullet(canvas, axis, amounts, top + _BASE, _TALL)
    draw_axis(canvas, axis, foot + 4, "%", lang)
    _draw_legend(canvas, foot + 42, lang)
    said = "; ".join(f"{names[target.id]}: {_status(target, lang)}" for target in targets)
    return canvas.picture(label("Progress", lang), said)


def _write_row(
    canvas: Canvas, target: TargetStatus, name: str, amounts: Amounts, top: float, lang: str
) -> None:
    status, right = _status(target, lang), canvas.width - _SIDE
    room = right - _SIDE - width_of(status, 12, bold=True) - 16
    canvas.write(fitted(name, 12, room), _SIDE, top + 16)
    color = _COLORS.get(target.status, SOFT if amounts.actual is None else INK)
    canvas.write(status, right, top + 16, color=color, align="right", bold=True)


def _draw_legend(canvas: Canvas, y: float, lang: str) -> None:
    """What each mark is, as all rows share them."""
    x = _SIDE
    for name, shape in _LEGEND.items():
        canvas.draw(shape(x, y - 4))
        words = label(name, lang)
        canvas.write(words, x + 20, y, size=11, color=SOFT)
        x += 40 + width_of(words, 11)


def _in_percent(target: TargetStatus) -> Amounts:
    """What is known of a target in percent of its way; of a milestone, of all its weights."""
    way, aim, origin = target.way, target.target.value, target.origin or 0.0
    shown = amounts_of(target)
    spread = None
    if way is not None and way.value is not None:
        ends = (way.low, way.high)
        low, high = (way.value if end is None else end for end in ends)
        spread = (way.value, low, high)
    whole = None if aim is None else aim - origin
    return Amounts(
        origin=0.0,
        aims=(100.0,),
        actual=spread,
        state=shown.state,
        projected=_spread_in_percent(shown.projected, origin, whole) if whole else None,
        expected=None if target.expected is None else 100 * target.expected,
        first=None,
        candidates=tuple(_percent_of(each - origin, whole) for each in shown.candidates),
        implied=shown.implied,
    )


def _spread_in_percent(spread: Spread | None, origin: float, whole: float) -> Spread | None:
    if spread is None:
        return None
    value, low, high = (_percent_of(end - origin, whole) for end in spread)
    return value, low, high


def _percent_of(amount: float, whole: float | None) -> float:
    """An amount in percent of a whole; nothing of none, and never more than can be drawn."""
    share = 100 * (amount / whole) if whole else 0.0
    return min(max(share, -LARGEST), LARGEST)


def _status(target: TargetStatus, lang: str) -> str:
    """`33.44% *p, off track`."""
    said = label(target.status.replace("-", " "), lang)
    if target.way is None or target.keeps is not None:
        return said
    marks = f"{target_marks(target)}{percent(target.way.value, lang)} {actual_marks(target)}"
    return f"{marks.rstrip()}, {said}"
