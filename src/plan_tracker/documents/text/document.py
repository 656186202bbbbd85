"""The text of a document: .txt and .md as they are, .html, .docx and .pdf through their readers.

Text is all that is taken. Blocks (paragraphs, list items, headings) come one to a line, the cells
of a table row on one line with ` | ` between them. Places in a document are offsets in this text.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from plan_tracker.loading.files.regular import UnusableFileError, not_regular, read_bytes
from plan_tracker.model.place import Place, Problem

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from docx.table import Table
    from docx.text.paragraph import Paragraph

LARGEST_DOCUMENT = 100_000_000  # bytes
_LARGEST_UNFOLDED = 50_000_000  # bytes of text that a Word document may unfold to
_LOCKED = 1  # the bit of a part in a ZIP file that needs a password
_DEEPEST = 1_000  # elements of a page inside each other
_CELL = " | "
_BLOCKS = [
    "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dt",
    "section", "article", "header", "footer", "title", "blockquote", "pre", "dd", "figcaption",
    "caption",
]  # fmt: skip
_UNSEEN = ["script", "style", "noscript", "template", "head"]
_SIGNATURES = {b"%PDF": ".pdf", b"PK\x03\x04": ".docx", b"\xd0\xcf\x11\xe0": ".doc"}
# The end of a line after which a text may go on, and the letter or mark that the next begins with.
_WRAPPED = re.compile(r"(?<=[^\s.:;!?…])[ \t]*\n(?=[ \t]*(?P<next>[^\W\d_]|[(%]))")
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
            raise _UnreadableError(message)
        return Document(text, sha256(raw).hexdigest()), []
    except ImportError as error:
        message = f"needs {error.name} to be read: {_REMEDY}"
    except (UnusableFileError, _UnreadableError) as error:
        message = str(error)
    return None, [Problem(Place(str(path)), message)]


class _UnreadableError(Exception):
    """Why a document has no text to give."""


def _bytes_of(path: Path) -> bytes:
    """What a document holds. Raises UnusableFileError or _UnreadableError."""
    ending = path.suffix.lower()
    if ending not in _READERS:
        unnamed = f"cannot be read: end the name with {', '.join(_READERS)}"
        raise _UnreadableError(not_regular(path) or unnamed)
    raw = read_bytes(path, LARGEST_DOCUMENT)
    message = _misnamed(raw, ending)
    if message:
        raise _UnreadableError(message)
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
        raise _UnreadableError(f"is not UTF-8 text from line {line} on: save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_html(raw: bytes) -> str:
    import logging

    from bs4 import BeautifulSoup

    logging.getLogger("bs4").setLevel(logging.CRITICAL)
    page = BeautifulSoup(raw, "html.parser")
    if _depth(page) > _DEEPEST:
        said = f"has elements inside each other, more than {_DEEPEST:,} deep: save it as text"
        raise _UnreadableError(said)
    for unseen in page(_UNSEEN):
        unseen.decompose()
    for space in page.find_all(string=re.compile(r"\n")):
        if space.find_parent("pre") is None:
            space.replace_with(re.sub(r"\s*\n\s*", " ", space))
    for cell in page(["td", "th"]):
        cell.append(_CELL)
    for block in page(_BLOCKS):
        block.insert_before("\n")
        block.append("\n")
    return _tidy(page.get_text())


def _depth(page: BeautifulSoup) -> int:
    """How many elements of a page are inside each other at most."""
    depth = {id(page): 0}
    for each in page.descendants:
        depth[id(each)] = depth[id(each.parent)] + 1
    return max(depth.values())


def _read_docx(raw: bytes) -> str:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        with ZipFile(BytesIO(raw)) as parts:
            texts = [each for each in parts.infolist() if each.filename.endswith(".xml")]
        if any(each.flag_bits & _LOCKED for each in texts):
            raise _UnreadableError("is locked with a password: save it without one")
        size = sum(each.file_size for each in texts)
        if size > _LARGEST_UNFOLDED:
            said = f"unfolds to {size:,} bytes, more than {_LARGEST_UNFOLDED:,}: split the document"
            raise _UnreadableError(said)
        document = docx.Document(BytesIO(raw))
        return _tidy("\n".join(_docx_lines(document.iter_inner_content())))
    except (
        PackageNotFoundError,
        BadZipFile,
        zlib.error,
        AttributeError,
        IndexError,
        KeyError,
        TypeError,
        ValueError,
        LxmlError,
        OSError,
        RuntimeError,
    ):
        raise _UnreadableError("is a broken Word document: open it and save it anew") from None


def _docx_lines(parts: Iterator[Paragraph | Table]) -> Iterator[str]:
    from docx.table import Table

    for part in parts:
        if isinstance(part, Table):
            for row in part.rows:
                cells = dict.fromkeys(cell.text.replace("\n", " ") for cell in row.cells)
                yield _CELL.join(cells)
        else:
            yield part.text


def _read_pdf(raw: bytes) -> str:
    import logging

    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _UnreadableError("is locked with a password: save it without one")
        pages = [page.extract_text() for page in reader.pages]
    except ImportError:
        raise _UnreadableError(
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
        raise _UnreadableError("is a broken PDF: open it and save it anew") from None
    return _WRAPPED.sub(_joined, _tidy("\n".join(pages)))


def _joined(wrapped: re.Match[str]) -> str:
    """A blank for the end of a line, unless a capital begins the next."""
    return wrapped[0] if wrapped["next"].isupper() else " "


def _tidy(text: str) -> str:
    """Lines without blanks around them, no empty ones, no cell mark at an end."""
    lines = (
        " ".join(line.split()).strip("|").strip() for line in text.replace("\r", "\n").split("\n")
    )
    return "\n".join(line for line in lines if line) + "\n"


def can_read(path: Path) -> bool:
    """Whether the ending of the name is one of a document's."""
    return path.suffix.lower() in _READERS


_READERS: dict[str, Callable[[bytes], str]] = {
    ".txt": _read_plain,
    ".md": _read_plain,
    ".html": _read_html,
    ".htm": _read_html,
    ".docx": _read_docx,
    ".pdf": _read_pdf,
}
