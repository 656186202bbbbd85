"""Cells that are a hundred or a thousand times those beside them in time, or under percentages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from plan_tracker.grids.grid import alike
from plan_tracker.grids.understood import At, UnderstoodTable
from plan_tracker.language.periods.reading import beside_periods, read_heading
from plan_tracker.model.neighbours import powers_away
from plan_tracker.model.period import Period

_MOST_LINES = 10_000  # whose names are read
_LONGEST = 200  # signs of a name
_FEWEST = 3  # numbers of a series
_SAME_LENGTH = 10  # days by which periods of one length may differ


@dataclass(frozen=True, slots=True)
class SizeAway:
    """A cell that is ten to the `power` times the `usual` beside it."""

    at: At
    power: int
    usual: float


@dataclass(slots=True)
class _Cells:
    """Cells in the order of their series, one after the other."""

    rows: list[NDArray[np.int64]] = field(default_factory=list)
    columns: list[NDArray[np.int64]] = field(default_factory=list)

    def add(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> None:
        """Add a series."""
        if len(rows) >= _FEWEST:
            self.rows.append(rows)
            self.columns.append(columns)


def sizes_away(table: UnderstoodTable) -> Iterator[SizeAway]:
    """The cells of a table that are away in size from those before and after them."""
    cells = _Cells()
    _in_time(table, cells)
    if cells.rows:
        yield from _away(table, cells)
    yield from _without_percent_sign(table)


def _away(table: UnderstoodTable, cells: _Cells) -> Iterator[SizeAway]:
    rows, columns = np.concatenate(cells.rows), np.concatenate(cells.columns)
    series = np.repeat(np.arange(len(cells.rows)), [len(row) for row in cells.rows])
    powers, usual = powers_away(table.sheet.values[rows, columns], series)
    for number in powers.nonzero()[0].tolist():
        at = int(rows[number]), int(columns[number])
        yield SizeAway(at, int(powers[number]), float(usual[number]))


def _in_time(table: UnderstoodTable, cells: _Cells) -> None:
    """Add what stands in the order of time: by row where headings name it, else by column."""
    shape, is_number = table.shape, table.sheet.is_number
    across = _series([(column, table.heading(column)) for column in shape.figures])
    for columns in across:
        for row in shape.rows if len(shape.rows) <= _MOST_LINES else ():
            known = columns[is_number[row, columns]]
            cells.add(np.full(len(known), row), known)
    if across or len(shape.rows) > _MOST_LINES:
        return

    for rows in _series([(row, table.name_of_row(row)) for row in shape.rows]):
        for column in shape.figures:
            known = rows[is_number[rows, column]]
            cells.add(known, np.full(len(known), column))


def _series(lines: Sequence[tuple[int, str]]) -> list[NDArray[np.int64]]:
    """Lines whose names differ in a period alone, of about one length, in the order of time."""
    series: dict[tuple[str, int], dict[Period, int]] = {}
    for line, name in lines:
        period = read_heading(name[:_LONGEST]).period
        if period is not None:
            days = round((period.end - period.start).days / _SAME_LENGTH)
            words = alike(beside_periods(name[:_LONGEST]))
            series.setdefault((words, days), {}).setdefault(period, line)
    return [
        np.array([at[period] for period in sorted(at, key=lambda period: period.start)])
        for at in series.values()
        if len(at) >= _FEWEST
    ]


def _without_percent_sign(table: UnderstoodTable) -> Iterator[SizeAway]:
    """Cells of columns of percentages that print a hundredth of one, and no sign."""
    sheet, rows = table.sheet, np.array(table.shape.rows, dtype=np.int64)
    for column in table.shape.figures:
        known = rows[sheet.is_number[rows, column]]
        signs = sheet.percent[known, column]
        if signs.all() or signs.sum() < _FEWEST:
            continue
        cells = _Cells()
        cells.add(known, np.full(len(known), column))
        for size in _away(table, cells):
            if size.power == -2 and not sheet.percent[size.at]:
                yield size
