"""The text of a PDF."""

import re
from io import BytesIO

from plan_tracker.documents.document import Block
from plan_tracker.documents.readers.lines import tidy
from plan_tracker.documents.readers.plain import blocks_of_lines
from plan_tracker.documents.readers.unreadable import UnreadableError

# The end of a line after which a text may go on, and the letter or mark that the next begins with.
_WRAPPED = re.compile(r"(?<=[^\s.:;!?…])[ \t]*\n(?=[ \t]*(?P<next>[^\W\d_]|[(%]))")


def read_pdf(raw: bytes, file: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The lines of a PDF, joined where a sentence goes on.

    Raises UnreadableError, and ImportError without the extra.
    """
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("is locked with a password: save it without one")
        pages = [page.extract_text() for page in reader.pages]
    except ImportError:
        raise UnreadableError(
            "is locked in a way that cannot be opened here: save it unlocked"
        ) from None
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        RecursionError,
    ):
        raise UnreadableError("is a broken PDF: open it and save it anew") from None
    text = _WRAPPED.sub(_joined, tidy("\n".join(pages)))
    return tuple(blocks_of_lines(text, file)), ()


def _joined(wrapped: re.Match[str]) -> str:
    """A blank for the end of a line, unless a capital begins the next."""
    return wrapped[0] if wrapped["next"].isupper() else " "
