"""Numbers of a document that a mark of direction may show other than they are read."""

from collections.abc import Iterator

from plan_tracker.documents.document import Block, Document, Paragraph
from plan_tracker.inputs.text import turning_number
from plan_tracker.model.place import Place
from plan_tracker.model.text import Text, phrase, plural

_MOST_TOLD = 20  # one by one


def turned_numbers(document: Document) -> tuple[Text, ...]:
    """Where such a mark stands beside a number, and what to do; of very many, how many."""
    marks = {
        place: mark
        for block in document.blocks
        for place, text in _texts(block)
        if (mark := turning_number(text))
    }
    told = tuple(_told(place, mark) for place, mark in list(marks.items())[:_MOST_TOLD])
    if len(marks) <= _MOST_TOLD:
        return told
    first = next(iter(marks))
    rest = plural(
        "{file}: {count} more such mark beside a number",
        "{file}: {count} more such marks beside numbers",
        len(marks) - _MOST_TOLD,
        file=first.file,
    )
    return *told, rest


def _texts(block: Block) -> Iterator[tuple[Place, str]]:
    if isinstance(block, Paragraph):
        yield block.place, block.text
    else:
        yield from ((cell.place, cell.text) for cell in block.grid.cells.values())


def _told(place: Place, mark: str) -> Text:
    return phrase(
        "{place}: the mark U+{code} beside a number turns the direction of writing, so that it may "
        "look other than it is read: delete the mark",
        place=str(place),
        code=f"{ord(mark):04X}",
    )
