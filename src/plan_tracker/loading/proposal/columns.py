"""Where the headings of a table stand, and what each column seems to hold."""

import re
from collections.abc import Iterator, Sequence

from plan_tracker.grids.grid import Cell, Grid, alike
from plan_tracker.language.periods.reading import NOTHING, Around, PeriodReading, read_heading
from plan_tracker.language.tables import heading_role
from plan_tracker.loading.proposal.indicators import in_marks
from plan_tracker.loading.proposal.parts import Column
from plan_tracker.reading import read_printed

_SEARCHED = 40  # rows in which headings are looked for
_INDEX_FROM = 50  # growth in percent is seldom more; an index seldom less
LABELS = ("indicator", "unit", "entity", "period")
_LONGEST_HEADING = 200


def find_header(grid: Grid, locale: str) -> tuple[int, ...]:
    """The row, or two rows, that say most of what a table needs."""
    if grid.first_row == 0:
        return (0,)
    last = min(grid.last_row, _SEARCHED)
    rows = [(row,) for row in range(1, last + 1)] + [(row, row + 1) for row in range(1, last)]
    return max(rows, key=lambda each: (*_worth(grid, each, locale), -each[0]))


def _worth(grid: Grid, rows: tuple[int, ...], locale: str) -> tuple[int, int]:
    """How many roles these rows name, none for one with figures; one row is better than two."""
    if any(
        cell.number and not _is_year(cell.text)
        for (row, _), cell in grid.cells.items()
        if row in rows
    ):
        return 0, 0
    columns = find_columns(grid, rows, locale)
    return len(columns) + 3 * len({each.role for each in columns}), -len(rows)


def _is_year(text: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text))


def headings_of(grid: Grid, rows: tuple[int, ...]) -> Iterator[tuple[int, str]]:
    """Each column with a text in these rows, and its heading."""
    for column in range(1, grid.last_column + 1):
        texts = dict.fromkeys(text for row in rows if (text := grid.text(row, column)))
        if texts:
            yield column, " ".join(texts)


def find_columns(
    grid: Grid, rows: tuple[int, ...], locale: str, around: Around | None = None
) -> tuple[Column, ...]:
    """The columns whose headings in these rows say what they hold; figures are in a locale.

    What a heading leaves open of its period, the text `around` may say.
    """
    found: list[Column] = []
    headings = list(headings_of(grid, rows))
    texts = [alike(text) for _, text in headings]
    for column, text in headings:
        role = role_of(text)
        taken = role in LABELS and role in [each.role for each in found]
        if role and role != "number" and not taken:
            name = text if texts.count(alike(text)) == 1 else str(column)
            figures = [
                cell
                for cell in below(grid, rows, column)
                if cell.number or cell.text[:1].isdecimal()
            ]
            index = role == "growth" and _is_index(figures, locale)
            when = period_in(text, locale, around)
            period = when.period.text if when.period else ""
            found.append(
                Column(column, role, text, " ".join(name.split()), period, index, when.problem)
            )
    return tuple(found)


def role_of(heading: str) -> str:
    """What a column seems to hold, by its heading; empty where that fits nothing."""
    text = alike(heading[:_LONGEST_HEADING])
    return heading_role(text) or ("" if period_in(text).silent else "level")


def period_in(heading: str, locale: str = "", around: Around | None = None) -> PeriodReading:
    """What a heading says of a period; nothing where it is too long for one."""
    short = len(heading) <= _LONGEST_HEADING
    return read_heading(heading, locale, around) if short else NOTHING


def below(grid: Grid, rows: tuple[int, ...], column: int) -> list[Cell]:
    """The cells of a column below its heading."""
    return [cell for (row, at), cell in grid.cells.items() if at == column and row > rows[-1]]


def _is_index(figures: Sequence[Cell], locale: str) -> bool:
    """Whether growth is given as 105,2 for 5,2 %: what nearly all of its figures tell."""
    texts = (in_marks(cell, locale) for cell in figures)
    read = (read_printed(text, locale, "attainment")[0] for text in texts)
    sizes = [abs(float(readings[0].value)) for readings in read if readings]
    return bool(sizes) and sum(size >= _INDEX_FROM for size in sizes) * 2 > len(sizes)
