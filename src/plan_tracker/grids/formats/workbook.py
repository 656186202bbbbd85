"""An Excel workbook: one of its sheets, cell by cell."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from plan_tracker.grids.format import ColumnReader
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.grids.number_formats import print_number
from plan_tracker.grids.table_file import TableFile
from plan_tracker.inputs.words import nearest, shown
from plan_tracker.model.place import Place, Problem

_LARGEST = 500_000_000  # bytes that a workbook may unfold to
_OLD_FILE = bytes.fromhex("d0cf11e0a1b11ae1")  # how .xls files and locked ones begin
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MOST_MERGED = 1_000_000  # cells
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*ref=["']([A-Z]{1,3}\d{1,9}):([A-Z]{1,3}\d{1,9})"""
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_NO_VALUE = (
    "the formula of this cell has no stored value: open the workbook in a spreadsheet program, "
    "let it calculate, and save it"
)


class _UnreadableError(Exception):
    """What keeps a workbook from being read, and where."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.problem = Problem(place, message)


class WorkbookFormat:
    """Excel workbooks, of the kind that is a ZIP file."""

    endings: tuple[str, ...] = (".xlsx",)
    has_sheets = True
    has_rows_above = True
    columns: ColumnReader | None = None

    def read(
        self, file: TableFile, sheet: str | None, place: Place
    ) -> tuple[Grid | None, list[Problem]]:
        """The sheet of this name, or the only one."""
        try:
            return _grid(file, sheet, place), []
        except _UnreadableError as error:
            return None, [error.problem]


def _grid(file: TableFile, sheet: str | None, place: Place) -> Grid:
    """The cells of a sheet; one whose formula has no stored value says so."""
    path = file.path
    problem = _not_a_workbook(file.raw)
    if problem:
        raise _UnreadableError(Place(str(path)), problem)
    book = _open(file, place, values=True)
    with_values = _sheet(book, sheet, path, place)
    grid = Grid(
        f"{path}!{with_values.title}",
        _cells(with_values, path),
        {at: first for area in with_values.merged_cells.ranges for at, first in _others(area)},
    )
    if not _has_formulas(file.raw):
        return grid

    # An empty text is a value too: its cell is of the kind of texts.
    empty = {at for at, cell in with_values._cells.items() if cell.data_type == "str"}
    with_formulas = _open(file, place, values=False)[with_values.title]
    return _with_formulas(grid, empty, with_formulas)


def _not_a_workbook(raw: bytes) -> str:
    """Why a file is no workbook; empty if it may be one."""
    if raw.startswith(_OLD_FILE):
        if _LOCKED in raw:
            return "is locked with a password: open it, take the password away, and save it"
        return "is in the old Excel format: save it as .xlsx"
    try:
        with zipfile.ZipFile(BytesIO(raw)) as parts:
            size = sum(part.file_size for part in parts.infolist())
            merged = _merged(parts) if size <= _LARGEST else 0
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError):
        return "is no Excel workbook, or broken: open it in a spreadsheet program and save it anew"
    if size > _LARGEST:
        return f"unfolds to {size:,} bytes, more than {_LARGEST:,}: split it, or save it as .csv"
    if merged > _MOST_MERGED:
        return f"has {merged:,} merged cells, more than {_MOST_MERGED:,}: undo merging"
    return ""


def _merged(parts: zipfile.ZipFile) -> int:
    """How many cells are merged with others; each would be made when the workbook is opened."""
    sheets = [name for name in parts.namelist() if "worksheets/" in name]
    return sum(
        _cells_between(*(corner.decode() for corner in corners))
        for name in sheets
        for corners in _MERGED.findall(parts.read(name))
    )


def _cells_between(first: str, last: str) -> int:
    (left, top), (right, bottom) = map(_corner, (first, last))
    return (abs(right - left) + 1) * (abs(bottom - top) + 1)


def _corner(name: str) -> tuple[int, int]:
    """Column and row of a cell by its name: E7."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(name[len(letters) :])


def _open(file: TableFile, place: Place, *, values: bool) -> Any:
    """The workbook with the values of its formulas, or with the formulas themselves."""
    try:
        import openpyxl
    except ModuleNotFoundError:
        message = "workbooks are read with openpyxl, which is missing: pip install openpyxl"
        raise _UnreadableError(place, message) from None
    try:
        with warnings.catch_warnings(action="ignore"):  # of styles and charts, which are not read
            return openpyxl.load_workbook(BytesIO(file.raw), data_only=values)
    except Exception as error:  # whatever a broken file brings about
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        message = f"is broken ({reason}): open it in a spreadsheet program and save it anew"
        raise _UnreadableError(Place(str(file.path)), message) from error


def _sheet(book: Any, name: str | None, path: Path, place: Place) -> Any:
    names = [sheet.title for sheet in book.worksheets]
    if name is None and len(names) == 1:
        return book.worksheets[0]
    if name in names:
        return book[name]

    listed = ", ".join(map(shown, names)) or "none with cells"
    if name is None:
        message = f"{path} has several sheets: say which with `sheet`: {listed}"
    else:
        remedy = nearest(name, names) or f": correct `sheet`; there is {listed}"
        message = f"{path} has no sheet {shown(name)}{remedy}"
    raise _UnreadableError(place, message)


def _cells(sheet: Any, path: Path) -> dict[tuple[int, int], Cell]:
    file = f"{path}!{sheet.title}"
    # Only the cells that are there: one at the far end of a sheet must not bring a million others.
    return {
        at: _cell(cell, Place(file, *at))
        for at, cell in sorted(sheet._cells.items())
        if cell.value is not None and str(cell.value).strip()
    }


def _cell(cell: Any, place: Place) -> Cell:
    value = cell.value
    if isinstance(value, bool):
        return Cell(str(value).upper(), place, problem=f"{value} stands where a number belongs")
    if isinstance(value, int | float):
        text, unit = print_number(value, cell.number_format or "General")
        return Cell(text, place, number=True, unit=unit)
    if isinstance(value, datetime | date | time | timedelta):
        midnight = isinstance(value, datetime) and value.time() == time()
        return Cell(str(value.date() if midnight else value), place)  # type: ignore[union-attr]
    if cell.data_type == "e":
        remedy = "correct its formula, or empty the cell"
        return Cell(str(value), place, problem=f"the cell holds the error {value}: {remedy}")
    return Cell(str(value).strip(), place)


def _others(area: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    first = (area.min_row, area.min_col)
    for row in range(area.min_row, area.max_row + 1):
        for column in range(area.min_col, area.max_col + 1):
            if (row, column) != first:
                yield (row, column), first


def _has_formulas(raw: bytes) -> bool:
    """Whether any sheet has a formula: only then is the workbook read a second time."""
    with zipfile.ZipFile(BytesIO(raw)) as parts:
        sheets = [name for name in parts.namelist() if "worksheets/" in name]
        return any(_FORMULA.search(parts.read(name)) for name in sheets)


def _with_formulas(grid: Grid, empty: set[tuple[int, int]], with_formulas: Any) -> Grid:
    """The grid with a cell for each formula that has no stored value."""
    valueless = {
        at: Cell(str(cell.value), Place(grid.file, *at), problem=_NO_VALUE)
        for at, cell in with_formulas._cells.items()
        if cell.data_type == "f" and at not in grid.cells and at not in empty
    }
    return Grid(grid.file, {**grid.cells, **valueless}, grid.merged)
