"""What formats that are read column by column have in common."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from plan_tracker.grids.cell_texts import refused_columns
from plan_tracker.grids.table_file import TableFile
from plan_tracker.inputs.memory import bounded_memory, needs_too_much
from plan_tracker.inputs.regular import reason
from plan_tracker.inputs.words import shown
from plan_tracker.model.place import Place, Problem

if TYPE_CHECKING:
    import pyarrow as pa

MOST_COLUMNS = 16_384
MOST_ROWS = 5_000_000
MOST_BYTES = 500_000_000  # of what the columns hold, once it is unpacked


def whole_columns(
    file: TableFile, read: "Callable[[bytes], pa.Table]", place: Place
) -> "tuple[pa.Table | None, list[Problem]]":
    """What `read` makes of the bytes of a file; None with problems, be it broken in any way."""
    import pyarrow as pa

    try:
        with bounded_memory():
            table = read(file.raw)
            _check_size(table)
            # Texts that are none are found here, not where they are used.
            table.validate(full=True)
            refused = refused_columns(table)
    except MemoryError:
        return None, [Problem(place, f"{file.path} {needs_too_much()}")]
    except UnicodeDecodeError:
        message = f"{file.path} is not UTF-8 text: save it anew as UTF-8"
        return None, [Problem(place, message)]
    except (OSError, pa.ArrowException) as error:
        return None, [Problem(place, f"{file.path} cannot be read: {reason(error)}")]

    return (table, []) if not refused else (None, [Problem(place, f"{file.path}: {refused}")])


def check_shape(rows: int, columns: int, most_cells: int | None = None) -> None:
    """Raise OSError where a table has too many rows, columns or cells to be read."""
    if rows > MOST_ROWS:  # a small file can hold billions that are alike
        raise OSError(f"it has {rows:,} rows, more than {MOST_ROWS:,}: split it")
    if columns > MOST_COLUMNS:
        raise OSError(f"it has {columns:,} columns, more than {MOST_COLUMNS:,}: split it")
    if most_cells is not None and rows * columns > most_cells:
        raise OSError(f"it has {rows * columns:,} cells, more than {most_cells:,}: split it")


def _check_size(table: "pa.Table") -> None:
    check_shape(table.num_rows, table.num_columns)
    if table.nbytes > MOST_BYTES:
        raise OSError(f"it unfolds to {table.nbytes:,} bytes, more than {MOST_BYTES:,}: split it")


def refuse_twice(names: Sequence[str]) -> None:
    """Raise OSError where two columns have one heading: nothing says which is meant."""
    known: set[str] = set()
    for name in names:
        if name in known:
            raise OSError(f"two columns are headed {shown(name)}: rename one")
        known.add(name)
