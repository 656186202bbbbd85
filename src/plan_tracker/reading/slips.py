"""Plausible misprints of one printed text, each with the text that would have said it right."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import StatementKind
from plan_tracker.reading.costs import SLIPS
from plan_tracker.reading.numbers import Numeral, read_digits
from plan_tracker.reading.parser import parse
from plan_tracker.reading.phrases import Phrase
from plan_tracker.reading.printed import NO_UNITS, read_printed
from plan_tracker.reading.widths import WIDTHS
from plan_tracker.reading.words import Word, clean, language, vocabulary, words

_LONGEST_SCALE = 18  # a scale slip never makes a figure of more than 10^18
_SHIFTS = (-3, 3, -6, 6, -9, 9)
_UNSCALED = frozenset({"%", "‰", "point", "time", "rank", "score"})
_OPPOSITE = {"up": "down", "down": "up", "more": "less", "less": "more"}
_MOST_MOVED = 3  # places that a decimal mark may have moved

Spell = Callable[[], str]
Mended = tuple[str, Spell, StatementKind, float | None]  # slip, text, its kind, its number


@dataclass(frozen=True, slots=True)
class Draft:
    """A misprint of a text, not read yet: `spell` gives the text that would have said it right.

    `value` is about what that text says, where it follows from its digits alone. It is read in the
    `notation` of the printed text.
    """

    slip: str
    spell: Spell
    kind: StatementKind
    value: float | None
    notation: str


@dataclass(frozen=True, slots=True)
class Line:
    """How a value follows from the number that digits and scale words give."""

    slope: float
    shift: float

    def at(self, number: float) -> float:
        """The value of a number."""
        return self.slope * number + self.shift


@dataclass(frozen=True, slots=True)
class Misprints:
    """What one printed text could have been; the fields are the arguments of `read_printed`."""

    text: str
    locale: str
    kind: StatementKind
    unit: str
    index: bool
    last_digit: Fraction | None
    units: Mapping[str, str]
    widths: Mapping[str, Fraction]

    def drafts(self, names: Collection[str] = SLIPS) -> Iterator[Draft]:
        """Every misprint of the kinds named; none of a text that cannot be read.

        Names are scale, sign, transposition, digit, missing-digit, extra-digit, separator, points
        and currency. `points` makes a growth a change in points and the other way round; the
        reading's unit tells.
        """
        printed = self.read(self.text, self.kind)
        if not printed:
            return
        shown = clean(self.text)
        known = vocabulary(self.locale, self.units)
        phrase = parse(words(shown, known), self.locale, known)
        line = self._line(shown, phrase, printed[0])
        seen = {float(reading.value) for reading in printed}
        mended = _mended(shown, phrase, self.locale, self.kind, printed[0].unit)
        for slip, spell, kind, number in mended:
            value = line.at(number) if line and number is not None else None
            if slip in names and (value is None or value not in seen):
                seen.update([] if value is None else [value])
                yield Draft(slip, spell, kind, value, printed[0].notation)

    def readings(self, draft: Draft) -> Iterator[Reading]:
        """What a draft says, in the notation of the printed text, at the cost of its slip."""
        for reading in self.read(draft.spell(), draft.kind):
            if reading.notation == draft.notation:
                yield replace(reading, cost=SLIPS[draft.slip])

    def read(self, text: str, kind: StatementKind) -> tuple[Reading, ...]:
        """The readings of another text in the place of this one."""
        return read_printed(
            text, self.locale, kind, unit=self.unit, index=self.index, last_digit=self.last_digit,
            units=self.units, widths=self.widths,
        )[0]  # fmt: skip

    def _line(self, shown: str, phrase: Phrase, printed: Reading) -> Line | None:
        """How the value follows from the number, where two further readings lie on one line."""
        digits = _taken(phrase, "digits")
        if len(digits) != 1 or phrase.of is not None:
            return None
        word, points = digits[0], [(_number(phrase), printed.value)]
        for more in (1, 2):
            numeral = read_digits(word.text, self.locale)[0]
            numeral = replace(numeral, whole=str(int(numeral.whole) + more))
            readings = self.read(_spliced(shown, word, numeral.text), self.kind)
            if not readings:
                return None
            points.append((points[0][0] + more * _ten(phrase), readings[0].value))
        (x, y), (x1, y1), (x2, y2) = points
        slope = (y1 - y) / (x1 - x)
        straight = y2 - y1 == slope * (x2 - x1)
        return Line(float(slope), float(y - slope * x)) if straight else None


def slips(
    text: str,
    locale: str = "vi",
    kind: StatementKind = "level",
    unit: str = "",
    *,
    index: bool = False,
    last_digit: Fraction | None = None,
    units: Mapping[str, str] = NO_UNITS,
    widths: Mapping[str, Fraction] = WIDTHS,
    names: Collection[str] = SLIPS,
) -> Iterator[tuple[str, str, Reading]]:
    """Each slip's name, the text as it should have been printed, and what that says.

    No value comes twice, nor one that the text as printed can have. The arguments are those of
    `read_printed`, with the `names` of the slips wanted.
    """
    misprints = Misprints(text, locale, kind, unit, index, last_digit, units, widths)
    seen = {_identity(reading) for reading in misprints.read(text, kind)}
    for draft in misprints.drafts(names):
        for reading in misprints.readings(draft):
            if _identity(reading) not in seen:
                seen.add(_identity(reading))
                yield draft.slip, draft.spell(), reading


def _identity(reading: Reading) -> tuple[Fraction, Fraction | None, str]:
    return reading.value, reading.of, reading.unit


def _ten(phrase: Phrase) -> Fraction:
    return Fraction(10) ** phrase.amounts[0].power if phrase.amounts else Fraction(1)


def _number(phrase: Phrase) -> Fraction:
    """The number that the digits and the scale words make, without its sign."""
    return abs(phrase.amounts[0].numerals[0].value) if phrase.amounts else Fraction(0)


def _mended(
    text: str, phrase: Phrase, locale: str, kind: StatementKind, unit: str
) -> Iterator[Mended]:
    """The texts that a slip could have made this one from, likelier slips first."""
    if phrase.of is None and unit not in _UNSCALED:
        number = float(_number(phrase))
        for spell, shift in _rescaled(text, phrase, locale):
            yield "scale", spell, kind, number * 10.0**shift
    yield from (("sign", spell, kind, None) for spell in _resigned(text, phrase, locale, kind))
    ten = float(_ten(phrase))
    for word in _taken(phrase, "digits"):
        printed = read_digits(word.text, locale)[0]
        for slip, digits, places in _digit_slips(printed):
            if phrase.of is None or slip != "separator":
                spell = partial(_respelled, text, word, printed, digits, places)
                yield slip, spell, kind, int(digits) / 10.0**places * ten
    yield from (
        (slip, spell, now, None) for slip, spell, now in _repointed(text, phrase, locale, kind)
    )
    for word in _taken(phrase, "currency"):
        for currency in language(locale)["currency"].values():
            yield "currency", partial(_spliced, text, word, f" {currency[0]} "), kind, None


def _respelled(text: str, word: Word, printed: Numeral, digits: str, places: int) -> str:
    """The text with other digits, marked as the printed ones are."""
    whole, fraction = (
        digits[: len(digits) - places].lstrip("0") or "0",
        digits[len(digits) - places :],
    )
    return _spliced(text, word, replace(printed, whole=whole, fraction=fraction).text)


def _rescaled(text: str, phrase: Phrase, locale: str) -> Iterator[tuple[Spell, int]]:
    """Scale words too many, too few or wrong, after each number, and by how many tens."""
    for digits, scales in _scales(phrase):
        power = sum(int(word.roles[role]) for role, word in scales)
        end = scales[-1][1].end if scales else digits.end
        for shift in _SHIFTS:
            scale = _scale_words(power + shift, locale)
            if scale is not None:
                tail = f" {scale}" if scale else ""
                yield partial(_replaced, text, digits.end, end, tail), shift


def _scales(phrase: Phrase) -> Iterator[tuple[Word, list[tuple[str, Word]]]]:
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
    known = {int(key): spellings[0] for key, spellings in language(locale)["scale"].items()}
    found: list[str] = []
    while power:
        largest = max((one for one in known if one <= power), default=None)
        if largest is None:
            return None
        found.insert(0, known[largest])
        power -= largest
    return " ".join(found)


def _resigned(text: str, phrase: Phrase, locale: str, kind: StatementKind) -> Iterator[Spell]:
    """A rise for a fall, a minus too many or too few."""
    moves = language(locale)["move"]
    for word in _taken(phrase, "move"):
        opposite = _OPPOSITE.get(word.roles["move"])
        if opposite:
            yield partial(_spliced, text, word, moves[opposite][0])
    for word in _taken(phrase, "sign"):
        minus = word.roles["sign"] == "minus"
        yield partial(_spliced, text, word, "" if minus else "-")
    if kind in ("growth", "change") and not phrase.moves and not _taken(phrase, "sign"):
        for word in _taken(phrase, "digits"):
            yield partial(_replaced, text, word.start, word.start, "-")


def _digit_slips(printed: Numeral) -> Iterator[tuple[str, str, int]]:
    """Slip, what the digits could have been, and how many of them are decimals."""
    digits, places = printed.whole + printed.fraction, len(printed.fraction)
    size, point = len(digits), len(digits) - places
    for at in range(size - 1):
        swapped = digits[at + 1] + digits[at]
        yield "transposition", digits[:at] + swapped + digits[at + 2 :], places
    for at in range(size):
        for digit in "0123456789":
            yield "digit", digits[:at] + digit + digits[at + 1 :], places
    for at, decimal in [(at, 0) for at in range(point + 1)] + [
        (at, 1) for at in range(point, size + 1) if places
    ]:
        for digit in "0123456789":
            yield "missing-digit", digits[:at] + digit + digits[at:], places + decimal
    for at in range(size if size > 1 else 0):
        yield "extra-digit", digits[:at] + digits[at + 1 :], places - (at >= point)
    for moved in range(-_MOST_MOVED, _MOST_MOVED + 1):
        if 0 <= places + moved < size:
            yield "separator", digits, places + moved


def _repointed(
    text: str, phrase: Phrase, locale: str, kind: StatementKind
) -> Iterator[tuple[str, Spell, StatementKind]]:
    """Percent for points, points for percent."""
    if "equals" in phrase.moves:
        return
    for word in _taken(phrase, "unit"):
        meaning = word.roles["unit"]
        if kind == "growth" and meaning == "%":
            point = language(locale)["unit"]["point"][0]
            yield "points", partial(_spliced, text, word, f" {point}"), "change"
        elif kind == "change" and meaning in ("%", "point"):
            yield "points", partial(_spliced, text, word, "%"), "growth"


def _taken(phrase: Phrase, role: str) -> list[Word]:
    return [word for taken, word in phrase.taken if taken == role]


def _spliced(text: str, word: Word, new: str) -> str:
    """The text with something else in the place of a word."""
    return _replaced(text, word.start, word.end, new).strip()


def _replaced(text: str, start: int, end: int, new: str) -> str:
    return text[:start] + new + text[end:]
