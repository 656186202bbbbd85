"""Printed texts by their form: what the words around one number say, whatever its digits are.

Reports print few forms, `tăng 8,3 %` and `12 tỷ đồng`, with ever other digits. Each is taken apart
once with digits that stand for any, and then holds those that are printed.
"""

import re
from collections.abc import Mapping

from plan_tracker.language.languages import remembered_lately
from plan_tracker.language.numbers import read_digits, scaled, too_long
from plan_tracker.language.words import DIGITS, clean, vocabulary, words
from plan_tracker.reading.cursor import is_like_a_year
from plan_tracker.reading.parser import NUMBER, parse
from plan_tracker.reading.phrases import ParsedText, PrintedNumber

_ANY_NUMBER, _ANY_YEAR = "7", "2000"  # which stand for others of their kind
_AROUND_NUMBER = re.compile(f"({DIGITS.pattern})")
_Units = tuple[tuple[str, str], ...]


def parse_text(text: str, locale: str, units: Mapping[str, str]) -> ParsedText:
    """Take a text apart, with a plan's own words for units; never raises.

    The words taken are not told of a text whose form is known.
    """
    shown = clean(text)
    pieces = _AROUND_NUMBER.split(shown, maxsplit=2)
    if len(pieces) == 3:
        before, digits, after = pieces
        stand_in = _ANY_YEAR if is_like_a_year(digits) else _ANY_NUMBER
        form = _form(before, stand_in, after, locale, tuple(units.items()))
        numerals = read_digits(digits, locale) if form and not too_long(digits) else ()
        if form and numerals:
            (amount,) = form.amounts
            held = amount.numerals[0]
            printed = PrintedNumber(scaled(numerals, held.power, held.negative), amount.unit)
            return ParsedText(
                form.moves, form.hedges, form.provisional, (printed,), None, form.unit, (), ()
            )

    return parse(words(shown, vocabulary(locale, units)), locale)


@remembered_lately
def _form(before: str, digits: str, after: str, locale: str, units: _Units) -> ParsedText | None:
    """What a text says with digits that stand for any between these; None where they matter."""
    cut = words(f"{before}{digits}{after}", vocabulary(locale, dict(units)))
    if sum(not word.roles.keys().isdisjoint(NUMBER) for word in cut) > 1:
        return None  # `3 in ten`
    phrase = parse(cut, locale)
    return phrase if not phrase.problems and len(phrase.amounts) == 1 else None
