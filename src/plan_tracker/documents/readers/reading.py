"""Documents, each read by the ending of its name, and never more of one than can be used."""

import re
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import islice
from pathlib import Path

from plan_tracker.documents.document import Block, Document
from plan_tracker.documents.readers.captions import with_captions
from plan_tracker.documents.readers.limits import LARGEST_DOCUMENT, MOST_NUMBERS, too_many
from plan_tracker.documents.readers.old_fonts import in_unicode
from plan_tracker.documents.readers.opendocument import read_odt
from plan_tracker.documents.readers.pdf import read_pdf
from plan_tracker.documents.readers.plain import plain_text, read_plain
from plan_tracker.documents.readers.rich_text import read_rtf
from plan_tracker.documents.readers.slides import read_pptx
from plan_tracker.documents.readers.turned import turned_numbers
from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.documents.readers.web import read_html
from plan_tracker.documents.readers.word import read_docx
from plan_tracker.inputs.regular import UnusableFileError, not_regular, read_bytes
from plan_tracker.model.place import Place, Problem

_OFFICE = (".docx", ".odt", ".pptx")  # files that are archives of parts
_SIGNATURES = {b"%PDF": (".pdf",), b"PK\x03\x04": _OFFICE, b"{\\rtf": (".rtf",)}
_TYPED = (".txt", ".md")  # files that are text themselves
_OLD = b"\xd0\xcf\x11\xe0"
_KINDS = {
    ".docx": "Word document",
    ".odt": "OpenDocument text",
    ".pptx": "presentation",
    ".rtf": "rich text",
}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_REMEDY = "install the extra with: pip install 'plan-tracker[documents]'"
_OLD_FORMATS = {
    ".doc": "is in the old Word format: save it anew, as .docx",
    ".ppt": "is in the old PowerPoint format: save it anew, as .pptx",
    ".pages": "is a Pages document: export it as .docx",
}  # fmt: skip
_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".heic")


def read_document(path: Path) -> tuple[Document | None, list[Problem]]:
    """A document, read by the ending of its name; None with problems.

    Never raises for what a file holds.
    """
    try:
        raw = _bytes_of(path)
    except (UnusableFileError, UnreadableError) as error:
        return None, [Problem(Place(str(path)), str(error))]
    return read_bytes_of(raw, path)


def read_bytes_of(raw: bytes, path: Path) -> tuple[Document | None, list[Problem]]:
    """What a document holds, read by the ending of its name; None with problems."""
    try:
        return _read(raw, path.suffix.lower(), path), []
    except ImportError as error:
        message = f"needs {error.name} to be read: {_REMEDY}"
    except UnreadableError as error:
        message = str(error)
    return None, [Problem(Place(str(path)), message)]


def _read(raw: bytes, ending: str, path: Path) -> Document:
    file = str(path)
    blocks, reasons = _READERS[ending](raw, file)
    left_out = tuple(f"{file}: {reason}" for reason in reasons)
    typed = plain_text(raw) if ending in _TYPED else ""
    document = Document(
        tuple(with_captions(blocks)), sha256(raw).hexdigest(), left_out, typed=typed
    )
    if not any(line.strip() for line in document.lines()):
        message = "holds no text: if it is a scan, have its text recognised first"
        raise UnreadableError(message)
    numbers = _NUMBER.finditer(document.prose)
    if next(islice(numbers, MOST_NUMBERS, None), None) is not None:
        raise UnreadableError(too_many("numbers outside of tables", MOST_NUMBERS))
    document = in_unicode(document, file)
    return replace(document, notes=(*document.notes, *turned_numbers(document)))


def _bytes_of(path: Path) -> bytes:
    """What a document holds. Raises UnusableFileError or UnreadableError."""
    ending = path.suffix.lower()
    if ending in _OLD_FORMATS:
        raise UnreadableError(_OLD_FORMATS[ending])
    if ending in _PICTURES:
        raise UnreadableError("is a picture: have its text recognised first, and save that")
    if ending not in _READERS:
        unnamed = f"cannot be read: end the name with {', '.join(_READERS)}"
        raise UnreadableError(not_regular(path) or unnamed)
    raw = read_bytes(path, LARGEST_DOCUMENT)
    message = _misnamed(raw, ending)
    if message:
        raise UnreadableError(message)
    return raw


def _misnamed(raw: bytes, ending: str) -> str:
    """Why the content cannot be what the ending says; empty if it can."""
    if not raw.strip():
        return "is empty: name the document that holds the text"
    if raw.startswith(_OLD):
        return "is in an old Word or Excel format, or locked: save it anew, unlocked, as .docx"

    kinds = next((kinds for mark, kinds in _SIGNATURES.items() if raw.startswith(mark)), ())
    if kinds and ending not in kinds:
        return f"is named {ending}, but holds a {kinds[0][1:]} file: rename it"
    if not kinds and ending in _KINDS:
        return f"is named {ending}, but is no {_KINDS[ending]}, or a broken one: save it anew"
    if ending == ".pdf" and b"%PDF" not in raw[:1024]:
        return "is named .pdf, but is no PDF, or a broken one: save it anew"
    return ""


def can_read(path: Path) -> bool:
    """Whether the ending of the name is one of a document's."""
    return path.suffix.lower() in _READERS


def is_refused(path: Path) -> bool:
    """Whether the ending is one that is known and cannot be read: why is said on reading."""
    return path.suffix.lower() in {*_OLD_FORMATS, *_PICTURES}


def endings() -> tuple[str, ...]:
    """The endings of documents' names."""
    return tuple(_READERS)


_READERS: dict[str, Callable[[bytes, str], tuple[tuple[Block, ...], tuple[str, ...]]]] = {
    ".txt": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".pptx": read_pptx,
    ".pdf": read_pdf,
}
