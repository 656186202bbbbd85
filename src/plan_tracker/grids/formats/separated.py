"""A text file whose lines are rows: cell by cell as it stands, or whole columns of CSV."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

from plan_tracker.grids.arrow_columns import refuse_twice, whole_columns
from plan_tracker.grids.encoded import in_plain_unicode, table_text
from plan_tracker.grids.format import ColumnReader, Sheet, WantedColumns, one_table
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.grids.table_file import TableFile
from plan_tracker.model.place import Place, Problem

if TYPE_CHECKING:
    import pyarrow as pa

_SEPARATORS = ";\t,|"
_SAMPLE = 20  # lines that show what separates the cells
_LONGEST_HEADING = 10_000
_MOST_COLUMNS = 16_384
_MOST_CELLS = 10_000_000
_MARK = re.compile(r'"?sep=(?P<mark>.)"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_LINE = re.compile("\r\n|\r|\n")
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
        return not parted and in_plain_unicode(file.raw)

    def read(
        self, file: TableFile, wanted: WantedColumns, place: Place
    ) -> "tuple[pa.Table | None, list[Problem]]":
        """The wanted columns, every cell as the text that stands in it."""

        def read_wanted(raw: bytes) -> "pa.Table":
            import pyarrow as pa
            from pyarrow import csv

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

    def sheets(self, file: TableFile, place: Place) -> tuple[tuple[Sheet, ...], list[Problem]]:
        """The cells that are not empty; every problem is in the file itself."""
        name = str(file.path)
        text, problems = table_text(file.raw, Place(name))
        if problems:
            return (), problems
        try:
            return one_table(Grid(name, _cells(text, name))), []
        except _UnclosedError as error:
            message = "the quotation mark here is not closed: close it, or take it out"
            return (), [Problem(error.place, message)]
        except OverflowError as error:
            return (), [Problem(Place(name), str(error))]


def _cells(text: str, file: str) -> dict[tuple[int, int], Cell]:
    """By row and column. Raises _UnclosedError, and OverflowError where there are too many."""
    said = _MARK.match(text)
    mark = said["mark"] if said else _separator(text)
    cells: dict[tuple[int, int], Cell] = {}
    rows = _rows(text, mark, file, said.end() if said else 0)
    for row, pieces in enumerate(rows, 2 if said else 1):
        if len(pieces) > _MOST_COLUMNS:
            raise OverflowError(f"has more than {_MOST_COLUMNS:,} columns in row {row}: split it")
        for column, (content, place) in enumerate(pieces, 1):
            stripped = content.strip()
            if stripped:
                indent = len(content) - len(content.lstrip(" \xa0"))
                cells[row, column] = Cell(stripped, place, indent=indent)
        if len(cells) > _MOST_CELLS:
            raise OverflowError(f"has more than {_MOST_CELLS:,} cells: split it")
    return cells


def _rows(text: str, mark: str, file: str, start: int) -> Iterator[list[tuple[str, Place]]]:
    """The contents of the cells of each row with their places."""
    line, line_start, end = (2 if start else 1), start, len(text)
    at = start
    while at < end:
        line_break = _LINE.search(text, at)
        stop = line_break.start() if line_break else end
        if text.find('"', at, stop) < 0:  # most lines
            yield _plain_row(text[at:stop], mark, file, line)
            at = line_start = line_break.end() if line_break else end
            line += 1
        else:
            pieces, at, line, line_start = _quoted_row(text, mark, file, (at, line, line_start))
            yield pieces


def _plain_row(text: str, mark: str, file: str, line: int) -> list[tuple[str, Place]]:
    contents = text.split(mark)
    if len(contents) > _MOST_COLUMNS:
        contents = contents[: _MOST_COLUMNS + 1]
    starts = accumulate((len(content) + 1 for content in contents), initial=1)
    return [
        (content, Place(file, line, column))
        for content, column in zip(contents, starts, strict=False)
    ]


def _quoted_row(
    text: str, mark: str, file: str, at_line: tuple[int, int, int]
) -> tuple[list[tuple[str, Place]], int, int, int]:
    """A row with quotation marks, which may hold several lines; and where one is behind it."""
    at, line, line_start = at_line
    pieces: list[tuple[str, Place]] = []
    while True:
        quoted = _QUOTED.match(text, at)
        # The place is that of the text, behind the quotation mark.
        place = Place(file, line, at - line_start + 1 + (quoted is not None))
        if quoted is not None:
            content, at = quoted["text"].replace('""', '"'), quoted.end()
            for inner in _LINE.finditer(quoted[0]):
                line, line_start = line + 1, quoted.start() + inner.end()
        else:
            if text.startswith('"', at):
                raise _UnclosedError(Place(file, line, at - line_start + 1))
            stop = _end_of_cell(text, mark, at)
            content, at = text[at:stop], stop
        if len(pieces) <= _MOST_COLUMNS:
            pieces.append((content, place))

        if text.startswith(mark, at):
            at += len(mark)
        elif line_break := _LINE.match(text, at):
            return pieces, line_break.end(), line + 1, line_break.end()
        elif at >= len(text):
            return pieces, at, line, line_start
        else:  # something stands behind the second quotation mark
            raise _UnclosedError(place)


def _end_of_cell(text: str, mark: str, at: int) -> int:
    end = re.compile(f"[{re.escape(mark)}\r\n]").search(text, at)
    return end.start() if end else len(text)


def _separator(text: str) -> str:
    """What separates the cells: found most often, and as often in most lines."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.split("\n", _SAMPLE)[:_SAMPLE]]

    def score(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines if line.strip()]
        common = max(set(counts), key=counts.count, default=0) if any(counts) else 0
        return (sum(count == common for count in counts) if common else 0, max(counts, default=0))

    return max(_SEPARATORS, key=score) if lines else ","
