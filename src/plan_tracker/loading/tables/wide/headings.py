"""Where the columns of a table stand: its headings, against those that the plan names."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from plan_tracker.loading.files.spot import Notes
from plan_tracker.loading.files.words import nearest, shown
from plan_tracker.loading.tables.formats.grid import Grid, alike
from plan_tracker.model.place import column_letters

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
    grid: Grid, named: Sequence[str], rows: tuple[int, ...] | None, notes: Notes
) -> Headings | None:
    """Find the columns with these headings, in these rows or in the first row that has the most.

    Each one that is not there, or twice, is noted at its cell; None with problems.
    """
    at = rows or _likeliest(grid, named)
    before = len(notes.problems)
    known = _columns_by_heading(grid, at)
    columns = {}
    for name in dict.fromkeys(named):
        found = known.get(alike(name), [])
        if len(found) > 1:
            _note_alike(grid, at, name, found, notes)
        elif found or (by_number := _by_number(name, grid)):
            columns[name] = found[0] if found else by_number
        else:
            _note_missing(grid, at, named, name, notes)
    return Headings(at, columns) if len(notes.problems) == before else None


def _likeliest(grid: Grid, named: Sequence[str]) -> tuple[int, ...]:
    if any(row == 0 for row, _ in grid.cells):
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


def _note_alike(
    grid: Grid, rows: tuple[int, ...], name: str, found: list[int], notes: Notes
) -> None:
    """At the second one of them."""
    letters = ", ".join(column_letters(column) for column in found)
    message = (
        f"{len(found)} columns are headed {shown(name)} ({letters}): rename one, "
        f"or name the column by its letter, `column: {column_letters(found[-1])}`"
    )
    notes.add(grid.place(rows[-1], found[1]), message)


def _note_missing(
    grid: Grid, rows: tuple[int, ...], named: Sequence[str], name: str, notes: Notes
) -> None:
    """With the row that has it, or the heading that is nearest."""
    there = [row for row in range(1, _SEARCHED + 1) if _matches(grid, row, [name])]
    headings = _headings(grid, rows)
    if there:
        remedy = f": it stands in row {there[0]}; has the table moved? Correct `header`"
    else:
        listed = ", ".join(map(shown, headings)) or "nothing"
        remedy = nearest(name, headings) or f"; there stands {listed}: correct `columns`"
    where = "the columns" if rows == (0,) else f"row {'-'.join(map(str, _ends(rows)))}"
    message = f"no column is headed {shown(name)} in {where}{remedy}"
    notes.add(grid.place(rows[-1], 1), message)


def _headings(grid: Grid, rows: tuple[int, ...]) -> list[str]:
    texts = (" ".join(_levels(grid, rows, at)) for at in range(1, grid.last_column + 1))
    return list(Counter(text for text in texts if text))


def _ends(rows: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys((rows[0], rows[-1])))
