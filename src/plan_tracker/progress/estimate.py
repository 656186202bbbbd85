"""Exact numbers with the interval they may lie in; floats only where they enter and leave."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import inf, isfinite

from plan_tracker.model.interval import Interval, Number
from plan_tracker.model.text import Exact, Numbers, Text, phrase

ANYTHING = Interval()


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number for output; what is not known, or not bounded, is None."""

    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class UncertainNumber:
    """A number, where it is known, and the interval that it may lie in.

    Sums, differences, products and quotients treat their operands as independent, so a formula is
    sharp when it uses each amount once. A division by zero gives what is known: nothing.
    """

    value: Fraction | None
    interval: Interval = ANYTHING

    @classmethod
    def exactly(cls, value: Number) -> "UncertainNumber":
        """A number that is known without doubt."""
        return cls(Fraction(value), Interval.exactly(value))

    @classmethod
    def read(cls, value: float, low: float, high: float) -> "UncertainNumber":
        """From floats, where NaN is unknown and an infinite end is unbounded."""
        interval = Interval(exact(low), exact(high))
        return cls(exact(value), ANYTHING if interval.empty else interval)

    @property
    def low(self) -> Fraction | None:
        """The least that it may be; None is unbounded."""
        return self.interval.low

    @property
    def high(self) -> Fraction | None:
        """The most that it may be; None is unbounded."""
        return self.interval.high

    def __add__(self, other: "UncertainNumber | Number") -> "UncertainNumber":
        """Every sum."""
        other = _amount(other)
        return UncertainNumber(
            _both(Fraction.__add__, self.value, other.value), self.interval + other.interval
        )

    def __neg__(self) -> "UncertainNumber":
        """Every negative."""
        return self * -1

    def __sub__(self, other: "UncertainNumber | Number") -> "UncertainNumber":
        """Every difference."""
        return self + -_amount(other)

    def __mul__(self, other: "UncertainNumber | Number") -> "UncertainNumber":
        """Every product."""
        other = _amount(other)
        return UncertainNumber(
            _both(Fraction.__mul__, self.value, other.value),
            _product(self.interval, other.interval),
        )

    def __truediv__(self, other: "UncertainNumber | Number") -> "UncertainNumber":
        """Every quotient; unbounded where the divisor may be zero."""
        other = _amount(other)
        low, high = _ends(other.interval)
        if low <= 0 <= high:
            return UncertainNumber(_both(Fraction.__truediv__, self.value, other.value or None))
        return self * _inverse(other)

    def kept_within(self, bounds: Interval) -> "UncertainNumber":
        """The nearest number within these bounds, which are not empty."""
        ends = (_nearest(end, bounds) for end in _ends(self.interval))
        low, high = (None if isinstance(end, float) else end for end in ends)
        value = None if self.value is None else _nearest(self.value, bounds)
        assert not isinstance(value, float)
        return UncertainNumber(value, Interval(low, high))

    @property
    def text(self) -> Text:
        """As it stands in a formula: `860 000 000`, or `[1, ?]` where only its ends are known."""
        if self.value is not None:
            return Exact(self.value)
        ends = ("?" if end is None else Exact(end) for end in (self.low, self.high))
        return phrase("[{ends}]", ends=Numbers(list(ends)))

    def estimate(self) -> Estimate:
        """The same for output."""
        return Estimate(as_float(self.value), as_float(self.low), as_float(self.high))


def exact(number: float) -> Fraction | None:
    """The shortest decimal that means this float, so that 0.95 is 95/100; None if not finite."""
    return Fraction(repr(float(number))) if isfinite(number) else None


def as_float(number: Fraction | None) -> float | None:
    """The nearest float; None where there is no number, or it is larger than any float."""
    try:
        return None if number is None else float(number)
    except OverflowError:
        return None


def _amount(number: UncertainNumber | Number) -> UncertainNumber:
    return number if isinstance(number, UncertainNumber) else UncertainNumber.exactly(number)


def _both(
    operation: Callable[[Fraction, Fraction], Fraction], a: Fraction | None, b: Fraction | None
) -> Fraction | None:
    return None if a is None or b is None else operation(a, b)


def _product(a: Interval, b: Interval) -> Interval:
    if b.low and b.low == b.high:
        return a * b.low
    corners = [_times(x, y) for x in _ends(a) for y in _ends(b)]
    low, high = min(corners), max(corners)
    return Interval(
        None if isinstance(low, float) else low, None if isinstance(high, float) else high
    )


def _ends(interval: Interval) -> tuple[Fraction | float, Fraction | float]:
    low, high = interval.low, interval.high
    return (-inf if low is None else low), (inf if high is None else high)


def _nearest(number: Fraction | float, bounds: Interval) -> Fraction | float:
    low, high = _ends(bounds)
    return min(max(number, low), high)


def _times(x: Fraction | float, y: Fraction | float) -> Fraction | float:
    if not x or not y:
        return Fraction(0)
    if isinstance(x, float) or isinstance(y, float):
        return inf if (x > 0) == (y > 0) else -inf
    return x * y


def _inverse(amount: UncertainNumber) -> UncertainNumber:
    """One over an amount that is not zero."""
    low, high = _ends(amount.interval)
    value = 1 / amount.value if amount.value else None
    return UncertainNumber(value, Interval(_one_over(high), _one_over(low)))


def _one_over(end: Fraction | float) -> Fraction:
    return Fraction(0) if isinstance(end, float) else 1 / end
