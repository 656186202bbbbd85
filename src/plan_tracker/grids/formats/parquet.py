"""A Parquet file: whole columns of texts and numbers under their names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plan_tracker.grids.arrow_columns import check_shape, refuse_twice, whole_columns
from plan_tracker.grids.format import ColumnReader, OpenSheet, WantedColumns, one_table
from plan_tracker.grids.named_rows import NamedRows, as_grid
from plan_tracker.grids.table_file import TableFile
from plan_tracker.model.place import Place, Problem

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_CELLS = 10_000_000


class _ParquetColumns:
    """Any Parquet file is read column by column; its rows are counted from 1."""

    first_line = 1

    def can_read(self, file: TableFile) -> bool:
        """Always."""
        return True

    def read(
        self, file: TableFile, wanted: WantedColumns, place: Place
    ) -> "tuple[pa.Table | None, list[Problem]]":
        """The wanted columns; those that are repeated as dictionaries."""

        def read_wanted(raw: bytes) -> "pa.Table":
            import pyarrow as pa
            from pyarrow import parquet

            names = [name for name in _checked_names(raw) if name in wanted.names]
            refuse_twice(names)
            repeated = list(wanted.repeated)
            table = parquet.read_table(
                pa.BufferReader(raw), columns=names, read_dictionary=repeated
            )
            return _widened(table)

        return whole_columns(file, read_wanted, place)


class ParquetFormat:
    """Parquet. The names of its columns are row 0, since no cells hold them."""

    endings: tuple[str, ...] = (".parquet",)
    may_be_packed = False  # it packs its columns itself
    has_sheets = False
    has_rows_above = False
    columns: ColumnReader | None = _ParquetColumns()

    def sheets(self, file: TableFile, place: Place) -> tuple[tuple[OpenSheet, ...], list[Problem]]:
        """All columns, cell by cell."""
        table, problems = whole_columns(file, _read_all, place)
        if table is None:
            return (), problems

        columns = [column.to_pylist() for column in table.columns]
        rows = list(zip(*columns, strict=True))
        return one_table(as_grid(NamedRows(str(file.path), table.column_names, rows))), []


def _read_all(raw: bytes) -> "pa.Table":
    import pyarrow as pa
    from pyarrow import parquet

    refuse_twice(_checked_names(raw, _MOST_CELLS))
    return _widened(parquet.read_table(pa.BufferReader(raw)))


def _checked_names(raw: bytes, most_cells: int | None = None) -> Sequence[str]:
    """The names of all columns, of a file with no more of them than allowed. Raises OSError."""
    import pyarrow as pa
    from pyarrow import parquet

    metadata = parquet.read_metadata(pa.BufferReader(raw))
    check_shape(metadata.num_rows, metadata.num_columns, most_cells)
    names: list[str] = metadata.schema.to_arrow_schema().names
    return names


def _widened(table: "pa.Table") -> "pa.Table":
    """The table with short floats as the long ones that have the same shortest decimal form."""
    import pyarrow as pa

    for at, name in enumerate(table.column_names):
        if table.schema.field(at).type in (pa.float16(), pa.float32()):
            texts = table.column(at).cast(pa.float32()).cast(pa.string())
            table = table.set_column(at, name, texts.cast(pa.float64()))
    return table
