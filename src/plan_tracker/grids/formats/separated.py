"""A text file whose lines are rows: cell by cell as it stands, or whole columns of CSV."""

import re
from array import array
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from plan_tracker.grids.arrow_columns import (
    MOST_COLUMNS,
    MOST_ROWS,
    check_shape,
    refuse_twice,
    whole_columns,
)
from plan_tracker.grids.cell_texts import refused_texts
from plan_tracker.grids.encoded import in_plain_unicode, table_text
from plan_tracker.grids.format import ColumnReader, OpenSheet, WantedColumns, one_table
from plan_tracker.grids.grid import Cell, CellArrays, Grid, MadeCells
from plan_tracker.grids.table_file import TableFile
from plan_tracker.model.place import Place, Problem

if TYPE_CHECKING:
    import pyarrow as pa

_SEPARATORS = ";\t,|"
_SAMPLE = 20  # lines that show what separates the cells
_LONGEST_SAMPLE = 200_000
_LONGEST_HEADING = 10_000
_MOST_CELLS = 10_000_000
_ROWS_KEPT = 16  # whose cells have been asked for
_MARK = re.compile(r'"?sep=(?P<mark>.)"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_LINE = re.compile("\r\n|\r|\n")
_QUOTED_CELL = re.compile(r'(?<![^\n\r;\t,|])"[^"]*(?:""[^"]*)*(?:"|\Z)')
_QUOTED = re.compile(r'"(?P<text>[^"]*(?:""[^"]*)*)" *')


class _UnclosedError(Exception):
    """A quotation mark that nothing closes, at this place."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self.place = place


class _CommaColumns:
    """CSV with commas is read column by column, the first row below the line of headings."""

    first_line = 2

    def can_read(self, file: TableFile) -> bool:
        """Whether nothing in its first line separates cells but commas, and its text is plain."""
        first = file.raw[:_LONGEST_HEADING].partition(b"\n")[0]
        parted = b"sep=" in first.lower() or b";" in first or b"\t" in first
        broken = first.count(b'"') % 2 == 1  # by a line break within quotation marks
        return not parted and not broken and in_plain_unicode(file.raw)

    def read(
        self, file: TableFile, wanted: WantedColumns, place: Place
    ) -> "tuple[pa.Table | None, list[Problem]]":
        """The wanted columns, every cell as the text that stands in it."""

        def read_wanted(raw: bytes) -> "pa.Table":
            import pyarrow as pa
            from pyarrow import csv

            heading = raw.partition(b"\n")[0]
            check_shape(raw.count(b"\n"), heading.count(b",") + 1)
            options = csv.ConvertOptions(
                column_types={name: pa.string() for name in wanted.names},
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            )
            table = csv.read_csv(pa.BufferReader(raw), convert_options=options)
            names = [name for name in table.column_names if name in wanted.names]
            refuse_twice(names)
            return table.select(names)

        return whole_columns(file, read_wanted, place)


class SeparatedFormat:
    """CSV and its kind, with whatever separates most of the first lines alike: `,`, `;`, a tab or
    `|`; or with what a first line `sep=;` says.

    The place of a cell is the line and the sign where its text begins.
    """

    endings: tuple[str, ...] = (".csv", ".tsv", ".txt")
    may_be_packed = True
    has_sheets = False
    has_rows_above = True
    columns: ColumnReader | None = _CommaColumns()

    def sheets(self, file: TableFile, place: Place) -> tuple[tuple[OpenSheet, ...], list[Problem]]:
        """The cells that are not empty; every problem is in the file itself."""
        name = str(file.path)
        text, problems = table_text(file.raw, Place(name))
        if problems:
            return (), problems
        try:
            return one_table(Grid(name, _read_cells(text, name))), []
        except _UnclosedError as error:
            message = "the quotation mark here is not closed: close it, or take it out"
            return (), [Problem(error.place, message)]
        except OverflowError as error:
            return (), [Problem(Place(name), str(error))]
        except _RefusedError as error:
            return (), [Problem(error.place, str(error))]


class _RefusedError(Exception):
    """A text that no cell may hold, at this place; the message says why."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place


class _Piece(NamedTuple):
    """What stands between two separators, and the line and sign where it begins."""

    content: str
    line: int
    sign: int


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a text, each of which can be read by itself from where it begins."""

    text: str
    mark: str
    file: str
    outside: re.Pattern[str]  # of quotation marks: up to the end of a cell

    def contents(self, at: int, line: int) -> tuple[list[str], int, int]:
        """What the cells of a row hold, and where the next one begins, in the text and by line."""
        stop = self._plain_end(at)
        if stop < 0:
            pieces, after, line_after = self._quoted(at, line)
            return [piece.content for piece in pieces], after, line_after
        contents = self.text[at:stop].split(self.mark, MOST_COLUMNS)
        line_break = _LINE.match(self.text, stop)
        return contents, line_break.end() if line_break else stop, line + 1

    def pieces(self, at: int, line: int) -> list[_Piece]:
        """The cells of a row with their places."""
        stop = self._plain_end(at)
        if stop < 0:
            return self._quoted(at, line)[0]
        contents = self.text[at:stop].split(self.mark)
        starts = accumulate((len(content) + 1 for content in contents), initial=1)
        return [
            _Piece(content, line, sign) for content, sign in zip(contents, starts, strict=False)
        ]

    def _plain_end(self, at: int) -> int:
        """Where the line ends; -1 if it has quotation marks, as few lines have."""
        line_break = _LINE.search(self.text, at)
        stop = line_break.start() if line_break else len(self.text)
        return stop if self.text.find('"', at, stop) < 0 else -1

    def _quoted(self, at: int, line: int) -> tuple[list[_Piece], int, int]:
        """A row with quotation marks, which may hold several lines; and where the next begins."""
        text, line_start = self.text, at
        pieces: list[_Piece] = []
        while True:
            quoted = _QUOTED.match(text, at)
            # The place is that of the text, behind the quotation mark.
            first_line, sign = line, at - line_start + 1 + (quoted is not None)
            if quoted is not None:
                content, at = quoted["text"].replace('""', '"'), quoted.end()
                for inner in _LINE.finditer(quoted[0]):
                    line, line_start = line + 1, quoted.start() + inner.end()
            else:
                if text.startswith('"', at):
                    raise _UnclosedError(Place(self.file, line, at - line_start + 1))
                end = self.outside.search(text, at)
                stop = end.start() if end else len(text)
                content, at = text[at:stop], stop
            if len(pieces) <= MOST_COLUMNS:
                pieces.append(_Piece(content, first_line, sign))

            if text.startswith(self.mark, at):
                at += len(self.mark)
            elif line_break := _LINE.match(text, at):
                return pieces, line_break.end(), line + 1
            elif at >= len(text):
                return pieces, at, line
            else:  # something stands behind the second quotation mark
                raise _UnclosedError(Place(self.file, first_line, sign))


def _read_cells(text: str, file: str) -> MadeCells:
    """By row and column. Raises _UnclosedError and _RefusedError, and OverflowError where there
    are too many.
    """
    if text.count("\n") > MOST_ROWS:
        raise OverflowError(f"has more than {MOST_ROWS:,} rows: split it")
    said = _MARK.match(text)
    mark = said["mark"] if said else _separator(text)
    rows = _Rows(text, mark, file, re.compile(f"[{re.escape(mark)}\r\n]"))
    first_row = 2 if said else 1
    texts: list[str] = []
    columns, widths, begins, lines = array("i"), array("i"), array("q"), array("q")
    at, line = (said.end() if said else 0), first_row
    while at < len(text):
        begins.append(at)
        lines.append(line)
        contents, at, line = rows.contents(at, line)
        if len(contents) > MOST_COLUMNS:
            row = first_row + len(widths)
            raise OverflowError(f"has more than {MOST_COLUMNS:,} columns in row {row}: split it")

        stripped = [content.strip() for content in contents]
        filled = [column for column, content in enumerate(stripped, 1) if content]
        texts += filter(None, stripped)
        columns.extend(filled)
        widths.append(len(filled))
        if len(texts) > _MOST_CELLS:
            raise OverflowError(f"has more than {_MOST_CELLS:,} cells: split it")

    row_of = np.repeat(np.arange(len(widths), dtype=np.int32), np.array(widths, dtype=np.int32))
    arrays = CellArrays(
        row_of + np.int32(first_row),
        np.array(columns, dtype=np.int32),
        texts,
        np.zeros(len(texts), dtype=bool),
    )

    @lru_cache(maxsize=_ROWS_KEPT)
    def pieces(row: int) -> list[_Piece]:
        return rows.pieces(begins[row], lines[row])

    row_numbers = array("i", row_of.astype(np.intc).tobytes())

    def cell(number: int) -> Cell:
        piece = pieces(row_numbers[number])[columns[number] - 1]
        indent = len(piece.content) - len(piece.content.lstrip(" \xa0"))
        return Cell(texts[number], Place(file, piece.line, piece.sign), indent=indent)

    refused = refused_texts(texts)
    if refused is not None:
        number, message = refused
        raise _RefusedError(cell(number).place, message)
    return MadeCells(arrays, cell)


def _separator(text: str) -> str:
    """What separates the cells: found most often, and as often in most lines."""
    plain = _QUOTED_CELL.sub("", text[:_LONGEST_SAMPLE])
    lines = plain.split("\n", _SAMPLE)[:_SAMPLE]

    def score(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines if line.strip()]
        common = max(set(counts), key=counts.count, default=0) if any(counts) else 0
        return (sum(count == common for count in counts) if common else 0, max(counts, default=0))

    return max(_SEPARATORS, key=score) if lines else ","
