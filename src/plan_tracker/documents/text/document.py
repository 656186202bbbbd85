"""The text of a document: .txt and .md as they are, .html, .docx and .pdf through their readers.

Text is all that is taken. Blocks (paragraphs, list items, headings) come one to a line, the cells
of a table row on one line with ` | ` between them. Places in a document are offsets in this text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from plan_tracker.documents.text.html import read_html
from plan_tracker.documents.text.pdf import read_pdf
from plan_tracker.documents.text.unreadable import UnreadableError
from plan_tracker.documents.text.word import read_docx
from plan_tracker.inputs.regular import UnusableFileError, not_regular, read_bytes
from plan_tracker.model.place import Place, Problem

LARGEST_DOCUMENT = 100_000_000  # bytes
_SIGNATURES = {b"%PDF": ".pdf", b"PK\x03\x04": ".docx", b"\xd0\xcf\x11\xe0": ".doc"}
_REMEDY = "install the extra with: pip install 'plan-tracker[documents]'"


@dataclass(frozen=True, slots=True)
class Document:
    """A document at hand: its text, with `\\n` at line ends, and the sha256 of its file."""

    text: str
    sha256: str


def read_document(path: Path) -> tuple[Document | None, list[Problem]]:
    """A document, read by the ending of its name; None with problems.

    Never raises for what a file holds.
    """
    try:
        raw = _bytes_of(path)
        text = _READERS[path.suffix.lower()](raw)
        if not text.strip():
            message = "holds no text: if it is a scan, have its text recognised first"
            raise UnreadableError(message)
        return Document(text, sha256(raw).hexdigest()), []
    except ImportError as error:
        message = f"needs {error.name} to be read: {_REMEDY}"
    except (UnusableFileError, UnreadableError) as error:
        message = str(error)
    return None, [Problem(Place(str(path)), message)]


def _bytes_of(path: Path) -> bytes:
    """What a document holds. Raises UnusableFileError or UnreadableError."""
    ending = path.suffix.lower()
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
    kind = next((kind for mark, kind in _SIGNATURES.items() if raw.startswith(mark)), "")
    if kind == ".doc":
        return "is in an old Word or Excel format, or locked: save it anew, unlocked, as .docx"
    if kind and kind != ending:
        return f"is named {ending}, but holds a {kind[1:]} file: rename it"
    if not kind and ending == ".docx":
        return "is named .docx, but is no Word document, or a broken one: save it anew"
    if ending == ".pdf" and b"%PDF" not in raw[:1024]:
        return "is named .pdf, but is no PDF, or a broken one: save it anew"
    return ""


def _read_plain(raw: bytes) -> str:
    try:
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UnreadableError(f"is not UTF-8 text from line {line} on: save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def document_endings() -> tuple[str, ...]:
    """The endings of the names of documents that can be read."""
    return tuple(_READERS)


def can_read(path: Path) -> bool:
    """Whether the ending of the name is one of a document's."""
    return path.suffix.lower() in _READERS


_READERS: dict[str, Callable[[bytes], str]] = {
    ".txt": _read_plain,
    ".md": _read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".pdf": read_pdf,
}
