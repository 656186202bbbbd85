"""Digits with their marks: `2.480,4`, `20,495`, `1 512 144`."""

import re
import unicodedata
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from plan_tracker.language.languages import head, remembered

MOST_DIGITS = 60  # no figure has more; Python itself refuses to convert thousands of digits
NOTE_MARKS = frozenset("¹²³⁴⁵⁶⁷⁸⁹⁰†‡")  # of a footnote, right after a number
# One decimal mark that cannot group thousands.
_PLAIN = {
    mark: re.compile(rf"[0-9]+{re.escape(mark)}(?:[0-9]{{1,2}}|[0-9]{{4,}})") for mark in ",."
}
# One mark both between thousands and before the decimals: `1,591,3`, which reads in one way only.
ONE_MARK = re.compile(r"\d([.,])[0-9]{3}\1(?:[0-9]{1,2}|[0-9]{4,})(?![0-9])")
_MARK_NAME = {",": "comma", ".": "dot"}
# How the notations end in which a mark is not what the locale has it for.
GROUPING, DECIMAL = " groups thousands", " is the decimal mark"


def grouping(mark: str) -> str:
    """The notation in which a decimal mark groups thousands."""
    return f"{_MARK_NAME[mark]}{GROUPING}"


def starting(mark: str) -> str:
    """The notation in which a thousands mark starts decimals."""
    return f"{_MARK_NAME[mark]}{DECIMAL}"


@remembered
def decimal_mark(locale: str) -> str:
    """The mark before the decimals of a language, a comma or a dot."""
    mark: str = head(locale)["numbers"]["decimal"]
    return mark


def thousands_mark(locale: str) -> str:
    """The other one of the two, which groups thousands wherever a mark that is seen does."""
    return "." if decimal_mark(locale) == "," else ","


@remembered
def grouped(locale: str) -> re.Pattern[str]:
    """A thousands mark with three digits behind it, by the rule of the language."""
    return _before_three(thousands_mark(locale))


@remembered
def doubtful(locale: str) -> re.Pattern[str]:
    """A decimal mark before exactly three digits, which some offices group thousands by."""
    return _before_three(decimal_mark(locale))


def _before_three(mark: str) -> re.Pattern[str]:
    return re.compile(rf"\d{re.escape(mark)}\d{{3}}(?!\d)")


class Numeral(NamedTuple):
    """One way to read a run of digits: what is whole, what is fraction, and the marks between.

    `notation` is empty for the locale's plain rule. The value is scaled by 10 to the `power`. Of a
    number that is `rough` only the first digit says anything.
    """

    whole: str
    fraction: str = ""
    group: str = ""
    mark: str = ""
    notation: str = ""
    power: int = 0
    negative: bool = False
    rough: bool = False

    @property
    def value(self) -> Fraction:
        """The signed value after scaling."""
        power = self.power - len(self.fraction)
        digits = int(self.whole + self.fraction)
        size = Fraction(digits * 10**power) if power >= 0 else Fraction(digits, 10**-power)
        return -size if self.negative else size

    @property
    def last(self) -> Fraction:
        """The unit of the last printed digit after scaling."""
        return _ten(self.power - len(self.fraction))

    @property
    def zeros(self) -> int:
        """How many digits at the end are zeros or say as little; none for zero itself.

        Those behind a decimal mark are counted too: of an amount they are digits like any others.
        """
        digits = (self.whole + self.fraction).lstrip("0")
        if self.rough:
            return len(digits) - 1
        return len(digits) - len(digits.rstrip("0"))

    @property
    def ratio(self) -> tuple[int, int]:
        """The unit of the last printed digit after scaling, as one whole number over another."""
        power = self.power - len(self.fraction)
        return (10**power, 1) if power >= 0 else (1, 10**-power)

    @property
    def text(self) -> str:
        """The digits as this notation prints them, without sign and scale."""
        head = len(self.whole) % 3 or 3
        groups = [self.whole[:head], *re.findall("...", self.whole[head:])]
        whole = self.group.join(groups) if self.group else self.whole
        return f"{whole}{self.mark}{self.fraction}" if self.fraction else whole


def read_digits(text: str, locale: str) -> tuple[Numeral, ...]:
    """Every way to read digits with marks, the locale's plain one first; none if impossible."""
    plain = text if text.isascii() else "".join(_digit(sign) for sign in text)
    plain = f"0{plain}" if plain[0] in ",." else plain
    decimal = decimal_mark(locale)
    if plain.isdecimal() or _PLAIN[decimal].fullmatch(plain):  # only one way
        whole, _, fraction = plain.partition(decimal)
        return (Numeral(whole, fraction, "", decimal),)

    other = thousands_mark(locale)
    schemes = (
        (other, decimal, ""),
        (" ", decimal, ""),
        (decimal, other, grouping(decimal)),
        ("", other, starting(other)),
        (" ", other, starting(other)),
    )
    values: dict[Fraction, Numeral] = {}
    spaced = " " in plain
    for group, point, notation in schemes:
        if spaced != (group == " "):
            continue  # a space only groups
        numeral = _read(plain, group, point, notation)
        if numeral is not None:
            values.setdefault(numeral.value, numeral)
    if not values:
        both = (_marked_alike(plain, decimal, grouping), _marked_alike(plain, other, starting))
        return tuple(numeral for numeral in both if numeral is not None)
    return tuple(values.values())


def too_long(text: str) -> bool:
    """Whether there are more digits than any figure has."""
    return len(text) > MOST_DIGITS and sum(sign.isdecimal() for sign in text) > MOST_DIGITS


def scaled(numerals: tuple[Numeral, ...], power: int, negative: bool) -> tuple[Numeral, ...]:
    """The same ways to read, each with a scale and a sign."""
    if not power and not negative:
        return numerals
    return tuple(
        Numeral(n.whole, n.fraction, n.group, n.mark, n.notation, power, negative) for n in numerals
    )


def is_share(part: Fraction, whole: Fraction, *, spoken: bool) -> bool:
    """Whether `part in whole` says a share: `1 in 4`, `three in ten` (both `spoken`), `3 in 10`."""
    if part.denominator != 1 or whole.denominator != 1 or not 0 < part < whole:
        return False
    return part == 1 or (spoken and whole <= 10) or (whole >= 10 and not str(whole).strip("10"))


@lru_cache(maxsize=256)
def _ten(power: int) -> Fraction:
    return Fraction(f"1e{power}")


def _digit(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return " " if sign.isspace() else sign


def _read(text: str, group: str, decimal: str, notation: str) -> Numeral | None:
    """Read `text` with this thousands mark (or none) and this decimal mark, if it can be."""
    whole, mark, fraction = text.partition(decimal)
    groups = whole.split(group) if group else [whole]
    if not all(part.isdecimal() for part in groups) or (mark and not fraction.isdecimal()):
        return None
    if len(groups) > 1:
        return (
            Numeral("".join(groups), fraction, group, decimal, notation)
            if _proper(groups)
            else None
        )
    if notation.endswith("thousands"):
        return None
    return Numeral(whole, fraction, "", decimal, notation)


def _marked_alike(text: str, mark: str, notation: Callable[[str], str]) -> Numeral | None:
    """`1,591,3`: one mark between thousands and before the decimals, if it can be nothing else.

    `notation` names the way in which the mark is not what the language has it for.
    """
    *groups, fraction = text.split(mark)
    alike = len(groups) > 1 and all(part.isdecimal() for part in (*groups, fraction))
    if not alike or len(fraction) == 3 or not _proper(groups):
        return None
    return Numeral("".join(groups), fraction, mark, mark, notation(mark))


def _proper(groups: list[str]) -> bool:
    first, *rest = groups
    return len(first) <= 3 and first[0] != "0" and all(len(part) == 3 for part in rest)
