"""The lines above a table that speak of it: its title, and the unit of its numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plan_tracker.documents.document import Block, Paragraph, Table
from plan_tracker.grids.grid import Cell

_LONGEST = 120  # signs of a caption
_MOST = 3  # lines above a table that may speak of it
_ENDS = (".", ";", ":", ",")


def with_captions(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks; short lines right above a table stand in its grid too, above its first row.

    A sentence is no caption, and a heading is one only beside others.
    """
    above: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if not _is_short(block):
                yield from above
                yield block
                above = []
                continue
            above.append(block)
            if len(above) > _MOST:
                yield above.pop(0)
            continue

        for paragraph in above:
            caption = paragraph.role == "body"
            yield replace(paragraph, role="caption") if caption else paragraph
        yield _below(block, above)
        above = []
    yield from above


def _is_short(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    within = len(text) <= _LONGEST and "\n" not in text and paragraph.role in ("body", "heading")
    return within and not (text.endswith(_ENDS) and any(sign.isdecimal() for sign in text))


def _below(table: Table, captions: Sequence[Paragraph]) -> Table:
    """The table with captions in rows of their own above it."""
    if not captions:
        return table
    grid, rows = table.grid, len(captions)
    cells = {
        (row, 1): Cell(caption.text.strip(), caption.place)
        for row, caption in enumerate(captions, 1)
    }
    cells |= {(row + rows, column): cell for (row, column), cell in grid.cells.items()}
    merged = {
        (row + rows, column): (first + rows, start)
        for (row, column), (first, start) in grid.merged.items()
    }
    return Table(replace(grid, cells=cells, merged=merged), rows)
