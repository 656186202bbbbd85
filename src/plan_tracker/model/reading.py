"""One way to understand a printed text."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from plan_tracker.model.interval import Interval

Hedge = Literal["", "over", "nearly", "about", "at-least", "at-most", "range"]


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a source rounds plain numbers: to multiples of `base`, and how far that may move them.

    `ordinary` is what a careful office means, `lax` what a careless one might.
    """

    base: Fraction
    ordinary: Fraction
    lax: Fraction


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, what a careful office means by it, and what a careless one might.

    `value`, `ordinary` and `lax` are in the base unit (VND, not tỷ đồng; percent for `%`).
    `unit` is empty where the text has none. `notation` names how the text was read when not by
    its locale's plain rule ("comma groups thousands", "as index", "times more"), else is empty.
    `of` is the N of `n/N` and of a rank `k/N`. `cost` orders the readings of one text.
    """

    value: Fraction
    ordinary: Interval
    lax: Interval
    unit: str = ""
    hedge: Hedge = ""
    notation: str = ""
    cost: int = 0
    of: Fraction | None = None
    provisional: bool = False

    def scaled(self, by: Fraction) -> "Reading":
        """The same of a number that counts so many of its unit."""
        if by == 1:
            return self
        return replace(self, value=self.value * by, ordinary=self.ordinary * by, lax=self.lax * by)
