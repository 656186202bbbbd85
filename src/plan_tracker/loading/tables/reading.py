"""The tables that sources name: which file or database, in which form, as rows in long form."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.grids.format import ColumnReader
from plan_tracker.grids.named_rows import NamedRows, as_columns, as_grid
from plan_tracker.grids.queries.databases import Databases, Question
from plan_tracker.grids.queries.permission import AddressError, read_url
from plan_tracker.grids.registry import column_reader, endings, format_of, read_grid
from plan_tracker.grids.table_file import TableFile, open_table
from plan_tracker.inputs.regular import UnusableFileError, is_there, lies_in, not_regular, reason
from plan_tracker.inputs.words import shown
from plan_tracker.loading.files.spot import Notes, Spot
from plan_tracker.loading.shapes.source import TableShape
from plan_tracker.loading.sources.texts import Texts
from plan_tracker.loading.tables.columns import LONG_COLUMNS, LONG_FORM, LongTable, Places, checked
from plan_tracker.loading.tables.corrections import CellCorrections, with_corrections
from plan_tracker.model.place import Place

if TYPE_CHECKING:
    from plan_tracker.grids.grid import Grid

_DATABASES = (".db", ".sqlite", ".sqlite3")


def read_table(
    shape: TableShape,
    folder: Path,
    spot: Spot,
    texts: Texts,
    databases: Databases,
    corrections: CellCorrections,
) -> LongTable | None:
    """The figures of a table whose file lies in `folder`, or of a query that the caller permits.

    Notes what keeps it from being read, and is None then.
    """
    notes = texts.notes
    if not _fits_together(shape, spot, notes) or not _has_cells(shape, corrections, notes):
        return None
    if shape.sql is not None:
        return _from_query(shape, folder, spot, texts, databases)
    place = spot.at("file").place
    path = _path(str(shape.file), folder, place, notes, endings())
    if path is None or not _has_reader(place, notes):
        return None
    try:
        file = open_table(path, within=folder)
    except UnusableFileError as error:
        notes.add(place, f"{path} {error}")
        return None
    by_column = shape.columns is None and shape.header is None and not corrections.shapes
    reader = column_reader(file) if by_column else None
    if reader is not None:
        return _from_columns(file, reader, place, notes)
    grid, problems = read_grid(file, shape.sheet, place)
    notes.problems.extend(problems)
    long = None if grid is None else _from_grid(grid, shape, spot, texts, corrections.cells)
    if grid is None or long is None or not corrections.shapes:
        return long
    return with_corrections(long, grid, corrections, texts)


def _fits_together(shape: TableShape, spot: Spot, notes: Notes) -> bool:
    """Whether a table is a file or a query, and has no key that means nothing for it."""
    before = len(notes.problems)
    known = format_of(Path(shape.file or ""))
    if shape.sql is None and shape.file is None:
        notes.add(spot.place, "the key 'file' is missing: add it, or `sql` and `url`")
    if shape.sql is None and shape.url is not None:
        notes.add(spot.at("url").key, "`url` is a database: say with `sql` what to ask of it")
    if shape.sql is not None and (shape.url is None) == (shape.file is None):
        message = "`sql` needs a database: name it with `url`, or a SQLite file with `file`"
        notes.add(spot.at("sql").key, message)
    if shape.sheet is not None and not (known and known.has_sheets):
        notes.add(spot.at("sheet").key, "only a workbook has a `sheet`: take it out")
    if shape.header is not None and (shape.sql is not None or (known and not known.has_rows_above)):
        message = "`header` is for tables with rows above their headings: take it out"
        notes.add(spot.at("header").key, message)
    for key in ("names", "numbers"):
        if key in spot.keys and shape.columns is None:
            notes.add(spot.at(key).key, f"`{key}` is for a table with `columns`: {LONG_FORM}")
    return len(notes.problems) == before


def _has_cells(shape: TableShape, corrections: CellCorrections, notes: Notes) -> bool:
    """Whether the cells of a table, if any are corrected, have names such as E7."""
    known = format_of(Path(shape.file or ""))
    if not corrections.shapes or (shape.sql is None and (known is None or known.has_rows_above)):
        return True
    message = "only workbooks and CSV files have cells that can be corrected: correct the table"
    notes.add(corrections.spot.key, message)
    return False


def _path(
    name: str, folder: Path, place: Place, notes: Notes, allowed: Sequence[str]
) -> Path | None:
    path = folder / name
    try:
        is_inside = lies_in(path, folder)
    except (OSError, ValueError) as error:  # no file can have this name
        notes.add(place, f"{shown(name)} is no name of a file ({reason(error)}): correct it")
        return None
    # What lies elsewhere is no part of the plan.
    if not is_inside:
        notes.add(place, f"{shown(name)} lies outside {folder}: move it there")
    elif not (path.suffix in allowed or (allowed != _DATABASES and format_of(path))):
        what = "no SQLite file" if allowed == _DATABASES else "no table that can be read"
        remedy = f"give a {', '.join(allowed)} file; save other tables as .xlsx"
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


def _from_columns(
    file: TableFile, reader: ColumnReader, place: Place, notes: Notes
) -> LongTable | None:
    """A file in long form, column by column."""
    table, problems = reader.read(file, LONG_COLUMNS, place)
    notes.problems.extend(problems)
    if table is None or checked(table, str(file.path), place, notes) is None:
        return None
    return LongTable(table, Places.by_line(str(file.path), len(table), reader.first_line))


def _from_grid(
    grid: "Grid",
    shape: TableShape,
    spot: Spot,
    texts: Texts,
    corrected: frozenset[tuple[int, int]] = frozenset(),
) -> LongTable | None:
    if shape.columns is not None:
        from plan_tracker.loading.tables.wide.unfold import unfold

        found = unfold(grid, shape, texts, spot, corrected)
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
    answer = _answer(shape, folder, spot, texts.notes, databases)
    if answer is None:
        return None
    if shape.columns is not None:
        return _from_grid(as_grid(answer), shape, spot, texts)
    table = as_columns(answer, LONG_COLUMNS)
    if checked(table, answer.file, spot.at("sql").place, texts.notes) is None:
        return None
    return LongTable(table, Places.by_line(answer.file, len(table), 1))


def _answer(
    shape: TableShape, folder: Path, spot: Spot, notes: Notes, databases: Databases
) -> NamedRows | None:
    """What the database of a table answers, where the caller lets it be asked."""
    named = spot.at("url" if "url" in spot.keys else "file").place
    question = Question(str(shape.sql), spot.at("sql").place, named)
    try:
        database = read_url(shape.url) if shape.url is not None else str(shape.file)
    except AddressError as error:
        notes.add(named, str(error))
        return None

    if not isinstance(database, str):
        answer, problems = databases.ask_server(question, database)
    elif problems := databases.refused_files(named):
        answer = None
    else:
        path = _path(database, folder, named, notes, _DATABASES)
        answer, problems = databases.ask_file(question, path) if path else (None, [])
    notes.problems.extend(problems)
    return answer
