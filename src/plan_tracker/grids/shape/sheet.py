"""The cells of a grid as arrays: what kind of thing each holds, and its number."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from plan_tracker.grids.grid import Cell, CellArrays, Grid
from plan_tracker.grids.notation import Notation, find_notation, read_number, read_plain
from plan_tracker.language.tables import is_blank

Floats: TypeAlias = NDArray[np.float64]
Flags: TypeAlias = NDArray[np.bool_]
Ints: TypeAlias = NDArray[np.int64]
At: TypeAlias = tuple[int, int]

_YEAR = re.compile(r"(?:1[89]|20)\d\d(?!\d|[.,]\d)\s*(?:[*a-z)(\d\u00b9\u00b2\u00b3]{0,4})")
_YEAR_DIGITS = 4
_NOTHING = re.compile(r"[-\u2013\u2014\u2212]+")
_UNKNOWN = re.compile(r"[.\u2026:#x*]+|\(?[a-z]\)?|n\.?a\.?", re.IGNORECASE)
_MOST_EMPTY = 40  # cells of the arrays for each one that is not empty, beyond a first million
_FREE = 1_000_000
_MOST_KNOWN = 10_000  # texts that are remembered while others are read


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

    `rows` and `columns` are their numbers in the grid. `shown` says which of the `texts` each cell
    shows as a name or heading, which fill all of a merged range, and -1 where none; `kinds`,
    `values` and `units` (of the last digit) are of single cells. `is_number` says which of these
    hold a number, a year among them.
    """

    grid: Grid
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    kinds: NDArray[np.int8]
    values: Floats
    units: Floats
    percent: Flags
    notation: Notation
    texts: Sequence[str]
    shown: Ints
    is_number: Flags = field(init=False)

    def __post_init__(self) -> None:
        # Once for all, as it is asked for cell by cell.
        object.__setattr__(self, "is_number", np.isin(self.kinds, NUMBERS))

    def text(self, row: int, column: int) -> str:
        """The text of a cell, or of the merged range that it is in."""
        number = int(self.shown[row, column])
        return self.texts[number] if number >= 0 else ""

    def column_texts(self, rows: Sequence[int], column: int) -> list[str]:
        """The same of a column in many rows."""
        numbers = self.shown[list(rows), column].tolist()
        return [self.texts[number] if number >= 0 else "" for number in numbers]

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell itself."""
        return self.grid.cell(self.rows[row], self.columns[column])


def read_sheet(grid: Grid, usual: Notation | None = None) -> Sheet | None:
    """The arrays of a grid; None where its cells lie too far apart to be a table."""
    cells = grid.arrays
    rows, row_of = _counted(cells.rows)
    columns, column_of = _counted(cells.columns)
    size = len(rows) * len(columns)
    if size == 0 or size > _FREE + _MOST_EMPTY * len(cells.texts):
        return None

    printed = np.flatnonzero(~cells.is_number).tolist()
    notation = find_notation((cells.texts[number] for number in printed), usual)
    held = _read_cells(cells, notation)
    at = row_of, column_of
    kinds = np.zeros((len(rows), len(columns)), dtype=np.int8)
    values, units = np.full(kinds.shape, np.nan), np.zeros(kinds.shape)
    percent = np.zeros(kinds.shape, dtype=bool)
    kinds[at], values[at], units[at], percent[at] = (
        held.kinds, held.values, held.units, held.percent
    )  # fmt: skip
    shown = np.full(kinds.shape, -1)
    shown[at] = np.arange(len(cells.texts))
    if grid.merged:
        shown = _filled(shown, grid.merged, (rows.tolist(), columns.tolist()))
    return Sheet(
        grid, tuple(rows.tolist()), tuple(columns.tolist()), kinds, values, units, percent,
        notation, cells.texts, shown,
    )  # fmt: skip


def _counted(numbers: NDArray[np.int32]) -> tuple[Ints, Ints]:
    """The numbers that there are, each once, and which of these each one is, from 0."""
    is_there = np.zeros(numbers.max(initial=-1) + 1, dtype=bool)
    is_there[numbers] = True
    return np.flatnonzero(is_there), (np.cumsum(is_there) - 1)[numbers]


def _filled(
    single: Ints, merged: Mapping[At, At], numbers: tuple[Sequence[int], Sequence[int]]
) -> Ints:
    """The numbers of cells by row and column, each in all of the merged range that it begins."""
    filled = single.copy()
    row_at, column_at = ({number: at for at, number in enumerate(line)} for line in numbers)
    for (row, column), (first_row, first_column) in merged.items():
        if row in row_at and column in column_at:
            is_there = first_row in row_at and first_column in column_at
            first = single[row_at[first_row], column_at[first_column]] if is_there else -1
            filled[row_at[row], column_at[column]] = first
    return filled


@dataclass(frozen=True, slots=True)
class _Held:
    """What cells hold, one after the other."""

    kinds: NDArray[np.int8]
    values: Floats
    units: Floats
    percent: Flags


def _read_cells(cells: CellArrays, notation: Notation) -> _Held:
    size = len(cells.texts)
    kinds, values, units = [0] * size, [math.nan] * size, [0.0] * size
    in_percent = {number for number, unit in cells.units.items() if unit == "%"}
    read: dict[tuple[str, bool], tuple[int, float, float, bool]] = {}
    numbered = zip(cells.texts, cells.is_number.tolist(), strict=True)
    for number, (text, is_number) in enumerate(numbered):
        own = _PLAIN if is_number else notation
        plain = read_plain(text, own.decimal)
        if plain is not None:
            values[number], units[number] = plain
            is_year = len(text) == _YEAR_DIGITS and _YEAR.fullmatch(text)
            kinds[number] = _YEAR_KIND if is_year else _NUMBER_KIND
            continue

        known = read.get((text, is_number))
        if known is None:
            known = _read(text, own)
            if len(read) < _MOST_KNOWN:
                read[text, is_number] = known
        kinds[number], values[number], units[number], percent = known
        if percent:
            in_percent.add(number)

    percents = np.zeros(size, dtype=bool)
    percents[list(in_percent)] = True
    percents &= ~np.isnan(values)
    return _Held(np.array(kinds, dtype=np.int8), np.array(values), np.array(units), percents)


def _read(text: str, notation: Notation) -> tuple[int, float, float, bool]:
    """Kind, value, unit of the last digit, and whether it is in percent."""
    number = read_number(text, notation)
    if number is None:
        return int(_kind_of_text(text.strip())), math.nan, 0.0, False
    kind = _YEAR_KIND if _YEAR.fullmatch(text.strip()) else _NUMBER_KIND
    return kind, float(number.value), float(number.unit), number.percent


_PLAIN = Notation(".", "")
_NUMBER_KIND, _YEAR_KIND = int(Kind.NUMBER), int(Kind.YEAR)


def _kind_of_text(text: str) -> Kind:
    if not text:
        return Kind.EMPTY
    if _NOTHING.fullmatch(text):
        return Kind.NOTHING
    if _UNKNOWN.fullmatch(text) or is_blank(text.casefold()):
        return Kind.UNKNOWN
    return Kind.TEXT
