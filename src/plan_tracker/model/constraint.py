"""Exact constraints on a few quantities, in fractions: what says something of which of them.

Whole systems are held as arrays of floats; these are for the few constraints of one finding, where
every end that is shown must be the true one.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from plan_tracker.model.interval import EVERYTHING, Interval

BOUND, RATIO, DIFFERENCE = 0, 1, 2
NOT_NEGATIVE = Interval(low=Fraction(0))

Known = Mapping[int, Interval]  # what is known of each quantity, by its number


@dataclass(frozen=True, slots=True)
class Tie:
    """x in I, x in I times y, or x minus y in I, as `form` says; `y` is -1 for the first.

    `owner` is the number of who says so. A factor I is never below zero.
    """

    owner: int
    form: int
    x: int
    y: int
    interval: Interval

    @property
    def quantities(self) -> tuple[int, ...]:
        """What it speaks of."""
        return (self.x,) if self.form == BOUND else (self.x, self.y)

    def on(self, quantity: int, known: Known) -> Interval:
        """What it says of one of its quantities, given what is known of the other."""
        if self.form == BOUND:
            return self.interval

        if self.form == RATIO:
            known_of_other = known[self.y if quantity == self.x else self.x]

            # Below zero a ratio can be meant of amounts or of magnitudes.
            if may_be_negative(known_of_other):
                return EVERYTHING
            if quantity == self.x:
                return scaled(known_of_other, self.interval)
            return divided(known_of_other, self.interval)

        if quantity == self.x:
            return known[self.y] + self.interval
        return known[self.x] - self.interval


@dataclass(frozen=True, slots=True)
class Sum:
    """total * (1 - rest) = the sum of its parts."""

    owner: int
    total: int
    parts: tuple[int, ...]
    rest: Interval

    @property
    def quantities(self) -> tuple[int, ...]:
        """What it speaks of."""
        return (self.total, *self.parts)

    def on(self, quantity: int, known: Known) -> Interval:
        """What it says of its total or of one part, given what is known of all the others."""
        kept = Interval.exactly(1) - self.rest
        if quantity == self.total:
            return divided(added(known[part] for part in self.parts), kept)

        other_parts = added(known[part] for part in self.parts if part != quantity)
        return scaled(known[self.total], kept) - other_parts


Constraint = Tie | Sum


def added(amounts: Iterable[Interval]) -> Interval:
    """All sums of one amount of each."""
    return sum(amounts, start=Interval.exactly(0))


def may_be_negative(amount: Interval) -> bool:
    """Whether any of it lies below zero."""
    return amount.low is None or amount.low < 0


def scaled(amount: Interval, factor: Interval) -> Interval:
    """Every amount times every factor, where no factor is below zero."""
    # The more is taken of what is below zero, the less it comes to.
    least, least_open = factor.low, factor.low_open
    if may_be_negative(amount):
        least, least_open = factor.high, factor.high_open
    most, most_open = factor.high, factor.high_open
    if amount.high is not None and amount.high < 0:
        most, most_open = factor.low, factor.low_open

    low, low_open = _end(amount.low, least, amount.low_open or least_open)
    high, high_open = _end(amount.high, most, amount.high_open or most_open)
    return Interval(low, high, low_open, high_open)


def divided(amount: Interval, factor: Interval) -> Interval:
    """What times a factor is such an amount: low / high to high / low; no factor is below zero."""
    most, least = factor.high or Fraction(0), factor.low or Fraction(0)
    by, by_open = (most, factor.high_open), (least, factor.low_open)
    low_by, low_by_open = (least, factor.low_open) if may_be_negative(amount) else by
    high_by, high_by_open = by_open
    if amount.high is not None and amount.high < 0:
        high_by, high_by_open = by

    return Interval(
        amount.low / low_by if amount.low is not None and low_by > 0 else None,
        amount.high / high_by if amount.high is not None and high_by > 0 else None,
        amount.low_open or low_by_open,
        amount.high_open or high_by_open,
    )


def _end(
    amount: Fraction | None, factor: Fraction | None, is_open: bool
) -> tuple[Fraction | None, bool]:
    if amount == 0 or factor == 0:
        return Fraction(0), False
    if amount is None or factor is None:
        return None, False
    return amount * factor, is_open
