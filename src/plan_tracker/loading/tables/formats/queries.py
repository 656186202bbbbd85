"""What a query finds in a database, read and never written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plan_tracker.loading.files.spot import Notes, Spot
from plan_tracker.loading.files.words import shown
from plan_tracker.loading.tables.formats.grid import Cell, Grid
from plan_tracker.loading.tables.formats.number_formats import print_number
from plan_tracker.model.place import Place

if TYPE_CHECKING:
    import pyarrow as pa
    import sqlalchemy


@dataclass(frozen=True, slots=True)
class Found:
    """The names of the columns that a query gives, and its rows; `file` names the database."""

    file: str
    names: Sequence[str]
    rows: Sequence[Sequence[Any]]


def run_query(query: str, url: str, folder: Path, spot: Spot, notes: Notes) -> Found | None:
    """The rows of a query in a database; None where it cannot be asked, which is noted.

    A SQLite file is found from `folder`. `spot` is the table in the source file.
    """
    try:
        import sqlalchemy
    except ModuleNotFoundError:
        message = "databases are read with SQLAlchemy, which is missing: pip install sqlalchemy"
        notes.add(spot.place, message)
        return None
    try:
        address = sqlalchemy.make_url(url)
        address = (
            _read_only(address, folder) if address.drivername.startswith("sqlite") else address
        )
        engine = sqlalchemy.create_engine(address, poolclass=sqlalchemy.pool.NullPool)
    except FileNotFoundError as error:
        notes.add(_named(spot), f"there is no file {error}: correct the name, or put it there")
        return None
    except (sqlalchemy.exc.ArgumentError, sqlalchemy.exc.NoSuchModuleError) as error:
        example = "write one such as postgresql+psycopg://user@host/database"
        notes.add(_named(spot), f"the address cannot be read ({_first_line(error)}): {example}")
        return None
    except ModuleNotFoundError as error:
        remedy = f"pip install {error.name}"
        notes.add(_named(spot), f"the driver {shown(error.name)} is missing: {remedy}")
        return None
    return _asked(engine, query, spot, notes)


def _asked(engine: "sqlalchemy.Engine", query: str, spot: Spot, notes: Notes) -> Found | None:
    import sqlalchemy

    options = {"postgresql_readonly": True} if engine.dialect.name == "postgresql" else {}
    try:
        with engine.connect() as connection:
            connection = connection.execution_options(**options)
            result = connection.execute(sqlalchemy.text(_as_it_is(query)))
            if not result.returns_rows:
                notes.add(spot.at("sql").place, "the query gives no rows: write a SELECT")
                return None
            name = engine.url.database or ""
            file = f"{engine.dialect.name}:{Path(name).name if name else 'memory'}"
            return Found(file, list(result.keys()), [tuple(each) for each in result])
    except sqlalchemy.exc.SQLAlchemyError as error:
        message = f"the database refuses the query ({_first_line(error)})"
        if isinstance(error, sqlalchemy.exc.OperationalError) and "connect" in str(error):
            message = f"the database cannot be reached ({_first_line(error)})"
        notes.add(spot.at("sql").place, f"{message}: correct `sql` or `url`")
        return None


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


def _read_only(address: "sqlalchemy.URL", folder: Path) -> "sqlalchemy.URL":
    """The same SQLite file, found from a folder, which is not made anew and never written.

    Raises FileNotFoundError with its path.
    """
    path = folder / (address.database or "")
    if not path.is_file():
        raise FileNotFoundError(path)
    read_only = {"mode": "ro", "uri": "true"}
    return address.set(database=path.resolve().as_uri()).update_query_dict(read_only)


def _named(spot: Spot) -> Place:
    """Where the database is named."""
    return spot.at("url" if "url" in spot.keys else "file").place


def _as_it_is(query: str) -> str:
    """The query without SQLAlchemy's own names after a colon."""
    return query.replace(":", "\\:")


def _first_line(error: Exception) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__


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
