"""The way of one target in time: what was reported, what its path expects, what is projected."""

from collections.abc import Iterator, Sequence
from datetime import date

from plan_tracker.progress.judged.trajectory import ReportedValue, Trajectory
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.pictures.axis import Axis, axis_around, axis_unit, scale_for, ticks
from plan_tracker.report.pictures.bullet import aim_sign
from plan_tracker.report.pictures.canvas import Canvas, Spec
from plan_tracker.report.pictures.lettering import apart, fitted, width_of
from plan_tracker.report.pictures.palette import AHEAD, FACT, INK, LINE, PAPER, SOFT, TRACK, WRONG
from plan_tracker.report.pictures.timeline import days_axis, draw_days
from plan_tracker.report.words.labels import label, name_of
from plan_tracker.report.words.marks import actual_marks
from plan_tracker.report.words.numbers import amount, day, scaled

WIDTH, HEIGHT = 640.0, 320.0
_TOP, _FOOT, _RIGHT = 24.0, 34.0, 150.0
_SHAPES = {"printed": "circle", "derived": "circle", "repaired": "diamond", "disputed": "square"}


def history(
    target: TargetStatus, trajectory: Trajectory, as_of: date, lang: str, width: float = WIDTH
) -> Spec:
    """Figures with their intervals, the path, the projection with its band, and the target."""
    upright = _upright(trajectory)
    left = max(width_of(each.text, 11) for each in ticks(upright, target.unit, lang)) + 12
    across = days_axis(list(_days(trajectory, as_of)), left, width - left - _RIGHT)
    canvas = Canvas(width, HEIGHT, across, upright)
    _draw_grid(canvas, target, lang)
    _draw_as_of(canvas, as_of, lang)
    _draw_lines(canvas, target, trajectory)
    _draw_projection(canvas, trajectory)
    _draw_reported(canvas, trajectory.reported)
    _write(canvas, target, trajectory, lang)
    draw_days(Canvas(width, HEIGHT, across, None, canvas.layers), HEIGHT - _FOOT, lang)
    name = name_of(target.name, lang, target.indicator)
    return canvas.spec(name, "; ".join(_words(target, trajectory, lang)))


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


def _upright(trajectory: Trajectory) -> Axis:
    """From the bottom to the top."""
    return axis_around(_values(trajectory), HEIGHT - _FOOT, -(HEIGHT - _FOOT - _TOP))


def _draw_grid(canvas: Canvas, target: TargetStatus, lang: str) -> None:
    assert canvas.upright is not None
    axis, left = canvas.axis, canvas.axis.start
    marks = ticks(canvas.upright, target.unit, lang)
    lines = [{"x": axis.low, "x2": axis.high, "y": each.value} for each in marks]
    canvas.draw("rule", lines, color=TRACK)
    for each in marks:
        y = canvas.upright.at(each.value) + 4
        canvas.write(each.text, left - 8, y, size=11, color=SOFT, align="right")
    unit = fitted(axis_unit(canvas.upright, target.unit, lang), 11, canvas.width / 4)
    canvas.write(unit, 4, 12, size=11, color=SOFT)


def _draw_as_of(canvas: Canvas, as_of: date, lang: str) -> None:
    assert canvas.upright is not None
    x = float(as_of.toordinal())
    ends = {"x": x, "y": canvas.upright.low, "y2": canvas.upright.high}
    canvas.draw("rule", [ends], color=LINE, strokeDash=[2, 3])
    text = f"{label('as of', lang)} {day(as_of, lang)}"
    canvas.write(text, canvas.axis.at(x), 12, size=11, color=SOFT, align="center")


def _draw_lines(canvas: Canvas, target: TargetStatus, trajectory: Trajectory) -> None:
    """The path and what is to be reached."""
    path = [{"x": float(each.day.toordinal()), "y": each.value} for each in trajectory.path]
    canvas.draw("line", path, color=SOFT, strokeDash=[5, 4], strokeWidth=1.5)
    due = float(trajectory.due.toordinal())
    dash = [6, 3] if target.target.origin == "implied" else [1, 0]
    aims = [{"x": canvas.axis.low, "x2": due, "y": each} for each in trajectory.aims]
    canvas.draw("rule", aims, color=INK, strokeWidth=2, strokeDash=dash)


def _draw_projection(canvas: Canvas, trajectory: Trajectory) -> None:
    projected, due = trajectory.projected, float(trajectory.due.toordinal())
    if projected is None or projected.value is None or not trajectory.reported:
        return
    last = trajectory.reported[-1]
    begin = float(last.day.toordinal())
    ends = [projected.value if end is None else end for end in (projected.low, projected.high)]
    band = [
        {"x": begin, "y": last.value, "y2": last.value},
        {"x": due, "y": ends[0], "y2": ends[1]},
    ]
    canvas.draw("area", band, color=AHEAD, opacity=0.5)
    canvas.draw("rule", [{"x": due, "y": ends[0], "y2": ends[1]}], color=FACT, strokeWidth=3)
    line = [{"x": begin, "y": last.value}, {"x": due, "y": projected.value}]
    canvas.draw("line", line, color=FACT, strokeDash=[3, 2], strokeWidth=1.5)
    ring = {"filled": True, "color": PAPER, "stroke": FACT, "strokeWidth": 2, "opacity": 1}
    canvas.draw("point", line[1:], shape="circle", size=70, **ring)


def _draw_reported(canvas: Canvas, reported: Sequence[ReportedValue]) -> None:
    """The figures; hollow and square where disputed, with the candidates, a diamond as repaired."""
    line = [{"x": float(each.day.toordinal()), "y": each.value} for each in reported]
    canvas.draw("line", line if len(line) > 1 else [], color=FACT, strokeWidth=2)
    spans = [
        {"x": float(each.day.toordinal()), "y": each.low, "y2": each.high}
        for each in reported
        if each.low is not None and each.high is not None
    ]
    canvas.draw("rule", spans, color=FACT, strokeWidth=2)
    others = [
        {"x": float(each.day.toordinal()), "y": candidate}
        for each in reported
        for candidate in each.candidates
    ]
    canvas.draw("point", others, shape="stroke", size=160, color=WRONG, strokeWidth=2, opacity=1)
    for state, shape in _SHAPES.items():
        points = [point for point, each in zip(line, reported, strict=True) if each.state == state]
        hollow = state in ("disputed", "derived")
        style = {"filled": True, "color": PAPER if hollow else FACT, "opacity": 1, "strokeWidth": 2}
        stroke = WRONG if state == "disputed" else FACT
        size = 110 if state == "repaired" else 70
        canvas.draw("point", points, shape=shape, size=size, stroke=stroke, **style)


def _write(canvas: Canvas, target: TargetStatus, trajectory: Trajectory, lang: str) -> None:
    """What each line is, at its end on the right."""
    assert canvas.upright is not None
    found = list(_labels(canvas, target, trajectory, lang))
    upright = canvas.upright
    wanted = [upright.at(value) for value, _, _ in found]
    begins = apart(wanted, [17] * len(found), 16, HEIGHT - _FOOT)
    x = canvas.axis.at(trajectory.due.toordinal()) + 12
    for (_, text, color), begin in zip(found, begins, strict=True):
        canvas.write(fitted(text, 12, canvas.width - x), x, begin + 12, color=color)
    _write_newest(canvas, target, trajectory.reported, lang)


def _write_newest(
    canvas: Canvas, target: TargetStatus, reported: Sequence[ReportedValue], lang: str
) -> None:
    """The newest figure beside its point, below it, where the lines to the future are not."""
    assert canvas.upright is not None
    if reported:
        newest, scale = reported[-1], scale_for(canvas.upright, target.unit, lang)
        said = f"{scaled(newest.value, scale, target.unit, lang)} {actual_marks(target)}".rstrip()
        x, y = canvas.axis.at(newest.day.toordinal()), canvas.upright.at(newest.value)
        below = y + 22 if y + 26 < HEIGHT - _FOOT else y - 12
        canvas.write(said, x + 6, below, color=FACT, fontWeight="bold")


def _labels(
    canvas: Canvas, target: TargetStatus, trajectory: Trajectory, lang: str
) -> Iterator[tuple[float, str, str]]:
    assert canvas.upright is not None
    scale = scale_for(canvas.upright, target.unit, lang)
    for aim in trajectory.aims:
        said = scaled(aim, scale, target.unit, lang)
        yield aim, f"{label('target', lang)} {aim_sign(target)}{said}", INK
    if trajectory.projected and trajectory.projected.value is not None:
        said = scaled(trajectory.projected.value, scale, target.unit, lang)
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
        projected = amount(trajectory.projected.value, target.unit, lang)
        yield f"{label('projected', lang)}: {projected}"
