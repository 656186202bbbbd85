"""The file of a table, read whole before anything is made of it."""

from dataclasses import dataclass
from pathlib import Path

from plan_tracker.inputs.regular import read_bytes

LARGEST_TABLE = 1_000_000_000  # bytes; a million rows have some hundred million


@dataclass(frozen=True, slots=True)
class TableFile:
    """What a table is read from. Its path only names it: what was checked is what is read."""

    path: Path
    raw: bytes


def open_table(path: Path, *, within: Path | None = None) -> TableFile:
    """The file of a table; that of a plan lies within its folder. Raises UnusableFileError."""
    return TableFile(path, read_bytes(path, LARGEST_TABLE, within=within))
