"""Exact intervals: what a printed number can mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

Number = Fraction | int


@dataclass(frozen=True, slots=True)
class Interval:
    """The numbers from `low` to `high`; `None` is unbounded, an open end is not included."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def exactly(cls, value: Number) -> "Interval":
        """The interval that holds `value` alone."""
        return cls(Fraction(value), Fraction(value))

    @classmethod
    def around(cls, value: Number, below: Number, above: Number | None = None) -> "Interval":
        """[value - below, value + above]; `above` defaults to `below`."""
        high = below if above is None else above
        return cls(Fraction(value) - below, Fraction(value) + high)

    @property
    def empty(self) -> bool:
        """Whether no number is inside."""
        low, high = self.low, self.high
        if low is None or high is None:
            return False
        # Fractions compare the same way, but first find out what they are compared with.
        first, last = low.numerator * high.denominator, high.numerator * low.denominator
        return first > last or (first == last and (self.low_open or self.high_open))

    def __contains__(self, value: Number) -> bool:
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        at_end = value == self.high and not self.high_open
        below = self.high is None or value < self.high or at_end
        return above and below

    def __and__(self, other: "Interval") -> "Interval":
        low, low_open = _tighter(self.low, self.low_open, other.low, other.low_open, lower=True)
        high, high_open = _tighter(
            self.high, self.high_open, other.high, other.high_open, lower=False
        )
        return Interval(low, high, low_open, high_open)

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> "Interval":
        return self * -1

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, factor: Number) -> "Interval":
        """Every number times an exact `factor` other than zero."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor < 0:
            return Interval(high, low, self.high_open, self.low_open)
        return Interval(low, high, self.low_open, self.high_open)

    def shifted(self, by: Number) -> "Interval":
        """Every number plus an exact `by`."""
        return self + Interval.exactly(by)

    def times(self, other: "Interval") -> "Interval":
        """All products; both intervals must lie at or above zero."""
        return Interval(
            (self.low or Fraction(0)) * (other.low or Fraction(0)),
            None if self.high is None or other.high is None else self.high * other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def over(self, other: "Interval") -> "Interval":
        """All quotients; both intervals must lie at or above zero."""
        low = Fraction(0)
        if self.low is not None and other.high:
            low = self.low / other.high
        high = None if self.high is None or not other.low else self.high / other.low
        return Interval(
            low, high, self.low_open or other.high_open, self.high_open or other.low_open
        )

    def power(self, exponent: int) -> "Interval":
        """Every number (at or above zero) to a whole power of one or more."""
        low = Fraction(0) if self.low is None else max(self.low, Fraction(0)) ** exponent
        high = None if self.high is None else self.high**exponent
        return Interval(low, high, self.low_open, self.high_open)


EVERYTHING = Interval()


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval around all of them; everything where there is none."""
    found = list(intervals)
    if len(found) == 1:
        return found[0]
    lows, highs = [each.low for each in found], [each.high for each in found]
    low = None if None in lows else min((end for end in lows if end is not None), default=None)
    high = None if None in highs else max((end for end in highs if end is not None), default=None)
    return Interval(
        low,
        high,
        low is not None and all(each.low_open for each in found if each.low == low),
        high is not None and all(each.high_open for each in found if each.high == high),
    )


def _tighter(
    a: Fraction | None, a_open: bool, b: Fraction | None, b_open: bool, *, lower: bool
) -> tuple[Fraction | None, bool]:
    if a is None or b is None:
        return (b, b_open) if a is None else (a, a_open)
    if a == b:
        return a, a_open or b_open
    return (a, a_open) if (a > b) == lower else (b, b_open)
