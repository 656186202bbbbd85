"""The cells of a table as they stand in their file, whatever kind of file that is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from unicodedata import normalize

from plan_tracker.model.place import Place

_FOOTNOTE = re.compile(r"\s*(?:\(\*+\)|\*+|\(\d{1,2}\)|\[\d{1,2}\]|[¹²³⁰⁴-⁹]+)\s*$")
_NUMBERING = re.compile(
    r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+|[IVXLC]{1,5}[.)]?\s+|[^\W\d_][.)]\s+|[-–—+•●]\s*)"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows.

    A `number` has a dot before its decimals and no groups, and a `unit` where its format shows
    one. `problem` says why the cell cannot be used. `indent` is how many blanks its text is set in
    by. `number_format` and `formula` are as spreadsheets write them; the text of a formula's cell
    is its stored value.
    """

    text: str
    place: Place
    number: bool = False
    unit: str = ""
    problem: str = ""
    number_format: str = ""
    bold: bool = False
    indent: int = 0
    formula: str = ""


@dataclass(frozen=True)
class Grid:
    """The cells that are not empty, by row and column from 1; names of columns may be row 0.

    `merged` leads from every cell of a merged range but the first to that first one; `file` is
    what the places of cells name; `title` is the name of a sheet, which may be `hidden` as a whole.
    What a sheet hides is among the cells: `visible` is the grid without it. `note` says what one
    must know of how the file was read.
    """

    file: str
    cells: Mapping[tuple[int, int], Cell]
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    title: str = ""
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    note: str = ""

    @cached_property
    def first_row(self) -> int:
        """0 where names of columns stand above all rows, else 1."""
        return 0 if any(row == 0 for row, _ in self.cells) else 1

    @cached_property
    def last_row(self) -> int:
        """The last row with a cell that is not empty."""
        return max((row for row, _ in self.cells), default=0)

    @cached_property
    def last_column(self) -> int:
        """The last column with a cell that is not empty."""
        return max((column for _, column in self.cells), default=0)

    def cell(self, row: int, column: int) -> Cell | None:
        """What stands in a cell itself; None where it is empty."""
        return self.cells.get((row, column))

    def label(self, row: int, column: int) -> Cell | None:
        """The same for names and headings, which fill all cells of a merged range."""
        return self.cells.get(self.merged.get((row, column), (row, column)))

    def text(self, row: int, column: int) -> str:
        """The text of a name or heading; none where there is none."""
        cell = self.label(row, column)
        return cell.text if cell else ""

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands, be it empty or not."""
        cell = self.cells.get((row, column))
        return cell.place if cell else Place(self.file, row, column)

    def is_hidden(self, row: int, column: int) -> bool:
        """Whether the sheet hides the row or the column of a cell."""
        return row in self.hidden_rows or column in self.hidden_columns

    def visible(self) -> "Grid":
        """The grid without the cells of hidden rows and columns, as it looks to a reader.

        A merged range whose first cell is hidden shows its text all the same: that then stands in
        the first of its cells that can be seen.
        """
        if not (self.hidden_rows or self.hidden_columns):
            return self

        cells = {at: cell for at, cell in self.cells.items() if not self.is_hidden(*at)}
        merged: dict[tuple[int, int], tuple[int, int]] = {}
        seen: dict[tuple[int, int], tuple[int, int]] = {}
        for at, first in sorted(self.merged.items()):
            if self.is_hidden(*at):
                continue
            shown_first = seen.setdefault(first, at if self.is_hidden(*first) else first)
            if shown_first != at:
                merged[at] = shown_first
            elif first in self.cells:
                cells[at] = self.cells[first]
        return replace(self, cells=dict(sorted(cells.items())), merged=merged)


def alike(text: str) -> str:
    """A heading or name as it is compared: without case and with single spaces."""
    return " ".join(normalize("NFC", text).casefold().split())


def plain_figure(text: str) -> str:
    """A figure without the footnote mark behind it: `1.600 (1)` is 1.600, but `(1)` is itself."""
    plain = _FOOTNOTE.sub("", text)
    return plain if any(sign.isdecimal() for sign in plain) else text


def plain_name(text: str) -> str:
    """A name without the number before it and the footnote mark behind it."""
    return _FOOTNOTE.sub("", _NUMBERING.sub("", text)).strip().removesuffix(":")
