"""The cells of a grid as arrays: what kind of thing each holds, and its number."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.grids.notation import Notation, find_notation, read_number
from plan_tracker.language.tables import is_blank

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]

_YEAR = re.compile(r"(?:1[89]|20)\d\d(?!\d|[.,]\d)\s*(?:[*a-z)(\d\u00b9\u00b2\u00b3]{0,4})")
_NOTHING = re.compile(r"[-\u2013\u2014\u2212]+")
_UNKNOWN = re.compile(r"[.\u2026:#x*]+|\(?[a-z]\)?|n\.?a\.?", re.IGNORECASE)
_MOST_EMPTY = 40  # cells of the arrays for each one that is not empty, beyond a first million
_FREE = 1_000_000


class Kind(IntEnum):
    """What a cell holds."""

    EMPTY = 0
    TEXT = 1
    NUMBER = 2
    YEAR = 3  # a number that may as well name a year
    NOTHING = 4  # a dash
    UNKNOWN = 5  # a mark for what is not told: x, .., …


NUMBERS = (Kind.NUMBER, Kind.YEAR)
MARKS = (Kind.NOTHING, Kind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows and columns of a grid that are not empty, counted from 0.

    `rows` and `columns` are their numbers in the grid. Merged cells are filled in `texts` for
    headings and names; `kinds`, `values` and `units` (of the last digit) are of single cells.
    """

    grid: Grid
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    kinds: NDArray[np.int8]
    values: Floats
    units: Floats
    percent: Flags
    notation: Notation

    @property
    def is_number(self) -> Flags:
        """Which cells hold a number, a year among them."""
        return np.isin(self.kinds, NUMBERS)

    def text(self, row: int, column: int) -> str:
        """The text of a cell, or of the merged range that it is in."""
        return self.grid.text(self.rows[row], self.columns[column])

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell itself."""
        return self.grid.cell(self.rows[row], self.columns[column])


def read_sheet(grid: Grid, usual: Notation | None = None) -> Sheet | None:
    """The arrays of a grid; None where its cells lie too far apart to be a table."""
    rows = sorted({row for row, _ in grid.cells})
    columns = sorted({column for _, column in grid.cells})
    size = len(rows) * len(columns)
    if not rows or size > _FREE + _MOST_EMPTY * len(grid.cells):
        return None

    row_at = {row: at for at, row in enumerate(rows)}
    column_at = {column: at for at, column in enumerate(columns)}
    kinds = np.zeros((len(rows), len(columns)), dtype=np.int8)
    values, units = np.full(kinds.shape, np.nan), np.zeros(kinds.shape)
    percent = np.zeros(kinds.shape, dtype=bool)
    texts = (cell.text for cell in grid.cells.values() if not cell.number)
    notation = find_notation(texts, usual)
    for (row, column), cell in grid.cells.items():
        at = row_at[row], column_at[column]
        number = read_number(cell.text, _PLAIN if cell.number else notation)
        if number is not None:
            kinds[at] = Kind.YEAR if _YEAR.fullmatch(cell.text.strip()) else Kind.NUMBER
            values[at], units[at] = float(number.value), float(number.unit)
            percent[at] = number.percent or cell.unit == "%"
        else:
            kinds[at] = _kind_of_text(cell.text.strip())
    return Sheet(grid, tuple(rows), tuple(columns), kinds, values, units, percent, notation)


_PLAIN = Notation(".", "")


def _kind_of_text(text: str) -> Kind:
    if not text:
        return Kind.EMPTY
    if _NOTHING.fullmatch(text):
        return Kind.NOTHING
    if _UNKNOWN.fullmatch(text) or is_blank(text.casefold()):
        return Kind.UNKNOWN
    return Kind.TEXT
