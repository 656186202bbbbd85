"""What a printed text claims about a figure: growth, attainment, share, multiple, change.

A claim's number stands for a growth in percent, a ratio, … by what the words around it say: a
*sense*. `tăng 3 lần` has two, ×3 and ×4.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from plan_tracker.model.interval import Interval
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import StatementKind
from plan_tracker.reading.costs import NOTATION
from plan_tracker.reading.levels import moved, read_numbers
from plan_tracker.reading.phrases import ParsedText
from plan_tracker.reading.widths import Spread, spread_unchanged

UNCHANGED = Fraction(1, 20)  # in percent or points: what rounds to 0,0 %
_RISES = frozenset({"up", "more", "beyond"})
_FALLS = frozenset({"down", "less"})
MOVEMENTS = _RISES | _FALLS | {"same"}
_NEUTRAL = {"growth": 0, "change": 0, "attainment": 100, "multiple": 1}
_UNIT = {"growth": "%", "attainment": "%", "share": "%", "multiple": "time"}


@dataclass(frozen=True, slots=True)
class Sense:
    """The number x stands for factor·x + shift, or for factor/x + shift when `inverse`.

    `above` is what x must exceed for this sense to be worth a thought.
    """

    factor: Fraction = Fraction(1)
    shift: int = 0
    inverse: bool = False
    notation: str = ""
    above: int | None = None


_ITSELF, _MINUS = Sense(), Sense(Fraction(-1))
_INDEX = Sense(shift=-100)
_AS_INDEX = Sense(shift=-100, notation="as index", above=100)
_HUNDREDTH = Fraction(1, 100)

# kind, form of the number, movement -> senses, the plain one first. "equals" is also "gấp".
_SENSES: dict[tuple[str, str, str], tuple[Sense, ...]] = {
    ("growth", "percent", ""): (_ITSELF, _AS_INDEX),
    ("growth", "percent", "up"): (_ITSELF, _AS_INDEX),
    ("growth", "percent", "down"): (_MINUS,),
    ("growth", "percent", "equals"): (_INDEX,),
    ("growth", "times", "equals"): (Sense(Fraction(100), -100),),
    ("growth", "times", "up"): (
        Sense(Fraction(100), -100),
        Sense(Fraction(100), notation="times more"),
    ),
    ("growth", "times", "down"): (Sense(Fraction(100), -100, inverse=True),),
    ("attainment", "percent", "equals"): (_ITSELF,),
    ("attainment", "percent", "up"): (
        Sense(shift=100),
        Sense(notation="as attainment", above=100),
    ),
    ("attainment", "percent", "down"): (Sense(Fraction(-1), 100),),
    ("attainment", "times", "equals"): (Sense(Fraction(100)),),
    ("attainment", "times", "up"): (
        Sense(Fraction(100)),
        Sense(Fraction(100), 100, notation="times more"),
    ),
    ("attainment", "times", "down"): (Sense(Fraction(100), inverse=True),),
    ("multiple", "percent", "equals"): (Sense(_HUNDREDTH),),
    ("multiple", "percent", "up"): (Sense(_HUNDREDTH, 1),),
    ("multiple", "percent", "down"): (Sense(-_HUNDREDTH, 1),),
    ("multiple", "times", "equals"): (_ITSELF,),
    ("multiple", "times", "up"): (_ITSELF, Sense(shift=1, notation="times more")),
    ("multiple", "times", "down"): (Sense(inverse=True),),
    ("change", "amount", "down"): (_MINUS,),
}


def read_claim(
    phrase: ParsedText,
    kind: StatementKind,
    unit: str,
    widths: Mapping[str, Fraction],
    *,
    index: bool,
    last_digit: Fraction | None,
) -> tuple[tuple[Reading, ...], str]:
    """The readings of a growth, attainment, share, multiple or change, or what is wrong with it.

    `unit` is that of a change; the others are percentages and multiples whatever the figure's is.
    """
    if phrase.moves & _RISES and phrase.moves & _FALLS:
        return (), "the text names a rise and a fall at once"
    if not phrase.amounts or ("same" in phrase.moves and kind in ("growth", "change", "multiple")):
        return _wordy(phrase, kind, unit, widths, last_digit)
    form = _form(phrase, kind)
    problem = _misfit(phrase, kind, form)
    if problem:
        return (), problem
    move = _movement(phrase, form)
    senses = _SENSES.get((kind, form, move)) or _SENSES.get((kind, form, "equals"), (_ITSELF,))
    if index and kind == "growth" and form == "percent":
        senses = (_INDEX, *(replace(s, notation="as growth") for s in senses[:1] if move))
    claimed = _claim_unit(phrase, kind, unit)
    rate = claimed in ("%", "time", "point")
    numbers = read_numbers(
        phrase, phrase.hedges, widths, unit=claimed, counted=claimed == "rank", rate=rate
    )
    readings = [reading for number in numbers for reading in _understood(number, senses, move)]
    return tuple(readings), "" if readings else "no number can be divided by the zero printed"


def _understood(number: Reading, senses: tuple[Sense, ...], move: str) -> Iterator[Reading]:
    """What one number stands for in each of its senses."""
    if move and number.hedge == "at-most":  # "tăng dưới 5%" is still a rise
        number = replace(number, ordinary=number.ordinary & Interval(Fraction(0)))
        number = replace(number, lax=number.lax & Interval(Fraction(0)))
    for sense in senses:
        if sense is _ITSELF:
            yield number
            continue
        if sense.above is not None and number.value <= sense.above:
            continue
        if sense.inverse and number.value <= 0:
            continue
        base = _inverted(number) if sense.inverse else number
        # "giảm -5%" says its sign twice
        factor = abs(sense.factor) if number.value < 0 and not sense.shift else sense.factor
        reading = moved(base, factor, Fraction(sense.shift))
        if sense.notation:
            notation = ", ".join(filter(None, (number.notation, sense.notation)))
            reading = replace(reading, notation=notation, cost=number.cost + NOTATION)
        yield reading


def _inverted(number: Reading) -> Reading:
    one, positive = Interval.exactly(1), Interval(Fraction(0))
    return replace(
        number,
        value=1 / number.value,
        ordinary=one.over(number.ordinary & positive),
        lax=one.over(number.lax & positive),
    )


def _form(phrase: ParsedText, kind: StatementKind) -> str:
    if kind == "change":
        return "amount"
    if phrase.unit == "time" or (
        not phrase.unit and ("fold" in phrase.moves or kind == "multiple")
    ):
        return "times"
    return "percent"


def _misfit(phrase: ParsedText, kind: StatementKind, form: str) -> str:
    """Why such a number cannot be such a claim; empty if it can."""
    if phrase.of is not None:
        return f"n/N is a level, not a {kind}"
    if "arrival" in phrase.moves and kind in ("growth", "change") and form != "times":
        return f"the text names the level arrived at, not the {kind}: state it as a level"
    if form == "percent" and phrase.unit not in ("", "%"):
        return f"the unit '{phrase.unit}' is not that of a {kind}: print it in % or as a multiple"
    if phrase.unit == "time" and kind in ("share", "change"):
        return f"a multiple is not a {kind}: state it as kind multiple or growth"
    return ""


def _movement(phrase: ParsedText, form: str) -> str:
    """Which column of the senses the words name."""
    if phrase.moves & {"equals", "fold"} or ("arrival" in phrase.moves and form != "amount"):
        return "equals"
    if phrase.moves & _FALLS:
        return "down"
    return "up" if phrase.moves & _RISES else ""


def _claim_unit(phrase: ParsedText, kind: StatementKind, unit: str) -> str:
    if kind != "change":
        return _UNIT[kind]
    percent = phrase.unit == "%" or (unit in ("%", "point") and phrase.unit in ("", "score"))
    return "point" if percent else phrase.unit or unit


def _wordy(
    phrase: ParsedText,
    kind: StatementKind,
    unit: str,
    widths: Mapping[str, Fraction],
    last_digit: Fraction | None,
) -> tuple[tuple[Reading, ...], str]:
    """A claim in words alone: "vượt", "thấp hơn", "không đổi". Its value is where nothing moves."""
    spread = _spread_of_words(phrase, kind, widths, last_digit)
    if spread is None:
        return (), f"there is no number, and the words alone are not a {kind}"
    reading = Reading(
        Fraction(_NEUTRAL[kind]),
        *spread,
        _claim_unit(phrase, kind, unit),
        provisional=phrase.provisional,
    )
    return (reading,), ""


def _spread_of_words(
    phrase: ParsedText,
    kind: StatementKind,
    widths: Mapping[str, Fraction],
    last_digit: Fraction | None,
) -> Spread | None:
    neutral = Fraction(_NEUTRAL.get(kind, 0))
    if kind == "share":
        return None
    if "same" in phrase.moves and kind != "attainment":
        unit = UNCHANGED / 100 if kind == "multiple" else UNCHANGED
        return spread_unchanged(neutral, last_digit or unit, widths)
    if phrase.moves & _RISES or "over" in phrase.hedges:
        return (Interval(neutral, None, low_open=True),) * 2
    if phrase.moves & _FALLS or "at-most" in phrase.hedges:
        return (Interval(Fraction(0) if neutral else None, neutral, high_open=True),) * 2
    return None
