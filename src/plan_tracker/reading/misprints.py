"""The texts that one printed text could have been, had there been no slip of the pen."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from plan_tracker.language.languages import figure_words
from plan_tracker.language.numbers import Numeral, read_digits
from plan_tracker.language.words import Lexeme
from plan_tracker.model.statement import StatementKind
from plan_tracker.reading.phrases import ParsedText

_LONGEST_SCALE = 18  # a scale slip never makes a figure of more than 10^18
_SHIFTS = (-3, 3, -6, 6, -9, 9)
_UNSCALED = frozenset({"%", "‰", "point", "time", "rank", "score"})
_OPPOSITE = {"up": "down", "down": "up", "more": "less", "less": "more"}
_SELDOM = 10  # times as often a digit is struck twice than another one is put in
_MOST_MOVED = 3  # places that a decimal mark may have moved

Spell = Callable[[], str]


class Mended(NamedTuple):
    """A text that a slip could have made another from.

    `kind` is that of the text meant, `number` what its digits and scale words make where they tell;
    `ways` is how many texts such a slip could have made of it.
    """

    slip: str
    spell: Spell
    kind: StatementKind
    number: float | None
    ways: int


def power_of_ten(phrase: ParsedText) -> Fraction:
    """What the scale words after the number multiply it by."""
    return Fraction(10) ** phrase.amounts[0].power if phrase.amounts else Fraction(1)


def printed_number(phrase: ParsedText) -> Fraction:
    """The number that the digits and the scale words make, without its sign."""
    return abs(phrase.amounts[0].numerals[0].value) if phrase.amounts else Fraction(0)


def misprints_of(
    text: str, phrase: ParsedText, locale: str, kind: StatementKind, unit: str
) -> Iterator[Mended]:
    """The texts that a slip could have made into this one, those of the likelier slips first."""
    if phrase.of is None and unit not in _UNSCALED:
        number = float(printed_number(phrase))
        for spell, shift in _rescaled(text, phrase, locale):
            yield Mended("scale", spell, kind, number * 10.0**shift, len(_SHIFTS))
    for spell in _resigned(text, phrase, locale, kind):
        yield Mended("sign", spell, kind, None, 1)
    yield from _respelled(text, phrase, locale, kind)
    for spell, now in _repointed(text, phrase, locale, kind):
        yield Mended("points", spell, now, None, 1)
    for word in words_taken(phrase, "currency"):
        others = figure_words(locale)["currency"].values()
        for currency in others:
            spell = partial(with_word, text, word, f" {currency[0]} ")
            yield Mended("currency", spell, kind, None, len(others) - 1)


def _respelled(text: str, phrase: ParsedText, locale: str, kind: StatementKind) -> Iterator[Mended]:
    """The texts with other digits, or the mark in another place."""
    ten = float(power_of_ten(phrase))
    numbers = words_taken(phrase, "digits")
    for word in numbers:
        printed = read_digits(word.text, locale)[0]
        for slip, digits, places, ways in _digit_slips(printed):
            if phrase.of is None or slip != "separator":
                spell = partial(_with_digits, text, word, printed, digits, places)
                number = int(digits) / 10.0**places * ten
                yield Mended(slip, spell, kind, number, ways * len(numbers))


def _with_digits(text: str, word: Lexeme, printed: Numeral, digits: str, places: int) -> str:
    """The text with other digits, marked as the printed ones are."""
    whole, fraction = (
        digits[: len(digits) - places].lstrip("0") or "0",
        digits[len(digits) - places :],
    )
    return with_word(text, word, printed._replace(whole=whole, fraction=fraction).text)


def _rescaled(text: str, phrase: ParsedText, locale: str) -> Iterator[tuple[Spell, int]]:
    """Scale words too many, too few or wrong, after each number, and by how many tens."""
    for digits, scales in _scales(phrase):
        power = sum(int(word.roles[role]) for role, word in scales)
        end = scales[-1][1].end if scales else digits.end
        for shift in _SHIFTS:
            scale = _scale_words(power + shift, locale)
            if scale is not None:
                tail = f" {scale}" if scale else ""
                yield partial(_replaced, text, digits.end, end, tail), shift


def _scales(phrase: ParsedText) -> Iterator[tuple[Lexeme, list[tuple[str, Lexeme]]]]:
    """Each printed number with the scale words that follow it."""
    for at, (role, word) in enumerate(phrase.taken):
        if role == "digits":
            following = at + 1
            while following < len(phrase.taken) and phrase.taken[following][0] in (
                "scale",
                "glued",
            ):
                following += 1
            yield word, list(phrase.taken[at + 1 : following])


def _scale_words(power: int, locale: str) -> str | None:
    """How a locale prints a power of ten, or None where it does not."""
    if not 0 <= power <= _LONGEST_SCALE:
        return None
    known = {int(key): spellings[0] for key, spellings in figure_words(locale)["scale"].items()}
    found: list[str] = []
    while power:
        largest = max((one for one in known if one <= power), default=None)
        if largest is None:
            return None
        found.insert(0, known[largest])
        power -= largest
    return " ".join(found)


def _resigned(text: str, phrase: ParsedText, locale: str, kind: StatementKind) -> Iterator[Spell]:
    """A rise for a fall, a minus too many or too few."""
    moves = figure_words(locale)["move"]
    for word in words_taken(phrase, "move"):
        opposite = _OPPOSITE.get(word.roles["move"])
        if opposite:
            yield partial(with_word, text, word, moves[opposite][0])
    for word in words_taken(phrase, "sign"):
        minus = word.roles["sign"] == "minus"
        yield partial(with_word, text, word, "" if minus else "-")
    if kind in ("growth", "change") and not phrase.moves and not words_taken(phrase, "sign"):
        for word in words_taken(phrase, "digits"):
            yield partial(_replaced, text, word.start, word.start, "-")


def _digit_slips(printed: Numeral) -> Iterator[tuple[str, str, int, int]]:
    """Slip, what the digits could have been, how many of them are decimals, and its ways.

    No number begins with a zero before another whole digit.
    """
    digits, places = printed.whole + printed.fraction, len(printed.fraction)
    size = len(digits)
    for moved in range(-_MOST_MOVED, _MOST_MOVED + 1):
        if 0 <= places + moved < size:
            yield "separator", digits, places + moved, size
    for slip, other, decimals, ways in _other_digits(digits, places):
        if other[0] != "0" or len(other) == decimals + 1:
            yield slip, other, decimals, ways


def _other_digits(digits: str, places: int) -> Iterator[tuple[str, str, int, int]]:
    size, point = len(digits), len(digits) - places
    for at in range(size - 1):
        swapped = digits[at + 1] + digits[at]
        yield "transposition", digits[:at] + swapped + digits[at + 2 :], places, size - 1
    for at in range(size if size > 1 else 0):
        # A digit too many is mostly one that was struck twice.
        doubled = digits[at] in digits[max(at - 1, 0) : at] + digits[at + 1 : at + 2]
        ways = size - 1 if doubled else _SELDOM * 10 * size
        yield "extra-digit", digits[:at] + digits[at + 1 :], places - (at >= point), ways
    for at, decimal in [(at, 0) for at in range(point + 1)] + [
        (at, 1) for at in range(point, size + 1) if places
    ]:
        for digit in "0123456789":
            yield "missing-digit", digits[:at] + digit + digits[at:], places + decimal, size + 1
    for at in range(size):
        for digit in "0123456789":
            yield "digit", digits[:at] + digit + digits[at + 1 :], places, 9 * size


def _repointed(
    text: str, phrase: ParsedText, locale: str, kind: StatementKind
) -> Iterator[tuple[Spell, StatementKind]]:
    """Percent for points, points for percent."""
    if "equals" in phrase.moves:
        return
    for word in words_taken(phrase, "unit"):
        meaning = word.roles["unit"]
        if kind == "growth" and meaning == "%":
            point = figure_words(locale)["unit"]["point"][0]
            yield partial(with_word, text, word, f" {point}"), "change"
        elif kind == "change" and meaning in ("%", "point"):
            yield partial(with_word, text, word, "%"), "growth"


def words_taken(phrase: ParsedText, role: str) -> list[Lexeme]:
    """The words of a phrase that were taken for a role."""
    return [word for taken, word in phrase.taken if taken == role]


def with_word(text: str, word: Lexeme, new: str) -> str:
    """The text with something else in the place of a word."""
    return " ".join(_replaced(text, word.start, word.end, new).split())


def _replaced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]
