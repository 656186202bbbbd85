"""Where the tables of a sheet stand: titles, headings, bodies, stub columns, notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from plan_tracker.grids.shape.sheet import MARKS, NUMBERS, Kind, Sheet
from plan_tracker.language.periods.reading import read_heading
from plan_tracker.language.tables import table_unit

_MOST_HEADINGS = 8  # rows of a heading band
_LONGEST_HEADING = 80  # characters of the only text in a row, which is a title if it is longer


@dataclass(frozen=True)
class TableShape:
    """One table of a sheet: numbers of its rows and columns, from 0.

    `titles` stand above the `headings`, `notes` below the `body`. In the body, `sections` are rows
    that name what follows and have no figures. `stubs` are the columns of names, `figures` those of
    numbers.
    """

    titles: tuple[int, ...]
    headings: tuple[int, ...]
    body: tuple[int, ...]
    sections: frozenset[int]
    stubs: tuple[int, ...]
    figures: tuple[int, ...]
    notes: tuple[int, ...] = ()

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """The rows of the body that have figures."""
        return tuple(row for row in self.body if row not in self.sections)


def find_tables(sheet: Sheet) -> list[TableShape]:
    """The tables of a sheet, from the top; none where it has no numbers below or beside texts."""
    likely = np.flatnonzero((sheet.kinds == Kind.NUMBER).any(axis=1))
    if not len(likely):  # all numbers may as well be years: the first such row has the headings
        likely = np.flatnonzero((sheet.kinds == Kind.YEAR).any(axis=1))
    figures = _figure_columns(sheet, likely) if len(likely) else ()
    data = _data_rows(sheet, figures) if figures else likely[:0]
    if len(data) == 0:
        return []
    figures = _figure_columns(sheet, data)
    if not figures:
        return []

    tables: list[TableShape] = []
    starts = _starts(sheet, data, figures)
    ends = [*starts[1:], len(sheet.rows)]
    bounds = np.searchsorted(data, [*starts, len(sheet.rows)]).tolist()
    for after, begin, end in zip(ends, bounds, bounds[1:], strict=False):
        above = tables[-1].body[-1] + 1 if tables else 0
        tables.append(_table(sheet, data[begin:end].tolist(), above, after))
    return tables


def _data_rows(sheet: Sheet, figures: Sequence[int]) -> NDArray[np.int64]:
    """Rows that have more figures than texts in the columns of figures.

    The first one has a number that is no year, or years that are none; once the body has begun,
    years and marks will do.
    """
    kinds = sheet.kinds[:, list(figures)]
    numbers = (kinds == Kind.NUMBER).sum(axis=1)
    years = (kinds == Kind.YEAR).sum(axis=1)
    marks = np.isin(kinds, MARKS).sum(axis=1)
    texts = (kinds == Kind.TEXT).sum(axis=1)
    begins = (numbers >= 1) & (numbers + marks > texts + years)
    # The numbers of columns are small and whole: few rows need a look at their texts.
    most = 2 * len(sheet.columns) + 2
    with np.errstate(invalid="ignore"):
        large = ((np.abs(sheet.values) > most) | (sheet.values % 1 > 0)).any(axis=1)
    numbering = [row for row in np.flatnonzero(begins & ~large) if is_numbering(sheet, int(row))]
    begins[numbering] = False
    for row in np.flatnonzero((years >= 1) & (texts == 0) & ~begins).tolist():
        begins[row] = _counts_like_years(sheet, row, figures)

    goes_on = numbers + years + marks > texts
    goes_on[numbering] = False
    first = int(np.argmax(begins)) if begins.any() else len(begins)
    goes_on[: first + 1] = False
    # Years below texts over the figures are the last line of the headings of another table, and
    # those that follow each other below a title are all of them.
    heads = texts >= 2
    only_years = np.flatnonzero((numbers == 0) & (years > 0))
    for row in only_years[only_years > first].tolist():
        below_title = not (numbers[row - 1] or years[row - 1] or marks[row - 1])
        if heads[row - 1] or (below_title and _follow_each_other(sheet, row, figures)):
            goes_on[row], heads[row] = False, True
    return np.flatnonzero(begins | goes_on)


def _counts_like_years(sheet: Sheet, row: int, figures: Sequence[int]) -> bool:
    """Whether the numbers of a row that may be years are figures: 2010, 1987, 1999 births.

    They are where the row has a name of its own, stands right below headings of all columns, and
    where it has another number, too, where the headings name periods themselves, or where the
    numbers do not follow each other as years of headings do.
    """
    if not row:
        return False
    named = any(
        sheet.kinds[row, at] == Kind.TEXT and sheet.text(row, at) != sheet.text(row - 1, at)
        for at in range(figures[0])
    )
    headings = [sheet.text(row - 1, at) for at in figures]
    heads = [Kind(sheet.kinds[row - 1, at]) for at in figures]
    if not named or not all(headings) or any(head in (Kind.NUMBER, *MARKS) for head in heads):
        return False
    if (sheet.kinds[row, list(figures)] == Kind.NUMBER).any():
        return True
    if all(read_heading(heading).form for heading in headings):
        return True
    return len(_steps(sheet, row, figures)) > 1


def _follow_each_other(sheet: Sheet, row: int, figures: Sequence[int]) -> bool:
    """Whether the numbers of a row are one year after the other, as those of headings are."""
    return _steps(sheet, row, figures) in ({1}, {-1})


def _steps(sheet: Sheet, row: int, figures: Sequence[int]) -> set[float]:
    """From each number of a row to the next one that differs from all before it."""
    values = sheet.values[row, list(figures)]
    distinct = dict.fromkeys(values[values == values].tolist())
    return {after - before for before, after in pairwise(distinct)}


def is_numbering(sheet: Sheet, row: int) -> bool:
    """Whether a row numbers the columns: 1, 2, 3, 4 = 3 / 2."""
    texts = [sheet.text(row, column) for column in range(len(sheet.columns))]
    said = [text.strip() for text in texts if text.strip()]
    numbers = [int(digits) for text in said if (digits := _leading_number(text))]
    letters = [text for text in said if len(text.strip("()[] ")) == 1 and text.isalpha()]
    steps = [after - before for before, after in pairwise(numbers)]
    # A hidden column leaves out its number.
    counted = len(numbers) >= 3 and steps.count(1) >= len(steps) - (len(numbers) > 5)
    counted = counted and set(steps) <= {1, 2}
    return counted and numbers[0] <= 2 and len(said) == len(numbers) + len(letters)


def _leading_number(text: str) -> str:
    """`4` of `(4)`, `4=3/2` and `[4]`."""
    plain = text.strip("()[] ")
    digits = plain[: len(plain) - len(plain.lstrip("0123456789"))]
    return digits if digits and (digits == plain or plain[len(digits)] in "=:( ") else ""


def _figure_columns(sheet: Sheet, data: Sequence[int] | NDArray[np.int64]) -> tuple[int, ...]:
    """The columns that hold numbers in most of what they hold, but for those that count or date."""
    kinds = sheet.kinds[np.asarray(data)]
    numbers = np.isin(kinds, NUMBERS).sum(axis=0)
    marks = np.isin(kinds, MARKS).sum(axis=0)
    texts = (kinds == Kind.TEXT).sum(axis=0)
    likely = [int(at) for at in np.flatnonzero((numbers >= 1) & (numbers + marks > texts))]
    stubs = {at for at in likely[:2] if _counts_or_dates(sheet, data, at, likely)}
    return tuple(at for at in likely if at not in stubs)


def _counts_or_dates(
    sheet: Sheet, data: Sequence[int] | NDArray[np.int64], column: int, likely: Sequence[int]
) -> bool:
    """Whether a column at the left has years, or the numbers of the rows."""
    if len(likely) < 2:
        return False
    kinds = sheet.kinds[np.asarray(data), column]
    numbers = kinds[np.isin(kinds, NUMBERS)]
    if (numbers == Kind.YEAR).all():
        # Where all columns may be of years, the first one is, if no names stand before it.
        others = (sheet.kinds[np.asarray(data), at] for at in likely if at != column)
        return column == 0 or any((kinds == Kind.NUMBER).any() for kinds in others)
    values = sheet.values[np.asarray(data), column]
    values = values[~np.isnan(values)]
    if len(values) < 2 or (values != np.round(values)).any():
        return False
    steps = np.diff(values)
    restarts = values[1:][steps <= 0]
    return bool(
        values[0] in (0, 1) and ((steps == 1) | (values[1:] == 1)).all() and (restarts == 1).all()
    )


def _starts(sheet: Sheet, data: NDArray[np.int64], figures: Sequence[int]) -> list[int]:
    """The first data row of each table: a new band of headings begins another one."""
    starts = [int(data[0])]
    for at in np.flatnonzero(np.diff(data) > 1).tolist():
        before, row = data[at : at + 2].tolist()
        if any(_heads(sheet, between, figures) for between in range(before + 1, row)):
            starts.append(row)
    return starts


def _heads(sheet: Sheet, row: int, figures: Sequence[int]) -> bool:
    """Whether a row has texts or years over two columns of figures, or one over all of them."""
    kinds = sheet.kinds[row]
    over = [at for at in figures if kinds[at] in (Kind.TEXT, Kind.YEAR)]
    return len(over) >= 2


def _table(sheet: Sheet, data: list[int], above: int, after: int) -> TableShape:
    figures = _figure_columns(sheet, data)
    headings, begin, titles = _headings(sheet, data[0], above, figures)
    last = data[-1]
    body = tuple(range(begin, last + 1))
    sections = frozenset(set(body) - set(data))
    filled = (sheet.kinds[begin : last + 1] != Kind.EMPTY).any(axis=0)
    stubs = tuple(sorted(set(np.flatnonzero(filled).tolist()) - set(figures)))
    notes = tuple(range(last + 1, after))
    return TableShape(titles, headings, body, sections, stubs, figures, notes)


def _headings(
    sheet: Sheet, first: int, above: int, figures: Sequence[int]
) -> tuple[tuple[int, ...], int, tuple[int, ...]]:
    """The rows of headings above the first data row, where the body begins, and the titles."""
    row = first - 1
    while row >= above and not _over_figures(sheet, row, figures):
        row -= 1
    bottom = row
    while row >= above and bottom - row < _MOST_HEADINGS and _over_figures(sheet, row, figures):
        row -= 1
    headings = tuple(range(row + 1, bottom + 1))
    if not headings:
        return (), first, tuple(range(above, first))
    return headings, bottom + 1, tuple(range(above, row + 1))


def _over_figures(sheet: Sheet, row: int, figures: Sequence[int]) -> bool:
    """Whether a row says something over the columns of figures that is no unit of the table."""
    said = {sheet.text(row, at).strip() for at in figures} - {""}
    if not said:
        return False
    first, only = sheet.text(row, 0).strip(), next(iter(said))
    is_title = first in said or len(only) > _LONGEST_HEADING or bool(table_unit(only.casefold()))
    return len(said) > 1 or not is_title
