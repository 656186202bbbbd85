"""One target at a glance: what is attained, what was expected by now, what is projected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.labels import label, name_of
from plan_tracker.report.marks import actual_marks, target_marks
from plan_tracker.report.numbers import scale_of, scaled, unit_of
from plan_tracker.report.pictures.axis import Axis, axis_around, axis_from_zero
from plan_tracker.report.pictures.canvas import Canvas, Spec
from plan_tracker.report.pictures.lettering import apart, width_of
from plan_tracker.report.pictures.palette import AHEAD, FACT, INK, LINE, PAPER, SOFT, TRACK, WRONG

_SIDE = 6
_FARTHEST = 4.0  # times the target: what lies further is shown as beyond the axis


@dataclass(frozen=True, slots=True)
class _Amounts:
    """The values of a target that are known, in its unit."""

    origin: float
    actual: tuple[float, float, float] | None
    projected: tuple[float, float, float] | None
    expected: float | None
    aims: tuple[float, ...]
    original: float | None
    candidates: tuple[float, ...]

    def all(self) -> Iterator[float]:
        yield from (self.origin, *self.aims, *self.candidates)
        yield from self.actual or ()
        yield from self.projected or ()
        yield from (each for each in (self.expected, self.original) if each is not None)


def bullet(
    target: TargetStatus, lang: str, *, labelled: bool = True, width: float = 0
) -> Spec | None:
    """The bullet of a target with a value; None for a milestone, and where nothing is known.

    The bar is what was reported, from nothing or from the baseline on; the tall stroke the target
    (broken where it is only implied); the notch what the path expects by then; the line and the
    ring the projection with its band. A disputed bar is hollow, with a stroke for each candidate.
    """
    amounts = _amounts(target)
    if target.kind == "milestone" or not amounts.aims:
        return None
    wide, high = (width or 560.0, 96.0) if labelled else (width or 200.0, 26.0)
    axis = _axis(target, amounts, wide)
    canvas = Canvas(wide, high, axis)
    middle = high / 2 - (2 if labelled else 0)
    _draw(canvas, target, amounts, middle, 16 if labelled else 10)
    if labelled:
        _write(canvas, target, amounts, middle, lang)
    words = [text for _, text, _ in _labels(target, amounts, lang)]
    name = name_of(target.name, lang, target.indicator)
    return canvas.spec(name, "; ".join(words))


def _amounts(target: TargetStatus) -> _Amounts:
    actual, projection, aim = target.actual, target.projection, target.target
    aims = (aim.value,) if aim.value is not None else (aim.low, aim.high)
    return _Amounts(
        target.origin or 0.0,
        _spread(actual.value, actual.low, actual.high) if actual else None,
        _spread(projection.value, projection.low, projection.high) if projection else None,
        target.expected_value,
        tuple(each for each in aims if each is not None),
        aim.original,
        target.candidates,
    )


def _spread(
    value: float | None, low: float | None, high: float | None
) -> tuple[float, float, float] | None:
    """A value with its ends; the value itself for an end that is not known."""
    if value is None:
        return None
    return value, value if low is None else low, value if high is None else high


def _axis(target: TargetStatus, amounts: _Amounts, width: float) -> Axis:
    """From nothing on, or, for a way that begins at a baseline, from there on."""
    most = _FARTHEST * max(abs(each) for each in (*amounts.aims, amounts.origin))
    values = (
        [min(max(each, -most), most) for each in amounts.all()] if most else list(amounts.all())
    )
    make = axis_from_zero if not target.origin else axis_around
    axis = make(values, _SIDE, width - 2 * _SIDE)
    return Axis(axis.low, axis.high, False, axis.start, axis.length)


def _draw(
    canvas: Canvas, target: TargetStatus, amounts: _Amounts, middle: float, tall: float
) -> None:
    """From the undermost to the uppermost."""
    axis = canvas.axis
    track = {"x": axis.low, "x2": axis.high, "y": middle - tall / 2, "y2": middle + tall / 2}
    canvas.draw("rect", [track], color=TRACK)
    if amounts.projected and amounts.actual:
        _draw_projection(canvas, amounts.projected, amounts.actual[0], middle, tall)
    if amounts.actual:
        _draw_actual(canvas, target, amounts, middle, tall)
    if amounts.expected is not None:
        _notch(canvas, amounts.expected, middle, tall)
    if amounts.original is not None:
        _stroke(
            canvas, amounts.original, middle, tall, color=SOFT, strokeWidth=1.5, strokeDash=[1, 2]
        )
    dash = [4, 2] if target.target.origin == "implied" else [1, 0]
    for aim in amounts.aims:
        _stroke(canvas, aim, middle, 1.7 * tall, color=INK, strokeWidth=3, strokeDash=dash)


def _draw_projection(
    canvas: Canvas, projected: tuple[float, float, float], actual: float, middle: float, tall: float
) -> None:
    value, low, high = (_inside(canvas.axis, each) for each in projected)
    band = {"x": low, "x2": high, "y": middle - tall / 4, "y2": middle + tall / 4}
    canvas.draw("rect", [band], color=AHEAD)
    line = {"x": _inside(canvas.axis, actual), "x2": value, "y": middle}
    canvas.draw("rule", [line], color=FACT, strokeWidth=1.5, strokeDash=[3, 2])
    ring = {"filled": True, "color": PAPER, "stroke": FACT, "strokeWidth": 1.5, "opacity": 1}
    canvas.draw("point", [{"x": value, "y": middle}], shape="circle", size=4 * tall, **ring)


def _draw_actual(
    canvas: Canvas, target: TargetStatus, amounts: _Amounts, middle: float, tall: float
) -> None:
    assert amounts.actual is not None and target.actual is not None
    axis = canvas.axis
    value, low, high = (_inside(axis, each) for each in amounts.actual)
    bar = {
        "x": _inside(axis, amounts.origin),
        "x2": value,
        "y": middle - tall / 4,
        "y2": middle + tall / 4,
    }
    if target.actual.state == "disputed":
        canvas.draw("rect", [bar], color=PAPER, stroke=WRONG, strokeWidth=1.5, strokeDash=[3, 2])
        for each in amounts.candidates:
            _stroke(canvas, each, middle, tall / 2, color=WRONG, strokeWidth=1.5, strokeDash=[1, 0])
    else:
        canvas.draw("rect", [bar], color=FACT)
    if axis.at(high) - axis.at(low) > 3:
        canvas.draw("rule", [{"x": low, "x2": high, "y": middle}], color=INK, strokeWidth=1)
    if target.actual.state == "repaired":
        style = {"color": FACT, "stroke": PAPER, "strokeWidth": 1, "filled": True, "opacity": 1}
        canvas.draw("point", [{"x": value, "y": middle}], shape="diamond", size=8 * tall, **style)
    if not axis.holds(amounts.actual[0]):
        style = {"color": FACT, "filled": True, "opacity": 1}
        canvas.draw(
            "point", [{"x": value, "y": middle}], shape="triangle-right", size=8 * tall, **style
        )


def _notch(canvas: Canvas, value: float, middle: float, tall: float) -> None:
    """A small triangle under the bar."""
    style = {"color": SOFT, "filled": True, "opacity": 1}
    at = {"x": _inside(canvas.axis, value), "y": middle + tall / 2 + 1}
    canvas.draw("point", [at], shape="triangle-up", size=3.2 * tall, **style)


def _stroke(canvas: Canvas, value: float, middle: float, tall: float, **style: object) -> None:
    at = {"x": _inside(canvas.axis, value), "y": middle - tall / 2, "y2": middle + tall / 2}
    canvas.draw("rule", [at], **style)


def _inside(axis: Axis, value: float) -> float:
    return min(max(value, axis.low), axis.high)


def _labels(
    target: TargetStatus, amounts: _Amounts, lang: str
) -> Iterator[tuple[float, str, bool]]:
    """Where each label belongs, what it says, and whether it stands above."""
    scale = scale_of(max(map(abs, amounts.aims)), lang)
    unit = "" if target.unit == "%" else f" {unit_of(scale, target.unit, lang)}"

    def said(what: str, value: float, marks: str = "", unit: str = "", before: str = "") -> str:
        amount = scaled(value, scale, target.unit, lang)
        return f"{label(what, lang)} {before}{amount}{unit} {marks}".rstrip()

    for at, aim in enumerate(amounts.aims):
        yield aim, said("target", aim, "", "" if at else unit, target_marks(target)), True
    if amounts.projected:
        yield amounts.projected[0], said("projected", amounts.projected[0]), True
    if amounts.actual:
        yield amounts.actual[0], said("attained", amounts.actual[0], actual_marks(target)), False
    if amounts.expected is not None:
        yield amounts.expected, said("expected by then", amounts.expected), False


def _write(
    canvas: Canvas, target: TargetStatus, amounts: _Amounts, middle: float, lang: str
) -> None:
    found = list(_labels(target, amounts, lang))
    for above, y in ((True, middle - 22), (False, middle + 30)):
        _line(canvas, [(at, text) for at, text, is_above in found if is_above == above], y)
    axis = canvas.axis
    canvas.draw("rule", [{"x": axis.low, "x2": axis.high, "y": middle + 8}], color=LINE)


def _line(canvas: Canvas, labels: Sequence[tuple[float, str]], y: float) -> None:
    """Labels near their marks, none on another."""
    sizes = [width_of(text, 12) + 14 for _, text in labels]
    wanted = [canvas.axis.at(at) for at, _ in labels]
    begins = apart(wanted, sizes, 0, canvas.width)
    for (_, text), begin in zip(labels, begins, strict=True):
        canvas.write(text, begin + 7, y)
