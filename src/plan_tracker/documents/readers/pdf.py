"""PDF documents, as a reader sees them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plan_tracker.documents.document import Block
from plan_tracker.documents.readers.drawing.apart import pages_apart
from plan_tracker.documents.readers.drawing.drawn import Frame
from plan_tracker.documents.readers.layout.blocks import LaidBlock, laid_blocks
from plan_tracker.documents.readers.layout.line import Page
from plan_tracker.documents.readers.layout.pieces import PRINTED
from plan_tracker.documents.readers.unreadable import UnreadableError

_NO_TEXT = "holds no text"


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
    for number, drawn in enumerate(pages_apart(raw), 1):
        if drawn.left_out:
            left_out.append(f"page {number}: {drawn.left_out}")
        if drawn.page is not None:
            frames[number] = drawn.frame
            pages.append(drawn.page)

    if not any(page.lines for page in pages):
        raise UnreadableError(_why_nothing(left_out))
    blocks, unclear = laid_blocks(pages, file, PRINTED)
    if not blocks:
        raise UnreadableError(_why_nothing(unclear))
    return LaidPdf(blocks, frames, (*left_out, *unclear))


def _why_nothing(left_out: Sequence[str]) -> str:
    """What is said of a document none of whose pages gives text that can be read."""
    reasons = dict.fromkeys(reason.partition(": ")[2] for reason in left_out)
    return f"holds nothing but {'; '.join(reasons)}" if reasons else _NO_TEXT
