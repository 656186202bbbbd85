"""How a language says what a text is made of: its templates, numbers, units and days."""

from collections.abc import Sequence
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from math import isinf

from plan_tracker.model.interval import Interval
from plan_tracker.model.period import Period

Number = Fraction | float
_BILLION = 10**9
_DIGITS = 6
_EXACT = Context(prec=12)
_UNSAID = ("", "time")  # a multiple is a number of times, which its sentence says


class Language:
    """English, in which texts are written; another language says the same with words of its own.

    Numbers have few digits and thousands marks; open ends of intervals are round brackets.
    """

    code: str = "en"
    between: str = ", "  # the ends of an interval

    def words(self, template: str) -> str:
        """What stands for an English template, with the same named parts."""
        return template

    def counted(self, one: str, many: str, count: int) -> str:
        """The template for a count of things."""
        return one if count == 1 else many

    def unit(self, unit: str, value: Number) -> str:
        """A unit behind a number. `VND`, `%` and compound ones have no plural."""
        if value == 1 or not (unit.isascii() and unit.isalpha() and unit.islower()):
            return unit
        if len(unit) < len("day"):
            return unit
        return f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"

    def day(self, day: date) -> str:
        """A date with its full year."""
        return day.isoformat()

    def period(self, period: Period) -> str:
        """A stretch of days by its name."""
        return period.text

    def named(self, name: str) -> str:
        """A name of the program's own, such as a method's, which English says as it is."""
        return name

    def exact(self, number: Fraction) -> str:
        """A number of a formula, to twelve digits, with spaces between thousands."""
        return plain(number)

    def marked(self, digits: str) -> str:
        """A number that is written with English marks, in those of the language."""
        return digits

    def with_unit(self, number: str, unit: str) -> str:
        """A number or an interval, and its unit or scale."""
        return f"{number} {unit}" if unit else number

    def number(self, value: Number, digits: int = _DIGITS) -> str:
        """A number with thousands marks and at most `digits` significant digits."""
        if isinstance(value, float) and isinf(value):
            return self.words("anything" if value > 0 else "-anything")
        size = abs(int(value))
        if size >= _BILLION:
            return f"{self.number(Fraction(value) / _BILLION)} {self.words('billion')}"
        whole = len(str(size)) if size else 0
        places = max(digits - whole, 0) if whole < digits else 0
        text = f"{float(value):,.{min(places, _DIGITS)}f}"
        return self.marked(text.rstrip("0").rstrip(".") if "." in text else text)

    def amount(self, value: Number, unit: str) -> str:
        """A number with its unit."""
        return self.with_unit(self.number(value), _said(unit) and self.unit(unit, value))

    def range(self, interval: Interval, unit: str = "", digits: int = _DIGITS) -> str:
        """One number where both ends print alike, else `low to high`."""
        low, high = interval.low, interval.high
        if low is None:
            if high is None:
                return self.words("anything")
            return self.words("at most {amount}").format(amount=self.amount(high, unit))
        if high is None:
            return self.words("at least {amount}").format(amount=self.amount(low, unit))

        first, last = self.number(low, digits), self.number(high, digits)
        if first == last:
            return self.with_unit(first, unit and self._scale(unit))
        scale = f" {self.words('billion')}"
        if first.endswith(scale) and last.endswith(scale):
            first = first.removesuffix(scale)
        both = self.words("{low} to {high}").format(low=first, high=last)
        return self.with_unit(both, unit and self._scale(unit))

    def span(self, interval: Interval, unit: str = "") -> str:
        """An interval in brackets: `[32.5, 33.5] %`, `(2.1, 2.2) billion VND`."""
        low, high = interval.low, interval.high
        words = _said(unit) and self._scale(unit)
        if any(end is not None and abs(int(end)) >= _BILLION for end in (low, high)):
            low, high = (end and end / _BILLION for end in (low, high))
            words = f"{self.words('billion')} {words}"
        left = "(" if low is None or interval.low_open else "["
        right = ")" if high is None or interval.high_open else "]"
        ends = ["..." if end is None else self.number(end) for end in (low, high)]
        return self.with_unit(f"{left}{self.between.join(ends)}{right}", words.rstrip())

    def _scale(self, unit: str) -> str:
        """A unit behind more than one number."""
        return self.unit(unit, 1)

    def listed(self, items: Sequence[str], apart: str, last: str) -> str:
        """`a`, `a and b`, `a, b and c`."""
        if len(items) < len("ab"):
            return "".join(items)
        return f"{self.words(apart).join(items[:-1])}{self.words(last)}{items[-1]}"


def plain(number: Fraction) -> str:
    """At most twelve significant digits, spaces between thousands: "860 000 000", "0.4959"."""
    quotient = _EXACT.divide(Decimal(number.numerator), Decimal(number.denominator))
    if quotient and not -6 <= quotient.adjusted() <= 21:
        return f"{quotient.normalize():E}"
    whole, dot, rest = f"{quotient:,f}".replace(",", " ").partition(".")
    rest = rest.rstrip("0")
    return f"{whole}{dot}{rest}" if rest else whole


def _said(unit: str) -> str:
    return "" if unit in _UNSAID else unit


ENGLISH = Language()
