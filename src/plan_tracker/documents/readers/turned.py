"""Numbers of a document that a mark of direction may show other than they are read."""

from collections.abc import Iterator

from plan_tracker.documents.document import Block, Document, Paragraph
from plan_tracker.inputs.text import turning_number
from plan_tracker.model.place import Place

_MOST_TOLD = 20  # one by one


def turned_numbers(document: Document) -> tuple[str, ...]:
    """Where such a mark stands beside a number, and what to do; of very many, how many."""
    marks = {
        place: mark
        for block in document.blocks
        for place, text in _texts(block)
        if (mark := turning_number(text))
    }
    told = tuple(_said(place, mark) for place, mark in list(marks.items())[:_MOST_TOLD])
    if len(marks) <= _MOST_TOLD:
        return told
    first = next(iter(marks))
    return *told, f"{first.file}: {len(marks) - _MOST_TOLD:,} more such marks beside numbers"


def _texts(block: Block) -> Iterator[tuple[Place, str]]:
    if isinstance(block, Paragraph):
        yield block.place, block.text
    else:
        yield from ((cell.place, cell.text) for cell in block.grid.cells.values())


def _said(place: Place, mark: str) -> str:
    return (
        f"{place}: the mark U+{ord(mark):04X} beside a number turns the direction of writing, so "
        "that it may look other than it is read: delete the mark"
    )
