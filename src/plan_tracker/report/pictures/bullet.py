"""One target at a glance: what is attained, what was expected by now, what is projected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plan_tracker.progress.observed.observation import State
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.pictures.axis import Axis, axis_around, axis_from_zero
from plan_tracker.report.pictures.canvas import Canvas
from plan_tracker.report.pictures.lettering import apart, fitted, width_of
from plan_tracker.report.pictures.palette import AHEAD, FACT, INK, PAPER, SOFT, TRACK, WRONG
from plan_tracker.report.pictures.shapes import (
    Paint,
    Picture,
    Rectangle,
    Segment,
    Symbol,
    SymbolName,
)
from plan_tracker.report.words.labels import label, name_of
from plan_tracker.report.words.marks import actual_marks, target_marks
from plan_tracker.report.words.numbers import COMPUTED, scale_of, scaled, unit_of

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
) -> Picture | None:
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
    canvas = Canvas(wide, height)
    axis = bullet_axis([amounts], _SIDE, wide - 2 * _SIDE)
    draw_bullet(canvas, axis, amounts, height / 2, tall)
    labels = list(_labels(target, amounts, lang))
    if labelled:
        for above, y in ((True, height / 2 - 24), (False, height / 2 + 34)):
            line = [(axis.at(value), text) for value, text, is_above in labels if is_above == above]
            _write_line(canvas, line, y)
    name = name_of(target.name, lang, target.indicator)
    return canvas.picture(name, "; ".join(text for _, text, _ in labels))


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


def draw_bullet(canvas: Canvas, axis: Axis, amounts: Amounts, middle: float, tall: float) -> None:
    """From the undermost to the uppermost."""
    canvas.draw(_bar(axis.start, axis.end, middle, tall, Paint(TRACK)))
    if amounts.projected is not None and amounts.actual is not None:
        _draw_projection(canvas, axis, amounts.projected, amounts.actual[0], middle, tall)
    if amounts.actual is not None:
        _draw_actual(canvas, axis, amounts, amounts.actual, middle, tall)
    if amounts.expected is not None:
        x, below = axis.at(amounts.expected), middle + tall / 2 + 2
        canvas.draw(Symbol("triangle-up", x, below, 3.2 * tall, Paint(SOFT)))
    if amounts.first is not None:
        dotted = Paint(stroke=SOFT, width=1.5, dash=(1, 2))
        canvas.draw(_stroke(axis.at(amounts.first), middle, tall, dotted))
    dash = (4, 2) if amounts.implied else ()
    for aim in amounts.aims:
        paint = Paint(stroke=INK, width=3, dash=dash)
        canvas.draw(_stroke(axis.at(aim), middle, 1.7 * tall, paint))


def _draw_projection(
    canvas: Canvas, axis: Axis, projected: Spread, actual: float, middle: float, tall: float
) -> None:
    value, low, high = map(axis.at, projected)
    canvas.draw(
        _bar(low, high, middle, tall / 2, Paint(AHEAD)),
        Segment(axis.at(actual), middle, value, middle, Paint("", FACT, 1.5, (3, 2))),
        Symbol("circle", value, middle, 4 * tall, Paint(PAPER, FACT, 1.5)),
    )


def _draw_actual(
    canvas: Canvas, axis: Axis, amounts: Amounts, actual: Spread, middle: float, tall: float
) -> None:
    value, low, high = map(axis.at, actual)
    disputed = Paint(PAPER, WRONG, 1.5, (3, 2))
    paint = disputed if amounts.state == "disputed" else Paint(FACT)
    canvas.draw(_bar(axis.at(amounts.origin), value, middle, tall / 2, paint))
    for candidate in amounts.candidates:
        canvas.draw(_stroke(axis.at(candidate), middle, tall, Paint(stroke=WRONG, width=2)))
    if high - low > _WIDE:
        canvas.draw(Segment(low, middle, high, middle, Paint(stroke=INK)))
    if amounts.state == "repaired":
        canvas.draw(Symbol("diamond", value, middle, 8 * tall, Paint(FACT, PAPER)))
    if not axis.holds(actual[0]):
        beyond: SymbolName = "triangle-right" if actual[0] > axis.high else "triangle-left"
        canvas.draw(Symbol(beyond, value, middle, 8 * tall, Paint(WRONG)))


def _bar(left: float, right: float, middle: float, tall: float, paint: Paint) -> Rectangle:
    return Rectangle(left, middle - tall / 2, right, middle + tall / 2, paint)


def _stroke(x: float, middle: float, tall: float, paint: Paint) -> Segment:
    return Segment(x, middle - tall / 2, x, middle + tall / 2, paint)


def _labels(target: TargetStatus, amounts: Amounts, lang: str) -> Iterator[tuple[float, str, bool]]:
    """Where each label belongs, what it says, and whether it stands above."""
    scale = scale_of(max(map(abs, amounts.aims)), lang)
    unit = "" if target.unit == "%" else f" {unit_of(scale, target.unit, lang)}"
    for at, aim in enumerate(amounts.aims):
        said = f"{aim_sign(target)}{scaled(aim, scale, target.unit, lang)}"
        yield aim, f"{label('target', lang)} {said}{'' if at else unit}", True
    if amounts.projected is not None:
        said = scaled(amounts.projected[0], scale, target.unit, lang, COMPUTED)
        yield amounts.projected[0], f"{label('projected', lang)} {said}", True
    if amounts.actual is not None:
        said = f"{scaled(amounts.actual[0], scale, target.unit, lang)} {actual_marks(target)}"
        yield amounts.actual[0], f"{label('attained', lang)} {said}".rstrip(), False
    if amounts.expected is not None:
        said = scaled(amounts.expected, scale, target.unit, lang, COMPUTED)
        yield amounts.expected, f"{label('was due', lang)} {said}", False


def aim_sign(target: TargetStatus) -> str:
    """Before a target: that it is implied, and that no more than it is good."""
    return target_marks(target) + ("≤ " if target.better == "lower" else "")


def _write_line(canvas: Canvas, labels: Sequence[tuple[float, str]], y: float) -> None:
    """Labels near the pixels of their marks, none on another."""
    texts = [fitted(text, 12, canvas.width / len(labels) - 14) for _, text in labels]
    sizes = [width_of(text, 12) + 14 for text in texts]
    wanted = [x for x, _ in labels]
    for text, begin in zip(texts, apart(wanted, sizes, 0, canvas.width), strict=True):
        canvas.write(text, begin + 7, y)
