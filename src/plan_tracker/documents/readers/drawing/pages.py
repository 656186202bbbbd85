"""The pages of a PDF one after another, as they are drawn, with their words in lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from plan_tracker.documents.readers.drawing.drawn import Drawn, Frame
from plan_tracker.documents.readers.drawing.page import draw
from plan_tracker.documents.readers.drawing.signs import MOST_SIGNS
from plan_tracker.documents.readers.layout.line import Page
from plan_tracker.documents.readers.layout.lines import lines_of
from plan_tracker.documents.readers.limits import MOST_PAGES, MOST_SIGNS_OF_ALL
from plan_tracker.documents.readers.unreadable import UnreadableError

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_PICTURE = 0.5  # of a page; a scan covers as much
_MANY = 0.5  # of the signs of a page
_UNKNOWN = 0.1
_RECOGNISED = (
    "text that a machine recognised in a picture, whose digits may be wrong: "
    "give the document that was printed"
)
_SCAN = "a picture of text: give the document that was printed, or have its text recognised"
_NO_LETTERS = "text in a font that does not tell its letters: save the document anew as PDF"
_TURNED = "text that runs up or down beside the other text"


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page with its words and rules, or why it gives none; `left_out` says what is not read."""

    page: Page | None
    frame: Frame
    left_out: str


def drawn_pages(raw: bytes) -> Iterator[DrawnPage]:
    """The pages of a PDF. Raises UnreadableError, and ImportError without the extra."""
    import pypdfium2 as pdfium

    document = _opened(raw)
    try:
        count = len(document)
        if count > MOST_PAGES:
            message = f"has {count:,} pages, more than {MOST_PAGES:,}: split it"
            raise UnreadableError(message)
        signs = 0
        for at in range(count):
            page = document[at]
            drawn = draw(page)
            page.close()
            signs += len(drawn.signs)
            if signs > MOST_SIGNS_OF_ALL:
                message = f"holds more than {MOST_SIGNS_OF_ALL:,} signs: split it"
                raise UnreadableError(message)
            yield _in_lines(drawn, at + 1)
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


def _in_lines(drawn: Drawn, number: int) -> DrawnPage:
    reason = _unusable(drawn)
    if reason:
        return DrawnPage(None, drawn.frame, reason)
    lines = lines_of(drawn.signs, number)
    level, upright = tuple(drawn.level), tuple(drawn.upright)
    page = Page(number, drawn.width, drawn.height, lines, level, upright)
    return DrawnPage(page, drawn.frame, _TURNED if drawn.turned else "")


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
