"""A PDF with highlights on its figures, each with a note.

What is added stands behind the file as it was, whose bytes are those of the document.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from plan_tracker.documents.copies.mark import AUTHOR, Mark
from plan_tracker.documents.document import Paragraph
from plan_tracker.documents.readers.drawing.drawn import Frame
from plan_tracker.documents.readers.layout.blocks import LaidBlock
from plan_tracker.documents.readers.layout.line import Word
from plan_tracker.documents.readers.pdf import lay_pdf
from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.model.place import Place

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.annotations import Highlight

_COLORS = {"error": "f28b82", "warning": "fbc84b", "note": "a8c7fa"}
_OTHER = "d7dce2"  # of what is named beside
_ABOVE, _BELOW = 0.8, 0.25  # how far letters reach, of their size
_NOTE_WIDTH, _NOTE_HEIGHT = 220.0, 120.0  # points
_LOCKED = "is protected against changes: save it without, or end the name of the copy with .html"
_UNWRITABLE = (
    "is a PDF that no marks can be added to: open it and save it anew, or end the name of the "
    "copy with .html"
)

Box = tuple[float, float, float, float]  # left, top, right, bottom, on the page as it is shown


def mark_pdf(raw: bytes, file: str, marks: Sequence[Mark]) -> tuple[bytes, list[Mark]]:
    """The PDF with a highlight and its note for each mark, and the marks whose place it lacks.

    Raises UnreadableError, and ImportError without the extra.
    """
    laid = lay_pdf(raw, file)
    texts = _texts(laid.blocks, {mark.place.whole for mark in marks})
    placed, missed = [], []
    for mark in marks:
        boxes = _boxes(texts.get(mark.place.whole, ()), mark)
        if boxes:
            placed.append((mark, boxes))
        else:
            missed.append(mark)
    return _annotated(raw, placed, laid.frames), missed


def _texts(
    blocks: Iterable[LaidBlock], wanted: set[Place]
) -> Mapping[Place, list[tuple[str, tuple[Word, ...]]]]:
    """The texts at some places, with their words; beside each other several may begin on a line."""
    texts: dict[Place, list[tuple[str, tuple[Word, ...]]]] = defaultdict(list)
    for laid in blocks:
        block = laid.block
        if isinstance(block, Paragraph):
            known = [(block.place, block.text)]
        else:
            known = [(cell.place, cell.text) for cell in block.grid.cells.values()]
        for place, text in known:
            if place in wanted:
                texts[place].append((text, laid.words.get(place, ())))
    return texts


def _boxes(texts: Sequence[tuple[str, tuple[Word, ...]]], mark: Mark) -> list[Box]:
    """What is to be highlighted: the printed text, or all that stands at its place."""
    for text, words in texts:
        start = mark.place.start
        if text[start : start + len(mark.printed)] != mark.printed:
            start = text.find(mark.printed)
        if start >= 0:
            return list(_around(_parts(text, words, start, start + len(mark.printed))))
    words = texts[0][1] if texts else ()
    return list(_around((word, 0.0, 1.0) for word in words))


def _parts(
    text: str, words: Sequence[Word], start: int, end: int
) -> Iterator[tuple[Word, float, float]]:
    """The words of a stretch of text, each with the part of its width that is of the stretch."""
    at = 0
    for word in words:
        inside = []
        for number, sign in enumerate(word.text):
            while at < len(text) and text[at] != sign and (text[at].isspace() or text[at] == "|"):
                at += 1
            # A hyphen at the end of a line is not in the text where its word goes on.
            if at < len(text) and text[at] == sign:
                inside += [number] if start <= at < end else []
                at += 1
        if inside:
            count = len(word.text)
            yield word, inside[0] / count, (inside[-1] + 1) / count


def _around(parts: Iterable[tuple[Word, float, float]]) -> Iterator[Box]:
    """A box for each line of words."""
    for base, on_line in groupby(parts, key=lambda part: part[0].base):
        of_line = list(on_line)
        size = max(word.size for word, _, _ in of_line)
        ends = [
            word.left + share * (word.right - word.left)
            for word, *shares in of_line
            for share in shares
        ]
        yield min(ends), base - _ABOVE * size, max(ends), base + _BELOW * size


def _annotated(
    raw: bytes, placed: Sequence[tuple[Mark, Sequence[Box]]], frames: Mapping[int, Frame]
) -> bytes:
    from pypdf import PdfReader, PdfWriter
    from pypdf.errors import PyPdfError

    # It tells of what is odd in a file, which nobody who reads the copy can mend.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    copy = BytesIO()
    try:
        if PdfReader(BytesIO(raw)).is_encrypted:
            raise UnreadableError(_LOCKED)
        writer = PdfWriter(BytesIO(raw), incremental=True)
        for mark, boxes in placed:
            _annotate(writer, mark, boxes, frames[mark.place.page])
        writer.write(copy)
    except (
        PyPdfError, ArithmeticError, AttributeError, LookupError, OSError, RecursionError,
        TypeError, ValueError,
    ) as error:  # fmt: skip
        # A file that another program reads may be broken in any way for this one.
        if isinstance(error, UnreadableError):
            raise
        raise UnreadableError(_UNWRITABLE) from None
    if _count_pages(copy.getvalue()) != _count_pages(raw):
        raise UnreadableError(_UNWRITABLE)
    return copy.getvalue()


def _count_pages(raw: bytes) -> int:
    """How many pages a reader sees; none where it cannot open the file."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError:
        return 0
    try:
        return len(document)
    finally:
        document.close()


def _annotate(writer: PdfWriter, mark: Mark, boxes: Sequence[Box], frame: Frame) -> None:
    """Add a highlight, and what opens where one points at it."""
    from pypdf.annotations import Popup

    page = mark.place.page - 1
    highlight = writer.add_annotation(page, _highlight(mark, boxes, frame))
    left, _, _, bottom = boxes[-1]
    note = _stored((left, bottom, left + _NOTE_WIDTH, bottom + _NOTE_HEIGHT), frame)
    popup = Popup(rect=note, parent=highlight)
    writer.add_annotation(page, popup)


def _highlight(mark: Mark, boxes: Sequence[Box], frame: Frame) -> Highlight:
    from pypdf.annotations import Highlight
    from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

    corners = [_corners(box, frame) for box in boxes]
    xs = [corner[0] for of_box in corners for corner in of_box]
    ys = [corner[1] for of_box in corners for corner in of_box]
    quads = [value for of_box in corners for corner in of_box for value in corner]
    highlight = Highlight(
        rect=(min(xs), min(ys), max(xs), max(ys)),
        quad_points=ArrayObject(FloatObject(round(value, 2)) for value in quads),
        highlight_color=_COLORS.get(mark.severity, _OTHER),
        printing=True,
    )
    highlight[NameObject("/T")] = TextStringObject(AUTHOR)
    highlight[NameObject("/Contents")] = TextStringObject(mark.text)
    return highlight


def _corners(box: Box, frame: Frame) -> list[tuple[float, float]]:
    """The corners of a box in the file, in the order in which programs expect them."""
    left, top, right, bottom = box
    return [frame.stored(x, y) for y in (top, bottom) for x in (left, right)]


def _stored(box: Box, frame: Frame) -> Box:
    xs, ys = zip(*_corners(box, frame), strict=True)
    return min(xs), min(ys), max(xs), max(ys)
