"""Blocks of a document in short, as tests state them."""

from collections.abc import Iterable

from plan_tracker.documents.document import Block, Paragraph, Table


def texts(blocks: Iterable[Block], *roles: str) -> list[str]:
    """The paragraphs of these roles; of all without any."""
    return [
        block.text
        for block in blocks
        if isinstance(block, Paragraph) and (not roles or block.role in roles)
    ]


def tables(blocks: Iterable[Block]) -> list[list[str]]:
    """The tables, each row with ` | ` between its cells, `>` where a head goes on."""
    return [_rows(block) for block in blocks if isinstance(block, Table)]


def _rows(table: Table) -> list[str]:
    grid = table.grid
    return [
        " | ".join(
            ">"
            if (row, column) in grid.merged
            else cell.text
            if (cell := grid.cell(row, column))
            else ""
            for column in range(1, grid.last_column + 1)
        )
        for row in range(1, grid.last_row + 1)
    ]
