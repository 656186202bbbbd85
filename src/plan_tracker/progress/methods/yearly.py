"""What the published methods take: one value a year."""

from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Literal

_WORKING = Context(prec=60)
_KEPT = 40  # digits: an exact root comes out exact, so that exactly 95 % is 95 %


@dataclass(frozen=True, slots=True)
class Yearly:
    """The values by year, in order, the first of them the base unless a baseline is declared.

    `target` is None where the indicator is only to get better; `limit` is then as far as it can.
    """

    values: dict[int, Fraction]
    base_year: int
    target: Fraction | None
    target_year: int
    direction: Literal[1, -1]
    limit: Fraction | None = None

    @property
    def base(self) -> Fraction:
        """The value of the base year."""
        return self.values[self.base_year]

    @property
    def now_year(self) -> int:
        """The newest year with a value."""
        return max(self.values)

    @property
    def now(self) -> Fraction:
        """The newest value."""
        return self.values[self.now_year]

    @property
    def met(self) -> bool:
        """Whether the newest value attains the target."""
        return self.target is not None and (self.now - self.target) * self.direction >= 0


def growth(a: Fraction, b: Fraction, years: int) -> Fraction | None:
    """(a / b)^(1 / years) − 1, to forty digits; None where a and b are not of one sign."""
    if years < 1 or not b or a / b < 0:
        return None
    return power(a / b, Fraction(1, years)) - 1


def power(base: Fraction, exponent: Fraction) -> Fraction:
    """A number at or above zero to any exponent, to forty digits."""
    if not base:
        return Fraction(0) if exponent else Fraction(1)
    with localcontext(_WORKING):
        number = Decimal(base.numerator) / Decimal(base.denominator)
        result = number ** (Decimal(exponent.numerator) / Decimal(exponent.denominator))
    return Fraction(result.normalize(Context(prec=_KEPT)))
