"""What a query finds in a database that the caller lets it ask."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from plan_tracker.loading.files.spot import Notes, Spot
from plan_tracker.loading.tables.formats import answer as limits
from plan_tracker.loading.tables.formats.answer import Answer, QueryError, TooSlowError
from plan_tracker.loading.tables.formats.grid import Cell, Grid
from plan_tracker.loading.tables.formats.number_formats import print_number
from plan_tracker.loading.tables.formats.permission import FILES, Permission, Server
from plan_tracker.model.place import Place

if TYPE_CHECKING:
    import pyarrow as pa

_ONLY_ALLOWED = "a query runs only where the caller allows it, never by the plan"
_TOO_SLOW = (
    f"a query may take {limits.MOST_SECONDS} seconds, and all queries of a plan "
    f"{limits.MOST_SECONDS_IN_ALL}: this one was stopped; ask for less"
)


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The names of the columns that a query gives, and its rows; `file` names the database."""

    file: str
    names: Sequence[str]
    rows: Sequence[Sequence[Any]]


class Databases:
    """The databases that the caller lets the queries of one plan ask, and the time left for them.

    Files lie in the folder `plan`. In what is asked, `spot` is the table in the source file; what
    gives None has noted why.
    """

    def __init__(self, permission: Permission, plan: Path) -> None:
        self._permission = permission
        self._plan = plan
        self._seconds: float = limits.MOST_SECONDS_IN_ALL

    def may_ask_files(self, spot: Spot, notes: Notes) -> bool:
        """Whether the caller allows queries in SQLite files; notes it if not."""
        if not self._permission.files:
            remedy = f"add `--allow-sql {FILES}` if the SQLite files of this plan may be asked"
            notes.add(named(spot), f"{_ONLY_ALLOWED}: {remedy}")
        return self._permission.files

    def ask_file(self, query: str, path: Path, spot: Spot, notes: Notes) -> QueryResult | None:
        """The rows of a query in a SQLite file, where files may be asked."""
        if not path.resolve().is_relative_to(self._plan.resolve()):
            message = f"{path.name} leads out of the plan's folder: put the file itself there"
            notes.add(named(spot), message)
            return None

        def ask(seconds: float) -> Answer:
            from plan_tracker.loading.tables.formats.sqlite_file import ask_file

            return ask_file(path, query, seconds)

        return self._asked(ask, f"sqlite:{path.name}", spot, notes)

    def ask_server(self, query: str, meant: Server, spot: Spot, notes: Notes) -> QueryResult | None:
        """The rows of a query on the caller's server that a plan means, where there is one."""
        server = self._permission.server(meant)
        if server is None:
            remedy = f"add `--allow-sql {meant}` if you trust that server, and this plan with its"
            notes.add(named(spot), f"{_ONLY_ALLOWED}: {remedy} data")
            return None

        def ask(seconds: float) -> Answer:
            from plan_tracker.loading.tables.formats.postgresql import ask_server

            return ask_server(server, query, seconds)

        return self._asked(ask, f"postgresql:{server.database}", spot, notes)

    def _asked(
        self, ask: Callable[[float], Answer], file: str, spot: Spot, notes: Notes
    ) -> QueryResult | None:
        begin = monotonic()
        try:
            if not self._seconds:
                raise TooSlowError
            answer = ask(min(limits.MOST_SECONDS, self._seconds))
        except TooSlowError:
            notes.add(spot.at("sql").place, _TOO_SLOW)
            return None
        except QueryError as error:
            notes.add(spot.at("sql").place, str(error))
            return None
        except ImportError:
            remedy = "pip install 'psycopg[binary]'"
            notes.add(named(spot), f"PostgreSQL is asked with psycopg, which is missing: {remedy}")
            return None
        finally:
            self._seconds = max(0.0, self._seconds - (monotonic() - begin))
        if not answer.names:
            notes.add(spot.at("sql").place, "the query gives no columns: write one SELECT")
            return None
        return QueryResult(file, answer.names, answer.rows)


def named(spot: Spot) -> Place:
    """Where a table names its database."""
    return spot.at("url" if "url" in spot.keys else "file").place


def as_grid(found: QueryResult) -> Grid:
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


def as_long(found: QueryResult, known: Sequence[str]) -> "pa.Table":
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
