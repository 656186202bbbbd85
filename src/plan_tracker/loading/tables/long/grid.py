"""A table in long form whose cells stand in a sheet, or below other lines."""

from typing import TYPE_CHECKING

from plan_tracker.grids.grid import Grid, alike
from plan_tracker.loading.files.spot import Notes
from plan_tracker.loading.tables.columns import COLUMNS, LongTable, Places

if TYPE_CHECKING:
    import pyarrow as pa


def long_grid(grid: Grid, header: tuple[int, ...] | None, notes: Notes) -> LongTable | None:
    """The rows below the headings, which are in the first row unless `header` says where.

    A row stands where its figure stands. Cells that cannot be used are noted; None then.
    """
    import numpy as np

    before = len(notes.problems)
    top = header[-1] if header else grid.first_row
    columns = _columns(grid, top, notes)
    rows = sorted({row for row, column in grid.cells if row > top and column in columns.values()})
    table = _table(grid, columns, rows, notes)
    figure = [columns[name] for name in ("printed", "value") if name in columns]
    if len(notes.problems) > before:
        return None
    at = [next((c for c in figure if (row, c) in grid.cells), (figure or [1])[0]) for row in rows]
    places = [grid.place(*cell) for cell in zip(rows, at, strict=True)]
    lines, numbers = ([getattr(each, name) for each in places] for name in ("line", "column"))
    return LongTable(
        table, Places(grid.file, np.array(lines, np.int64), np.array(numbers, np.int64))
    )


def _columns(grid: Grid, top: int, notes: Notes) -> dict[str, int]:
    """The columns that long form knows; one that stands twice is noted."""
    columns: dict[str, int] = {}
    for column in range(1, grid.last_column + 1):
        name = alike(grid.text(top, column))
        if name in columns:
            message = f"two columns are headed {name!r}: rename one"
            notes.add(grid.place(top, column), message)
        elif name in COLUMNS:
            columns[name] = column
    return columns


def _table(grid: Grid, columns: dict[str, int], rows: list[int], notes: Notes) -> "pa.Table":
    import pyarrow as pa

    texts: dict[str, list[str | None]] = {name: [] for name in columns}
    for row in rows:
        for name, column in columns.items():
            cell = (
                grid.cell(row, column) if name in ("printed", "value") else grid.label(row, column)
            )
            if cell is not None and cell.problem:
                notes.add(cell.place, cell.problem)
            texts[name].append(cell.text if cell is not None else None)
    _numbers_aside(grid, columns, rows, texts)
    return pa.table({name: pa.array(cells, pa.string()) for name, cells in texts.items()})


def _numbers_aside(
    grid: Grid, columns: dict[str, int], rows: list[int], texts: dict[str, list[str | None]]
) -> None:
    """Put the numbers under `printed` where numbers belong: no mark in them is printed."""
    if "printed" not in columns:
        return
    values = texts.setdefault("value", [None] * len(rows))
    units = texts.setdefault("unit", [None] * len(rows))
    for at, row in enumerate(rows):
        cell = grid.cell(row, columns["printed"])
        if cell is not None and cell.number:
            values[at], texts["printed"][at] = cell.text, None
            units[at] = units[at] or cell.unit or None
