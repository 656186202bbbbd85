"""What a query finds in a database that the caller lets it ask."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plan_tracker.loading.files.spot import Notes, Spot
from plan_tracker.loading.tables.formats.answer import Answer, QueryError
from plan_tracker.loading.tables.formats.grid import Cell, Grid
from plan_tracker.loading.tables.formats.number_formats import print_number
from plan_tracker.loading.tables.formats.permission import FILES, Permission, Server
from plan_tracker.model.place import Place

if TYPE_CHECKING:
    import pyarrow as pa

_ONLY_ALLOWED = "a query runs only where the caller allows it, never by the plan"


@dataclass(frozen=True, slots=True)
class Found:
    """The names of the columns that a query gives, and its rows; `file` names the database."""

    file: str
    names: Sequence[str]
    rows: Sequence[Sequence[Any]]


def query_file(query: str, path: Path, plan: Path, spot: Spot, notes: Notes) -> Found | None:
    """The rows of a query in a SQLite file of a plan; None with problems, all noted.

    `spot` is the table in the source file.
    """
    if not path.resolve().is_relative_to(plan.resolve()):
        message = f"{path.name} leads out of the plan's folder: put the file itself there"
        notes.add(named(spot), message)
        return None

    def ask() -> Answer:
        from plan_tracker.loading.tables.formats.sqlite_file import ask_file

        return ask_file(path, query)

    return _asked(ask, f"sqlite:{path.name}", spot, notes)


def query_server(query: str, server: Server, spot: Spot, notes: Notes) -> Found | None:
    """The rows of a query on a server of the caller's; None with problems, all noted."""

    def ask() -> Answer:
        from plan_tracker.loading.tables.formats.postgresql import ask_server

        return ask_server(server, query)

    return _asked(ask, f"postgresql:{server.database}", spot, notes)


def may_ask_files(permission: Permission, spot: Spot, notes: Notes) -> bool:
    """Whether the caller allows queries in SQLite files; notes it if not."""
    if not permission.files:
        remedy = f"add `--allow-sql {FILES}` if the SQLite files of this plan may be asked"
        notes.add(named(spot), f"{_ONLY_ALLOWED}: {remedy}")
    return permission.files


def allowed_server(
    permission: Permission, asked: Server, spot: Spot, notes: Notes
) -> Server | None:
    """The caller's server that a plan means; None, which is noted, where there is none."""
    server = permission.server(asked)
    if server is None:
        remedy = f"add `--allow-sql {asked}` if you trust that server, and this plan with its data"
        notes.add(named(spot), f"{_ONLY_ALLOWED}: {remedy}")
    return server


def named(spot: Spot) -> Place:
    """Where a table names its database."""
    return spot.at("url" if "url" in spot.keys else "file").place


def _asked(ask: Callable[[], Answer], file: str, spot: Spot, notes: Notes) -> Found | None:
    try:
        answer = ask()
    except QueryError as error:
        notes.add(spot.at("sql").place, str(error))
        return None
    except ImportError:
        remedy = "pip install 'psycopg[binary]'"
        notes.add(named(spot), f"PostgreSQL is asked with psycopg, which is missing: {remedy}")
        return None
    if not answer.names:
        notes.add(spot.at("sql").place, "the query gives no columns: write one SELECT")
        return None
    return Found(file, answer.names, answer.rows)


def as_grid(found: Found) -> Grid:
    """The rows of a query with the names of its columns above them, as row 0."""
    cells = {(0, at): Cell(name, Place(found.file)) for at, name in enumerate(found.names, 1)}
    for row, values in enumerate(found.rows, 1):
        for column, value in enumerate(values, 1):
            cell = _cell(value, Place(found.file, row, column))
            if cell.text:
                cells[row, column] = cell
    return Grid(found.file, cells)


def cell_text(value: Any) -> str | None:
    """A value as the text that it is in a table; None where there is none."""
    if value is None:
        return None
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return print_number(value)[0]
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value).strip() or None


def _cell(value: Any, place: Place) -> Cell:
    number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    return Cell(cell_text(value) or "", place, number=number)


def as_long(found: Found, known: Sequence[str]) -> "pa.Table":
    """The known columns of a query: texts, and numbers where `value` holds floats alone."""
    import pyarrow as pa

    columns = zip(*found.rows, strict=True) if found.rows else [()] * len(found.names)
    named = zip(found.names, columns, strict=True)
    return pa.table({name: _column(name, values) for name, values in named if name in known})


def _column(name: str, values: Sequence[Any]) -> "pa.Array":
    import pyarrow as pa

    kinds = set(map(type, values))
    if name == "value" and kinds <= {float, type(None)} and float in kinds:
        return pa.array(values, pa.float64())
    if kinds <= {str, type(None)} and "" not in values:
        return pa.array(values, pa.string())
    return pa.array([cell_text(value) for value in values], pa.string())
