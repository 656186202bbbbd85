"""Parquet and CSV files as whole columns of texts and numbers."""

from typing import TYPE_CHECKING

from plan_tracker.loading.files.regular import reason
from plan_tracker.loading.files.spot import Notes
from plan_tracker.loading.files.words import shown
from plan_tracker.loading.tables.columns import COLUMNS, TEXTS
from plan_tracker.loading.tables.formats.table_file import TableFile
from plan_tracker.model.place import Place

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_ROWS = 20_000_000
SEPARATED, PARQUET = ".csv", ".parquet"


def read_columns(
    file: TableFile, place: Place, notes: Notes, *, known_only: bool = True
) -> "pa.Table | None":
    """The columns of a Parquet file or a CSV file with commas; None with problems, all noted."""
    import pyarrow as pa

    try:
        is_csv = file.ending == SEPARATED
        table = _read_csv(file.raw) if is_csv else _read_parquet(file.raw, known_only)
        table.validate(full=True)  # texts that are none are found here, not where they are used
        return table
    except UnicodeDecodeError:
        notes.add(place, f"{file.path} is not UTF-8 text: save it anew as UTF-8")
        return None
    except (OSError, pa.ArrowException) as error:
        notes.add(place, f"{file.path} cannot be read: {reason(error)}")
        return None


def _read_csv(raw: bytes) -> "pa.Table":
    """Every cell as the text that stands in it."""
    import pyarrow as pa
    from pyarrow import csv

    options = csv.ConvertOptions(
        column_types={name: pa.string() for name in COLUMNS},
        null_values=[""],
        strings_can_be_null=True,
        quoted_strings_can_be_null=True,
    )
    table = csv.read_csv(pa.BufferReader(raw), convert_options=options)
    known = [name for name in table.column_names if name in COLUMNS]
    _refuse_twice(known)
    return table.select(known)


def _read_parquet(raw: bytes, known_only: bool) -> "pa.Table":
    import pyarrow as pa
    from pyarrow import parquet

    rows = parquet.read_metadata(pa.BufferReader(raw)).num_rows
    if rows > _MOST_ROWS:  # a small file can hold billions that are alike
        raise OSError(f"it has {rows:,} rows, more than {_MOST_ROWS:,}: split it")
    names = parquet.read_schema(pa.BufferReader(raw)).names
    known = [name for name in names if name in COLUMNS] if known_only else names
    _refuse_twice(known)
    if not known_only:
        return _widened(parquet.read_table(pa.BufferReader(raw)))
    dictionaries = [*TEXTS[:-1]]
    return _widened(
        parquet.read_table(pa.BufferReader(raw), columns=known, read_dictionary=dictionaries)
    )


def _refuse_twice(names: list[str]) -> None:
    """Raise OSError where two columns have one heading: nothing says which is meant."""
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise OSError(f"two columns are headed {shown(twice)}: rename one")


def _widened(table: "pa.Table") -> "pa.Table":
    """The table with short floats as the long ones that have the same shortest decimal form."""
    import pyarrow as pa

    for at, name in enumerate(table.column_names):
        if table.schema.field(at).type in (pa.float16(), pa.float32()):
            texts = table.column(at).cast(pa.float32()).cast(pa.string())
            table = table.set_column(at, name, texts.cast(pa.float64()))
    return table
