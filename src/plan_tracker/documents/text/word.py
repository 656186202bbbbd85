"""The text of a Word document."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from plan_tracker.documents.text.lines import CELL, tidy
from plan_tracker.documents.text.unreadable import UnreadableError

if TYPE_CHECKING:
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_LARGEST_UNFOLDED = 50_000_000  # bytes of text that a Word document may unfold to
_LOCKED = 1  # the bit of a part in a ZIP file that needs a password


def read_docx(raw: bytes) -> str:
    """The text of a .docx file. Raises UnreadableError, and ImportError without the extra."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        with ZipFile(BytesIO(raw)) as parts:
            texts = [part for part in parts.infolist() if part.filename.endswith(".xml")]
        if any(part.flag_bits & _LOCKED for part in texts):
            raise UnreadableError("is locked with a password: save it without one")

        size = sum(part.file_size for part in texts)
        if size > _LARGEST_UNFOLDED:
            said = f"unfolds to {size:,} bytes, more than {_LARGEST_UNFOLDED:,}: split the document"
            raise UnreadableError(said)

        document = docx.Document(BytesIO(raw))
        return tidy("\n".join(_docx_lines(document.iter_inner_content())))
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
        raise UnreadableError("is a broken Word document: open it and save it anew") from None


def _docx_lines(parts: Iterator[Paragraph | Table]) -> Iterator[str]:
    from docx.table import Table

    for part in parts:
        if isinstance(part, Table):
            for row in part.rows:
                cells = dict.fromkeys(cell.text.replace("\n", " ") for cell in row.cells)
                yield CELL.join(cells)
        else:
            yield part.text
