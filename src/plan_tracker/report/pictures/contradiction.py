"""The picture of a contradiction: what one says and what the others imply, on one axis."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import copysign
from sys import float_info

from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Plan
from plan_tracker.progress.estimate import as_float
from plan_tracker.reconcile.evidence.contrast import Contrast, Role, Row
from plan_tracker.report.pictures.axis import Axis, axis_around, axis_unit, ticks
from plan_tracker.report.pictures.canvas import Canvas
from plan_tracker.report.pictures.lettering import fitted, width_of
from plan_tracker.report.pictures.palette import IMPLIED, INK, LINE, RIGHT, SOFT, WINDOW, WRONG
from plan_tracker.report.pictures.shapes import (
    Paint,
    Picture,
    Rectangle,
    Segment,
    Symbol,
    SymbolName,
)
from plan_tracker.report.pictures.wording import basis_said, between, subject_said
from plan_tracker.report.words.labels import label

WIDTH = 640.0
_SIDE, _TOP, _ROW = 10, 6, 46
_BAR, _BASE = 10, 32  # height of a bar, and where its middle lies in its row
_FOOT, _NOTE = 44, 18  # heights below the rows: the axis, and a line of notes
_LEAST = 3.0  # pixels that a bar is wide at least
_NARROW = 8.0  # what is narrower gets a sign
_SIGNS: dict[Role, SymbolName] = {Role.SAID: "cross", Role.REPAIRED: "diamond"}
_BEYOND = 0.1  # of the axis, for what goes on beyond its ends
_MOST_GIVEN, _MOST_ROWS = 3, 9
_VISIBLE = 0.06  # of the axis: a gap that is less is lost among what is merely given


def contradiction(found: Contrast, plan: Plan, lang: str, width: float = WIDTH) -> Picture:
    """What one statement says, what the others imply for it, and where a repair would land.

    The pale band is where it would have to lie; the broken line what it is away from that. Thin
    lines reach as far as careless numbers may, where that is what it takes to make them meet.
    """
    rows = _shown(found, width)
    notes = _notes(found, rows, lang)
    foot = _TOP + _ROW * len(rows)
    canvas = Canvas(width, foot + _FOOT + _NOTE * len(notes))
    axis = _axis(found, rows, width)
    gap = _gap(found, axis)
    left, right = _bar(found.window.interval, axis, gap)
    canvas.draw(Rectangle(left, _TOP, right, foot + 4, Paint(WINDOW)))
    for place, row in enumerate(rows):
        top = _TOP + _ROW * place
        _write_row(canvas, found, row, top, lang)
        _draw_row(canvas, axis, found, row, top + _BASE)
    away = Paint(stroke=WRONG, width=1.5, dash=(3, 3))
    canvas.draw(Segment(gap[0], _TOP + _BASE, gap[1], _TOP + _BASE, away))
    draw_axis(canvas, axis, foot + 4, found.unit, lang)
    for place, note in enumerate(notes):
        canvas.write(note, _SIDE, foot + _FOOT + 8 + _NOTE * place, size=11, color=SOFT)
    said = [f"{basis_said(row, found, lang)}: {between(row.interval, found, lang)}" for row in rows]
    return canvas.picture(subject_said(found, plan, lang), "; ".join([*said, *notes]))


def _shown(found: Contrast, width: float) -> list[Row]:
    """All rows, but what is merely given only where the gap stays easy to see."""
    given = found.of(Role.GIVEN)
    essential = [row for row in found.rows if row not in given]
    if len(essential) > _MOST_ROWS:
        apart = [row for row in essential if row.role is Role.IMPLIED]
        essential = [row for row in essential if row not in apart[_MOST_ROWS - 4 :]]
    if len(given) > _MOST_GIVEN:
        return essential
    axis = _axis(found, found.rows, width)
    near, far = _gap(found, axis)
    return list(found.rows) if abs(near - far) >= _VISIBLE * axis.length else essential


def _notes(found: Contrast, rows: Sequence[Row], lang: str) -> list[str]:
    doubtful = any(row.suspect for row in rows) and not found.certain
    notes = [f"? {label('may be what is wrong; which one cannot be told', lang)}"]
    notes = notes if doubtful else []
    if is_careless(found):
        notes.append(label("thin lines: if numbers were cut off or rounded with little care", lang))
    return notes


def is_careless(found: Contrast) -> bool:
    """Whether what does not meet does so where numbers are read as a careless office means them."""
    repaired = next(iter(found.of(Role.REPAIRED)), None)
    window = found.window
    if repaired is not None:
        return (repaired.interval & window.interval).empty
    if window.role is Role.MENDED:
        return (found.said.interval & window.interval).empty
    return not (found.said.careless & window.careless).empty


def _axis(found: Contrast, rows: Sequence[Row], width: float) -> Axis:
    ends = list(_ends(found, rows))
    axis = axis_around(ends, _SIDE, width - 2 * _SIDE, powers=True)
    if any(row.interval.low is None for row in rows):
        ends.append(axis.value(axis.start - _BEYOND * axis.length))
    if any(row.interval.high is None for row in rows):
        ends.append(axis.value(axis.start + (1 + _BEYOND) * axis.length))
    return axis_around(ends, axis.start, axis.length, powers=True)


def _ends(found: Contrast, rows: Sequence[Row]) -> Iterator[float]:
    """All that must lie on the axis."""
    spread = is_careless(found)
    for row in rows:
        thin = [row.careless] if spread and row.role is not Role.GIVEN else []
        for interval in (row.interval, *thin):
            ends = (_number(interval.low), _number(interval.high))
            yield from (end for end in ends if end is not None)


def _gap(found: Contrast, axis: Axis) -> tuple[float, float]:
    """The pixels between which neither what is said nor what is implied lies."""
    said, implied = (_pixels(each.interval, axis) for each in (found.said, found.together))
    return (said[1], implied[0]) if said[1] <= implied[0] else (said[0], implied[1])


def _pixels(interval: Interval, axis: Axis) -> tuple[float, float]:
    """Where an interval begins and ends; an end that it does not have is that of the axis."""
    low, high = _number(interval.low), _number(interval.high)
    return (
        axis.start if low is None else axis.at(low),
        axis.end if high is None else axis.at(high),
    )


def _number(end: Fraction | None) -> float | None:
    """An end as a float; one that is too large for any is the largest there is."""
    if end is None:
        return None
    size = as_float(abs(end))
    return copysign(float_info.max if size is None else size, end)


def _color(row: Row) -> str:
    match row.role:
        case Role.SAID:
            return WRONG if row.suspect else INK
        case Role.GIVEN:
            return SOFT
        case Role.IMPLIED | Role.TOGETHER:
            return IMPLIED
        case Role.MENDED | Role.REPAIRED:
            return RIGHT


def _write_row(canvas: Canvas, found: Contrast, row: Row, top: float, lang: str) -> None:
    """Where the interval comes from, and what it is."""
    right = canvas.width - _SIDE
    amount = fitted(between(row.interval, found, lang), 12, 0.6 * canvas.width, bold=True)
    room = right - _SIDE - width_of(amount, 12, bold=True) - 16
    canvas.write(fitted(basis_said(row, found, lang), 12, room), _SIDE, top + 18)
    canvas.write(amount, right, top + 18, color=_color(row), align="right", bold=True)


def _draw_row(canvas: Canvas, axis: Axis, found: Contrast, row: Row, middle: float) -> None:
    color = _color(row)
    left, right = _bar(row.interval, axis, _gap(found, axis))
    paint = Paint(stroke=color, width=1.5) if row.role is Role.GIVEN else Paint(color)
    canvas.draw(Rectangle(left, middle - _BAR / 2, right, middle + _BAR / 2, paint))
    if is_careless(found) and row.role is not Role.GIVEN:
        low, high = _pixels(row.careless, axis)
        canvas.draw(Segment(low, middle, high, middle, Paint(stroke=color, width=1.5)))
    for x, name in _signs(row, axis):
        canvas.draw(Symbol(name, x, middle, 160, Paint(color)))


def _signs(row: Row, axis: Axis) -> Iterator[tuple[float, SymbolName]]:
    """Arrows where an interval goes on, and a sign on what is as narrow as a point."""
    low, high = _pixels(row.interval, axis)
    if row.interval.low is None:
        yield axis.start, "triangle-left"
    if row.interval.high is None:
        yield axis.end, "triangle-right"
    if high - low < _NARROW and row.role in _SIGNS:
        yield (low + high) / 2, _SIGNS[row.role]


def _bar(interval: Interval, axis: Axis, gap: tuple[float, float]) -> tuple[float, float]:
    """The ends of a bar that can be seen; none grows over the middle of the gap."""
    low, high = _pixels(interval, axis)
    more, middle = max(_LEAST - (high - low), 0) / 2, sum(gap) / 2
    left, right = low - more, high + more
    if high <= middle:
        right = max(high, min(right, middle))
    elif low >= middle:
        left = min(low, max(left, middle))
    return left, right


def draw_axis(canvas: Canvas, axis: Axis, top: float, unit: str, lang: str) -> None:
    """The line, its ticks and what they count."""
    canvas.draw(Segment(axis.start, top, axis.end, top, Paint(stroke=LINE)))
    for tick in ticks(axis, unit, lang):
        x = axis.at(tick.value)
        canvas.draw(Segment(x, top, x, top + 5, Paint(stroke=LINE)))
        half = width_of(tick.text, 11) / 2
        middle = min(max(x, half + 2), canvas.width - half - 2)
        canvas.write(tick.text, middle, top + 18, size=11, color=SOFT, align="center")
    name = fitted(axis_unit(axis, unit, lang), 11, canvas.width - 2 * _SIDE)
    canvas.write(name, canvas.width - _SIDE, top + 36, size=11, color=SOFT, align="right")
