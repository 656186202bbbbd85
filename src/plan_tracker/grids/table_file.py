"""The file of a table, read whole before anything is made of it."""

import gzip
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from plan_tracker.inputs.regular import UnusableFileError, read_bytes

LARGEST_TABLE = 1_000_000_000  # bytes; a million rows have some hundred million
PACKED = ".gz"


@dataclass(frozen=True, slots=True)
class TableFile:
    """What a table is read from. Its path only names it: what was checked is what is read.

    `packed` is what the file itself holds where that had to be unpacked.
    """

    path: Path
    raw: bytes
    packed: bytes = b""

    @property
    def ending(self) -> str:
        """What its name ends with, in small letters; that it is packed does not count."""
        return ending_of(self.path)


def ending_of(path: Path) -> str:
    """The ending of a name in small letters, with its dot; that of `t.CSV.gz` is `.csv`."""
    suffix = path.suffix.lower()
    return Path(path.stem).suffix.lower() if suffix == PACKED else suffix


def is_packed(path: Path) -> bool:
    """Whether a name says that its file is packed."""
    return path.suffix.lower() == PACKED


def open_table(path: Path, *, within: Path | None = None) -> TableFile:
    """The file of a table; that of a plan lies within its folder. Raises UnusableFileError."""
    raw = read_bytes(path, LARGEST_TABLE, within=within)
    return TableFile(path, _unpacked(raw), raw) if is_packed(path) else TableFile(path, raw)


def _unpacked(raw: bytes) -> bytes:
    """What was packed, of which no more is made than allowed: a small file can hold very much."""
    try:
        with gzip.open(BytesIO(raw)) as packed:
            content = packed.read(LARGEST_TABLE + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise UnusableFileError("cannot be unpacked: pack it anew, or give it unpacked") from error
    if len(content) > LARGEST_TABLE:
        raise UnusableFileError(f"unpacks to more than {LARGEST_TABLE:,} bytes: split it")
    return content
