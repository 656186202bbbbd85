"""The files of tables: Parquet and CSV, as columns of texts and numbers."""

from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.loading.files import reason
from plan_tracker.loading.source_shapes import TableShape
from plan_tracker.loading.spot import Notes, Spot
from plan_tracker.loading.words import nearest, shown
from plan_tracker.model.place import Place

if TYPE_CHECKING:
    import pyarrow as pa

NEEDED = ("indicator", "kind")
TEXTS = (*NEEDED, "entity", "period", "unit", "against", "of", "published", "printed")
COLUMNS = (*TEXTS, "value")
_WIDE = ("sheet", "header", "columns", "names")
_QUERY = ("sql", "url")
_LONG_FORM = (
    "give a .parquet or .csv file in long form, with the columns indicator, entity, period, kind "
    "and printed or value"
)


def read_table(shape: TableShape, folder: Path, spot: Spot, notes: Notes) -> "pa.Table | None":
    """The known columns of a table that lies in `folder`, empty cells as null.

    Texts are dictionaries; a `value` is a text in CSV, as it stands, and a number in Parquet.
    Notes what keeps it from being read, and is None then.
    """
    for key in (*_WIDE, *_QUERY):
        if key in spot.keys:
            what = "queries" if key in _QUERY else "tables that are not in long form"
            notes.add(spot.at(key).key, f"`{key}`: {what} cannot be read yet: {_LONG_FORM}")
            return None
    if shape.file is None:
        notes.add(spot.place, "the key 'file' is missing: add it")
        return None
    path, place = folder / shape.file, spot.at("file").place
    # What lies elsewhere is no part of the plan.
    if not path.resolve().is_relative_to(folder.resolve()):
        notes.add(place, f"{shown(shape.file)} lies outside {folder}: move it there")
        return None
    if path.suffix not in _READERS:
        notes.add(place, f"{shown(shape.file)} is no table that can be read: {_LONG_FORM}")
        return None
    if not path.is_file():
        notes.add(place, f"there is no file {path}: correct the name, or put it there")
        return None
    return _checked(_read(path, place, notes), path, place, notes)


def _read(path: Path, place: Place, notes: Notes) -> "pa.Table | None":
    try:
        import pyarrow as pa
    except ModuleNotFoundError:
        message = "tables are read with pyarrow, which is missing: pip install pyarrow"
        notes.add(place, message)
        return None
    try:
        return _READERS[path.suffix](path)
    except (OSError, pa.ArrowException) as error:
        notes.add(place, f"{path} cannot be read: {reason(error)}")
        return None


def _read_csv(path: Path) -> "pa.Table":
    """Every cell as the text that stands in it."""
    import pyarrow as pa
    from pyarrow import csv

    options = csv.ConvertOptions(
        column_types={name: pa.string() for name in COLUMNS},
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
    )
    table = csv.read_csv(path, convert_options=options)
    return table.select([name for name in table.column_names if name in COLUMNS])


def _read_parquet(path: Path) -> "pa.Table":
    from pyarrow import parquet

    known = [name for name in parquet.read_schema(path).names if name in COLUMNS]
    dictionaries = [*TEXTS[:-1]]
    table = parquet.read_table(path, columns=known, read_dictionary=dictionaries, memory_map=True)
    return _widened(table) if "value" in known else table


def _widened(table: "pa.Table") -> "pa.Table":
    """The table with short floats as the long ones that have the same shortest decimal form."""
    import pyarrow as pa

    at = table.column_names.index("value")
    if table.schema.field(at).type not in (pa.float16(), pa.float32()):
        return table
    texts = table.column(at).cast(pa.float32()).cast(pa.string())
    return table.set_column(at, "value", texts.cast(pa.float64()))


_READERS = {".csv": _read_csv, ".parquet": _read_parquet}


def _checked(table: "pa.Table | None", path: Path, place: Place, notes: Notes) -> "pa.Table | None":
    """The table, if it has the columns and the cells that a table in long form needs."""
    if table is None:
        return None
    before = len(notes.problems)
    names = table.column_names
    for name in NEEDED:
        if name not in names:
            message = f"{path} has no column {name!r}{nearest(name, names)}: {_LONG_FORM}"
            notes.add(place, message)
    if not {"printed", "value"} & set(names):
        notes.add(place, f"{path} has neither a column 'printed' nor 'value': {_LONG_FORM}")
    for name in {*names} - {"value"}:
        if not _is_text(table.schema.field(name).type):
            notes.add(place, f"the column {name!r} of {path} holds no text: write it as text")
    if "value" in names and not _is_amount(table.schema.field("value").type):
        notes.add(place, f"the column 'value' of {path} holds no numbers: write it as numbers")
    return table if len(notes.problems) == before else None


def _is_text(kind: "pa.DataType") -> bool:
    import pyarrow.types as types

    plain = kind.value_type if types.is_dictionary(kind) else kind
    return bool(types.is_string(plain) or types.is_large_string(plain))


def _is_amount(kind: "pa.DataType") -> bool:
    import pyarrow.types as types

    numbers = types.is_floating(kind) or types.is_integer(kind) or types.is_decimal(kind)
    return bool(numbers or types.is_string(kind) or types.is_null(kind))
