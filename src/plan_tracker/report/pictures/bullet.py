"""One target at a glance: what is attained, what was expected by now, what is projected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plan_tracker.progress.observed.observation import State
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.pictures.axis import Axis, axis_around, axis_from_zero
from plan_tracker.report.pictures.canvas import Canvas, Spec
from plan_tracker.report.pictures.lettering import apart, fitted, width_of
from plan_tracker.report.pictures.palette import AHEAD, FACT, INK, PAPER, SOFT, TRACK, WRONG
from plan_tracker.report.words.labels import label, name_of
from plan_tracker.report.words.marks import actual_marks, target_marks
from plan_tracker.report.words.numbers import scale_of, scaled, unit_of

_SIDE = 6
_SMALL, _LARGE = (200.0, 26.0, 10.0), (560.0, 96.0, 16.0)  # width, height, height of the track
_FARTHEST = 4.0  # times the target: what lies further is shown as beyond the axis
_WIDE = 3  # pixels: an interval that is narrower does not show

Spread = tuple[float, float, float]  # value, low, high


@dataclass(frozen=True, slots=True)
class Amounts:
    """What is known of a target, in one unit: that of the target, or percent of it.

    `origin` is where its bar begins, `first` what was to be reached before any revision.
    """

    origin: float
    aims: tuple[float, ...]
    actual: Spread | None
    state: State
    projected: Spread | None
    expected: float | None
    first: float | None
    candidates: tuple[float, ...]
    implied: bool

    def all(self) -> Iterator[float]:
        """Every value, with its ends."""
        yield from (self.origin, *self.aims, *self.candidates)
        yield from self.actual or ()
        yield from self.projected or ()
        yield from (each for each in (self.expected, self.first) if each is not None)


def bullet(
    target: TargetStatus, lang: str, *, labelled: bool = True, width: float = 0
) -> Spec | None:
    """The bullet of a target with a value; None for a milestone, and for one without any.

    The bar is what was reported, from nothing or from the baseline on; the tall stroke the target,
    broken where it is only implied; the triangle what the path expects by then; the ring the
    projection with its band. A disputed bar is hollow, with a stroke for each candidate; a
    repaired one ends in a diamond; an arrow leads to what lies far beyond.
    """
    amounts = amounts_of(target)
    if target.kind == "milestone" or not amounts.aims:
        return None
    usual, height, tall = _LARGE if labelled else _SMALL
    wide = width or usual
    canvas = Canvas(wide, height, bullet_axis([amounts], _SIDE, wide - 2 * _SIDE))
    draw_bullet(canvas, amounts, height / 2, tall)
    labels = list(_labels(target, amounts, lang))
    if labelled:
        for above, y in ((True, height / 2 - 24), (False, height / 2 + 34)):
            _write_line(
                canvas, [(at, text) for at, text, is_above in labels if is_above == above], y
            )
    name = name_of(target.name, lang, target.indicator)
    return canvas.spec(name, "; ".join(text for _, text, _ in labels))


def amounts_of(target: TargetStatus) -> Amounts:
    """What the bullet of a target shows, in its unit."""
    actual, projection, aim = target.actual, target.projection, target.target
    aims = (aim.low, aim.high) if aim.value is None else (aim.value,)
    return Amounts(
        target.origin or 0.0,
        tuple(each for each in aims if each is not None),
        _spread(actual.value, actual.low, actual.high) if actual else None,
        actual.state if actual else "printed",
        _spread(projection.value, projection.low, projection.high) if projection else None,
        target.expected_value,
        aim.original,
        target.candidates,
        aim.origin == "implied",
    )


def _spread(value: float | None, low: float | None, high: float | None) -> Spread | None:
    """A value with its ends; the value itself for an end that is not known."""
    if value is None:
        return None
    return value, value if low is None else low, value if high is None else high


def bullet_axis(several: Sequence[Amounts], start: float, length: float) -> Axis:
    """From nothing on, or, where ways begin at baselines, from there; not far beyond targets."""
    known = [max(map(abs, (*each.aims, each.origin)), default=0.0) for each in several]
    most = _FARTHEST * max(known, default=0.0)
    values = [each for amounts in several for each in amounts.all()]
    if most:
        values = [min(max(each, -most), most) for each in values]
    if any(amounts.origin for amounts in several):
        return axis_around(values, start, length)
    return axis_from_zero(values, start, length)


def draw_bullet(canvas: Canvas, amounts: Amounts, middle: float, tall: float) -> None:
    """From the undermost to the uppermost."""
    axis = canvas.axis
    track = {"x": axis.low, "x2": axis.high, "y": middle - tall / 2, "y2": middle + tall / 2}
    canvas.draw("rect", [track], color=TRACK)
    if amounts.projected is not None and amounts.actual is not None:
        _draw_projection(canvas, amounts.projected, amounts.actual[0], middle, tall)
    if amounts.actual is not None:
        _draw_actual(canvas, amounts, amounts.actual, middle, tall)
    if amounts.expected is not None:
        below = middle + tall / 2 + 2
        _sign(canvas, amounts.expected, below, "triangle-up", 3.2 * tall, color=SOFT)
    if amounts.first is not None:
        style = {"color": SOFT, "strokeWidth": 1.5, "strokeDash": [1, 2]}
        _stroke(canvas, amounts.first, middle, tall, **style)
    dash = [4, 2] if amounts.implied else [1, 0]
    for aim in amounts.aims:
        _stroke(canvas, aim, middle, 1.7 * tall, color=INK, strokeWidth=3, strokeDash=dash)


def _draw_projection(
    canvas: Canvas, projected: Spread, actual: float, middle: float, tall: float
) -> None:
    value, low, high = (_inside(canvas.axis, each) for each in projected)
    band = {"x": low, "x2": high, "y": middle - tall / 4, "y2": middle + tall / 4}
    canvas.draw("rect", [band], color=AHEAD)
    line = {"x": _inside(canvas.axis, actual), "x2": value, "y": middle}
    canvas.draw("rule", [line], color=FACT, strokeWidth=1.5, strokeDash=[3, 2])
    ring = {"color": PAPER, "stroke": FACT, "strokeWidth": 1.5}
    _sign(canvas, value, middle, "circle", 4 * tall, **ring)


def _draw_actual(
    canvas: Canvas, amounts: Amounts, actual: Spread, middle: float, tall: float
) -> None:
    axis, begin = canvas.axis, _inside(canvas.axis, amounts.origin)
    value, low, high = (_inside(axis, each) for each in actual)
    bar = {"x": begin, "x2": value, "y": middle - tall / 4, "y2": middle + tall / 4}
    disputed = {"color": PAPER, "stroke": WRONG, "strokeWidth": 1.5, "strokeDash": [3, 2]}
    canvas.draw("rect", [bar], **(disputed if amounts.state == "disputed" else {"color": FACT}))
    for each in amounts.candidates:
        _stroke(canvas, each, middle, tall, color=WRONG, strokeWidth=2)
    if axis.at(high) - axis.at(low) > _WIDE:
        canvas.draw("rule", [{"x": low, "x2": high, "y": middle}], color=INK, strokeWidth=1)
    if amounts.state == "repaired":
        diamond = {"color": FACT, "stroke": PAPER, "strokeWidth": 1}
        _sign(canvas, value, middle, "diamond", 8 * tall, **diamond)
    if not axis.holds(actual[0]):
        shape = "triangle-right" if actual[0] > value else "triangle-left"
        _sign(canvas, value, middle, shape, 8 * tall, color=WRONG)


def _sign(canvas: Canvas, value: float, y: float, shape: str, size: float, **style: object) -> None:
    at = {"x": _inside(canvas.axis, value), "y": y}
    canvas.draw("point", [at], shape=shape, size=size, filled=True, opacity=1, **style)


def _stroke(canvas: Canvas, value: float, middle: float, tall: float, **style: object) -> None:
    at = {"x": _inside(canvas.axis, value), "y": middle - tall / 2, "y2": middle + tall / 2}
    canvas.draw("rule", [at], **style)


def _inside(axis: Axis, value: float) -> float:
    return min(max(value, axis.low), axis.high)


def _labels(target: TargetStatus, amounts: Amounts, lang: str) -> Iterator[tuple[float, str, bool]]:
    """Where each label belongs, what it says, and whether it stands above."""
    scale = scale_of(max(map(abs, amounts.aims)), lang)
    unit = "" if target.unit == "%" else f" {unit_of(scale, target.unit, lang)}"
    for at, aim in enumerate(amounts.aims):
        said = f"{aim_sign(target)}{scaled(aim, scale, target.unit, lang)}"
        yield aim, f"{label('target', lang)} {said}{'' if at else unit}", True
    if amounts.projected is not None:
        said = scaled(amounts.projected[0], scale, target.unit, lang)
        yield amounts.projected[0], f"{label('projected', lang)} {said}", True
    if amounts.actual is not None:
        said = f"{scaled(amounts.actual[0], scale, target.unit, lang)} {actual_marks(target)}"
        yield amounts.actual[0], f"{label('attained', lang)} {said}".rstrip(), False
    if amounts.expected is not None:
        said = scaled(amounts.expected, scale, target.unit, lang)
        yield amounts.expected, f"{label('expected by then', lang)} {said}", False


def aim_sign(target: TargetStatus) -> str:
    """Before a target: that it is implied, and that no more than it is good."""
    return target_marks(target) + ("≤ " if target.better == "lower" else "")


def _write_line(canvas: Canvas, labels: Sequence[tuple[float, str]], y: float) -> None:
    """Labels near their marks, none on another."""
    texts = [fitted(text, 12, canvas.width / len(labels) - 14) for _, text in labels]
    sizes = [width_of(text, 12) + 14 for text in texts]
    wanted = [canvas.axis.at(at) for at, _ in labels]
    for text, begin in zip(texts, apart(wanted, sizes, 0, canvas.width), strict=True):
        canvas.write(text, begin + 7, y)
