"""An Excel workbook that is a ZIP file (.xlsx, .xlsm)."""

import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import Any

from plan_tracker.grids.format import OpenSheet
from plan_tracker.grids.formats.excel.formulas import Formula, read_formulas
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.grids.sheet_cells import (
    BROKEN,
    LARGEST_UNPACKED,
    LAST_COLUMN,
    MOST_CELLS,
    MOST_MERGED,
    PLAIN,
    CellError,
    Look,
    UnreadableError,
    sheet_cell,
    without_value,
)
from plan_tracker.grids.table_file import TableFile
from plan_tracker.model.place import Place

_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*ref=["']([A-Z]{1,3}\d{1,9}):([A-Z]{1,3}\d{1,9})"""
)
_CELL_TAGS = (b"<c ", b"<c>", b"<c/", b":c ", b":c>", b":c/")


def read_zipped(file: TableFile) -> tuple[OpenSheet, ...]:
    """The sheets of a workbook. Raises UnreadableError, and ModuleNotFoundError of openpyxl."""
    _check_size(file.raw)
    book, parts = _open(file.raw)
    with zipfile.ZipFile(BytesIO(file.raw)) as archive:
        formulas = {
            sheet.title: _formulas(archive, parts.get(sheet.title, "")) for sheet in book.worksheets
        }
    looks = _looks()
    return tuple(
        OpenSheet(
            sheet.title,
            sheet.sheet_state != "visible",
            partial(_grid, sheet, f"{file.path}!{sheet.title}", formulas[sheet.title], looks),
        )
        for sheet in book.worksheets
    )


def _check_size(raw: bytes) -> None:
    """Refuse what would be too much once it is unpacked. Raises UnreadableError."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > LARGEST_UNPACKED:
                raise UnreadableError(
                    f"unfolds to {size:,} bytes, more than {LARGEST_UNPACKED:,}: split it, "
                    "or save it as .csv"
                )
            cells, merged = _counts(archive)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError) as error:
        raise UnreadableError(BROKEN.replace("no workbook", "no Excel workbook")) from error

    if cells > MOST_CELLS:
        raise UnreadableError(f"has {cells:,} cells, more than {MOST_CELLS:,}: split it")
    if merged > MOST_MERGED:
        raise UnreadableError(
            f"has {merged:,} merged cells, more than {MOST_MERGED:,}: undo merging"
        )


def _counts(archive: zipfile.ZipFile) -> tuple[int, int]:
    """How many cells there are, and how many are merged with others: all would be made."""
    cells = merged = 0
    for name in archive.namelist():
        if "worksheets/" not in name:
            continue
        text = archive.read(name)
        cells += sum(map(text.count, _CELL_TAGS))
        merged += sum(
            _cells_between(*(corner.decode() for corner in corners))
            for corners in _MERGED.findall(text)
        )
    return cells, merged


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


def _open(raw: bytes) -> tuple[Any, Mapping[str, str]]:
    """The workbook with the values of its formulas, and where in the archive each sheet stands."""
    from openpyxl.reader.excel import ExcelReader

    try:
        with warnings.catch_warnings(action="ignore"):  # of styles and charts, which are not read
            reader = ExcelReader(BytesIO(raw), data_only=True, keep_links=False)
            reader.read()
            parts = {sheet.name: part.target for sheet, part in reader.parser.find_sheets()}
    except Exception as error:  # whatever a broken file brings about
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UnreadableError(
            f"is broken ({reason}): open it in a spreadsheet program and save it anew"
        ) from error
    return reader.wb, parts


def _formulas(archive: zipfile.ZipFile, part: str) -> dict[tuple[int, int], Formula]:
    """The formulas of a sheet by their cells; none where they cannot be told."""
    try:
        return read_formulas(archive.read(part))
    except KeyError:
        return {}


def _looks() -> Callable[[Any], Look]:
    """What tells how a cell is formatted; cells that are formatted alike are looked at once."""
    known: dict[bytes, Look] = {}

    def look(cell: Any) -> Look:
        if not cell.has_style:
            return PLAIN
        style = cell._style.tobytes()
        if style not in known:
            indent = int(cell.alignment.indent or 0)
            known[style] = Look(cell.number_format or "General", bool(cell.font.b), indent)
        return known[style]

    return look


def _grid(
    sheet: Any,
    file: str,
    formulas: Mapping[tuple[int, int], Formula],
    look: Callable[[Any], Look],
) -> Grid:
    """The cells of a sheet; one whose formula has no stored value says so."""
    # Only the cells that are there: one at the far end of a sheet must not bring a million others.
    cells: dict[tuple[int, int], Cell] = {}
    for at, stored in sorted(sheet._cells.items()):
        formula = formulas.get(at)
        text = formula.text if formula else ""
        cell = None
        if stored.value is not None:
            value = CellError(stored.value) if stored.data_type == "e" else stored.value
            cell = sheet_cell(value, Place(file, *at), look(stored), text)
        elif formula is not None and not formula.has_value:
            cell = without_value(text, Place(file, *at), look(stored))
        if cell is not None:
            cells[at] = cell
    merged = {at: first for area in sheet.merged_cells.ranges for at, first in _others(area)}
    return Grid(
        file, cells, merged, sheet.title, sheet.sheet_state != "visible",
        _hidden_rows(sheet), _hidden_columns(sheet),
    )  # fmt: skip


def _others(area: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The cells of a merged range but the first, each with that one."""
    first = (area.min_row, area.min_col)
    for row in range(area.min_row, area.max_row + 1):
        for column in range(area.min_col, area.max_col + 1):
            if (row, column) != first:
                yield (row, column), first


def _hidden_rows(sheet: Any) -> frozenset[int]:
    dimensions = sheet.row_dimensions
    return frozenset(row for row, kept in dimensions.items() if kept.hidden or kept.ht == 0)


def _hidden_columns(sheet: Any) -> frozenset[int]:
    """Of columns that are formatted together only the first is kept, with the last one's number."""
    hidden = bytearray(LAST_COLUMN + 1)
    for kept in sheet.column_dimensions.values():
        if kept.hidden or kept.width == 0:
            first, last = kept.min or kept.index_number, min(kept.max or 0, LAST_COLUMN)
            hidden[first : last + 1] = b"\x01" * (last + 1 - first)
    return frozenset(column for column, is_hidden in enumerate(hidden) if is_hidden)
