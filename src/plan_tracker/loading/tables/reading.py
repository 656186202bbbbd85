"""The tables that sources name: which file or database, in which form, as rows in long form."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.loading.files.regular import UnusableFileError, is_there, lies_in, not_regular
from plan_tracker.loading.files.spot import Notes, Spot
from plan_tracker.loading.files.words import shown
from plan_tracker.loading.shapes.source import TableShape
from plan_tracker.loading.sources.texts import Texts
from plan_tracker.loading.tables.columns import COLUMNS, LONG_FORM, LongTable, Places, checked
from plan_tracker.loading.tables.formats.column_files import PARQUET, SEPARATED, read_columns
from plan_tracker.loading.tables.formats.permission import AddressError, read_url
from plan_tracker.loading.tables.formats.queries import (
    Databases,
    QueryResult,
    as_grid,
    as_long,
    named,
)
from plan_tracker.loading.tables.formats.table_file import TableFile, open_table
from plan_tracker.model.place import Place

if TYPE_CHECKING:
    import pyarrow as pa

    from plan_tracker.loading.tables.formats.grid import Grid

WORKBOOK = ".xlsx"
ENDINGS = (WORKBOOK, SEPARATED, PARQUET)
_DATABASES = (".db", ".sqlite", ".sqlite3")
_LONGEST_LINE = 10_000


def read_table(
    shape: TableShape, folder: Path, spot: Spot, texts: Texts, databases: Databases
) -> LongTable | None:
    """The figures of a table whose file lies in `folder`, or of a query that the caller permits.

    Notes what keeps it from being read, and is None then.
    """
    notes = texts.notes
    if not _fits_together(shape, spot, notes):
        return None
    if shape.sql is not None:
        return _from_query(shape, folder, spot, texts, databases)
    path = _path(str(shape.file), folder, spot.at("file").place, notes, ENDINGS)
    if path is None or not _has_reader(spot.at("file").place, notes):
        return None
    place = spot.at("file").place
    try:
        file = open_table(path, within=folder)
    except UnusableFileError as error:
        notes.add(place, f"{path} {error}")
        return None
    if shape.columns is None and shape.header is None and is_plain(file):
        first = 2 if file.ending == SEPARATED else 1
        return _by_line(
            checked(read_columns(file, place, notes), str(path), place, notes), path, first
        )
    grid = read_grid(file, shape.sheet, place, notes)
    return None if grid is None else _from_grid(grid, shape, spot, texts)


def is_plain(file: TableFile) -> bool:
    """Whether long form can be read column by column: Parquet, and CSV with commas."""
    if file.ending != SEPARATED:
        return file.ending == PARQUET
    first = file.raw[:_LONGEST_LINE].partition(b"\n")[0]
    return b";" not in first and b"\t" not in first


def _fits_together(shape: TableShape, spot: Spot, notes: Notes) -> bool:
    """Whether a table is a file or a query, and has no key that means nothing for it."""
    before = len(notes.problems)
    ending = Path(shape.file or "").suffix
    if shape.sql is None and shape.file is None:
        notes.add(spot.place, "the key 'file' is missing: add it, or `sql` and `url`")
    if shape.sql is None and shape.url is not None:
        notes.add(spot.at("url").key, "`url` is a database: say with `sql` what to ask of it")
    if shape.sql is not None and (shape.url is None) == (shape.file is None):
        message = "`sql` needs a database: name it with `url`, or a SQLite file with `file`"
        notes.add(spot.at("sql").key, message)
    if shape.sheet is not None and ending != WORKBOOK:
        notes.add(spot.at("sheet").key, "only a workbook has a `sheet`: take it out")
    if shape.header is not None and (shape.sql is not None or ending == PARQUET):
        message = "`header` is for tables with rows above their headings: take it out"
        notes.add(spot.at("header").key, message)
    for key in ("names", "numbers"):
        if key in spot.keys and shape.columns is None:
            notes.add(spot.at(key).key, f"`{key}` is for a table with `columns`: {LONG_FORM}")
    return len(notes.problems) == before


def _path(
    name: str, folder: Path, place: Place, notes: Notes, endings: Sequence[str]
) -> Path | None:
    path = folder / name
    # What lies elsewhere is no part of the plan.
    if not lies_in(path, folder):
        notes.add(place, f"{shown(name)} lies outside {folder}: move it there")
    elif path.suffix not in endings:
        what = "no SQLite file" if endings == _DATABASES else "no table that can be read"
        remedy = f"give a {', '.join(endings)} file; save other tables as .xlsx"
        notes.add(place, f"{shown(name)} is {what}: {remedy}")
    elif not is_there(path):
        notes.add(place, f"there is no file {path}: correct the name, or put it there")
    elif message := not_regular(path):
        notes.add(place, f"{path} {message}")
    else:
        return path
    return None


def _has_reader(place: Place, notes: Notes) -> bool:
    try:
        import pyarrow  # noqa: F401 - whether it is there
    except ModuleNotFoundError:
        message = "tables are read with pyarrow, which is missing: pip install pyarrow"
        notes.add(place, message)
        return False
    return True


def read_grid(file: TableFile, sheet: str | None, place: Place, notes: Notes) -> "Grid | None":
    """The cells of a file as they stand in it; None where it cannot be read, which is noted."""
    if file.ending == WORKBOOK:
        from plan_tracker.loading.tables.formats.workbook import read_sheet

        return read_sheet(file, sheet, place, notes)
    if file.ending == SEPARATED:
        from plan_tracker.loading.tables.formats.separated import read_separated

        return read_separated(file, notes)
    table = read_columns(file, place, notes, known_only=False)
    if table is None:
        return None
    columns = [column.to_pylist() for column in table.columns]
    return as_grid(
        QueryResult(str(file.path), table.column_names, list(zip(*columns, strict=True)))
    )


def _from_grid(grid: "Grid", shape: TableShape, spot: Spot, texts: Texts) -> LongTable | None:
    if shape.columns is not None:
        from plan_tracker.loading.tables.wide.unfold import unfold

        found = unfold(grid, shape, texts, spot)
        return None if found is None else LongTable(*found)
    from plan_tracker.loading.tables.long.grid import long_grid

    long = long_grid(grid, shape.header, texts.notes)
    if long is None:
        return None
    place = Place(grid.file)
    return long if checked(long.table, grid.file, place, texts.notes) is not None else None


def _from_query(
    shape: TableShape, folder: Path, spot: Spot, texts: Texts, databases: Databases
) -> LongTable | None:
    if not _has_reader(spot.place, texts.notes):
        return None
    found = _queried(shape, folder, spot, texts.notes, databases)
    if found is None:
        return None
    if shape.columns is not None:
        return _from_grid(as_grid(found), shape, spot, texts)
    table = checked(as_long(found, COLUMNS), found.file, spot.at("sql").place, texts.notes)
    return _by_line(table, Path(found.file), 1)


def _queried(
    shape: TableShape, folder: Path, spot: Spot, notes: Notes, databases: Databases
) -> QueryResult | None:
    """What the database of a table answers, where the caller lets it be asked."""
    query = str(shape.sql)
    try:
        database = read_url(shape.url) if shape.url is not None else str(shape.file)
    except AddressError as error:
        notes.add(named(spot), str(error))
        return None
    if not isinstance(database, str):
        return databases.ask_server(query, database, spot, notes)
    if not databases.may_ask_files(spot, notes):
        return None
    path = _path(database, folder, named(spot), notes, _DATABASES)
    return None if path is None else databases.ask_file(query, path, spot, notes)


def _by_line(table: "pa.Table | None", path: Path, first: int) -> LongTable | None:
    if table is None:
        return None
    return LongTable(table, Places.by_line(str(path), len(table), first))
