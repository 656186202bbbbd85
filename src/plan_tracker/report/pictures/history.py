"""The way of one target in time: what was reported, what its path expects, what is projected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plan_tracker.progress.judged.trajectory import ReportedValue, Trajectory
from plan_tracker.progress.observed.observation import State
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.pictures.axis import Axis, axis_around, axis_unit, scale_for, ticks
from plan_tracker.report.pictures.bullet import aim_sign
from plan_tracker.report.pictures.canvas import Canvas
from plan_tracker.report.pictures.lettering import apart, fitted, width_of
from plan_tracker.report.pictures.palette import AHEAD, FACT, INK, LINE, PAPER, SOFT, TRACK, WRONG
from plan_tracker.report.pictures.shapes import (
    Paint,
    Picture,
    Polygon,
    Polyline,
    Position,
    Segment,
    Symbol,
    SymbolName,
)
from plan_tracker.report.pictures.timeline import days_axis, draw_days
from plan_tracker.report.words.labels import label, name_of
from plan_tracker.report.words.marks import actual_marks
from plan_tracker.report.words.numbers import COMPUTED, amount, day, scaled

WIDTH, HEIGHT = 640.0, 320.0
_TOP, _FOOT, _RIGHT = 24.0, 34.0, 150.0
_TICK = 6.3  # pixels from the middle of a stroke across to its ends
_SIGNS: dict[State, SymbolName] = {
    "printed": "circle", "derived": "circle", "repaired": "diamond", "disputed": "square",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Axes:
    """Days from left to right, values from the bottom to the top."""

    across: Axis
    upright: Axis

    def place(self, when: date, value: float) -> Position:
        """The pixel of a value on a day."""
        return self.across.at(when.toordinal()), self.upright.at(value)


def history(
    target: TargetStatus, trajectory: Trajectory, as_of: date, lang: str, width: float = WIDTH
) -> Picture:
    """Figures with their intervals, the path, the projection with its band, and the target."""
    # From the bottom to the top.
    upright = axis_around(_values(trajectory), HEIGHT - _FOOT, -(HEIGHT - _FOOT - _TOP))
    left = max(width_of(tick.text, 11) for tick in ticks(upright, target.unit, lang)) + 12
    across = days_axis(list(_days(trajectory, as_of)), left, width - left - _RIGHT)
    axes, canvas = _Axes(across, upright), Canvas(width, HEIGHT)

    _draw_grid(canvas, axes, target, lang)
    _draw_as_of(canvas, axes, as_of, target.unit, lang)
    _draw_lines(canvas, axes, target, trajectory)
    _draw_projection(canvas, axes, trajectory)
    _draw_reported(canvas, axes, trajectory.reported)
    draw_days(canvas, across, HEIGHT - _FOOT, lang)
    _write(canvas, axes, target, trajectory, lang)
    name = name_of(target.name, lang, target.indicator)
    return canvas.picture(name, "; ".join(_words(target, trajectory, lang)))


def _days(trajectory: Trajectory, as_of: date) -> Iterator[date]:
    yield from (as_of, trajectory.due)
    yield from (each.day for each in (*trajectory.reported, *trajectory.path))


def _values(trajectory: Trajectory) -> Iterator[float]:
    yield from trajectory.aims
    yield from (each.value for each in trajectory.path)
    for each in trajectory.reported:
        yield from (end for end in (each.value, each.low, each.high) if end is not None)
        yield from each.candidates
    if trajectory.projected:
        ends = (trajectory.projected.value, trajectory.projected.low, trajectory.projected.high)
        yield from (end for end in ends if end is not None)


def _draw_grid(canvas: Canvas, axes: _Axes, target: TargetStatus, lang: str) -> None:
    across, upright = axes.across, axes.upright
    for tick in ticks(upright, target.unit, lang):
        y = upright.at(tick.value)
        canvas.draw(Segment(across.start, y, across.end, y, Paint(stroke=TRACK)))
        canvas.write(tick.text, across.start - 8, y + 4, size=11, color=SOFT, align="right")
    unit = fitted(axis_unit(upright, target.unit, lang), 11, canvas.width / 4)
    canvas.write(unit, 4, 12, size=11, color=SOFT)


def _draw_as_of(canvas: Canvas, axes: _Axes, as_of: date, unit: str, lang: str) -> None:
    x = axes.across.at(as_of.toordinal())
    paint = Paint(stroke=LINE, dash=(2, 3))
    canvas.draw(Segment(x, axes.upright.start, x, axes.upright.end, paint))
    text = f"{label('as of', lang)} {day(as_of, lang)}"
    # Beside the unit, where the picture has no room for both at their places.
    unit = fitted(axis_unit(axes.upright, unit, lang), 11, canvas.width / 4)
    middle = max(x, width_of(unit, 11) + 16 + width_of(text, 11) / 2)
    canvas.write(text, middle, 12, size=11, color=SOFT, align="center")


def _draw_lines(canvas: Canvas, axes: _Axes, target: TargetStatus, trajectory: Trajectory) -> None:
    """The path and what is to be reached."""
    path = tuple(axes.place(point.day, point.value) for point in trajectory.path)
    if path:
        canvas.draw(Polyline(path, Paint(stroke=SOFT, width=1.5, dash=(5, 4))))
    dash = (6, 3) if target.target.origin == "implied" else ()
    for aim in trajectory.aims:
        due, y = axes.place(trajectory.due, aim)
        paint = Paint(stroke=INK, width=2, dash=dash)
        canvas.draw(Segment(axes.across.start, y, due, y, paint))


def _draw_projection(canvas: Canvas, axes: _Axes, trajectory: Trajectory) -> None:
    projected = trajectory.projected
    if projected is None or projected.value is None or not trajectory.reported:
        return
    newest = trajectory.reported[-1]
    begin = axes.place(newest.day, newest.value)
    due, value = axes.place(trajectory.due, projected.value)
    ends = [projected.value if end is None else end for end in (projected.low, projected.high)]
    low, high = map(axes.upright.at, ends)
    canvas.draw(
        Polygon((begin, (due, low), (due, high)), Paint(AHEAD, opacity=0.5)),
        Segment(due, low, due, high, Paint(stroke=FACT, width=3)),
        Polyline((begin, (due, value)), Paint("", FACT, 1.5, (3, 2))),
        Symbol("circle", due, value, 70, Paint(PAPER, FACT, 2)),
    )


def _draw_reported(canvas: Canvas, axes: _Axes, reported: Sequence[ReportedValue]) -> None:
    """The figures; hollow and square where disputed, with the candidates, a diamond as repaired."""
    places = tuple(axes.place(point.day, point.value) for point in reported)
    if len(places) > 1:
        canvas.draw(Polyline(places, Paint(stroke=FACT, width=2)))
    for point, (x, _) in zip(reported, places, strict=True):
        if point.low is not None and point.high is not None:
            low, high = axes.upright.at(point.low), axes.upright.at(point.high)
            canvas.draw(Segment(x, low, x, high, Paint(stroke=FACT, width=2)))
        for candidate in map(axes.upright.at, point.candidates):
            paint = Paint(stroke=WRONG, width=2)
            canvas.draw(Segment(x - _TICK, candidate, x + _TICK, candidate, paint))
    for point, (x, y) in zip(reported, places, strict=True):
        hollow = point.state in ("disputed", "derived")
        stroke = WRONG if point.state == "disputed" else FACT
        size = 110 if point.state == "repaired" else 70
        paint = Paint(PAPER if hollow else FACT, stroke, 2)
        canvas.draw(Symbol(_SIGNS[point.state], x, y, size, paint))


def _write(
    canvas: Canvas, axes: _Axes, target: TargetStatus, trajectory: Trajectory, lang: str
) -> None:
    """What each line is, at its end on the right."""
    labels = list(_labels(axes.upright, target, trajectory, lang))
    wanted = [axes.upright.at(value) for value, _, _ in labels]
    begins = apart(wanted, [17] * len(labels), 16, HEIGHT - _FOOT)
    x = axes.across.at(trajectory.due.toordinal()) + 12
    for (_, text, color), begin in zip(labels, begins, strict=True):
        canvas.write(fitted(text, 12, canvas.width - x), x, begin + 12, color=color)
    if trajectory.reported:
        _write_newest(canvas, axes, target, trajectory.reported[-1], lang)


def _write_newest(
    canvas: Canvas, axes: _Axes, target: TargetStatus, newest: ReportedValue, lang: str
) -> None:
    """The newest figure beside its point, below it, where the lines to the future are not."""
    scale = scale_for(axes.upright, target.unit, lang)
    said = f"{scaled(newest.value, scale, target.unit, lang)} {actual_marks(target)}".rstrip()
    x, y = axes.place(newest.day, newest.value)
    below = y + 22 if y + 26 < HEIGHT - _FOOT else y - 12
    canvas.write(said, x + 6, below, color=FACT, bold=True)


def _labels(
    upright: Axis, target: TargetStatus, trajectory: Trajectory, lang: str
) -> Iterator[tuple[float, str, str]]:
    """A value, what stands beside it, and in which colour."""
    scale = scale_for(upright, target.unit, lang)
    for aim in trajectory.aims:
        said = scaled(aim, scale, target.unit, lang)
        yield aim, f"{label('target', lang)} {aim_sign(target)}{said}", INK
    if trajectory.projected and trajectory.projected.value is not None:
        said = scaled(trajectory.projected.value, scale, target.unit, lang, COMPUTED)
        yield trajectory.projected.value, f"{label('projected', lang)} {said}", FACT
    if trajectory.path:
        yield trajectory.path[-1].value, label("path", lang), SOFT


def _words(target: TargetStatus, trajectory: Trajectory, lang: str) -> Iterator[str]:
    for each in trajectory.reported:
        doubt = "" if each.state == "printed" else f" ({label(each.state, lang)})"
        yield f"{day(each.day, lang)}: {amount(each.value, target.unit, lang)}{doubt}"
    due = day(trajectory.due, lang)
    for aim in trajectory.aims:
        yield f"{label('target', lang)} {due}: {amount(aim, target.unit, lang)}"
    if trajectory.projected:
        projected = amount(trajectory.projected.value, target.unit, lang, COMPUTED)
        yield f"{label('projected', lang)}: {projected}"
