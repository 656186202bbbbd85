"""The parts of a spreadsheet that is a ZIP file, and how much of them is taken."""

import re
import zipfile
import zlib
from io import BytesIO

from plan_tracker.grids.sheet_cells import BROKEN, LARGEST_UNPACKED, UnreadableError
from plan_tracker.inputs.archive import ambiguity

# A cell with a value is two elements, with a formula three, and a text of its own two more.
MOST_ELEMENTS = 8_000_000  # of XML, in all sheets and their texts
MOST_ELEMENTS_ASIDE = 400_000  # in a part that is no sheet: styles, of which there may be 64,000
LARGEST_XML = 250_000_000  # bytes, of one part
LONGEST_FORMAT = 500  # signs; programs write at most 255
_PIECE = 1_000_000  # bytes
_FORMAT = re.compile(rb"""formatCode\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class Parts(zipfile.ZipFile):
    """An archive none of whose parts is more than can be read in a reasonable time and memory.

    Elements are counted by their signs, before anything is made of them.
    """

    def __init__(self, raw: bytes, broken: str = BROKEN) -> None:
        """Raises UnreadableError for what is no archive, with the message for what is `broken`, or
        would be too much once unpacked.
        """
        try:
            super().__init__(BytesIO(raw))
            size = sum(part.file_size for part in self.infolist())
        except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError) as error:
            raise UnreadableError(broken) from error
        if reason := ambiguity(self):
            raise UnreadableError(reason)
        if size > LARGEST_UNPACKED:
            raise UnreadableError(
                f"unfolds to {size:,} bytes, more than {LARGEST_UNPACKED:,}: split it, "
                "or save it as .csv"
            )
        self._elements_left = MOST_ELEMENTS

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        """A part that is no sheet. Raises UnreadableError where it holds too much."""
        content, _ = self._read(name, MOST_ELEMENTS_ASIDE)
        longest = max((len(code or other) for code, other in _FORMAT.findall(content)), default=0)
        if longest > LONGEST_FORMAT:
            raise UnreadableError(
                f"has a number format of {longest:,} characters, more than {LONGEST_FORMAT}: "
                "give its cells another one"
            )
        return content

    def read_cells(self, name: str) -> bytes:
        """A sheet, or the texts of all sheets. Raises UnreadableError where there are too many."""
        content, elements = self._read(name, self._elements_left)
        self._elements_left -= elements
        return content

    def _read(self, name: str | zipfile.ZipInfo, most: int) -> tuple[bytes, int]:
        """A part and how many elements it has, unpacked no further than it has `most`."""
        pieces: list[bytes] = []
        elements = size = 0
        with self.open(name) as part:
            while piece := part.read(_PIECE):
                pieces.append(piece)
                size += len(piece)
                elements += piece.count(b"<") - piece.count(b"</")
                if elements > most or size > LARGEST_XML:
                    raise UnreadableError(
                        f"has more in {part.name} than {most:,} elements or {LARGEST_XML:,} bytes "
                        "of XML: split it, or save it as .csv"
                    )
        return b"".join(pieces), elements
