"""How a language says what a text is made of: its templates, numbers, units and days."""

from collections.abc import Sequence
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from math import ceil, floor, isinf, log10

from plan_tracker.model.interval import Interval
from plan_tracker.model.period import Period

Number = Fraction | float
_BILLION = 10**9
_DIGITS = 6
_STEPPED = 12  # digits of what is rounded already
_FINE = 5  # steps that the width of an interval has at least
_MANY = 2  # of whatever there is more than one
_EXACT = Context(prec=12)
_SIBILANT = ("ss", "us", "x", "z", "ch", "sh")
_UNCHANGED = frozenset({"aircraft", "cattle", "head", "livestock", "people", "sheep", "staff"})
_UNSAID = ("", "time")  # a multiple is a number of times, which its sentence says


class Language:
    """English, in which texts are written; another language says the same with words of its own.

    Numbers have few digits and thousands marks.
    """

    code: str = "en"
    between: str = ", "  # what stands between two numbers

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
        if len(unit) < len("day") or unit in _UNCHANGED:
            return unit
        if unit.endswith(_SIBILANT):
            return f"{unit}es"
        if unit.endswith("s"):
            return unit  # a plan may say `clinics` itself
        ends_in_y = unit.endswith("y") and unit[-2] not in "aeiou"
        return f"{unit[:-1]}ies" if ends_in_y else f"{unit}s"

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

    def range(
        self,
        interval: Interval,
        unit: str = "",
        beside: Interval | None = None,
        *,
        whole: bool = False,
    ) -> str:
        """One number where both ends print alike, else `low to high`.

        It is told to a fifth of its width, or of the distance to what it stands `beside` and does
        not meet: two intervals that exclude each other never print as if they met. Of what can only
        be counted `whole`, the whole numbers inside.
        """
        step = _step(interval, beside)
        interval = _counted(interval) if whole else interval
        low, high = interval.low, interval.high
        if low is None:
            if high is None:
                return self.words("anything")
            return self.words("at most {amount}").format(amount=self.amount(high, unit))
        if high is None:
            return self.words("at least {amount}").format(amount=self.amount(low, unit))

        first, last = self._told(low, step), self._told(high, step)
        if first == last:
            return self.with_unit(first, _said(unit) and self.unit(unit, low))
        scale = f" {self.words('billion')}"
        if first.endswith(scale) and last.endswith(scale):
            first = first.removesuffix(scale)
        both = self.words("{low} to {high}").format(low=first, high=last)
        return self.with_unit(both, _said(unit) and self.unit(unit, _MANY))

    def near(self, interval: Interval, unit: str = "") -> str:
        """`about 136 billion USD (135.95 to 136.01 billion)`: the shortest number, then the ends.

        The interval alone where it has but one end, or prints as one number.
        """
        both = self.range(interval, unit)
        if interval.low is None or interval.high is None or interval.low == interval.high:
            return both
        amount = self.amount(_shortest(interval.low, interval.high), unit)
        ends = self.range(interval, "%" if unit == "%" else "")
        return self.words("about {amount} ({ends})").format(amount=amount, ends=ends)

    def _told(self, end: Fraction, step: Fraction | None) -> str:
        """An end of an interval, to a step."""
        if step is None:
            return self.number(end)
        return self.number(round(end / step) * step, _STEPPED)

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


def _step(interval: Interval, beside: Interval | None) -> Fraction | None:
    """The largest power of ten that tells an interval well enough; None where any would do."""
    low, high = interval.low, interval.high
    widths = [high - low] if low is not None and high is not None else []
    if beside is not None:
        gaps = (
            far - near
            for near, far in ((interval.high, beside.low), (beside.high, interval.low))
            if near is not None and far is not None
        )
        widths += [max(gaps, default=Fraction(0))]
    finest = min((width for width in widths if width > 0), default=None)
    if finest is None:
        return None

    # Numbers may be larger than any float: logarithms of whole ones are taken.
    step = Fraction(10) ** floor(log10(finest.numerator) - log10(finest.denominator * _FINE))
    return step if step * _FINE <= finest else step / 10


def _shortest(low: Fraction, high: Fraction) -> Fraction:
    """The number with the fewest digits from `low` to `high`, of several that in the middle."""
    largest = max(abs(low), abs(high))
    step = Fraction(10) ** floor(log10(largest.numerator) - log10(largest.denominator) + 1)
    while ceil(low / step) * step > high:
        step /= 10
    nearest = round((low + high) / 2 / step) * step
    return min(max(nearest, ceil(low / step) * step), floor(high / step) * step)


def _counted(interval: Interval) -> Interval:
    """The whole numbers of an interval; itself where it has none."""
    low = None if interval.low is None else ceil(interval.low)
    high = None if interval.high is None else floor(interval.high)
    if low is not None and high is not None and low > high:
        return interval
    return Interval(
        None if low is None else Fraction(low), None if high is None else Fraction(high)
    )


def _said(unit: str) -> str:
    return "" if unit in _UNSAID else unit


ENGLISH = Language()
