"""Lines of JSON: a row each, with its values under the names of their columns."""

import json
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from plan_tracker.grids.arrow_columns import MOST_COLUMNS, MOST_ROWS, whole_columns
from plan_tracker.grids.cell_texts import refused_text
from plan_tracker.grids.encoded import table_text
from plan_tracker.grids.format import ColumnReader, OpenSheet, WantedColumns, one_table
from plan_tracker.grids.named_rows import NamedRows, as_columns, as_grid
from plan_tracker.grids.table_file import TableFile
from plan_tracker.inputs.words import shown
from plan_tracker.model.place import Place, Problem

if TYPE_CHECKING:
    import pyarrow as pa

_MOST_CELLS = 10_000_000
_MOST_PROBLEMS = 20
_MOST_SIGNS = 100  # of a number, and powers of ten
_REMEDY = 'write a row as {"name": "value", ...}, in one line'


class _JsonColumns:
    """Lines of JSON are read at once; their rows are counted from 1."""

    first_line = 1

    def can_read(self, file: TableFile) -> bool:
        """Always."""
        return True

    def read(
        self, file: TableFile, wanted: WantedColumns, place: Place
    ) -> "tuple[pa.Table | None, list[Problem]]":
        """The wanted columns, every value as text."""
        rows, problems = _named_rows(file)
        if rows is None:
            return None, problems
        return whole_columns(file, lambda _: as_columns(rows, wanted), place)


class JsonLinesFormat:
    """JSON lines. The names of the columns are row 0, since no cells hold them."""

    endings: tuple[str, ...] = (".jsonl", ".ndjson", ".jsonlines")
    may_be_packed = True
    has_sheets = False
    has_rows_above = False
    columns: ColumnReader | None = _JsonColumns()

    def sheets(self, file: TableFile, place: Place) -> tuple[tuple[OpenSheet, ...], list[Problem]]:
        """All values, cell by cell."""
        rows, problems = _named_rows(file)
        return (one_table(as_grid(rows)), []) if rows is not None else ((), problems)


def _named_rows(file: TableFile) -> tuple[NamedRows | None, list[Problem]]:
    """The rows by their lines; an empty line is a row without values."""
    name = str(file.path)
    text, problems = table_text(file.raw, Place(name))
    if problems:
        return None, problems

    rows: list[dict[str, Any]] = []
    names: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        try:
            row = _row(line) if line.strip() else {}
        except ValueError as error:
            problems.append(Problem(Place(name, number, 1), str(error)))
            if len(problems) == _MOST_PROBLEMS:
                break
            continue
        rows.append(row)
        for key in row:
            names.setdefault(key, len(names))
        if len(names) > MOST_COLUMNS or len(names) * len(rows) > _MOST_CELLS:
            return None, [Problem(Place(name, number), "has too many columns: split it")]
        if number > MOST_ROWS:
            return None, [Problem(Place(name), f"has more than {MOST_ROWS:,} rows: split it")]
    if problems:
        return None, problems
    values = [[row.get(key) for key in names] for row in rows]
    return NamedRows(name, list(names), values), []


def _row(line: str) -> dict[str, Any]:
    """The values of a line. Raises ValueError with what is wrong with it."""
    try:
        row = json.loads(
            line, parse_float=_number, parse_int=_number, parse_constant=_refuse,
            object_pairs_hook=_named_once,
        )  # fmt: skip
    except RecursionError:
        raise ValueError(f"is nested too deep: {_REMEDY}") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"is no JSON ({error.msg} at sign {error.colno}): {_REMEDY}") from None
    if not isinstance(row, dict):
        raise ValueError(f"is no row of named values: {_REMEDY}")
    for name, value in row.items():
        if isinstance(value, dict | list):
            raise ValueError(f"{shown(name)} holds several values: {_REMEDY}")
        if message := refused_text(name) or (refused_text(value) if type(value) is str else ""):
            raise ValueError(f"{shown(name)} {message}")
    return row


def _named_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The values by their names. Raises ValueError where a name stands twice."""
    values = dict(pairs)
    if len(values) < len(pairs):
        known: set[str] = set()
        for name, _ in pairs:
            if name in known:
                raise ValueError(f"{shown(name)} stands twice: take one out")
            known.add(name)
    return values


def _number(text: str) -> Decimal:
    """As exact as it is written. Raises ValueError for more digits than any figure has."""
    try:
        number = Decimal(text) if len(text) <= _MOST_SIGNS else None
    except InvalidOperation:  # a power of ten that no number has
        number = None
    if number is None or abs(number.adjusted()) > _MOST_SIGNS:
        raise ValueError(f"{shown(text[:20])} has more digits than any figure: correct it")
    return number


def _refuse(text: str) -> None:
    raise ValueError(f"{text} is no number: write null where there is none")
