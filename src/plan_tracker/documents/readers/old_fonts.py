"""Documents that were typed in the fonts of before Unicode."""

from collections.abc import Iterator
from dataclasses import replace

from plan_tracker.documents.document import Block, Document, Paragraph
from plan_tracker.grids import old_fonts
from plan_tracker.language.encodings import OldFont, reads_as, told_font
from plan_tracker.model.text import phrase


def in_unicode(document: Document, file: str) -> Document:
    """The document with the codes of an old font as the letters that they show."""
    font = told_font(paragraph.text for paragraph in document.paragraphs)
    blocks = tuple(_read(document.blocks, font))
    if font is None:
        return replace(document, blocks=blocks)
    note = phrase(
        "{file}: is typed in the codes of the old font {font}: read as Unicode",
        file=file,
        font=font.name,
    )
    typed = font.read(document.typed)
    return replace(document, blocks=blocks, notes=(*document.notes, note), typed=typed)


def _read(blocks: tuple[Block, ...], font: OldFont | None) -> Iterator[Block]:
    for block in blocks:
        if not isinstance(block, Paragraph):
            yield replace(block, grid=old_fonts.in_unicode(block.grid))
        elif font is not None and reads_as(block.text, font):
            yield replace(block, text=font.read(block.text))
        else:
            yield block
