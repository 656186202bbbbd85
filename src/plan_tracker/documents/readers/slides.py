"""Slides (.pptx), as an audience sees them, with the notes of the speaker."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from plan_tracker.documents.document import Block, Paragraph, Role
from plan_tracker.documents.readers.laid_rows import LaidCell, laid_table
from plan_tracker.documents.readers.limits import Room
from plan_tracker.documents.readers.lines import tidy
from plan_tracker.documents.readers.package import BROKEN_PACKAGE, as_shown, check_package, unread
from plan_tracker.model.place import Place

if TYPE_CHECKING:
    from pptx.shapes.base import BaseShape
    from pptx.table import Table

_SAVE_ANEW = "is a broken presentation: open it and save it anew"


def read_pptx(raw: bytes, file: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of a .pptx file, whose pages are its slides, and the slides that are hidden.

    Raises UnreadableError, and ImportError without the extra.
    """
    from lxml.etree import LxmlError
    from pptx import Presentation
    from pptx.exc import PythonPptxError

    broken = (
        *BROKEN_PACKAGE, AttributeError, LookupError, TypeError, LxmlError, PythonPptxError,
    )  # fmt: skip
    try:
        check_package(raw)
        slides = list(enumerate(Presentation(BytesIO(raw)).slides, 1))
        hidden = [number for number, slide in slides if slide.element.get("show") == "0"]
        walk = _Walk(file)
        blocks = [
            block
            for number, slide in slides
            if number not in hidden
            for block in walk.of_slide(slide, number)
        ]
    except broken as error:
        raise unread(error, raw, ".pptx", _SAVE_ANEW) from None
    left_out = [f"the hidden slide {number}" for number in hidden]
    return tuple(blocks), tuple(left_out)


class _Walk:
    """A way through slides; paragraphs and tables are counted through all of them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.paragraphs = 0
        self.tables = 0
        self.room = Room()

    def of_slide(self, slide: Any, number: int) -> Iterator[Block]:
        """Its blocks from the top, and its notes."""
        as_shown(slide.element)
        title = slide.shapes.title
        for shape in _from_the_top(slide.shapes):
            is_title = title is not None and shape.shape_id == title.shape_id
            yield from self._of_shape(shape, number, "heading" if is_title else "body")
        if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
            as_shown(slide.notes_slide.element)
            yield from self._texts(slide.notes_slide.notes_text_frame, number, "note")

    def _of_shape(self, shape: BaseShape, page: int, role: Role) -> Iterator[Block]:
        inside = getattr(shape, "shapes", None)
        if inside is not None:
            for inner in _from_the_top(inside):
                yield from self._of_shape(inner, page, role)
        elif getattr(shape, "has_table", False):
            yield from self._table(shape.table, page)  # type: ignore[attr-defined]
        elif shape.has_text_frame:
            yield from self._texts(shape.text_frame, page, role)  # type: ignore[attr-defined]

    def _texts(self, frame: Any, page: int, role: Role) -> Iterator[Block]:
        for paragraph in frame.paragraphs:
            words = tidy(paragraph.text.replace("\v", "\n"))
            if words:
                self.paragraphs += 1
                self.room.take_paragraph()
                place = Place(self.file, page=page, paragraph=self.paragraphs)
                yield Paragraph(words, place, role)

    def _table(self, table: Table, page: int) -> Iterator[Block]:
        self.tables += 1
        rows = [
            [
                LaidCell(cell.text.replace("\v", "\n"), cell.span_width, cell.span_height)
                for cell in row.cells
                if not cell.is_spanned
            ]
            for row in table.rows
        ]
        laid = laid_table(rows, Place(self.file, page=page, table=self.tables), self.room)
        if laid is not None:
            yield laid


def _from_the_top(shapes: Any) -> list[BaseShape]:
    """Shapes in the order of reading: from the top, and from the left."""
    return sorted(shapes, key=lambda shape: (shape.top or 0, shape.left or 0))
