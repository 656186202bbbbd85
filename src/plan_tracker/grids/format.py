"""What a format of tables is: a kind of file, and how it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from plan_tracker.grids.grid import Grid
from plan_tracker.grids.table_file import TableFile
from plan_tracker.model.place import Place, Problem

if TYPE_CHECKING:
    import pyarrow as pa


@dataclass(frozen=True, slots=True)
class WantedColumns:
    """The columns to take of a table, by their headings.

    Those that say few things many times are `repeated`; those in `numbers` may hold numbers.
    """

    names: tuple[str, ...]
    repeated: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


class ColumnReader(Protocol):
    """Reads whole columns at once, which is far faster than cell by cell."""

    first_line: int  # where the first row below the headings stands

    def can_read(self, file: TableFile) -> bool:
        """Whether this file is such that its columns can be read so."""
        ...

    def read(
        self, file: TableFile, wanted: WantedColumns, place: Place
    ) -> "tuple[pa.Table | None, list[Problem]]":
        """Those of the wanted columns that are there, as texts and numbers; empty cells are null.

        None with problems; `place` is where the file is named.
        """
        ...


@dataclass(frozen=True, slots=True)
class OpenSheet:
    """One of the sheets of a file that is open; its cells are taken when it is read."""

    title: str
    hidden: bool
    read: Callable[[], Grid]


class TableFormat(Protocol):
    """A kind of file that holds tables; nothing heavy is imported before one is read."""

    endings: tuple[str, ...]  # of the names of its files, in small letters, with their dots
    may_be_packed: bool  # whether they may be packed with gzip, which adds `.gz` to the name
    has_sheets: bool  # each of which has a name
    has_rows_above: bool  # its headings, which are rows like others, may have rows above them
    columns: ColumnReader | None

    def sheets(self, file: TableFile, place: Place) -> tuple[tuple[OpenSheet, ...], list[Problem]]:
        """All sheets in their order, of a file opened once; of other formats the one table.

        None of them with problems; `place` is where the file is named.
        """
        ...


def one_table(grid: Grid) -> tuple[OpenSheet, ...]:
    """A grid as the only sheet of a file."""
    return (OpenSheet(grid.title, grid.hidden, lambda: grid),)
