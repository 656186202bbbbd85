"""What formats that are read column by column have in common."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from plan_tracker.grids.table_file import TableFile
from plan_tracker.inputs.regular import reason
from plan_tracker.inputs.words import shown
from plan_tracker.model.place import Place, Problem

if TYPE_CHECKING:
    import pyarrow as pa


def whole_columns(
    file: TableFile, read: "Callable[[bytes], pa.Table]", place: Place
) -> "tuple[pa.Table | None, list[Problem]]":
    """What `read` makes of the bytes of a file; None with problems, be it broken in any way."""
    import pyarrow as pa

    try:
        table = read(file.raw)
        table.validate(full=True)  # texts that are none are found here, not where they are used
    except UnicodeDecodeError:
        message = f"{file.path} is not UTF-8 text: save it anew as UTF-8"
        return None, [Problem(place, message)]
    except (OSError, pa.ArrowException) as error:
        return None, [Problem(place, f"{file.path} cannot be read: {reason(error)}")]

    return table, []


def refuse_twice(names: Sequence[str]) -> None:
    """Raise OSError where two columns have one heading: nothing says which is meant."""
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise OSError(f"two columns are headed {shown(twice)}: rename one")
