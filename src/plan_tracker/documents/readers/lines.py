"""Words as they stand on a line, whatever blanks a file has between them."""

from collections.abc import Iterable, Iterator

from plan_tracker.documents.document import Block, Paragraph, Role
from plan_tracker.model.place import Place

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def tidy(text: str) -> str:
    """Lines with single blanks between words, none around them, and no empty line."""
    lines = (" ".join(line.split()) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def raised(text: str) -> str:
    """What is set above the line, which is no digit of the number before it: `1.600¹`."""
    return text.translate(_RAISED)


def counted(blocks: Iterable[tuple[str, Role]], file: str) -> Iterator[Block]:
    """Paragraphs that are not empty, counted from 1 in a file without lines."""
    number = 0
    for text, role in blocks:
        words = tidy(text)
        if words:
            number += 1
            yield Paragraph(words, Place(file, paragraph=number), role)
