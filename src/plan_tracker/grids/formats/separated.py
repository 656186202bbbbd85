"""A CSV file: cell by cell as it stands, or whole columns where commas part them."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from plan_tracker.grids.arrow_columns import refuse_twice, whole_columns
from plan_tracker.grids.format import ColumnReader, WantedColumns
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.grids.table_file import TableFile
from plan_tracker.inputs.text import LARGEST_FILE, text_of
from plan_tracker.model.place import Place, Problem

if TYPE_CHECKING:
    import pyarrow as pa

_SEPARATORS = ";\t,|"
_SAMPLE = 20  # lines that show what separates the cells
_LONGEST_LINE = 10_000
_QUOTED = r'"(?P<quoted>[^"]*(?:""[^"]*)*)" *'
_CELL = r'(?:{quoted}|(?P<bare>(?!")[^{0}\r\n]*))(?P<end>{0}|\r\n|\r|\n|\Z)'


class _CommaColumns:
    """CSV with commas is read column by column, the first row below the line of headings."""

    first_line = 2

    def can_read(self, file: TableFile) -> bool:
        """Whether nothing in its first line separates cells but commas."""
        first = file.raw[:_LONGEST_LINE].partition(b"\n")[0]
        return b";" not in first and b"\t" not in first

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
    """CSV, with whatever separates most of the first lines alike: `,`, `;`, a tab or `|`.

    The place of a cell is the line and the sign where its text begins.
    """

    endings: tuple[str, ...] = (".csv",)
    has_sheets = False
    has_rows_above = True
    columns: ColumnReader | None = _CommaColumns()

    def read(
        self, file: TableFile, sheet: str | None, place: Place
    ) -> tuple[Grid | None, list[Problem]]:
        """The cells that are not empty; every problem is in the file itself."""
        name = str(file.path)
        if len(file.raw) > LARGEST_FILE:
            message = f"has {len(file.raw):,} bytes, more than {LARGEST_FILE:,}: split the file"
            return None, [Problem(Place(name), message)]
        text, problems = text_of(file.raw, Place(name))
        if problems:
            return None, problems

        cells = {(row, column): cell for row, column, cell in _cells(text, name) if cell.text}
        unclosed = [Problem(cell.place, cell.problem) for cell in cells.values() if cell.problem]
        return (None, unclosed) if unclosed else (Grid(name, cells), [])


def _cells(text: str, file: str) -> Iterator[tuple[int, int, Cell]]:
    mark = re.escape(_separator(text))
    pattern = re.compile(_CELL.format(mark, quoted=_QUOTED))
    row = column = line = 1
    at = line_start = 0
    while at < len(text):
        match = pattern.match(text, at)
        if match is None:
            place = Place(file, line, at - line_start + 1)
            problem = "the quotation mark here is not closed: close it, or take it out"
            yield row, column, Cell(text[at:], place, problem=problem)
            return
        quoted = match["quoted"]
        content = match["bare"] if quoted is None else quoted.replace('""', '"')
        # The place is that of the text, behind the quotation mark.
        start = at - line_start + 1 + (quoted is not None)
        yield row, column, Cell(content.strip(), Place(file, line, start))
        at, column = match.end(), column + 1
        breaks = list(re.finditer("\r\n|\r|\n", match[0]))
        if breaks:
            line, line_start = line + len(breaks), match.start() + breaks[-1].end()
        if match["end"] in ("\r\n", "\r", "\n"):
            row, column = row + 1, 1


def _separator(text: str) -> str:
    """What separates the cells: found most often, and as often in most lines."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.split("\n", _SAMPLE)[:_SAMPLE]]

    def score(mark: str) -> tuple[int, int]:
        counts = [line.count(mark) for line in lines if line.strip()]
        common = max(set(counts), key=counts.count, default=0) if any(counts) else 0
        return (sum(count == common for count in counts) if common else 0, max(counts, default=0))

    return max(_SEPARATORS, key=score) if lines else ","
