"""The stages of a milestone target in time: when each is due, and when it was reached."""

from collections.abc import Iterator
from datetime import date

from plan_tracker.progress.outcome import StageStatus, TargetStatus
from plan_tracker.report.pictures.canvas import Canvas, Spec
from plan_tracker.report.pictures.lettering import fitted, width_of
from plan_tracker.report.pictures.palette import FACT, INK, PAPER, SOFT, TRACK, WRONG
from plan_tracker.report.pictures.timeline import days_axis, draw_days
from plan_tracker.report.status.notes import STAGE_STATES
from plan_tracker.report.words.labels import label, name_of
from plan_tracker.report.words.numbers import day

WIDTH = 640.0
_SIDE, _TOP, _ROW, _FOOT, _BASE = 10.0, 20.0, 46.0, 26.0, 34.0
_COLORS = {"reached": FACT, "overdue": WRONG, "pending": SOFT}


def stages(target: TargetStatus, as_of: date, lang: str, width: float = WIDTH) -> Spec | None:
    """A row a stage, in their order; None for a target without stages.

    A full circle is a stage that was reached, on the day of its evidence; a hollow one is still to
    come, a cross was due and is not attested; the tick is the day that it is due on, broken where
    the stage is the planner's own.
    """
    if not target.stages:
        return None
    bottom = _TOP + _ROW * len(target.stages)
    axis = days_axis([as_of, *_days(target)], _SIDE, width - 2 * _SIDE)
    canvas = Canvas(width, bottom + _FOOT, axis)
    middles = [_TOP + _ROW * place + _BASE for place in range(len(target.stages))]
    today = [{"x": float(as_of.toordinal()), "y": y - 11, "y2": y + 11} for y in middles]
    canvas.draw("rule", today, color=SOFT, strokeDash=[2, 3])
    said = f"{label('as of', lang)} {day(as_of, lang)}"
    half = width_of(said, 11) / 2
    x = min(max(axis.at(as_of.toordinal()), half), width - half)
    canvas.write(said, x, 12, size=11, color=SOFT, align="center")
    for place, stage in enumerate(target.stages):
        _draw_stage(canvas, stage, _TOP + _ROW * place, lang)
    draw_days(canvas, bottom, lang)
    name = name_of(target.name, lang, target.indicator)
    words = [f"{_name(each, lang)}: {_state(each, lang)}" for each in target.stages]
    return canvas.spec(name, "; ".join(words))


def _days(target: TargetStatus) -> Iterator[date]:
    for stage in target.stages:
        yield stage.by
        if stage.reached:
            yield stage.reached


def _draw_stage(canvas: Canvas, stage: StageStatus, top: float, lang: str) -> None:
    axis, middle, color = canvas.axis, top + _BASE, _COLORS[stage.state]
    said, right = _state(stage, lang), canvas.width - _SIDE
    room = right - _SIDE - width_of(said, 12, bold=True) - 16
    canvas.write(fitted(_name(stage, lang), 12, room), _SIDE, top + 16, color=INK)
    canvas.write(said, right, top + 16, color=color, align="right", fontWeight="bold")
    canvas.draw("rule", [{"x": axis.low, "x2": axis.high, "y": middle}], color=TRACK, strokeWidth=2)
    due, reached = (float(each.toordinal()) for each in (stage.by, stage.reached or stage.by))
    dash = [3, 2] if stage.assumed else [1, 0]
    tick = {"x": due, "y": middle - 11, "y2": middle + 11}
    canvas.draw("rule", [tick], color=INK, strokeWidth=2, strokeDash=dash)
    if stage.state == "reached":
        canvas.draw(
            "rule", [{"x": axis.low, "x2": reached, "y": middle}], color=color, strokeWidth=3
        )
    _draw_mark(canvas, stage, reached, middle)


def _draw_mark(canvas: Canvas, stage: StageStatus, x: float, y: float) -> None:
    """Full where it was reached, a cross where it is overdue, hollow where it is open."""
    disputed = stage.state == "reached" and stage.evidence == "disputed"
    color = WRONG if disputed else _COLORS[stage.state]
    fill = PAPER if disputed or stage.state == "pending" else color
    style = {"shape": "cross" if stage.state == "overdue" else "circle", "size": 110}
    style |= {"color": fill, "stroke": color, "strokeWidth": 2, "filled": True, "opacity": 1}
    canvas.draw("point", [{"x": x, "y": y}], **style)


def _name(stage: StageStatus, lang: str) -> str:
    """The stage, whose idea it was, and in which source its evidence stands."""
    own = f", {label('the planner’s own stage', lang)}" if stage.assumed else ""
    source = f" ({stage.source})" if stage.source else ""
    return f"{name_of(stage.name, lang, stage.id)}{own}{source}"


def _state(stage: StageStatus, lang: str) -> str:
    doubt = f" ({label('disputed', lang)})" if stage.evidence == "disputed" else ""
    return f"{label(STAGE_STATES[stage.state], lang)} {day(stage.reached or stage.by, lang)}{doubt}"
