"""Days along an axis: where they lie and which of them are written."""

from collections.abc import Iterable
from datetime import date

from plan_tracker.report.pictures.axis import Axis
from plan_tracker.report.pictures.canvas import Canvas
from plan_tracker.report.pictures.lettering import width_of
from plan_tracker.report.pictures.palette import LINE, SOFT
from plan_tracker.report.pictures.shapes import Paint, Segment
from plan_tracker.report.words.languages import language

_ROOM = 70  # pixels for a day


def days_axis(days: Iterable[date], start: float, length: float) -> Axis:
    """An axis of days, counted as in the calendar from its first one."""
    known = [each.toordinal() for each in days]
    first, last = min(known), max(known)
    room = max((last - first) * 0.03, 15)
    return Axis(first - room, last + room, False, start, length)


def draw_days(canvas: Canvas, axis: Axis, top: float, lang: str) -> None:
    """The line below a picture, with years or the beginnings of months."""
    canvas.draw(Segment(axis.start, top, axis.end, top, Paint(stroke=LINE)))
    for day in _ticks(axis, int(axis.length / _ROOM)):
        x = axis.at(day.toordinal())
        canvas.draw(Segment(x, top, x, top + 5, Paint(stroke=LINE)))
        text = _said(day, lang)
        half = width_of(text, 11) / 2
        middle = min(max(x, half), canvas.width - half)
        canvas.write(text, middle, top + 18, size=11, color=SOFT, align="center")


def _ticks(axis: Axis, most: int) -> list[date]:
    """The first days of years, or of months where few years are shown; those of a round step."""
    first = date.fromordinal(max(round(axis.low), 1))
    last = date.fromordinal(min(round(axis.high), date.max.toordinal()))
    months = (last.year - first.year) * 12 + last.month - first.month
    steps = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
    step = next(each for each in steps if months / each <= most)
    begun = first.year * 12 + first.month - 1
    found = (each for each in range(-(-begun // step) * step, begun + months + 1, step))
    days = (date(each // 12, each % 12 + 1, 1) for each in found if 12 <= each < 9999 * 12)
    return [each for each in days if axis.holds(each.toordinal())]


def _said(each: date, lang: str) -> str:
    """A year by its number where it begins, else the month."""
    if (each.month, each.day) == (1, 1):
        return str(each.year)
    return language(lang).month(each)
