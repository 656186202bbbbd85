"""The stages of a milestone target in time: when each is due, and when it was reached."""

from collections.abc import Iterator
from datetime import date

from plan_tracker.progress.outcome import StageStatus, TargetStatus
from plan_tracker.report.pictures.axis import Axis
from plan_tracker.report.pictures.canvas import Canvas
from plan_tracker.report.pictures.lettering import fitted, width_of
from plan_tracker.report.pictures.palette import FACT, INK, PAPER, SOFT, TRACK, WRONG
from plan_tracker.report.pictures.shapes import (
    Paint,
    Picture,
    Rectangle,
    Segment,
    Symbol,
    SymbolName,
)
from plan_tracker.report.pictures.timeline import days_axis, draw_days
from plan_tracker.report.status.notes import STAGE_STATES
from plan_tracker.report.words.labels import label, name_of
from plan_tracker.report.words.numbers import day

WIDTH = 640.0
_SIDE, _TOP, _ROW, _FOOT, _BASE = 10.0, 20.0, 46.0, 26.0, 34.0
_BOXES = {
    "reached": Paint(FACT),
    "overdue": Paint(PAPER, WRONG, 1.5, (3, 2)),
    "pending": Paint(TRACK),
}
_COLORS = {"reached": FACT, "overdue": WRONG, "pending": SOFT}


_BAR = (200.0, 26.0, 10.0)  # width, height, and height of the bar itself


def stage_bar(target: TargetStatus, lang: str) -> Picture | None:
    """A box for each stage, as wide as it weighs; None for a target without stages.

    A full box was reached; one with a broken edge is overdue; the others are still to come.
    """
    if not target.stages:
        return None
    width, height, tall = _BAR
    canvas = Canvas(width, height)
    weights = [1.0 if stage.weight is None else stage.weight for stage in target.stages]
    whole = sum(weights) or 1.0
    left, top = 6.0, (height - tall) / 2
    for stage, weight in zip(target.stages, weights, strict=True):
        right = left + (width - 12) * weight / whole
        canvas.draw(Rectangle(left, top, max(right - 2, left), top + tall, _BOXES[stage.state]))
        left = right
    name = name_of(target.name, lang, target.indicator)
    return canvas.picture(name, "; ".join(_words(target, lang)))


def stages(target: TargetStatus, as_of: date, lang: str, width: float = WIDTH) -> Picture | None:
    """A row a stage, in their order; None for a target without stages.

    A full circle is a stage that was reached, on the day of its evidence; a hollow one is still to
    come, a cross was due and is not attested; the tick is the day that it is due on, broken where
    the stage is the planner's own.
    """
    if not target.stages:
        return None
    bottom = _TOP + _ROW * len(target.stages)
    axis = days_axis([as_of, *_days(target)], _SIDE, width - 2 * _SIDE)
    canvas = Canvas(width, bottom + _FOOT)
    tops = [_TOP + _ROW * place for place in range(len(target.stages))]

    today = axis.at(as_of.toordinal())
    for top in tops:
        middle = top + _BASE
        canvas.draw(
            Segment(today, middle - 11, today, middle + 11, Paint(stroke=SOFT, dash=(2, 3)))
        )
    said = f"{label('as of', lang)} {day(as_of, lang)}"
    half = width_of(said, 11) / 2
    x = min(max(today, half), width - half)
    canvas.write(said, x, 12, size=11, color=SOFT, align="center")

    for stage, top in zip(target.stages, tops, strict=True):
        _draw_stage(canvas, axis, stage, top, lang)
    draw_days(canvas, axis, bottom, lang)
    name = name_of(target.name, lang, target.indicator)
    return canvas.picture(name, "; ".join(_words(target, lang)))


def _words(target: TargetStatus, lang: str) -> Iterator[str]:
    for stage in target.stages:
        yield f"{_name(stage, lang)}: {_state(stage, lang)}"


def _days(target: TargetStatus) -> Iterator[date]:
    for stage in target.stages:
        yield stage.by
        if stage.reached:
            yield stage.reached


def _draw_stage(canvas: Canvas, axis: Axis, stage: StageStatus, top: float, lang: str) -> None:
    middle, color = top + _BASE, _COLORS[stage.state]
    state, right = _state(stage, lang), canvas.width - _SIDE
    room = right - _SIDE - width_of(state, 12, bold=True) - 16
    canvas.write(fitted(_name(stage, lang), 12, room), _SIDE, top + 16, color=INK)
    canvas.write(state, right, top + 16, color=color, align="right", bold=True)

    canvas.draw(Segment(axis.start, middle, axis.end, middle, Paint(stroke=TRACK, width=2)))
    due = axis.at(stage.by.toordinal())
    dash = (3, 2) if stage.assumed else ()
    canvas.draw(Segment(due, middle - 11, due, middle + 11, Paint(stroke=INK, width=2, dash=dash)))
    reached = axis.at((stage.reached or stage.by).toordinal())
    if stage.state == "reached":
        canvas.draw(Segment(axis.start, middle, reached, middle, Paint(stroke=color, width=3)))
    canvas.draw(_sign(stage, reached, middle))


def _sign(stage: StageStatus, x: float, y: float) -> Symbol:
    """Full where it was reached, a cross where it is overdue, hollow where it is open."""
    disputed = stage.state == "reached" and stage.evidence == "disputed"
    color = WRONG if disputed else _COLORS[stage.state]
    fill = PAPER if disputed or stage.state == "pending" else color
    name: SymbolName = "cross" if stage.state == "overdue" else "circle"
    return Symbol(name, x, y, 110, Paint(fill, color, 2))


def _name(stage: StageStatus, lang: str) -> str:
    """The stage, whose idea it was, and in which source its evidence stands."""
    own = f", {label('the planner’s own stage', lang)}" if stage.assumed else ""
    source = f" ({stage.source})" if stage.source else ""
    return f"{name_of(stage.name, lang, stage.id)}{own}{source}"


def _state(stage: StageStatus, lang: str) -> str:
    doubt = f" ({label('disputed', lang)})" if stage.evidence == "disputed" else ""
    return f"{label(STAGE_STATES[stage.state], lang)} {day(stage.reached or stage.by, lang)}{doubt}"
