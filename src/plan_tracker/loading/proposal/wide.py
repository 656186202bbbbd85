"""What a table in wide form, as offices keep them, seems to hold."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from plan_tracker.grids.grid import Cell, Grid, alike, plain_name
from plan_tracker.grids.stub import is_total
from plan_tracker.grids.units import spelled_out, unit_in, unit_line
from plan_tracker.inputs.words import shown
from plan_tracker.language.detection import detect_language
from plan_tracker.language.periods.reading import Around, read_heading
from plan_tracker.language.periods.years import endings_of
from plan_tracker.language.tables import example_headings
from plan_tracker.loading.proposal.columns import (
    LABELS,
    below,
    find_columns,
    find_header,
    headings_of,
    period_in,
    role_of,
)
from plan_tracker.loading.proposal.indicators import language_doubt, printed, proposed
from plan_tracker.loading.proposal.parts import Aim, Column, Proposal, Proposed
from plan_tracker.model.period import read_period

_LEVELS = ("level", "base")


def propose(grid: Grid, locale: str = "", period: str = "") -> Proposal | str:
    """What the table seems to hold, in a locale and period or those that it shows.

    A sentence that says why not where nothing can be proposed.
    """
    if not grid.cells:
        return "nothing stands in it: fill it, or give the file and the sheet that hold the table"
    doubt = ""
    if not locale:
        detected = detect_language(cell.text for cell in grid.cells.values() if not cell.number)
        locale, doubt = detected.likeliest, language_doubt(detected)
    header = find_header(grid, locale)
    around = _around(grid, header, locale, period)
    columns = find_columns(grid, header, locale, around)
    if not {"indicator"} <= {each.role for each in columns}:
        known = example_headings("indicator")
        return f"no column seems to hold the names of indicators: head it as one of {known}"
    if not any(each.role in (*_LEVELS, "target") for each in columns):
        known = example_headings("level", "target")
        return f"no column seems to hold figures: head it as one of {known}"

    levels = {each.period for each in columns if each.role == "level" and each.period}
    period = period or _period(grid, header, columns, locale, around)
    if period and around.period is None and len(levels) <= 1:
        # Headings such as `cùng kỳ` and `YTD` speak of the one period of the others.
        around = replace(around, period=read_period(period))
        columns = find_columns(grid, header, locale, around)
    unclear = [each for each in columns if each.unclear and each.role in (*_LEVELS, "target")]
    columns = tuple(each for each in columns if each not in unclear)
    left_out = tuple(f"{shown(each.heading)}: {each.unclear}" for each in unclear)
    if unclear and not any(each.role in (*_LEVELS, "target") for each in columns):
        return f"no column with figures is of a period that can be told: {'; '.join(left_out)}"
    if not period:
        said = f" ({'; '.join(left_out)})" if left_out else ""
        return f"nothing says for which period the figures are{said}: add --period, such as 2024-H1"

    columns = tuple(_dated(columns, period))
    used = {each.number for each in (*columns, *unclear)}
    others = ((at, text) for at, text in headings_of(grid, header) if at not in used)
    unused = tuple(text for _, text in others if role_of(text) != "number")
    rows = range(header[-1] + 1, grid.last_row + 1)
    found = list(_rows(grid, rows, columns, header, locale))
    due = next((each.period for each in columns if each.role == "target"), "")
    aims = tuple(
        Aim(each.id, due or _year(when, locale) or read_period(period).year, text, entity)
        for each, text, entity, when in found
        if text
    )
    indicators = tuple({each.id: each for each, *_ in reversed(found)}.values())[::-1]
    return Proposal(
        locale, header, columns, indicators, period, unused, aims, left_out=left_out, doubt=doubt
    )


def _around(grid: Grid, header: tuple[int, ...], locale: str, period: str) -> Around:
    """What the table says for all of its headings: its period, or only the year; and what digits
    behind a year mean in them.
    """
    headings = [text for _, text in headings_of(grid, header)]
    endings = endings_of(headings)
    if period:
        return Around(read_period(period), endings=endings)
    above = [cell.text for (row, _), cell in sorted(grid.cells.items()) if row < header[0]]
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


def _period(
    grid: Grid, header: tuple[int, ...], columns: Sequence[Column], locale: str, around: Around
) -> str:
    """That of the latest figures, else that in a line above."""
    dated = [each.period for each in columns if each.role in _LEVELS and each.period]
    if dated:
        return max(dated, key=lambda text: read_period(text).end)
    stated = next((each.number for each in columns if each.role == "period"), 0)
    if stated:
        cells = [cell.text for cell in below(grid, header, stated)]
        beside = replace(around, endings=endings_of(cells))
        periods = (read_heading(text, locale, beside).period for text in cells)
        latest = max(filter(None, periods), key=lambda each: each.end, default=None)
        return latest.text if latest else ""
    return around.period.text if around.period else ""


def _dated(columns: Sequence[Column], period: str) -> Iterator[Column]:
    """The columns with levels of a year before as bases, and no period that goes without saying."""
    own = read_period(period)
    before = own.years_before(1).text
    for each in columns:
        if each.role in _LEVELS and each.period in (before, own.text):
            role = "base" if each.period == before else "level"
            yield replace(each, role=role, period="")
        elif each.role not in (*_LEVELS, "target") or each.period == own.year:
            yield replace(each, period="")
        else:
            yield each


def _year(text: str, locale: str) -> str:
    """The year of the period that a cell names; empty where it is none."""
    period = read_heading(text, locale).period
    return period.year if period else ""


def _rows(
    grid: Grid, rows: range, columns: Sequence[Column], header: tuple[int, ...], locale: str
) -> Iterator[tuple[Proposed, str, str, str]]:
    """The indicator of each row with figures, its plan value, its entity and its period."""
    by_role = {each.role: each.number for each in reversed(columns)}
    figures = [each.number for each in columns if each.role not in LABELS]
    line = unit_line(grid, header[0])
    seen: dict[str, Proposed] = {}
    for row in rows:
        name = plain_name(grid.text(row, by_role["indicator"]))
        has = any(_is_figure(grid.cell(row, column)) for column in figures)
        if not name or not has or len(name) == 1 or is_total(name):
            continue
        unit = grid.text(row, by_role["unit"]) if "unit" in by_role else ""
        cell = grid.cell(row, by_role["target"]) if "target" in by_role else None
        heading = grid.text(header[-1], by_role.get("target", by_role.get("level", 0)))
        words = spelled_out(unit or unit_in(heading) or line, locale)
        target = printed(cell, words, locale) if _is_figure(cell) else ""
        own = seen.setdefault(alike(name), proposed(name, words, locale, len(seen) + 1))
        entity, when = (
            grid.text(row, by_role[role]) if role in by_role else ""
            for role in ("entity", "period")
        )
        yield own, target, entity, when


def _is_figure(cell: Cell | None) -> bool:
    return cell is not None and any(sign.isdecimal() for sign in cell.text)
