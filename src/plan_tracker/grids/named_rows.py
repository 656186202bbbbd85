"""Rows of plain values under the names of their columns, as databases and column files give."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from plan_tracker.grids.format import WantedColumns
from plan_tracker.grids.grid import Cell, CellArrays, Grid, MadeCells
from plan_tracker.grids.number_formats import print_number
from plan_tracker.model.place import Place

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class NamedRows:
    """The names of columns, and rows with a value for each; `file` is what their places name."""

    file: str
    names: Sequence[str]
    rows: Sequence[Sequence[Any]]


def as_grid(table: NamedRows) -> Grid:
    """The rows with the names of their columns above them, as row 0."""
    rows, columns = [0] * len(table.names), list(range(1, len(table.names) + 1))
    texts, is_number = list(table.names), [False] * len(table.names)
    for row, values in enumerate(table.rows, 1):
        for column, value in enumerate(values, 1):
            if text := _text(value):
                rows.append(row)
                columns.append(column)
                texts.append(text)
                is_number.append(_is_number(value))

    arrays = CellArrays(
        np.array(rows, dtype=np.int32),
        np.array(columns, dtype=np.int32),
        texts,
        np.array(is_number, dtype=bool),
    )

    def cell(number: int) -> Cell:
        row, column = rows[number], columns[number]
        place = Place(table.file, row, column) if row else Place(table.file)
        return Cell(texts[number], place, number=is_number[number])

    return Grid(table.file, MadeCells(arrays, cell))


def as_columns(table: NamedRows, wanted: WantedColumns) -> "pa.Table":
    """The wanted columns: texts, and numbers where one that may hold them has floats alone."""
    import pyarrow as pa

    columns = zip(*table.rows, strict=True) if table.rows else [()] * len(table.names)
    return pa.table(
        {
            name: _column(values, may_hold_numbers=name in wanted.numbers)
            for name, values in zip(table.names, columns, strict=True)
            if name in wanted.names
        }
    )


def _column(values: Sequence[Any], *, may_hold_numbers: bool) -> "pa.Array":
    import pyarrow as pa

    kinds = set(map(type, values))
    if may_hold_numbers and kinds <= {float, type(None)} and float in kinds:
        return pa.array(values, pa.float64())
    if kinds <= {str, type(None)} and "" not in values:
        return pa.array(values, pa.string())
    return pa.array([_text(value) for value in values], pa.string())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


def _text(value: Any) -> str | None:
    """A value as the text that it is in a table; None where there is none."""
    if value is None:
        return None
    if _is_number(value):
        return print_number(value)[0]
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value).strip() or None
