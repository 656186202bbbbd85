"""What a database answers, and how much of it is taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from plan_tracker.grids.cell_texts import refused_text
from plan_tracker.inputs.words import shown

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


def check_names(names: Sequence[str]) -> None:
    """Raise QueryError where two columns have one name: nothing says which is meant."""
    known: set[str] = set()
    for name in names:
        if name in known:
            raise QueryError(f"the query gives two columns {shown(name)}: rename one with AS")
        known.add(name)


def gathered(rows: Iterable[Sequence[Any]]) -> list[Sequence[Any]]:
    """The rows, if they are not too many and not too large, nor hold a text that no cell may.

    Raises QueryError, which quotes nothing that they hold.
    """
    taken: list[Sequence[Any]] = []
    size = 0
    for row in rows:
        size += sum(map(_size, row))
        if len(taken) == MOST_ROWS:
            raise QueryError(f"the query gives more than {MOST_ROWS:,} rows: ask for fewer")
        if size > MOST_BYTES:
            raise QueryError(f"the query gives more than {MOST_BYTES:,} bytes: ask for less")
        for text in row:
            if type(text) is str and (message := refused_text(text)):
                raise QueryError(f"row {len(taken) + 1:,} of what the query gives {message}")
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
