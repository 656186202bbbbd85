"""Printed levels: plain and hedged numbers, ranges, n of N, ranks."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import cast

from plan_tracker.language.numbers import Numeral
from plan_tracker.model.interval import Interval
from plan_tracker.model.reading import Hedge, Reading
from plan_tracker.model.statement import StatementKind
from plan_tracker.reading.costs import NOTATION, ORDINARY
from plan_tracker.reading.phrases import ParsedText, PrintedNumber
from plan_tracker.reading.widths import Spread, spread, spread_range

_HEDGE_OF_MOVE = {"beyond": "over", "more": "at-least", "less": "at-most"}


def read_level(
    phrase: ParsedText, kind: StatementKind, unit: str, widths: Mapping[str, Fraction]
) -> tuple[Reading, ...]:
    """The readings of a level, a target or a base with a number.

    "vượt 1 triệu" is a level over a million, but a target or base of a million. A level that
    "giảm 5%" is -5 %; one that "giảm còn 5%" is 5 %.
    """
    named = tuple(_HEDGE_OF_MOVE[move] for move in _HEDGE_OF_MOVE if move in phrase.moves)
    hedges = phrase.hedges + (named if kind == "level" else ())
    ranked = "rank" in phrase.moves or unit == "rank"
    counted = ranked or (phrase.of is not None and not phrase.of.power)  # no money: 5/7 tỷ đồng
    falls = "down" in phrase.moves and not phrase.moves & {"arrival", "rank"}
    rate = (phrase.unit or unit) == "%"
    unit = "rank" if ranked else phrase.unit or unit
    readings = read_numbers(phrase, hedges, widths, unit=unit, counted=counted, rate=rate)
    if falls:
        readings = (moved(each, Fraction(-1)) if each.value > 0 else each for each in readings)
    return tuple(readings)


def read_numbers(
    phrase: ParsedText,
    hedges: tuple[str, ...],
    widths: Mapping[str, Fraction],
    *,
    unit: str,
    counted: bool,
    rate: bool,
) -> Iterator[Reading]:
    """A reading in a unit for each notation of the printed numbers, the plain one first.

    Whole `counted` numbers without a hedge are exact. The value of a range is its middle. A range
    whose ends run backwards in a notation has no reading in it.
    """
    for numerals, of in _spelled(phrase):
        ordinary, lax = _intervals(numerals, hedges, widths, counted=counted, rate=rate)
        if ordinary.empty:
            continue
        notation = numerals[0].notation
        if len(numerals) > 1 or of is not None:
            notation = next((one.notation for one in (*numerals, of) if one and one.notation), "")
        yield Reading(
            numerals[0].value if len(numerals) == 1 else _middle(numerals),
            ordinary,
            lax,
            unit,
            "range" if len(numerals) > 1 else cast(Hedge, hedges[-1] if hedges else ""),
            notation,
            NOTATION if notation else ORDINARY,
            of.value if of else None,
            phrase.provisional,
        )


def _middle(numerals: tuple[Numeral, ...]) -> Fraction:
    return sum((one.value for one in numerals), Fraction(0)) / len(numerals)


def moved(reading: Reading, factor: Fraction, shift: Fraction = Fraction(0)) -> Reading:
    """The same reading of a number that stands for `factor` times itself plus `shift`."""
    if factor == 1 and not shift:
        return reading
    return replace(
        reading,
        value=reading.value * factor + shift,
        ordinary=(reading.ordinary * factor).shifted(shift),
        lax=(reading.lax * factor).shifted(shift),
    )


def _spelled(phrase: ParsedText) -> Iterator[tuple[tuple[Numeral, ...], Numeral | None]]:
    """The numbers of a phrase in each notation that one of them is printed in."""
    everything = (*phrase.amounts, phrase.of) if phrase.of else phrase.amounts
    if len(everything) == 1:  # most often, and then in one way
        for numeral in everything[0].numerals:
            yield (numeral,), None
        return
    notations = dict.fromkeys(n.notation for amount in everything for n in amount.numerals)
    for notation in notations:
        numbers = tuple(_in_notation(amount, notation) for amount in phrase.amounts)
        yield numbers, _in_notation(phrase.of, notation) if phrase.of else None


def _in_notation(amount: PrintedNumber, notation: str) -> Numeral:
    """The amount read in a notation, or plainly where its digits do not show that notation."""
    plain = amount.numerals[0]
    return next((one for one in amount.numerals if one.notation == notation), plain)


def _intervals(
    numerals: tuple[Numeral, ...],
    hedges: tuple[str, ...],
    widths: Mapping[str, Fraction],
    *,
    counted: bool,
    rate: bool,
) -> Spread:
    if len(numerals) > 1:
        return spread_range(numerals[0], numerals[-1], hedges, widths, rate=rate)
    number = numerals[0]
    if counted and not hedges and number.value.denominator == 1:
        return (Interval.exactly(number.value),) * 2
    return spread(number, hedges, widths, rate=rate)
