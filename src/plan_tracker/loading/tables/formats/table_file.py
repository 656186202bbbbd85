"""The file of a table, read whole before anything is made of it."""

from dataclasses import dataclass
from pathlib import Path

from plan_tracker.loading.files.regular import UnusableFileError, read_bytes
from plan_tracker.loading.files.spot import Notes
from plan_tracker.model.place import Place

LARGEST_TABLE = 1_000_000_000  # bytes; a million rows have some hundred million


@dataclass(frozen=True, slots=True)
class TableFile:
    """What a table is read from. Its path only names it: what was checked is what is read."""

    path: Path
    raw: bytes

    @property
    def ending(self) -> str:
        """The ending of its name, which says what is in it."""
        return self.path.suffix


def open_table(
    path: Path, place: Place, notes: Notes, *, within: Path | None = None
) -> TableFile | None:
    """The file of a table; None where it cannot be used, which is noted at a place."""
    try:
        return TableFile(path, read_bytes(path, LARGEST_TABLE, within=within))
    except UnusableFileError as error:
        notes.add(place, f"{path} {error}")
        return None
