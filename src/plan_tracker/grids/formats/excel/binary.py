"""An Excel workbook of the old kind (.xls)."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from functools import partial
from io import StringIO
from typing import Any

from plan_tracker.grids.format import OpenSheet
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.grids.sheet_cells import (
    MOST_CELLS,
    MOST_MERGED,
    CellError,
    Look,
    UnreadableError,
    Value,
    check_text,
    sheet_cell,
)
from plan_tracker.grids.table_file import TableFile
from plan_tracker.model.place import Place

_BOLD = 600  # of a regular font it is 400
_NO_WORKBOOK = "is broken, or something else in the old Excel format: save it as .xlsx"


def read_binary(file: TableFile) -> tuple[OpenSheet, ...]:
    """The sheets of a workbook. Raises UnreadableError, and ModuleNotFoundError of xlrd."""
    import xlrd
    from xlrd.compdoc import CompDoc

    nowhere = StringIO()  # what the library would say of strange things
    try:
        # It follows chains of small sectors to their end, which they may not have.
        if _goes_in_circles(CompDoc(file.raw, logfile=nowhere).SSAT):
            raise UnreadableError(_NO_WORKBOOK)
        book = xlrd.open_workbook(
            file_contents=file.raw, formatting_info=True, on_demand=True, logfile=nowhere
        )
        sheets = _checked(book)
    except (UnreadableError, MemoryError):
        raise
    except Exception as error:  # whatever a broken file brings about
        if "encrypted" in str(error).lower():
            message = "is locked with a password: open it, take the password away, and save it"
            raise UnreadableError(message) from error
        raise UnreadableError(_NO_WORKBOOK) from error
    look = _looks(book)
    return tuple(
        OpenSheet(
            sheet.name,
            bool(sheet.visibility),
            partial(_grid, sheet, f"{file.path}!{sheet.name}", look, book.datemode),
        )
        for sheet in sheets
    )


def _goes_in_circles(following: Sequence[int]) -> bool:
    """Whether any sector comes again behind itself; `following` is the next one of each, or below
    zero at the end of a chain.
    """
    chain_of = [0] * len(following)  # in which chain, counted from 1, each was first met
    for chain, start in enumerate(range(len(following)), 1):
        sector = start
        while 0 <= sector < len(following) and not chain_of[sector]:
            chain_of[sector] = chain
            sector = following[sector]
        if 0 <= sector < len(following) and chain_of[sector] == chain:
            return True
    return False


def _checked(book: Any) -> list[Any]:
    """The sheets, none of which is read once there are too many cells. Raises UnreadableError."""
    sheets: list[Any] = []
    cells = merged = 0
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        cells += sum(sheet.row_len(row) for row in range(sheet.nrows))
        if cells > MOST_CELLS:
            raise UnreadableError(
                f"has {cells:,} cells or more, more than {MOST_CELLS:,}: split it"
            )
        merged += sum(
            (last_row - row) * (last - column) for row, last_row, column, last in sheet.merged_cells
        )
        if merged > MOST_MERGED:
            raise UnreadableError(
                f"has {merged:,} merged cells or more, more than {MOST_MERGED:,}: undo merging"
            )
        _check_texts(sheet)
        sheets.append(sheet)
    return sheets


def _check_texts(sheet: Any) -> None:
    for row in range(sheet.nrows):
        for column, value in enumerate(sheet.row_values(row)):
            if type(value) is str:
                check_text(value, sheet.name, row + 1, column + 1)


def _looks(book: Any) -> Callable[[int], Look]:
    """What tells how a cell is formatted, by the number of its format."""
    known: dict[int, Look] = {}

    def look(index: int) -> Look:
        if index not in known:
            known[index] = _look(book, index)
        return known[index]

    return look


def _look(book: Any, index: int) -> Look:
    try:
        style = book.xf_list[index]
        number_format = book.format_map[style.format_key].format_str
        font = book.font_list[style.font_index]
    except (IndexError, KeyError):
        return Look()
    # The weight counts: what else says bold was in use before Excel 5.
    bold = font.weight >= _BOLD
    return Look(number_format or "General", bold, style.alignment.indent_level)


def _grid(sheet: Any, file: str, look: Callable[[int], Look], epoch: int) -> Grid:
    cells: dict[tuple[int, int], Cell] = {}
    for row in range(sheet.nrows):
        for column, stored in enumerate(sheet.row(row)):
            value = _value(stored, epoch)
            if value is None:
                continue
            at = (row + 1, column + 1)
            cell = sheet_cell(value, Place(file, *at), look(stored.xf_index))
            if cell is not None:
                cells[at] = cell
    return Grid(
        file, cells, dict(_merged(sheet)), sheet.name, bool(sheet.visibility),
        _hidden(sheet.rowinfo_map), _hidden(sheet.colinfo_map),
    )  # fmt: skip


def _value(stored: Any, epoch: int) -> Value | None:
    import xlrd

    match stored.ctype:
        case xlrd.XL_CELL_TEXT:
            return str(stored.value)
        case xlrd.XL_CELL_NUMBER:
            return float(stored.value)
        case xlrd.XL_CELL_DATE:
            return _date(stored.value, epoch)
        case xlrd.XL_CELL_BOOLEAN:
            return bool(stored.value)
        case xlrd.XL_CELL_ERROR:
            return CellError(xlrd.error_text_from_code.get(stored.value, "#ERROR!"))
    return None


def _date(number: float, epoch: int) -> date | datetime | time | float:
    """The day that a number stands for; the number itself where it can be none."""
    import xlrd

    try:
        moment: datetime = xlrd.xldate_as_datetime(number, epoch)
    except (xlrd.XLDateError, OverflowError, ValueError):
        return number
    return moment.time() if 0 <= number < 1 else moment


def _merged(sheet: Any) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The cells of merged ranges but the first of each, with that one."""
    for first_row, last_row, first_column, last_column in sheet.merged_cells:
        first = (first_row + 1, first_column + 1)
        for row in range(first_row, last_row):
            for column in range(first_column, last_column):
                if (row + 1, column + 1) != first:
                    yield (row + 1, column + 1), first


def _hidden(lines: Any) -> frozenset[int]:
    """Rows or columns that are hidden, counted from 1."""
    return frozenset(at + 1 for at, kept in lines.items() if kept.hidden)
