"""The numbers of a table as arrays: its lines side by side, and what was observed along them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np

from plan_tracker.grids.shape.sheet import Flags, Floats

_BASES = (1000, 500, 100, 50, 10, 5, 3)
_LUCK = 1e-8  # chance up to which numbers are not multiples of a base by luck


@dataclass(frozen=True, slots=True)
class Lines:
    """Numbers by observation and line, both counted from 0: rows and columns, or the other way.

    `values` are NaN where a cell has no number; `units` are those of the last printed digit, or
    twice what the table rounds to; `nothing` is where a cell is empty or a dash, which adds nothing
    to a sum. What is neither a number nor nothing is unknown. `telling` are the observations that
    are worked out from no others: what holds in those holds in the rest by itself. `worked_out` has
    the others that the rest are sums or differences of: where something holds in none of all the
    others, the rest tell of it after all.
    """

    values: Floats
    units: Floats
    nothing: Flags
    telling: Flags
    ratios: Flags
    worked_out: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many lines there are."""
        return int(self.values.shape[1])

    def tell(self, holds: Flags) -> Flags:
        """Which observations would tell of what `holds` in them, by observation and relation."""
        tells = np.repeat(self.telling[:, None], holds.shape[1], axis=1)
        for observation, others in self.worked_out.items():
            tells[observation] = ~holds[list(others)].all(axis=0)
        return tells

    def turned(
        self,
        derived: Collection[int],
        ratios: Collection[int],
        worked_out: Mapping[int, tuple[int, ...]],
    ) -> "Lines":
        """The same with rows for columns, of which these are `derived` from others, or ratios.

        `worked_out` has those of them that are sums and differences, with what of.
        """
        telling = np.ones(self.count, dtype=bool)
        telling[list(derived)] = False
        return Lines(
            self.values.T,
            self.units.T,
            self.nothing.T,
            telling,
            among(self.count, ratios),
            worked_out,
        )


def among(count: int, ratios: Collection[int]) -> Flags:
    """Which of so many observations are these ratios; none where all are: shares may add up."""
    flags = np.zeros(count, dtype=bool)
    flags[list(ratios)] = True
    return flags & (not flags.all())


def rounding_base(values: Floats) -> int:
    """What all numbers are multiples of, beyond their digits; 1 where nothing is.

    Offices round counts of people to 3, 5 or 10 so that nobody is found out, totals as well.
    """
    numbers = np.unique(np.abs(values[np.isfinite(values) & (values != 0)]))
    if len(numbers) == 0 or (numbers != np.round(numbers)).any():
        return 1
    bases = (base for base in _BASES if float(base) ** -len(numbers) <= _LUCK)
    return next((base for base in bases if (numbers % base == 0).all()), 1)


def rounded_units(values: Floats, units: Floats) -> Floats:
    """The units of the last digits, or twice what a table or a column of it rounds to.

    What is rounded to a base at random may be a whole base off.
    """
    whole = rounding_base(values)
    bases = [max(whole, rounding_base(values[:, column])) for column in range(values.shape[1])]
    wide = np.array([2.0 * base if base > 1 else 0.0 for base in bases])
    return np.where(np.isnan(values), units, np.maximum(units, wide))
