"""The cells of a table as they stand in their file, whatever kind of file that is."""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from plan_tracker.model.place import Place

_WIDEST = 1 << 20  # columns; no format has as many
# Looked for from its first sign on, and not from each of the signs or blanks before it.
_FOOTNOTE = re.compile(r"(?:\(\*+\)|(?<!\*)\*+|\(\d{1,2}\)|\[\d{1,2}\]|(?<![¹²³⁰⁴-⁹])[¹²³⁰⁴-⁹]+)$")
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


@dataclass(frozen=True, slots=True)
class CellArrays:
    """What stands in cells that are not empty, row by row: an entry of each array for a cell.

    `is_number` tells what a format gives as a number, with a dot before its decimals; `units` has
    those that a format shows, by the number of their cell.
    """

    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    texts: Sequence[str]
    is_number: NDArray[np.bool_]
    units: Mapping[int, str] = field(default_factory=dict)


class MadeCells(Mapping[tuple[int, int], Cell]):
    """Cells by row and column, each made when it is asked for.

    A table of a million figures is understood by its arrays; few of its cells are ever looked at.
    """

    def __init__(self, arrays: CellArrays, make: Callable[[int], Cell]) -> None:
        """`make` gives the cell by its number in the arrays, which are in order."""
        self.arrays, self._make = arrays, make
        numbers = arrays.rows.astype(np.int64) * _WIDEST + arrays.columns
        self._numbers = array("q", numbers.tobytes())

    def __getitem__(self, at: tuple[int, int]) -> Cell:
        return self._make(self._number(at))

    def text(self, at: tuple[int, int]) -> str:
        """The text of a cell, which need not be made for it; none where the cell is empty."""
        try:
            return self.arrays.texts[self._number(at)]
        except KeyError:
            return ""

    def _number(self, at: tuple[int, int]) -> int:
        wanted = at[0] * _WIDEST + at[1]
        number = bisect_left(self._numbers, wanted)
        if number == len(self._numbers) or self._numbers[number] != wanted:
            raise KeyError(at)
        return number

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.arrays.rows.tolist(), self.arrays.columns.tolist(), strict=True)

    def __len__(self) -> int:
        return len(self.arrays.texts)


@dataclass(frozen=True)
class Grid:
    """The cells that are not empty, by row and column from 1; names of columns may be row 0.

    `merged` leads from every cell of a merged range but the first to that first one; `file` is
    what the places of cells name; `title` is the name of a sheet, which may be `hidden` as a whole.
    What a sheet hides is among the cells: `visible` is the grid without it. `note` says what one
    must know of how the file was read. `within` is the place of a document's table as a whole.
    """

    file: str
    cells: Mapping[tuple[int, int], Cell]
    merged: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    title: str = ""
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    note: str = ""
    within: Place | None = None

    @cached_property
    def first_row(self) -> int:
        """0 where names of columns stand above all rows, else 1."""
        return 0 if len(self.cells) and self.arrays.rows[0] == 0 else 1

    @cached_property
    def last_row(self) -> int:
        """The last row with a cell that is not empty."""
        return int(self.arrays.rows.max(initial=0))

    @cached_property
    def last_column(self) -> int:
        """The last column with a cell that is not empty."""
        return int(self.arrays.columns.max(initial=0))

    def cell(self, row: int, column: int) -> Cell | None:
        """What stands in a cell itself; None where it is empty."""
        return self.cells.get((row, column))

    def label(self, row: int, column: int) -> Cell | None:
        """The same for names and headings, which fill all cells of a merged range."""
        return self.cells.get(self.merged.get((row, column), (row, column)))

    def text(self, row: int, column: int) -> str:
        """The text of a name or heading; none where there is none."""
        at = self.merged.get((row, column), (row, column))
        if isinstance(self.cells, MadeCells):
            return self.cells.text(at)
        cell = self.cells.get(at)
        return cell.text if cell else ""

    @cached_property
    def arrays(self) -> CellArrays:
        """The cells as arrays."""
        if isinstance(self.cells, MadeCells):
            return self.cells.arrays

        cells = sorted(self.cells.items())
        places = np.array([at for at, _ in cells], dtype=np.int32).reshape(-1, 2)
        return CellArrays(
            places[:, 0],
            places[:, 1],
            [cell.text for _, cell in cells],
            np.array([cell.number for _, cell in cells], dtype=bool),
            {number: cell.unit for number, (_, cell) in enumerate(cells) if cell.unit},
        )

    def place(self, row: int, column: int) -> Place:
        """Where a cell stands, be it empty or not."""
        cell = self.cells.get((row, column))
        if cell:
            return cell.place
        return replace(self.within or Place(self.file), line=row, column=column)

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
    plain = _without_mark(text)
    if plain == text:
        return text
    return plain if any(sign.isdecimal() for sign in plain) else text


def plain_name(text: str) -> str:
    """A name without the number before it and the footnote mark behind it."""
    return _without_mark(_NUMBERING.sub("", text)).strip().removesuffix(":")


def _without_mark(text: str) -> str:
    """The text without the mark of a footnote behind it, and the blanks around that."""
    plain = _FOOTNOTE.sub("", stripped := text.rstrip())
    return text if plain == stripped else plain.rstrip()
