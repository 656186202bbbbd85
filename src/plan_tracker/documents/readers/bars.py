"""Tables whose cells have bars between them, as rich text is unfolded."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from plan_tracker.documents.document import Block, Paragraph, Role, Table
from plan_tracker.documents.readers.laid_rows import LaidCell, laid_table
from plan_tracker.documents.readers.limits import Room
from plan_tracker.grids.grid import Cell
from plan_tracker.model.place import Place

_RULE = re.compile(r"[\s|:+=-]+")  # the line below the headings of a table in Markdown
_HEADING = re.compile(r"#{1,6}\s+")


def blocks_of_lines(text: str, file: str) -> Iterator[Block]:
    """Each line that is not empty as a paragraph; lines with bars between cells as tables.

    Raises UnreadableError where there are too many.
    """
    room = Room()
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    number = 0
    for barred, group in groupby(enumerate(lines, 1), lambda line: "|" in line[1]):
        if barred:
            number += 1
            table = _table(list(group), Place(file, table=number), room)
            if table is not None:
                yield table
            continue
        for at, line in group:
            if line.strip():
                role: Role = "heading" if _HEADING.match(line) else "body"
                room.take_paragraph()
                yield Paragraph(line, Place(file, at), role)


def _table(lines: list[tuple[int, str]], within: Place, room: Room) -> Table | None:
    """The table of some lines; its cells stand in these lines."""
    written = [(at, _cells(line)) for at, line in lines if not _RULE.fullmatch(line)]
    rows = [[LaidCell(text) for _, text in cells] for _, cells in written]
    table = laid_table(rows, within, room)
    if table is None:
        return None

    def placed(at: tuple[int, int], cell: Cell) -> Cell:
        line, cells = written[at[0] - 1]
        first = cells[at[1] - 1][0]
        return replace(
            cell, place=Place(within.file, line, first + 1, start=first, end=first + len(cell.text))
        )

    cells = {at: placed(at, cell) for at, cell in table.grid.cells.items()}
    return replace(table, grid=replace(table.grid, cells=cells, within=None))


def _cells(line: str) -> list[tuple[int, str]]:
    """The texts between the bars of a line, and where each begins."""
    cells, start = [], 0
    for text in line.split("|"):
        first = start + len(text) - len(text.lstrip())
        cells.append((first, text.strip()))
        start += len(text) + 1
    outer_left = line.lstrip().startswith("|")
    outer_right = line.rstrip().endswith("|")
    return cells[outer_left : len(cells) - outer_right]
