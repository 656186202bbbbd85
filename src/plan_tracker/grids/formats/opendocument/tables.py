"""The tables of an OpenDocument spreadsheet, in one pass over its XML."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

from plan_tracker.grids.formats.opendocument.styles import Styles
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.grids.sheet_cells import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_CELLS,
    MOST_MERGED,
    CellError,
    UnreadableError,
    Value,
    check_text,
    sheet_cell,
    without_value,
)
from plan_tracker.model.place import Place

_ERROR = re.compile(r"#(?:DIV/0!|N/A|REF!|NAME\?|VALUE!|NUM!|NULL!)|Err:\d+")
_REFERENCE = re.compile(r"\[\.?([^\]:]+?)(?::\.?([^\]]+))?\]")
_NUMBERS = ("float", "percentage", "currency")
_MOST_SHEETS = 1_000
_ASIDE = ("annotation", "note", "shapes", "frame", "custom-shape", "rect", "line", "g", "forms")


@dataclass(slots=True)
class _Table:
    """A sheet as far as it was read."""

    title: str
    hidden: bool
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    column_styles: list[str] = field(default_factory=list)
    row: int = 0
    column: int = 0
    rows: int = 1  # that this row stands for
    row_style: str = ""
    row_is_hidden: bool = False


class Tables:
    """The sheets that were told of so far."""

    def __init__(self, path: str, styles: Styles) -> None:
        self._path = path
        self._styles = styles
        self._tables: list[_Table] = []
        self._depth = 0  # of tables within tables, which only the outermost counts of
        self._aside = 0  # of elements that are no text of a cell
        self._marks: Mapping[str, str] | None = None  # of the cell that is being read
        self._texts: list[str] = []
        self._paragraphs = 0
        self._cells = self._merged = 0

    def grids(self) -> list[Grid]:
        """The sheets as grids."""
        return [
            Grid(
                f"{self._path}!{table.title}", dict(sorted(table.cells.items())), table.merged,
                table.title, table.hidden,
                frozenset(table.hidden_rows), frozenset(table.hidden_columns),
            )
            for table in self._tables
        ]  # fmt: skip

    def start(self, name: str, marks: Mapping[str, str]) -> None:
        """As `Handler`."""
        self._styles.start(name, marks)
        if self._aside or name in _ASIDE:
            self._aside += 1
        elif name == "table":
            self._depth += 1
            if self._depth == 1:
                if len(self._tables) == _MOST_SHEETS:
                    raise UnreadableError(f"has more than {_MOST_SHEETS:,} sheets: split it")
                hidden = self._styles.hides(marks.get("style-name", ""))
                self._tables.append(_Table(marks.get("name", ""), hidden))
        elif self._depth == 1:
            self._start_in_table(self._tables[-1], name, marks)

    def _start_in_table(self, table: _Table, name: str, marks: Mapping[str, str]) -> None:
        if name == "table-column":
            _add_columns(table, marks)
        elif name == "table-row":
            table.rows = min(_count(marks, "number-rows-repeated"), LAST_ROW - table.row + 1)
            table.row_style = marks.get("default-cell-style-name", "")
            table.column = 0
            table.row_is_hidden = marks.get("visibility", "visible") != "visible"
        elif name in ("table-cell", "covered-table-cell"):
            self._marks, self._texts, self._paragraphs = marks, [], 0
        elif name == "p":
            if self._paragraphs:
                self._texts.append("\n")
            self._paragraphs += 1
        elif name == "s":
            self._texts.append(" " * min(_count(marks, "c"), 1_000))
        elif name in ("line-break", "tab"):
            self._texts.append("\n" if name == "line-break" else "\t")

    def text(self, text: str) -> None:
        """As `Handler`."""
        self._styles.text(text)
        if self._marks is not None and self._paragraphs and not self._aside:
            self._texts.append(text)

    def end(self, name: str) -> None:
        """As `Handler`."""
        self._styles.end(name)
        if self._aside:
            self._aside -= 1
        elif name == "table":
            self._depth -= 1
        elif self._depth == 1 and name == "table-row":
            self._tables[-1].row += self._tables[-1].rows
        elif self._depth == 1 and self._marks is not None and name.endswith("table-cell"):
            self._add_cell(self._tables[-1], self._marks)
            self._marks = None

    def _add_cell(self, table: _Table, marks: Mapping[str, str]) -> None:
        row, column = table.row + 1, table.column + 1
        columns = min(_count(marks, "number-columns-repeated"), LAST_COLUMN - table.column)
        table.column += columns
        self._add_merged(table, marks, row, column)
        style = marks.get("style-name") or table.row_style or _style_of_column(table, column)
        cell = self._cell(table, marks, Place("", row, column), style)
        if cell is None:
            return

        self._cells += table.rows * columns
        if self._cells > MOST_CELLS:
            raise UnreadableError(f"has more than {MOST_CELLS:,} cells: split it")
        if table.row_is_hidden:  # a million empty rows may be hidden as well
            table.hidden_rows.update(range(row, row + table.rows))
        file = f"{self._path}!{table.title}"
        for at_row in range(row, row + table.rows):
            for at_column in range(column, column + columns):
                at = (at_row, at_column)
                table.cells[at] = _placed(cell, Place(file, *at))

    def _cell(
        self, table: _Table, marks: Mapping[str, str], place: Place, style: str
    ) -> Cell | None:
        look = self._styles.look(style)
        formula = _formula(marks.get("formula", ""))
        value = _value(marks, "".join(self._texts))
        if isinstance(value, str):
            check_text(value, table.title, place.line, place.column)
        if value is not None:
            return sheet_cell(value, place, look, formula)
        return without_value(formula, place, look) if formula else None

    def _add_merged(self, table: _Table, marks: Mapping[str, str], row: int, column: int) -> None:
        rows = min(_count(marks, "number-rows-spanned"), LAST_ROW)
        columns = min(_count(marks, "number-columns-spanned"), LAST_COLUMN)
        if rows == columns == 1:
            return
        self._merged += rows * columns
        if self._merged > MOST_MERGED:
            raise UnreadableError(f"has more than {MOST_MERGED:,} merged cells: undo merging")
        for at_row in range(row, row + rows):
            for at_column in range(column, column + columns):
                if (at_row, at_column) != (row, column):
                    table.merged[at_row, at_column] = (row, column)


def _add_columns(table: _Table, marks: Mapping[str, str]) -> None:
    known = len(table.column_styles)
    count = min(_count(marks, "number-columns-repeated"), LAST_COLUMN - known)
    table.column_styles += [marks.get("default-cell-style-name", "")] * count
    if marks.get("visibility", "visible") != "visible":
        table.hidden_columns.update(range(known + 1, known + count + 1))


def _style_of_column(table: _Table, column: int) -> str:
    return table.column_styles[column - 1] if column <= len(table.column_styles) else ""


def _count(marks: Mapping[str, str], name: str) -> int:
    """How often something stands there: once where nothing sensible says so."""
    text = marks.get(name, "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def _value(marks: Mapping[str, str], text: str) -> Value | None:
    """The stored value of a cell, which has it beside the text that it shows; None if empty."""
    kind = marks.get("value-type", "")
    if kind == "error" or (kind and _ERROR.fullmatch(text.strip())):
        return CellError(text.strip() or "#VALUE!")
    if kind in _NUMBERS:
        with suppress(ValueError, OverflowError):
            number = float(marks.get("value", ""))
            if number - number == 0:  # no infinity, and a number at all
                return int(number) if number == int(number) and abs(number) < 1e15 else number
    elif kind == "date":
        with suppress(ValueError):
            stored = marks.get("date-value", "")
            return datetime.fromisoformat(stored) if "T" in stored else date.fromisoformat(stored)
    elif kind == "boolean":
        return marks.get("boolean-value") == "true"
    elif kind == "string" and not text:
        text = marks.get("string-value", "")
    return text if text or kind else None


def _formula(text: str) -> str:
    """`of:=SUM([.B1:.B2])` as other spreadsheet programs write it: `=SUM(B1:B2)`."""
    _, mark, formula = text.partition("=")

    def plain(reference: re.Match[str]) -> str:
        return ":".join(part.replace(".", "!") for part in reference.groups() if part)

    return mark + _REFERENCE.sub(plain, formula).replace(";", ",") if mark else ""


def _placed(cell: Cell, place: Place) -> Cell:
    return Cell(
        cell.text, place, cell.number, cell.unit, cell.problem,
        cell.number_format, cell.bold, cell.indent, cell.formula,
    )  # fmt: skip
