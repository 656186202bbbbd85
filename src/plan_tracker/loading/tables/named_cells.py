"""From what a table was read as back to the cell, as spreadsheets call it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plan_tracker.grids.grid import Cell, Grid, alike
from plan_tracker.grids.registry import format_of, sheets
from plan_tracker.grids.table_file import open_table
from plan_tracker.inputs.regular import UnusableFileError
from plan_tracker.loading.tables.columns import FIGURES
from plan_tracker.model.place import cell_name
from plan_tracker.model.statement import Statement


@dataclass(frozen=True, slots=True)
class NamedCell:
    """A cell and what it is called: `E7`, or `Sheet1!E7` where there are several sheets."""

    name: str
    cell: Cell


def named_cell(statement: Statement, within: Path) -> NamedCell | None:
    """The cell that a statement of a table was read from; None where it has no such name.

    The file lies in the folder `within`.
    """
    place = statement.place
    path = Path(place.path)
    known = format_of(path)
    if known is None or not known.has_rows_above:
        return None
    try:
        opened, problems = sheets(open_table(path, within=within), place)
    except UnusableFileError:
        return None
    if problems:
        return None
    for sheet in opened:
        grid = sheet.read()
        at = next(_cells_of(statement, grid), None) if grid.file == place.file else None
        if at is not None:
            title = f"{grid.title}!" if len(opened) > 1 else ""
            return NamedCell(f"{title}{cell_name(*at)}", grid.cells[at])
    return None


def _cells_of(statement: Statement, grid: Grid) -> Iterator[tuple[int, int]]:
    """The cells that may be meant, the likeliest first: rows in long form may have only a line."""
    place = statement.place
    if place.column == 1:
        headings = {alike(grid.text(1, at)): at for at in range(1, grid.last_column + 1)}
        figures = [(place.line, headings[name]) for name in FIGURES if name in headings]
        yield from (at for at in figures if at in grid.cells and _prints(statement, grid.cells[at]))
    yield from (at for at, cell in grid.cells.items() if cell.place == place)


def _prints(statement: Statement, cell: Cell) -> bool:
    digits, printed = (
        "".join(filter(str.isdecimal, text)) for text in (cell.text, statement.printed)
    )
    return bool(digits) and printed.startswith(digits)
