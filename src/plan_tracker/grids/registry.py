"""The formats that tables are read from: the one list that everything asks."""

from collections.abc import Sequence
from pathlib import Path

from plan_tracker.grids.format import ColumnReader, OpenSheet, TableFormat
from plan_tracker.grids.formats.excel.workbook import WorkbookFormat
from plan_tracker.grids.formats.json_lines import JsonLinesFormat
from plan_tracker.grids.formats.opendocument.spreadsheet import OpenDocumentFormat
from plan_tracker.grids.formats.parquet import ParquetFormat
from plan_tracker.grids.formats.separated import SeparatedFormat
from plan_tracker.grids.grid import Grid
from plan_tracker.grids.old_fonts import in_unicode
from plan_tracker.grids.table_file import TableFile, ending_of, is_packed
from plan_tracker.inputs.memory import bounded_memory, needs_too_much
from plan_tracker.inputs.words import nearest, shown
from plan_tracker.model.place import Place, Problem

FORMATS: tuple[TableFormat, ...] = (
    WorkbookFormat(),
    OpenDocumentFormat(),
    SeparatedFormat(),
    JsonLinesFormat(),
    ParquetFormat(),
)


def endings() -> tuple[str, ...]:
    """The endings of all files that a table can be read from, with their dots, none twice."""
    return tuple(ending for table_format in FORMATS for ending in table_format.endings)


def format_of(path: Path) -> TableFormat | None:
    """The format that the ending of a name says, in letters of any size; None where none has it.

    The text formats may be packed: `t.csv.gz`.
    """
    ending, packed = ending_of(path), is_packed(path)
    return next(
        (
            known
            for known in FORMATS
            if ending in known.endings and (known.may_be_packed or not packed)
        ),
        None,
    )


def sheets(file: TableFile, place: Place) -> tuple[tuple[OpenSheet, ...], list[Problem]]:
    """All sheets of a file, hidden ones too, to be read one by one; none with problems.

    A file without sheets has one, without a title. Its ending is a known one; `place` is where
    the file is named.
    """
    table_format = format_of(file.path)
    if table_format is None:
        raise ValueError(f"no format of tables has the ending of {file.path}")
    try:
        with bounded_memory():
            opened, problems = table_format.sheets(file, place)
    except MemoryError:
        return (), [Problem(place, f"{file.path} {needs_too_much()}")]
    return tuple(map(_in_unicode, opened)), problems


def read_grid(
    file: TableFile, sheet: str | None, place: Place
) -> tuple[Grid | None, list[Problem]]:
    """The cells of a sheet as they stand in the file, those that it hides too; None with problems.

    Without a name it is the only sheet that is not hidden, or the only such one with any cells.
    """
    opened, problems = sheets(file, place)
    if problems:
        return None, problems
    table_format = format_of(file.path)
    if table_format is None or not table_format.has_sheets:
        return opened[0].read(), []
    if sheet is None:
        shown_sheets = [known for known in opened if not known.hidden] or opened
        grids = [known.read() for known in shown_sheets]
        filled = [grid for grid in grids if grid.cells]
        candidates = filled or grids[:1]
        if len(candidates) == 1:
            return candidates[0], []
    else:
        named = next((known for known in opened if known.title == sheet), None)
        if named is not None:
            return named.read(), []

    return None, [Problem(place, _which(file.path, [known.title for known in opened], sheet))]


def column_reader(file: TableFile) -> ColumnReader | None:
    """What reads the columns of this file at once; None where it is read cell by cell."""
    table_format = format_of(file.path)
    reader = table_format.columns if table_format else None
    return reader if reader is not None and reader.can_read(file) else None


def _in_unicode(sheet: OpenSheet) -> OpenSheet:
    """The sheet with the codes of old fonts as the letters that they show."""
    return OpenSheet(sheet.title, sheet.hidden, lambda: in_unicode(sheet.read()))


def _which(path: Path, titles: Sequence[str], name: str | None) -> str:
    """Why no sheet can be taken."""
    listed = ", ".join(map(shown, titles)) or "none with cells"
    if name is None:
        return f"{path} has several sheets: say which with `sheet`: {listed}"
    remedy = nearest(name, titles) or f": correct `sheet`; there is {listed}"
    return f"{path} has no sheet {shown(name)}{remedy}"
