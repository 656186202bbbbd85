"""A query to a PostgreSQL server, which can do nothing but read, for a time.

The query is the body of a cursor, which can only be one SELECT or VALUES, and is sent through the
protocol that takes one statement at a time, into a transaction that can only read.
"""

import re
from collections.abc import Generator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

from plan_tracker.grids.queries import answer
from plan_tracker.grids.queries.answer import (
    Answer,
    QueryError,
    TooSlowError,
    check_names,
    gathered,
)
from plan_tracker.grids.queries.permission import Server

if TYPE_CHECKING:
    import psycopg

_PATIENCE = 10  # seconds: to connect, for a lock, and without a sign of life
_OF_THE_QUERY = ("42", "0A", "25")  # classes of errors that quote the query, and no data
_LIMITS = {
    "default_transaction_read_only": "on",
    "lock_timeout": f"{_PATIENCE}s",
}
_SET = "select pg_catalog.set_config(%s, %s, false)"
_IS_POWERFUL = """
    select exists (
        select from pg_catalog.pg_roles as role
        where (
            pg_catalog.pg_has_role(session_user, role.oid, 'member')
            or pg_catalog.pg_has_role(current_user, role.oid, 'member')
        ) and (
            role.rolsuper or role.rolname in
            ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program')
        )
    )
"""


def ask_server(server: Server, query: str, seconds: float) -> Answer:
    """The answer of a server to one query within its time.

    Raises QueryError, and ImportError without psycopg.
    """
    import psycopg

    connection = _connect(server)
    try:
        with connection, connection.cursor() as cursor:
            connection.read_only = True
            _restrict(cursor, server, seconds)
            _declare(cursor, query)
            names = _names(cursor)
            check_names(names)
            rows = _rows(cursor)
            connection.rollback()
            return Answer(names, rows)
    except (psycopg.Error, UnicodeError) as error:
        raise _refused(error) from error


def _connect(server: Server) -> "psycopg.Connection[tuple[Any, ...]]":
    """A connection to the address as the caller has named it."""
    import psycopg

    try:
        return psycopg.connect(
            host=server.host, port=server.port, dbname=server.database, user=server.user or None,
            connect_timeout=_PATIENCE, application_name="plan_tracker", client_encoding="utf8",
            keepalives_idle=_PATIENCE, keepalives_interval=_PATIENCE, keepalives_count=3,
        )  # fmt: skip
    except psycopg.Error as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise QueryError(f"the database cannot be reached ({reason}): correct `url`") from error


def _restrict(cursor: "psycopg.Cursor[tuple[Any, ...]]", server: Server, seconds: float) -> None:
    """Hold the session to reading and to its time; refuse roles whose reading does harm."""
    limits = _LIMITS | {"statement_timeout": f"{max(1, round(seconds * 1000))}ms"}
    for name, value in limits.items():
        cursor.execute(_SET, (name, value))
    (is_powerful,) = cursor.execute(_IS_POWERFUL).fetchone() or (True,)
    if is_powerful:
        raise QueryError(
            f"the role that asks {server} may read files of the server and run programs there: "
            "allow one that may only read the tables of the plan"
        )


def _declare(cursor: "psycopg.Cursor[tuple[Any, ...]]", query: str) -> None:
    """Make the query a cursor, which finds what is wrong with the query itself."""
    import psycopg

    try:
        # Prepared, it is one statement: the other protocol would take several.
        cursor.execute(f"declare figures no scroll cursor for {query}".encode(), prepare=True)
    except psycopg.Error as error:
        if not (error.sqlstate or "").startswith(_OF_THE_QUERY):
            raise
        reason = error.diag.message_primary
        message = f"the database refuses the query ({reason}): write one SELECT that it can answer"
        raise QueryError(message) from error


def _names(cursor: "psycopg.Cursor[tuple[Any, ...]]") -> list[str]:
    columns = cursor.execute("fetch 0 from figures").description
    return [column.name for column in columns or ()]


def _rows(cursor: "psycopg.Cursor[tuple[Any, ...]]") -> list[Sequence[Any]]:
    """The rows one by one, so that no more are kept than may be."""
    # One more than may be: it says that there are too many.
    fetching = cursor.stream(f"fetch {answer.MOST_ROWS + 1} from figures")
    # What is not closed holds the connection, which then cannot be closed either.
    with closing(cast("Generator[tuple[Any, ...]]", fetching)) as rows:
        return gathered(rows)


def _refused(error: Exception) -> QueryError:
    """Said without what the server says, which may quote data."""
    code = getattr(error, "sqlstate", None)
    if code == "57014":
        return TooSlowError()
    if code == "55P03":
        return QueryError(f"a table is locked for more than {_PATIENCE} seconds: ask again later")
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type(error).__name__).lower()
    return QueryError(f"the database gives no answer ({kind}): correct `sql`")
