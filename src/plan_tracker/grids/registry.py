"""The formats that tables are read from: the one list that everything asks."""

from pathlib import Path

from plan_tracker.grids.format import ColumnReader, TableFormat
from plan_tracker.grids.formats.parquet import ParquetFormat
from plan_tracker.grids.formats.separated import SeparatedFormat
from plan_tracker.grids.formats.workbook import WorkbookFormat
from plan_tracker.grids.grid import Grid
from plan_tracker.grids.table_file import TableFile
from plan_tracker.model.place import Place, Problem

FORMATS: tuple[TableFormat, ...] = (
    WorkbookFormat(),
    SeparatedFormat(),
    ParquetFormat(),
)


def endings() -> tuple[str, ...]:
    """The endings of all files that a table can be read from, with their dots."""
    return tuple(ending for table_format in FORMATS for ending in table_format.endings)


def format_of(path: Path) -> TableFormat | None:
    """The format that the ending of a name says; None where no format has it."""
    return next((known for known in FORMATS if path.suffix in known.endings), None)


def read_grid(
    file: TableFile, sheet: str | None, place: Place
) -> tuple[Grid | None, list[Problem]]:
    """The cells of a file as they stand in it; None with problems. Its ending is a known one.

    `place` is where the file is named.
    """
    table_format = format_of(file.path)
    if table_format is None:
        raise ValueError(f"no format of tables has the ending of {file.path}")
    return table_format.read(file, sheet, place)


def column_reader(file: TableFile) -> ColumnReader | None:
    """What reads the columns of this file at once; None where it is read cell by cell."""
    table_format = format_of(file.path)
    reader = table_format.columns if table_format else None
    return reader if reader is not None and reader.can_read(file) else None
