"""Rows of cells as documents lay them out, made a grid: spans, sign cells, lines inside cells."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product

from plan_tracker.documents.document import Table
from plan_tracker.documents.readers.limits import Room
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.model.place import Place

_NUMBER = re.compile(
    r"[(\-−–+]?\s*[$€£¥₫]?\s*[(\-−–+]?\s*\d(?:[\d.,]|[ \xa0\u202f](?=\d))*\s*%?\s*\)?\s*%?",
    re.ASCII,
)
_BEFORE = re.compile(r"[(\-−–]?\s*[$€£¥₫]\s*\(?|\(")  # signs with a cell of their own, and
_BEHIND = re.compile(r"\)?\s*%\s*\)?|\)")  # those that follow their number
_BEGUN = re.compile(r"[(\-−–+]?\s*\d.*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_SPANNED = 1_000  # columns or rows; no table that people read has more

At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell as a document has it, with its lines; it goes `across` columns and `down` rows.

    `indent` is how many blanks its text is set in by.
    """

    text: str
    across: int = 1
    down: int = 1
    bold: bool = False
    indent: int = 0


def laid_table(rows: Iterable[Sequence[LaidCell]], within: Place, room: Room) -> Table | None:
    """The table that rows of cells make; None where all are empty.

    Cells with nothing but a sign are parts of the number beside them. A row whose cells hold the
    same number of lines, some of them numbers in every line, is as many rows. Raises
    UnreadableError where the document has no room for its cells.
    """
    laid, merged = _laid(list(rows), room)
    cells = {
        at: Cell(
            cell.text,
            replace(within, line=at[0], column=at[1]),
            bold=cell.bold,
            indent=cell.indent,
        )
        for at, cell in _with_signs(laid)
    }
    if not cells:
        return None
    cells, merged = _line_by_line(cells, merged)
    return Table(Grid(within.file, cells, merged, within=within))


def is_number(text: str) -> bool:
    """Whether a text is a number by its looks, with its signs and no words."""
    return _NUMBER.fullmatch(text.strip()) is not None


def _laid(
    rows: Sequence[Sequence[LaidCell]], room: Room
) -> tuple[dict[At, LaidCell], dict[At, At]]:
    """The cells that are not empty by their places, and where the rest of merged ones leads.

    A number stands at the end of what it spans, as it is set: above and below it, signs have
    cells of their own. A year is the heading of all that it spans.
    """
    laid: dict[At, LaidCell] = {}
    merged: dict[At, At] = {}
    taken: set[At] = set()
    for row, cells in enumerate(rows, 1):
        column = 1
        for given in cells:
            cell = replace(given, text=_single_blanks(given.text))
            while (row, column) in taken:
                column += 1
            across = max(1, min(cell.across, _MOST_SPANNED))
            down = max(1, min(cell.down, _MOST_SPANNED, len(rows) - row + 1))
            room.take_cells(across * down, column + across - 1)
            area = list(product(range(row, row + down), range(column, column + across)))
            taken.update(area)
            if is_number(cell.text) and not (_YEAR.fullmatch(cell.text) and len(area) > 1):
                laid[row, column + across - 1] = cell
            elif cell.text:
                laid[row, column] = cell
                merged |= dict.fromkeys(area[1:], (row, column))
            column += across
    return laid, merged


def _single_blanks(text: str) -> str:
    """The lines of a text with single blanks between words; empty where all lines are."""
    lines = [" ".join(line.split()) for line in text.replace("\r", "\n").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


def _with_signs(laid: dict[At, LaidCell]) -> Iterator[tuple[At, LaidCell]]:
    """The cells, those with nothing but a sign taken into the number beside them."""
    for _, row in groupby(sorted(laid.items(), key=lambda item: item[0]), lambda item: item[0][0]):
        joined: list[tuple[At, LaidCell]] = []
        for at, cell in row:
            before = joined[-1] if joined else None
            if before and _BEFORE.fullmatch(before[1].text) and _begins(cell.text):
                joined[-1] = at, replace(cell, text=f"{before[1].text}{cell.text}")
            elif before and _BEHIND.fullmatch(cell.text) and _is_open(before[1].text):
                joined[-1] = before[0], replace(before[1], text=f"{before[1].text}{cell.text}")
            else:
                joined.append((at, cell))
        yield from joined


def _begins(text: str) -> bool:
    return _BEGUN.fullmatch(text.strip()) is not None


def _is_open(text: str) -> bool:
    """Whether a number may go on with a sign: `(7,402` or `8`."""
    return _NUMBER.fullmatch(text.strip().rstrip(")%")) is not None


def _line_by_line(
    cells: dict[At, Cell], merged: dict[At, At]
) -> tuple[dict[At, Cell], dict[At, At]]:
    """The cells, rows of several lines made as many rows."""
    apart: dict[At, Cell] = {}
    rows: dict[int, int] = {}  # the first of the new rows, by the old one
    last, new = 0, 0
    for row, in_row in groupby(sorted(cells), lambda at: at[0]):
        new += row - last
        last = row
        rows[row] = new
        texts = {at[1]: cells[at] for at in in_row}
        lines = _lines_of(list(texts.values()))
        for column, cell in texts.items():
            for number, line in _split(cell) if lines > 1 else [(0, _in_one(cell))]:
                apart[new + number, column] = line
        new += lines - 1

    def moved(at: At) -> At:
        return rows.get(at[0], at[0] + new - last), at[1]

    return apart, {moved(at): moved(first) for at, first in merged.items()}


def _lines_of(cells: Sequence[Cell]) -> int:
    """How many rows a row is: the lines of its cells where all have as many, some all numbers."""
    counts = {cell.text.count("\n") + 1 for cell in cells}
    if len(counts) > 1 or len(cells) < 2:
        return 1
    return counts.pop() if any(map(_is_column, cells)) else 1


def _is_column(cell: Cell) -> bool:
    """Whether a cell holds numbers above each other, and perhaps their unit."""
    lines = list(filter(None, cell.text.split("\n")))
    numbers = sum(map(is_number, lines))
    return numbers > 1 and all(is_number(line) or _BEFORE.fullmatch(line) for line in lines)


def _split(cell: Cell) -> Iterator[tuple[int, Cell]]:
    start = 0
    for number, line in enumerate(cell.text.split("\n")):
        place = replace(cell.place, start=start, end=start + len(line))
        if line:
            yield number, replace(cell, text=line, place=place)
        start += len(line) + 1


def _in_one(cell: Cell) -> Cell:
    return replace(cell, text="\n".join(filter(None, cell.text.split("\n"))))
