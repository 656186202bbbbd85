"""Plausible misprints of one printed text, each with the text that would have said it right."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from plan_tracker.language.numbers import read_digits
from plan_tracker.language.words import clean, vocabulary, words
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import StatementKind
from plan_tracker.reading.costs import SLIPS
from plan_tracker.reading.misprints import (
    Spell,
    misprints_of,
    power_of_ten,
    printed_number,
    with_word,
    words_taken,
)
from plan_tracker.reading.parser import parse
from plan_tracker.reading.phrases import ParsedText
from plan_tracker.reading.printed import NO_UNITS, read_printed
from plan_tracker.reading.widths import WIDTHS

_MOST_WIDER = 5  # times as wide, for its size, may a slip of one end make a range


@dataclass(frozen=True, slots=True)
class Misprint:
    """A misprint of a text, not read yet: `spell` gives the text that would have said it right.

    `value` is about what that text says, where it follows from its digits alone. It is read in the
    `notation` of the printed text. `ways` is how many texts such a slip could have made of it.
    """

    slip: str
    spell: Spell
    kind: StatementKind
    value: float | None
    notation: str
    ways: int


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

    def drafts(self, names: Collection[str] = SLIPS) -> Iterator[Misprint]:
        """Every misprint of the kinds named; none of a text that cannot be read.

        Names are scale, sign, transposition, digit, missing-digit, extra-digit, separator, points
        and currency. `points` makes a growth a change in points and the other way round; the
        reading's unit tells.
        """
        printed = self.read(self.text, self.kind)
        if not printed:
            return
        shown = clean(self.text)
        phrase = parse(words(shown, vocabulary(self.locale, self.units)), self.locale)
        line = self._line(shown, phrase, printed[0])
        seen = {float(reading.value) for reading in printed}
        mended = misprints_of(shown, phrase, self.locale, self.kind, printed[0].unit)
        for slip, spell, kind, number, ways in mended:
            value = line.at(number) if line and number is not None else None
            if slip in names and (value is None or value not in seen):
                seen.update([] if value is None else [value])
                yield Misprint(slip, spell, kind, value, printed[0].notation, ways)

    def readings(self, draft: Misprint) -> Iterator[Reading]:
        """What a draft says, in the notation of the printed text, at the cost of its slip.

        A range that one end would open far wider would hold almost anything: nobody meant it.
        """
        for reading in self.read(draft.spell(), draft.kind):
            opened = reading.hedge == "range" and _width(reading) > self._widest()
            if reading.notation == draft.notation and not opened:
                yield replace(reading, cost=SLIPS[draft.slip])

    def _widest(self) -> Fraction:
        """How wide, for its size, a slip may make the printed range."""
        return _MOST_WIDER * _width(self.read(self.text, self.kind)[0])

    def read(self, text: str, kind: StatementKind) -> tuple[Reading, ...]:
        """The readings of another text in the place of this one."""
        return read_printed(
            text, self.locale, kind, unit=self.unit, index=self.index, last_digit=self.last_digit,
            units=self.units, widths=self.widths,
        )[0]  # fmt: skip

    def _line(self, shown: str, phrase: ParsedText, printed: Reading) -> Line | None:
        """How the value follows from the number, where two further readings lie on one line."""
        digits = words_taken(phrase, "digits")
        if len(digits) != 1 or phrase.of is not None:
            return None
        word, points = digits[0], [(printed_number(phrase), printed.value)]
        for more in (1, 2):
            numeral = read_digits(word.text, self.locale)[0]
            numeral = numeral._replace(whole=str(int(numeral.whole) + more))
            readings = self.read(with_word(shown, word, numeral.text), self.kind)
            if not readings:
                return None
            points.append((points[0][0] + more * power_of_ten(phrase), readings[0].value))
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


def _width(reading: Reading) -> Fraction:
    """How far it is from end to end of a range, as a share of its size."""
    low, high = reading.lax.low, reading.lax.high
    if low is None or high is None or reading.lax.empty:
        return Fraction(0)
    return (high - low) / (max(abs(low), abs(high)) or 1)


def _identity(reading: Reading) -> tuple[Fraction, Fraction | None, str]:
    return reading.value, reading.of, reading.unit
