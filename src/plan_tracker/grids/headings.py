"""Where the columns of a table stand: its headings, against those that the plan names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plan_tracker.grids.grid import Grid, alike
from plan_tracker.inputs.words import nearest, shown
from plan_tracker.model.place import Problem, column_letters

_SEARCHED = 50  # rows in which headings are looked for


@dataclass(frozen=True, slots=True)
class Headings:
    """The rows of headings, and by its name in the plan the number of each column."""

    rows: tuple[int, ...]
    columns: Mapping[str, int]

    def text(self, grid: Grid, column: int) -> str:
        """What stands above a column, from the top."""
        return " ".join(_levels(grid, self.rows, column))


def find_headings(
    grid: Grid, named: Sequence[str], rows: tuple[int, ...] | None
) -> tuple[Headings | None, list[Problem]]:
    """Find the columns with these headings, in these rows or in the first row that has the most.

    Each one that is not there, or twice, is a problem at its cell; None with problems.
    """
    at = rows or _likeliest(grid, named)
    problems: list[Problem] = []
    known = _columns_by_heading(grid, at)
    columns = {}
    for name in dict.fromkeys(named):
        headed = known.get(alike(name), [])
        if len(headed) > 1:
            problems.append(_twice(grid, at, name, headed))
        elif headed or (by_number := _by_number(name, grid)):
            columns[name] = headed[0] if headed else by_number
        else:
            problems.append(_missing(grid, at, named, name))

    return (None, problems) if problems else (Headings(at, columns), [])


def _likeliest(grid: Grid, named: Sequence[str]) -> tuple[int, ...]:
    if grid.first_row == 0:
        return (0,)
    return (max(range(1, _SEARCHED + 1), key=lambda row: (_matches(grid, row, named), -row)),)


def _matches(grid: Grid, row: int, named: Sequence[str]) -> int:
    known = _columns_by_heading(grid, (row,))
    return sum(alike(name) in known for name in named)


def _columns_by_heading(grid: Grid, rows: tuple[int, ...]) -> dict[str, list[int]]:
    """The columns by all of their heading, else by a line of it."""
    whole: dict[str, list[int]] = {}
    lines: dict[str, list[int]] = {}
    for column in range(1, grid.last_column + 1):
        levels = _levels(grid, rows, column)
        whole.setdefault(alike(" ".join(levels)), []).append(column)
        for level in levels if len(levels) > 1 else ():
            lines.setdefault(alike(level), []).append(column)
    return {name: columns for name, columns in {**lines, **whole}.items() if name}


def _levels(grid: Grid, rows: tuple[int, ...], column: int) -> list[str]:
    """The lines of a heading; one that is merged over several rows says it once."""
    return list(dict.fromkeys(text for row in rows if (text := grid.text(row, column))))


def _by_number(name: str, grid: Grid) -> int:
    """The column that is named by its letter or number; 0 if it is not."""
    for column in range(1, grid.last_column + 1):
        if name in (str(column), column_letters(column)):
            return column
    return 0


def _twice(grid: Grid, rows: tuple[int, ...], name: str, columns: list[int]) -> Problem:
    """At the second one of them."""
    letters = ", ".join(column_letters(column) for column in columns)
    message = (
        f"{len(columns)} columns are headed {shown(name)} ({letters}): rename one, "
        f"or name the column by its letter, `column: {column_letters(columns[-1])}`"
    )
    return Problem(grid.place(rows[-1], columns[1]), message)


def _missing(grid: Grid, rows: tuple[int, ...], named: Sequence[str], name: str) -> Problem:
    """With the row that has it, or the heading that is nearest."""
    there = [row for row in range(1, _SEARCHED + 1) if _matches(grid, row, [name])]
    headings = _headings(grid, rows)
    if there:
        remedy = f": it stands in row {there[0]}; has the table moved? Correct `header`"
    else:
        listed = ", ".join(map(shown, headings)) or "nothing"
        remedy = str(nearest(name, headings)) or f"; there stands {listed}: correct `columns`"
    where = "the columns" if rows == (0,) else f"row {'-'.join(map(str, _ends(rows)))}"
    message = f"no column is headed {shown(name)} in {where}{remedy}"
    return Problem(grid.place(rows[-1], 1), message)


def _headings(grid: Grid, rows: tuple[int, ...]) -> list[str]:
    texts = (" ".join(_levels(grid, rows, at)) for at in range(1, grid.last_column + 1))
    return list(Counter(text for text in texts if text))


def _ends(rows: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys((rows[0], rows[-1])))
