"""What the tables of a sheet seem to hold, each proposed as a source of its own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import compress, islice

from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.grids.notation import Notation, find_notation, read_number
from plan_tracker.grids.shape.tables import is_numbering
from plan_tracker.grids.understood import UnderstoodTable, understand
from plan_tracker.inputs.words import shown
from plan_tracker.language.detection import detect_language
from plan_tracker.language.languages import locales
from plan_tracker.language.letters import UnusedNames
from plan_tracker.language.numbers import decimal_mark, thousands_mark
from plan_tracker.language.periods.reading import Around
from plan_tracker.language.periods.years import endings_of
from plan_tracker.loading.proposal.columns import JANUARY, period_in, supposed_year_start
from plan_tracker.loading.proposal.indicators import language_doubt
from plan_tracker.loading.proposal.of_records import propose_records
from plan_tracker.loading.proposal.of_rows import propose_rows
from plan_tracker.loading.proposal.parts import Proposal
from plan_tracker.loading.proposal.records import find_labels
from plan_tracker.model.period import read_period
from plan_tracker.model.place import column_letters

_MOST_NAMED = 12  # texts that a refusal lists


def propose(grid: Grid, stem: str, locale: str = "", period: str = "") -> list[Proposal] | str:
    """What the tables of a sheet seem to hold, in a locale and period or those that they show.

    A sentence that says why not where nothing can be proposed.
    """
    if not grid.cells:
        return "nothing stands in it: fill it, or give the file and the sheet that hold the table"
    doubt = ""
    if not locale:
        detected = detect_language(_printed(grid))
        locale, doubt = detected.likeliest, language_doubt(detected)
    grid, numbers = _in_marks_of(grid, locale)
    tables = understand(grid.visible())
    if not tables:
        seen = islice(_printed(grid), _MOST_NAMED)
        listed = ", ".join(map(shown, seen)) or "nothing but numbers"
        return (
            "no column seems to hold the names of indicators, with figures beside them; there "
            f"stands {listed}"
        )

    names = UnusedNames()
    proposals: list[Proposal] = []
    reasons: list[str] = []
    hidden = tuple(_hidden(grid))
    for table in tables:
        proposal = _propose(table, (stem, locale, period), names)
        if isinstance(proposal, str):
            reasons.append(proposal)
        else:
            left_out = (*(hidden if not proposals else ()), *proposal.left_out)
            proposals.append(replace(proposal, doubt=doubt, left_out=left_out, numbers=numbers))
    if not proposals:
        return "; ".join(dict.fromkeys(reasons))
    if reasons:
        first = proposals[0]
        proposals[0] = replace(
            first, left_out=(*first.left_out, *(f"a table: {reason}" for reason in reasons))
        )
    return proposals


def _in_marks_of(grid: Grid, locale: str) -> tuple[Grid, str]:
    """The grid with numbers that no marks stand in, and the locale of the marks that stood there.

    Nothing changes, and there is none, where they are the marks of the table's own language.
    """
    own = Notation(decimal_mark(locale), thousands_mark(locale))
    notation = find_notation(_printed(grid), own)
    if notation.decimal == own.decimal:
        return grid, ""
    cells = {at: _as_number(cell, notation) for at, cell in grid.cells.items()}
    numbers = next(each for each in locales() if decimal_mark(each) == notation.decimal)
    return replace(grid, cells=cells), numbers


def _as_number(cell: Cell, notation: Notation) -> Cell:
    """A cell whose text is a number and nothing else as a number."""
    number = None if cell.number else read_number(cell.text, notation)
    if number is None:
        return cell
    decimals = max(0, -int(number.unit.adjusted()))
    unit = "%" if number.percent else cell.unit
    return replace(cell, text=f"{number.value:.{decimals}f}", number=True, unit=unit)


def _printed(grid: Grid) -> Iterator[str]:
    """The texts of cells that are no numbers, row by row."""
    cells = grid.arrays
    return compress(cells.texts, ~cells.is_number)


def _propose(
    table: UnderstoodTable, known: tuple[str, str, str], names: UnusedNames
) -> Proposal | str:
    stem, locale, period = known
    named = (row for row in table.shape.headings if not is_numbering(table.sheet, row))
    # A row with one number that can be read is read, whatever else stands in it.
    silent = (row for row in table.shape.body if not _has_number(table, row))
    shape = replace(table.shape, headings=tuple(named), sections=frozenset(silent))
    table = replace(table, shape=shape)
    around = _around(table, locale, period)
    if around.period is None and around.year is None:
        by_name = period_in(" ".join(re.split(r"[-_ .]+", stem)), locale)
        if by_name.period is not None and by_name.form != "day":
            around = replace(around, period=by_name.period)
    around, doubts = _with_year_start(table, locale, around, period)
    labels = find_labels(table, locale, around)
    if labels is not None and labels.figures:
        proposal = propose_records(table, labels, known, around, names)
    else:
        proposal = propose_rows(table, known, around, names)
    if isinstance(proposal, str):
        return proposal
    return replace(proposal, shown=(*proposal.shown, *doubts))


def _with_year_start(
    table: UnderstoodTable, locale: str, around: Around, given: str
) -> tuple[Around, tuple[str, ...]]:
    """What is around, with when the years of headings such as `FY2024` and `2023/24` begin.

    A given period of a year says it. Years of two numbers are else supposed to begin in July.
    """
    headings = [table.heading(column) for column in table.shape.figures]
    open_ones = [text for text in headings if period_in(text, locale, around).missing == "start"]
    year = read_period(given) if given else None
    if not open_ones:
        return around, ()
    if year is not None and year.years_before(-1).start == year.end + timedelta(days=1):
        return replace(around, year_start=(year.start.month, year.start.day)), ()
    for heading in open_ones:
        start, doubt = supposed_year_start(heading)
        if start != JANUARY:
            return replace(around, year_start=start), (doubt,)
    return around, ()


def _has_number(table: UnderstoodTable, row: int) -> bool:
    values = table.sheet.values[row, list(table.shape.figures)]
    return bool((values == values).any())


def _around(table: UnderstoodTable, locale: str, period: str) -> Around:
    """What the table says for all of its headings: its period, or only the year; and what digits
    behind a year mean in them.
    """
    headings = [table.heading(column) for column in table.shape.figures]
    endings = endings_of(headings)
    if period:
        return Around(read_period(period), endings=endings)
    above = [
        cell.text
        for row in table.shape.titles
        for column in range(len(table.sheet.columns))
        if (cell := table.sheet.cell(row, column)) is not None and not cell.number
    ]
    titles = [period_in(text, locale) for text in above]
    # The day in a title is that of the paper: `(Kèm theo báo cáo ngày 28/6/2024)`.
    titles = [title for title in titles if title.form != "day"]
    title = next((each.period for each in titles if each.period), None)
    if title is not None:
        return Around(title, endings=endings)

    told = (period_in(text, locale, Around(endings=endings)) for text in headings)
    dated = (each for each in (*titles, *told) if each.form not in ("day", "same-period"))
    years = {each.year for each in dated if each.year}
    return Around(year=years.pop() if len(years) == 1 else None, endings=endings)


def _hidden(grid: Grid) -> Iterator[str]:
    """What a sheet hides, which nobody reads."""
    if grid.hidden_rows:
        yield f"{len(grid.hidden_rows):,} hidden rows"
    if grid.hidden_columns:
        letters = ", ".join(column_letters(column) for column in sorted(grid.hidden_columns))
        yield f"the hidden columns {letters}"
