"""The numbers of a table as arrays: its lines side by side, and what was observed along them."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

_FEW = 12  # numbers that do not show what they were rounded to
_BASES = (1000, 500, 100, 50, 10, 5, 3)


@dataclass(frozen=True, slots=True)
class Lines:
    """Numbers by observation and line, both counted from 0: rows and columns, or the other way.

    `values` are NaN where a cell has no number; `units` are those of the last printed digit, or
    twice what the table rounds to; `nothing` is where a cell is empty or a dash, which adds nothing
    to a sum. What is neither a number nor nothing is unknown.
    """

    values: Floats
    units: Floats
    nothing: Flags

    @property
    def count(self) -> int:
        """How many lines there are."""
        return int(self.values.shape[1])

    def across(self) -> "Lines":
        """The same with rows for columns."""
        return Lines(self.values.T, self.units.T, self.nothing.T)


def rounding_base(values: Floats) -> int:
    """What all numbers of a table are multiples of, beyond their digits; 1 where nothing is.

    Offices round counts of people to 3, 5 or 10 so that nobody is found out, totals as well.
    """
    numbers = np.abs(values[np.isfinite(values) & (values != 0)])
    if len(numbers) < _FEW or (numbers != np.round(numbers)).any():
        return 1
    return next((base for base in _BASES if (numbers % base == 0).all()), 1)
