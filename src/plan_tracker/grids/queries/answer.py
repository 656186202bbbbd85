"""What a database answers, and how much of it is taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

MOST_SECONDS = 30
MOST_SECONDS_IN_ALL = 300  # for all queries of a plan
MOST_ROWS = 1_000_000
MOST_BYTES = 200_000_000  # of texts, and eight for any other cell
_OTHER_CELL = 8


class QueryError(ValueError):
    """Why a query has no answer that can be used, with the remedy, and nothing that data hold."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The names of the columns that a query gives, and its rows."""

    names: Sequence[str]
    rows: Sequence[Sequence[Any]]


def gathered(rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """The rows, if they are not too many and not too large. Raises QueryError."""
    taken: list[Sequence[Any]] = []
    size = 0
    for row in rows:
        size += sum(map(_size, row))
        if len(taken) == MOST_ROWS:
            raise QueryError(f"the query gives more than {MOST_ROWS:,} rows: ask for fewer")
        if size > MOST_BYTES:
            raise QueryError(f"the query gives more than {MOST_BYTES:,} bytes: ask for less")
        taken.append(row)
    return taken


class TooSlowError(QueryError):
    """A query that was stopped after its time."""


def _size(value: Any) -> int:
    if isinstance(value, str | bytes):
        return len(value)
    if value is None or isinstance(value, int | float):
        return _OTHER_CELL
    return len(str(value))
