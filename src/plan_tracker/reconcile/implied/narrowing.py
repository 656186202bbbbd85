"""What a few constraints leave for each quantity, in exact fractions.

`propagate` answers the same for a whole system in floats, to find what cannot hold; this is for
the few constraints of one finding, where every end that a picture shows must be the true one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from plan_tracker.model.interval import Interval
from plan_tracker.reconcile.system.system import BOUND, RATIO

NOT_NEGATIVE = Interval(low=Fraction(0))
Known = Mapping[int, Interval]  # what is known of each quantity, by its number


@dataclass(frozen=True, slots=True)
class Tie:
    """x in I, x in I times y, or x minus y in I, as `form` says; `y` is -1 for the first.

    A factor I is never below zero.
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
            if quantity == self.x:
                return scaled(known[self.y], self.interval)
            return divided(known[self.x], self.interval)
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
            return divided(_added(known[part] for part in self.parts), kept)
        others = _added(known[part] for part in self.parts if part != quantity)
        return scaled(known[self.total], kept) - others


Constraint = Tie | Sum


def _added(amounts: Iterable[Interval]) -> Interval:
    return sum(amounts, start=Interval.exactly(0))


def narrowed(constraints: Sequence[Constraint], known: Known) -> dict[int, Interval]:
    """What each constraint by itself leaves of what is known, over and over.

    Sharp unless the constraints run in circles, where all of them together may leave less.
    """
    left = dict(known)
    for _ in range(len(constraints) + 1):
        before = dict(left)
        for constraint in constraints:
            for quantity in constraint.quantities:
                left[quantity] &= constraint.on(quantity, left)
        if left == before or any(each.empty for each in left.values()):
            break
    return left


def scaled(amount: Interval, factor: Interval) -> Interval:
    """Every amount times every factor, where no factor is below zero."""
    low = _end(amount.low, factor.low, amount.low_open or factor.low_open)
    high = _end(amount.high, factor.high, amount.high_open or factor.high_open)
    return Interval(low[0], high[0], low[1], high[1])


def divided(amount: Interval, factor: Interval) -> Interval:
    """What times a factor is such an amount: low / high to high / low; no factor is below zero."""
    most, least = factor.high or Fraction(0), factor.low or Fraction(0)
    low = amount.low / most if amount.low is not None and most > 0 else None
    high = amount.high / least if amount.high is not None and least > 0 else None
    low_open = amount.low_open or factor.high_open
    return Interval(low, high, low_open, amount.high_open or factor.low_open)


def _end(
    amount: Fraction | None, factor: Fraction | None, is_open: bool
) -> tuple[Fraction | None, bool]:
    if amount == 0 or factor == 0:
        return Fraction(0), False
    return (None, False) if amount is None or factor is None else (amount * factor, is_open)
