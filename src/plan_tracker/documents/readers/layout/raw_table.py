"""A table as it stands on one page, before it is made a grid."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from plan_tracker.documents.document import Table
from plan_tracker.documents.readers.layout.line import Word
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.model.place import Place

_SLACK = 0.75  # of the size of letters, that columns of two pages may differ by


@dataclass(frozen=True, slots=True)
class RawCell:
    """The text of a cell, over columns `first` to `last` from 0, on a line of its page.

    Its `words` are those that its text is made of, as they stand there.
    """

    text: str
    first: int
    last: int
    bold: bool = False
    indent: int = 0
    words: tuple[Word, ...] = ()


Row = tuple[RawCell, ...]


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows of cells of one page; `columns` are where they begin and end.

    `above` are the lines over it that say its unit. `line` is that of its first row. The first
    columns are those of `names`.
    """

    page: int
    line: int
    size: float
    columns: tuple[tuple[float, float], ...]
    heads: tuple[Row, ...]
    body: tuple[Row, ...]
    above: tuple[str, ...] = ()
    names: int = 1

    def goes_on(self, after: "RawTable") -> bool:
        """Whether a table of the next page is the rest of this one."""
        same = len(after.columns) == len(self.columns) and after.names == self.names
        if after.page != self.page + 1 or not same:
            return False
        if after.heads and _said(after.heads) != _said(self.heads):
            return False
        slack = _SLACK * self.size
        return all(
            abs(right - then_right) <= slack or abs(left - then_left) <= slack
            or abs(left + right - then_left - then_right) <= slack
            or _inside((left, right), (then_left, then_right), slack)
            for (left, right), (then_left, then_right) in zip(
                self.columns[self.names :], after.columns[after.names :], strict=True
            )
        )  # fmt: skip


def _inside(first: tuple[float, float], then: tuple[float, float], slack: float) -> bool:
    """Whether one of two columns lies within the other."""
    outer, inner = sorted((first, then), key=lambda span: span[0] - span[1])
    return outer[0] - slack <= inner[0] and inner[1] <= outer[1] + slack


def _said(rows: Iterable[Row]) -> list[tuple[str, int, int]]:
    return [(cell.text.casefold(), cell.first, cell.last) for row in rows for cell in row]


@dataclass
class _Growing:
    """A grid whose rows are added from the top."""

    within: Place
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    words: dict[Place, tuple[Word, ...]] = field(default_factory=dict)
    row: int = 0

    def add(self, row: Iterable[RawCell], page: int) -> None:
        """Another row."""
        self.row += 1
        for cell in row:
            at = self.row, cell.first + 1
            place = replace(self.within, line=at[0], column=at[1], page=page)
            self.cells[at] = Cell(cell.text, place, bold=cell.bold, indent=cell.indent)
            self.words[place] = cell.words
            for column in range(cell.first + 2, cell.last + 2):
                self.merged[self.row, column] = at


def table_of(
    parts: Sequence[RawTable], file: str, number: int
) -> tuple[Table, Mapping[Place, tuple[Word, ...]]]:
    """The table that stands on one page or goes on over several, the heads taken once.

    With it come the words of its cells, by their places.
    """
    first = parts[0]
    grid = _Growing(Place(file, page=first.page, table=number))
    for text in first.above:
        grid.add([RawCell(text, 0, 0)], first.page)
    for row in first.heads:
        grid.add(row, first.page)
    for part in parts:
        for row in part.body:
            grid.add(row, part.page)
    whole = Grid(file, _sorted(grid.cells), grid.merged, within=grid.within)
    return Table(whole), grid.words


def _sorted(cells: Mapping[tuple[int, int], Cell]) -> dict[tuple[int, int], Cell]:
    return dict(sorted(cells.items()))
