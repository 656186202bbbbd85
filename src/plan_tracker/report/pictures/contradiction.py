"""The picture of a contradiction: what one says and what the others imply, on one axis."""

from collections.abc import Iterator, Sequence

from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Plan
from plan_tracker.progress.estimate import as_float
from plan_tracker.reconcile.implications import Implication, Row, Term
from plan_tracker.report.labels import label, name_of
from plan_tracker.report.numbers import Scale, number, scale_of, unit_of
from plan_tracker.report.pictures.axis import Axis, axis_around, axis_unit, ticks
from plan_tracker.report.pictures.canvas import Canvas, Spec
from plan_tracker.report.pictures.lettering import fitted, width_of
from plan_tracker.report.pictures.palette import IMPLIED, INK, LINE, RIGHT, SOFT, WINDOW, WRONG

WIDTH = 640
_SIDE, _TOP, _ROW, _FOOT = 10, 6, 46, 46
_BAR, _BASE = 10, 32  # height of a bar, and where its middle lies in its row
_BEYOND = 0.1  # of the axis
_MOST_GIVEN = 3
_NARROW = 8.0  # pixels: what is narrower gets a sign
_SIGNS = {"said": "cross", "repaired": "diamond"}
_LEAST = 3.0  # pixels that a bar is wide at least
_VISIBLE = 0.06  # of the axis: a gap that is less is lost among what is merely given

# How a claim leads from other quantities to what it is about, and back.
RELATIONS = {
    ("attainment", True): "{claim} of {other}",
    ("attainment", False): "what {other} is {claim} of",
    ("share", True): "{claim} of {other}",
    ("share", False): "what {other} is {claim} of",
    ("growth", True): "{claim} from {other}",
    ("growth", False): "what became {other} by {claim}",
    ("multiple", True): "{claim} against {other}",
    ("multiple", False): "what {other} is {claim} against",
    ("change", True): "{claim} from {other}",
    ("change", False): "what became {other} by {claim}",
    ("rate", True): "{other} at the plan’s rate",
    ("rate", False): "{other} at the plan’s rate",
    ("order", True): "at least {other} of the shorter period",
    ("order", False): "at most {other} of the longer period",
    ("identity", True): "{others} together",
    ("identity", False): "{other} less {rest}",
    ("attainment of two", True): "{first} out of {second}",
    ("share of two", True): "{first} out of {second}",
    ("multiple of two", True): "{first} against {second}",
    ("growth of two", True): "from {second} to {first}",
    ("change of two", True): "from {second} to {first}",
}
PARTS = {
    "said": "printed",
    "implied": "implied",
    "together": "all others together",
    "mended": "implied with",
    "repaired": "read as",
}
_COLORS = {
    "said": WRONG, "given": SOFT, "implied": IMPLIED, "together": IMPLIED, "mended": RIGHT,
    "repaired": RIGHT,
}  # fmt: skip


def contradiction(found: Implication, plan: Plan, lang: str, width: float = WIDTH) -> Spec:
    """What one statement says, what the others imply for it, and where a repair would land."""
    rows = _shown(found, width)
    axis = _axis(rows, width)
    canvas = Canvas(width, _TOP + _ROW * len(rows) + _FOOT, axis)
    _draw_window(canvas, found, len(rows))
    for place, row in enumerate(rows):
        _draw_row(canvas, found, row, _TOP + _ROW * place, lang)
    _draw_gap(canvas, found)
    foot = _TOP + _ROW * len(rows) + 4
    draw_axis(canvas, foot, found.unit, lang)
    if any(row.suspect for row in rows) and not found.certain:
        doubt = f"? {label('either may be what is wrong', lang)}"
        canvas.write(doubt, _SIDE, foot + 36, size=11, color=SOFT)
    words = [f"{_words(row, found, lang)}: {between(row.interval, found, lang)}" for row in rows]
    return canvas.spec(subject_said(found, plan, lang), "; ".join(words))


def subject_said(found: Implication, plan: Plan, lang: str) -> str:
    """What all rows are about: the indicator's name, for whom and when."""
    indicator = plan.indicators.get(found.indicator)
    name = name_of(indicator.name, lang, found.indicator) if indicator else found.indicator
    kind = "" if found.kind == "level" else f"{label(found.kind, lang)}, "
    return f"{kind}{name}, {found.period}"


def _shown(found: Implication, width: float) -> list[Row]:
    """All rows, but what is merely given only where the gap stays easy to see."""
    given = found.of("given")
    essential = [row for row in found.rows if row not in given]
    if len(given) > _MOST_GIVEN:
        return essential
    axis = _axis(found.rows, width)
    near, far = _gap(found, axis)
    return list(found.rows) if abs(near - far) >= _VISIBLE * axis.length else essential


def _axis(rows: Sequence[Row], width: float) -> Axis:
    ends = list(_ends(rows))
    axis = axis_around(ends, _SIDE, width - 2 * _SIDE)
    # What goes on beyond the axis needs room to be seen going on.
    beyond = [axis.value(axis.start + share * axis.length) for share in (-_BEYOND, 1 + _BEYOND)]
    goes_on = [
        end
        for end, open_ in zip(
            beyond,
            (
                any(row.interval.low is None for row in rows),
                any(row.interval.high is None for row in rows),
            ),
            strict=True,
        )
        if open_
    ]
    return axis_around([*ends, *goes_on], axis.start, axis.length) if goes_on else axis


def _ends(rows: Sequence[Row]) -> Iterator[float]:
    for row in rows:
        for end in (row.interval.low, row.interval.high):
            value = as_float(end)
            if value is not None:
                yield value


def _gap(found: Implication, axis: Axis) -> tuple[float, float]:
    """The pixels between which neither what is said nor what is implied lies."""
    said, implied = (_pixels(each.interval, axis) for each in (found.said, found.together))
    return (said[1], implied[0]) if said[1] <= implied[0] else (said[0], implied[1])


def _pixels(interval: Interval, axis: Axis) -> tuple[float, float]:
    """Where an interval begins and ends; an end that it does not have is that of the axis."""
    low, high = as_float(interval.low), as_float(interval.high)
    return (
        axis.start if low is None else axis.at(low),
        axis.start + axis.length if high is None else axis.at(high),
    )


def _draw_window(canvas: Canvas, found: Implication, rows: int) -> None:
    """Where what is said would have to lie, through all rows."""
    low, high = _bar(found.window.interval, canvas.axis)
    place = {"x": low, "x2": high, "y": _TOP, "y2": _TOP + _ROW * rows + 4}
    canvas.draw("rect", [place], color=WINDOW)


def _draw_row(canvas: Canvas, found: Implication, row: Row, top: float, lang: str) -> None:
    color, middle = _COLORS[row.part], top + _BASE
    said = between(row.interval, found, lang)
    room = canvas.width - 2 * _SIDE - width_of(said, 12, bold=True) - 16
    canvas.write(fitted(_words(row, found, lang), 12, room), _SIDE, top + 18, color=INK)
    right = canvas.width - _SIDE
    canvas.write(said, right, top + 18, color=color, align="right", fontWeight="bold")
    low, high = _bar(row.interval, canvas.axis)
    bar = {"x": low, "x2": high, "y": middle - _BAR / 2, "y2": middle + _BAR / 2}
    if row.part == "given":
        canvas.draw("rect", [bar], filled=False, stroke=color, strokeWidth=1.5)
    else:
        canvas.draw("rect", [bar], color=color)
    _draw_ends(canvas, row, middle, color)


def _draw_ends(canvas: Canvas, row: Row, middle: float, color: str) -> None:
    """Arrows where an interval goes on, and a sign on what is as narrow as a point."""
    axis, (low, high) = canvas.axis, _pixels(row.interval, canvas.axis)
    style = {"color": color, "opacity": 1, "filled": True}
    if row.interval.low is None:
        canvas.draw(
            "point", [{"x": axis.low, "y": middle}], shape="triangle-left", size=140, **style
        )
    if row.interval.high is None:
        canvas.draw(
            "point", [{"x": axis.high, "y": middle}], shape="triangle-right", size=140, **style
        )
    if high - low < _NARROW and row.part in _SIGNS:
        at = {"x": axis.value((low + high) / 2), "y": middle}
        canvas.draw("point", [at], shape=_SIGNS[row.part], size=170, **style)


def _bar(interval: Interval, axis: Axis) -> tuple[float, float]:
    """The ends of a bar that can be seen, as values."""
    low, high = _pixels(interval, axis)
    more = max(_LEAST - (high - low), 0) / 2
    return axis.value(low - more), axis.value(high + more)


def _draw_gap(canvas: Canvas, found: Implication) -> None:
    near, far = (canvas.axis.value(each) for each in _gap(found, canvas.axis))
    middle = _TOP + _BASE
    ends = {"x": near, "x2": far, "y": middle}
    canvas.draw("rule", [ends], color=WRONG, strokeDash=[3, 3], strokeWidth=1.5)


def draw_axis(canvas: Canvas, top: float, unit: str, lang: str) -> None:
    """The line, its ticks and what they count."""
    axis = canvas.axis
    canvas.draw("rule", [{"x": axis.low, "x2": axis.high, "y": top}], color=LINE)
    marks = ticks(axis, unit, lang)
    canvas.draw("rule", [{"x": each.value, "y": top, "y2": top + 5} for each in marks], color=LINE)
    for each in marks:
        half = width_of(each.text, 11) / 2
        x = min(max(axis.at(each.value), half + 2), canvas.width - half - 2)
        canvas.write(each.text, x, top + 18, size=11, color=SOFT, align="center")
    name = axis_unit(axis, unit, lang)
    canvas.write(name, canvas.width - _SIDE, top + 36, size=11, color=SOFT, align="right")


def between(interval: Interval, found: Implication, lang: str) -> str:
    """An interval in words, with as many digits as tell the ends of all rows apart."""
    return said_between(interval, found.unit, lang, _digits(found, lang))


def _digits(found: Implication, lang: str) -> int:
    ends = {end for row in found.rows for end in (row.interval.low, row.interval.high)} - {None}
    for digits in range(4, 12):
        said = {number(end, lang, digits) for end in ends}
        if len(said) == len(ends):
            return digits
    return 12


def said_between(interval: Interval, unit: str, lang: str, digits: int) -> str:
    """`279.34 to 288.27 million transactions`, `> 4.5%`, `at most 3`."""
    ends = [end for end in (interval.low, interval.high) if end is not None]
    if not ends:
        return label("anything", lang)
    size = max(abs(end) for end in ends)
    scale = Scale() if unit in ("%", "time", "rank") else scale_of(size, lang)
    said = list(dict.fromkeys(number(end / scale.factor, lang, digits) for end in ends))
    sign, to = "", label("to", lang)
    if len(ends) == 1:
        is_open = interval.low_open or interval.high_open
        sign = (">" if is_open else "≥") if interval.high is None else ("<" if is_open else "≤")
    words = f"{sign} {f' {to} '.join(said)}".strip()
    if unit == "%":
        return f"{words}%"
    return f"{words} {unit_of(scale, unit, lang)}".strip() if unit != "time" else f"×{words}"


def _words(row: Row, found: Implication, lang: str) -> str:
    """Where an interval comes from: `implied: “33%” of “860 triệu giao dịch”`."""
    kind = row.relation if row.part == "given" else row.part
    doubt = " ?" if row.suspect and not found.certain else ""
    return f"{label(PARTS.get(kind, kind), lang)}: {_source(row, lang)}{doubt}".rstrip(": ")


def _source(row: Row, lang: str) -> str:
    """The text that says so, and in which source; or what follows from which texts."""
    if row.part == "mended":
        return ", ".join(_term(each, lang) for each in row.terms)
    if row.terms:
        return _related(row, lang)
    source = row.name.partition("#")[0] if "#" in row.name and row.part != "repaired" else ""
    text = f"“{row.printed}”" if row.printed else ""
    return f"{text} ({source})" if source else text


def _related(row: Row, lang: str) -> str:
    """A claim with the quantities that it relates."""
    names = [_term(each, lang) for each in row.terms]
    return label(RELATIONS[row.relation, row.forward], lang).format(
        claim=f"“{row.printed}”" if row.printed else names[-1],
        other=names[0],
        others=" + ".join(names),
        rest=" + ".join(names[1:]),
        first=names[0],
        second=names[-1],
    )


def _term(term: Term, lang: str) -> str:
    if term.printed:
        return f"“{term.printed}”"
    return said_between(term.interval, term.unit, lang, 5)
