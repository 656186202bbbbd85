"""PDF documents, as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan_tracker.documents.document import Block
from plan_tracker.documents.readers.drawing.drawn import Drawn, Frame
from plan_tracker.documents.readers.drawing.page import draw
from plan_tracker.documents.readers.drawing.signs import MOST_SIGNS
from plan_tracker.documents.readers.layout.blocks import LaidBlock, laid_blocks
from plan_tracker.documents.readers.layout.line import Page
from plan_tracker.documents.readers.layout.lines import lines_of
from plan_tracker.documents.readers.layout.pieces import PRINTED
from plan_tracker.documents.readers.unreadable import UnreadableError

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_MOST_PAGES = 2_000
_MOST_SIGNS_OF_ALL = 5_000_000
_PICTURE = 0.5  # of a page; a scan covers as much
_MANY = 0.5  # of the signs of a page
_UNKNOWN = 0.1
_NO_TEXT = "holds no text"
_RECOGNISED = (
    "text that a machine recognised in a picture, whose digits may be wrong: "
    "give the document that was printed"
)
_SCAN = "a picture of text: give the document that was printed, or have its text recognised"
_NO_LETTERS = "text in a font that does not tell its letters: save the document anew as PDF"


@dataclass(frozen=True, slots=True)
class LaidPdf:
    """The blocks of a PDF with the places of their words; `frames` are those of its pages.

    `left_out` says what was not read, and why.
    """

    blocks: tuple[LaidBlock, ...]
    frames: Mapping[int, Frame]
    left_out: tuple[str, ...]


def read_pdf(raw: bytes, file: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of a PDF, and what of it was not read and why.

    Raises UnreadableError, and ImportError without the extra.
    """
    laid = lay_pdf(raw, file)
    return tuple(part.block for part in laid.blocks), laid.left_out


def lay_pdf(raw: bytes, file: str) -> LaidPdf:
    """The same, with where each word stands. Raises as `read_pdf` does."""
    pages: list[Page] = []
    frames: dict[int, Frame] = {}
    left_out: list[str] = []
    for number, drawn in _drawn_pages(raw):
        reason = _unusable(drawn)
        if reason:
            left_out.append(f"page {number}: {reason}")
            continue
        if drawn.turned:
            left_out.append(f"page {number}: text that runs up or down beside the other text")
        frames[number] = drawn.frame
        lines = lines_of(drawn.signs, number)
        level, upright = tuple(drawn.level), tuple(drawn.upright)
        pages.append(Page(number, drawn.width, drawn.height, lines, level, upright))

    if not any(page.lines for page in pages):
        raise UnreadableError(_why_nothing(left_out))
    blocks, unclear = laid_blocks(pages, file, PRINTED)
    if not blocks:
        raise UnreadableError(_NO_TEXT)
    return LaidPdf(blocks, frames, (*left_out, *unclear))


def _drawn_pages(raw: bytes) -> Iterator[tuple[int, Drawn]]:
    import pypdfium2 as pdfium

    document = _opened(raw)
    try:
        count = len(document)
        if count > _MOST_PAGES:
            message = f"has {count:,} pages, more than {_MOST_PAGES:,}: split it"
            raise UnreadableError(message)
        signs = 0
        for at in range(count):
            page = document[at]
            drawn = draw(page)
            page.close()
            signs += len(drawn.signs)
            if signs > _MOST_SIGNS_OF_ALL:
                message = f"holds more than {_MOST_SIGNS_OF_ALL:,} signs: split it"
                raise UnreadableError(message)
            yield at + 1, drawn
    except pdfium.PdfiumError as error:
        raise UnreadableError("is a broken PDF: open it and save it anew") from error
    finally:
        document.close()


def _opened(raw: bytes) -> pdfium.PdfDocument:
    import pypdfium2 as pdfium

    try:
        return pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError("is locked with a password: save it without one") from None
        raise UnreadableError("is a broken PDF: open it and save it anew") from None


def _unusable(drawn: Drawn) -> str:
    """Why a page gives no text; empty where it does, or where it is empty."""
    if drawn.too_many:
        return f"more than {MOST_SIGNS:,} signs, which no page that people read has"
    count = len(drawn.signs)
    if count and drawn.hidden > _MANY * count:
        return _RECOGNISED
    if not count and drawn.pictured >= _PICTURE:
        return _SCAN
    return _NO_LETTERS if drawn.unknown > _UNKNOWN * max(count, 1) else ""


def _why_nothing(left_out: Sequence[str]) -> str:
    """What is said of a document none of whose pages gives text."""
    reasons = dict.fromkeys(reason.partition(": ")[2] for reason in left_out)
    return f"holds nothing but {'; '.join(reasons)}" if reasons else _NO_TEXT
