"""A query in a SQLite file, which can do nothing but read this one file."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from time import monotonic

from plan_tracker.grids.queries.answer import (
    Answer,
    QueryError,
    TooSlowError,
    check_names,
    gathered,
)

_READS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
}
_REACH_OUT = {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"}
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 100_000,  # bytes of a text or a row: one step compares two texts
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_MEMORY = 500_000_000  # bytes, of all that SQLite keeps in this process
_STEPS = 100  # of the query, between two looks at the clock
_BESIDE = ("-wal", "-journal")  # where a program keeps what it has not yet put into the file
_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_FORMAT")
_TOO_LARGE = ("SQLITE_NOMEM", "SQLITE_TOOBIG", "SQLITE_FULL")


def ask_file(path: Path, query: str, seconds: float) -> Answer:
    """The answer of a SQLite file to one query within its time. Raises QueryError."""
    for ending in _BESIDE:
        beside = path.with_name(path.name + ending)
        if os.path.lexists(beside) and (beside.is_symlink() or beside.stat().st_size):
            raise QueryError(
                f"{path.name} is not whole, since {beside.name} lies beside it: let the program "
                "that writes it end"
            )
    # A file that nothing changes needs no lock, and nothing that lies beside it.
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True, isolation_level=None)) as connection:
            _restrict(connection, seconds)
            _compile(connection, query)
            cursor = connection.execute(query)
            names = [column for column, *_ in cursor.description or ()]
            check_names(names)
            return Answer(names, gathered(cursor))
    except (sqlite3.Error, sqlite3.Warning, MemoryError, ValueError) as error:
        raise _refused(error) from error


def _restrict(connection: sqlite3.Connection, seconds: float) -> None:
    """Let it read, for a time, and do nothing else."""
    for pragma in (
        "query_only=on", "trusted_schema=off", "cell_size_check=on", "mmap_size=0",
        "temp_store=memory", f"hard_heap_limit={_MEMORY}",
    ):  # fmt: skip
        connection.execute(f"pragma {pragma}")
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    end = monotonic() + seconds
    connection.set_progress_handler(lambda: int(monotonic() > end), _STEPS)
    connection.set_authorizer(_authorize)


def _authorize(action: int, _: str | None, name: str | None, *__: str | None) -> int:
    reaches_out = action == sqlite3.SQLITE_FUNCTION and (name or "").lower() in _REACH_OUT
    return sqlite3.SQLITE_OK if action in _READS and not reaches_out else sqlite3.SQLITE_DENY


def _compile(connection: sqlite3.Connection, query: str) -> None:
    """Find what is wrong with the query itself, before any row is read that a text could quote."""
    try:
        connection.execute(f"explain {query}").close()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_ERROR":
            raise
        raise QueryError(f"the database refuses the query ({error}): correct `sql`") from error


def _refused(error: Exception) -> QueryError:
    """Said without what the database says, which may quote what the file holds."""
    if isinstance(error, QueryError):
        return error
    code = getattr(error, "sqlite_errorname", "")
    if code == "SQLITE_INTERRUPT":
        return TooSlowError()
    if code == "SQLITE_AUTH":
        return QueryError("the query does more than read: write one SELECT")
    if code.startswith(_DAMAGED):
        return QueryError("this is no SQLite file, or a damaged one: put a whole one there")
    if code.startswith(_TOO_LARGE) or isinstance(error, MemoryError):
        return QueryError(
            f"the query needs more than {_MEMORY:,} bytes, or a text or row of more than "
            f"{_LIMITS[sqlite3.SQLITE_LIMIT_LENGTH]:,}: ask for less"
        )
    if isinstance(error, sqlite3.ProgrammingError | sqlite3.Warning):
        return QueryError("the query is not one statement without parameters: write one SELECT")
    return QueryError(f"the query has no answer ({code or type(error).__name__}): correct `sql`")
