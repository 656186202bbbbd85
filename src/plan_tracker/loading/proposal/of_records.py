"""A table of records, whose columns say of whom, when and of which kind each figure is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from plan_tracker.grids.grid import alike, plain_name
from plan_tracker.grids.stub import is_total
from plan_tracker.grids.understood import UnderstoodTable
from plan_tracker.grids.units import spelled_out, unit_line
from plan_tracker.inputs.words import shown
from plan_tracker.language.letters import UnusedNames
from plan_tracker.language.periods.reading import Around
from plan_tracker.language.periods.years import endings_of
from plan_tracker.language.tables import heading_role, says_only_figures
from plan_tracker.loading.files.yaml_text import flow_mapping, quoted, scalar
from plan_tracker.loading.proposal.columns import LEVELS, has_negative, period_in
from plan_tracker.loading.proposal.indicators import is_figure, printed, proposed
from plan_tracker.loading.proposal.measures import Measure, find_measures, measure_column
from plan_tracker.loading.proposal.named_rows import unit_behind
from plan_tracker.loading.proposal.naming import (
    column_name,
    figure_rows,
    header_rows,
    letters,
    remarks,
    sheet_column,
    sheet_row,
    texts_of,
    title_of,
)
from plan_tracker.loading.proposal.parts import Aim, Column, Proposal, Proposed
from plan_tracker.loading.proposal.records import Labels, figure_roles, repeated_rows
from plan_tracker.model.period import Period, read_period

_MOST_AIMS = 200  # targets that a person would look through


def propose_records(
    table: UnderstoodTable,
    labels: Labels,
    known: tuple[str, str, str],
    around: Around,
    names: UnusedNames,
) -> Proposal | str:
    """What a table of records seems to hold; a sentence that says why not where that is nothing.

    `known` are the name of its file, its locale and the period that is given.
    """
    stem, locale, period = known
    measures = _Measures(table, labels, locale, around, names)
    title = title_of(table) or stem.replace("-", " ").replace("_", " ")
    columns, told = measures.of_places(title, period) or measures.columns(title)
    if not columns:
        return f"no column with figures is understood: {'; '.join(told)}"
    main = _records_period(table, labels, list(columns.values()), around, period, locale)
    if main is None:
        return "nothing says for which period the figures are: add --period, such as 2024-H1"

    indicators, by_name = measures.indicators, dict[str, str | None]()
    if labels.indicator is not None:
        indicators, by_name = _listed(table, labels, list(columns), locale, names)
    again = [
        f"{letters(table, at)}{sheet_row(table, row)}"
        for row in repeated_rows(table, labels)
        for at in columns
        if table.sheet.cell(row, at) is not None
    ]
    aims = list(_aims_of_records(table, labels, (by_name, columns), main, locale))
    return Proposal(
        locale,
        header_rows(table),
        (*_label_columns(table, labels), *columns.values()),
        tuple(indicators),
        main.text,
        names=by_name,
        rows=figure_rows(table),
        aims=tuple(aims[:_MOST_AIMS]),
        more=max(0, len(aims) - _MOST_AIMS),
        cells=dict.fromkeys(again, "its row says once more what a row above is about"),
        left_out=(*told, *labels.left_out),
        unused=tuple(remarks(table)),
        shown=(*_shown(columns.values()), *labels.doubts),
    )


class _Measures:
    """The columns of figures of records, and the indicators that these make where none is named.

    Columns of different roles are of one indicator; several of one role are of one each.
    """

    def __init__(
        self,
        table: UnderstoodTable,
        labels: Labels,
        locale: str,
        around: Around,
        names: UnusedNames,
    ) -> None:
        self._table, self._labels, self._names = table, labels, names
        self._locale, self._around = locale, around
        self._roles = figure_roles(table, labels)
        self._levels = [at for at, role in self._roles.items() if role in (*LEVELS, "value")]
        held = {self._roles[at] for at in self._levels}
        self._one_each = len(held) < len(self._levels) and labels.indicator is None
        self.indicators: list[Proposed] = []

    def columns(self, title: str) -> tuple[dict[int, Column], list[str]]:
        """The columns by their numbers in the arrays, and what is left out and why."""
        columns: dict[int, Column] = {}
        told: list[str] = []
        heading_of: dict[tuple[str, str, str], str] = {}
        for at in self._labels.figures:
            heading, role = self._table.heading(at), self._roles.get(at, "")
            if at not in self._levels:
                what = f"what the {role} is of" if role else "what it holds"
                told.append(f"{shown(heading)}: nothing says {what}")
                continue
            column = self._column(at, heading, role, title)
            thing = column.role, column.indicator, column.period
            if thing in heading_of:
                beside = shown(heading_of[thing])
                told.append(f"{shown(heading)}: it would be a second {role} beside {beside}")
                continue
            heading_of[thing] = heading
            columns[at] = column
        return columns, told

    def of_places(self, title: str, period: str) -> tuple[dict[int, Column], list[str]] | None:
        """The columns of a table whose rows are places or offices, each with its own indicator.

        None where other columns say of what or when the figures are, or nothing says when.
        """
        labels, table = self._labels, self._table
        if (labels.indicator, labels.kind, labels.period) != (None, None, None):
            return None
        measures, told = find_measures(table, labels.figures, self._locale, self._around, period)
        columns: dict[int, Column] = {}
        nameless = next((each for each in measures if _says_only_roles(each)), None)
        for measure in measures:
            level = measure.columns[0]
            name = title if measure is nameless else level.heading.replace("_", " ")
            numbers = [each.column for each in measure.columns if each.role in LEVELS]
            indicator = self._named(level.heading, name, numbers)
            for each in measure.columns:
                column = measure_column(table, each, measure.main, indicator)
                when = each.period.text if each.period and each.role in LEVELS else column.period
                columns[each.column] = replace(column, period=when)
        return (columns, told) if columns else None

    def _column(self, at: int, heading: str, role: str, title: str) -> Column:
        dated = self._labels.period is not None
        when = None if dated else period_in(heading, self._locale, self._around).period
        return Column(
            sheet_column(self._table, at),
            "level" if self._one_each and role != "value" else role,
            heading,
            column_name(self._table, at),
            period=when.text if when else "",
            of="period" if role in ("target", "value") and when is None else "",
            indicator=self._indicator(at, heading, role, title),
            confirm=True,
        )

    def _indicator(self, at: int, heading: str, role: str, title: str) -> str:
        """The indicator of a column; none where a column of names says it."""
        if self._labels.indicator is not None:
            return ""
        if self.indicators and not self._one_each:
            return self.indicators[0].id

        alone = len(self._levels) == 1 and role == "level" and heading
        telling = alone and not says_only_figures(alike(heading))
        name = heading.replace("_", " ") if self._one_each or telling else title
        return self._named(heading, name, [at] if self._one_each else self._levels)

    def _named(self, heading: str, name: str, columns: Sequence[int]) -> str:
        """A new indicator with the unit that a heading says, or the table."""
        line = unit_line(self._table.sheet.grid, sheet_row(self._table, self._table.shape.rows[0]))
        words = spelled_out(unit_behind(heading, self._locale) or line, self._locale)
        shape = proposed(name, words, self._locale, len(self.indicators) + 1)
        signed = any(has_negative(self._table, column) for column in columns)
        self.indicators.append(replace(shape, id=self._names.give(shape.id), signed=signed))
        return self.indicators[-1].id


def _says_only_roles(measure: Measure) -> bool:
    """Whether the heading of a level says no more than that it is one, as `Actual 2024` does."""
    heading = alike(measure.columns[0].heading)
    return says_only_figures(heading) or heading_role(heading) in LEVELS


def _shown(columns: Iterable[Column]) -> Iterator[str]:
    """What each column was taken for."""
    for column in columns:
        of = f" of {column.indicator}" if column.indicator else ""
        alone = ", by its words alone" if column.confirm else ""
        yield f"{shown(column.heading)}: {column.role}{of}{alone}"


def _column(table: UnderstoodTable, column: int | None) -> list[str]:
    """The texts of a column in all rows; empty ones where there is no such column."""
    rows = table.shape.rows
    return table.sheet.column_texts(rows, column) if column is not None else [""] * len(rows)


def _listed(
    table: UnderstoodTable, labels: Labels, figures: Sequence[int], locale: str, names: UnusedNames
) -> tuple[list[Proposed], dict[str, str | None]]:
    """The indicators that a column names, with the first unit that stands beside each."""
    assert labels.indicator is not None
    line = unit_line(table.sheet.grid, sheet_row(table, table.shape.rows[0]))
    found: dict[str, Proposed] = {}
    by_name: dict[str, str | None] = {}
    units: dict[str, str] = {}
    names_of_rows = [" ".join(text.split()) for text in _column(table, labels.indicator)]
    for name, unit in zip(names_of_rows, _column(table, labels.unit), strict=True):
        units.setdefault(name, unit.strip())
    values = table.sheet.values[np.ix_(table.shape.rows, figures)]
    negative = {names_of_rows[row] for row in np.flatnonzero((values < 0).any(axis=1)).tolist()}
    heading = unit_behind(table.heading(figures[0]), locale)
    for name, unit in units.items():
        if not name or is_total(name):
            by_name[name] = None
            continue
        shape = proposed(
            plain_name(name).replace("_", " "),
            spelled_out(unit or heading or line, locale),
            locale,
            len(found) + 1,
        )
        found[name] = replace(shape, id=names.give(shape.id), signed=name in negative)
        by_name[name] = found[name].id
    by_name.pop("", None)
    return list(found.values()), by_name


def _records_period(
    table: UnderstoodTable,
    labels: Labels,
    columns: Sequence[Column],
    around: Around,
    given: str,
    locale: str,
) -> Period | None:
    """The period of the source: the latest of the rows."""
    if given:
        return read_period(given)
    if labels.period is not None:
        texts = dict.fromkeys(map(str.strip, _column(table, labels.period)))
        beside = replace(around, endings=endings_of(texts))
        known = labels.periods or {}
        periods = [
            known.get(text) or period_in(text, locale, beside).period for text in texts if text
        ]
        return max((each for each in periods if each), key=lambda each: each.end, default=None)
    dated = [read_period(column.period) for column in columns if column.period]
    return max(dated, key=lambda each: each.end, default=around.period)


def _label_columns(table: UnderstoodTable, labels: Labels) -> Iterator[Column]:
    if labels.indicator is not None:
        yield Column(
            sheet_column(table, labels.indicator),
            "indicator",
            "",
            column_name(table, labels.indicator),
        )
    for column in labels.categories:
        yield Column(sheet_column(table, column), "dimensions", "", column_name(table, column))
    if labels.unit is not None:
        yield Column(sheet_column(table, labels.unit), "unit", "", column_name(table, labels.unit))
    if labels.period is not None:
        periods = {
            quoted(text): period.text if period else "~"
            for text, period in (labels.periods or {}).items()
        }
        more = {"map": flow_mapping(periods)} if periods else {}
        yield Column(
            sheet_column(table, labels.period),
            "period",
            "",
            column_name(table, labels.period),
            more=more,
        )
    if labels.kind is not None:
        kinds = {quoted(text): scalar(kind) for text, kind in (labels.kinds or {}).items()}
        yield Column(
            sheet_column(table, labels.kind),
            "kind",
            "",
            column_name(table, labels.kind),
            more={"map": flow_mapping(kinds)},
        )


def _aims_of_records(
    table: UnderstoodTable,
    labels: Labels,
    held: tuple[Mapping[str, str | None], Mapping[int, Column]],
    main: Period,
    locale: str,
) -> Iterator[Aim]:
    """The plan values of the records, for whom and when each row says.

    Those beyond what a person would look through are only counted, and have no text.
    """
    by_name, columns = held
    line = unit_line(table.sheet.grid, sheet_row(table, table.shape.rows[0]))
    said = _column(table, labels.period)
    texts = [] if labels.period is None else texts_of(table, labels.period)
    beside = Around(endings=endings_of(texts))

    @cache
    def period_of(text: str) -> Period | None:
        known = (labels.periods or {}).get(text)
        return known or (period_in(text, locale, beside).period if text else main)

    @cache
    def indicator_of(text: str) -> str | None:
        return by_name.get(" ".join(text.split()))

    @cache
    def words_of(text: str, heading: str) -> str:
        return spelled_out(text or unit_behind(heading, locale) or line, locale)

    undated = labels.period is None
    again = {*repeated_rows(table, labels)}
    kinds, named = _column(table, labels.kind), _column(table, labels.indicator)
    units, parts = _column(table, labels.unit), [_column(table, at) for at in labels.categories]
    enough = _MOST_AIMS
    for number, row in enumerate(table.shape.rows):
        told = (labels.kinds or {}).get(kinds[number].strip())
        for at, column in columns.items():
            role = told if column.role == "value" else column.role
            if role != "target" or row in again:
                continue
            indicator = column.indicator or indicator_of(named[number])
            period = read_period(column.period) if undated and column.period else None
            period = period or period_of(said[number].strip())
            if enough <= 0 and indicator and period and table.sheet.is_number[row, at]:
                yield Aim(indicator, period.text, "")
                continue
            cell = table.sheet.cell(row, at) if indicator and period else None
            if indicator is None or period is None or not is_figure(cell, locale):
                continue
            words = words_of(units[number].strip(), column.heading)
            of_whom = (category[number].strip() for category in parts)
            entity = " / ".join(part for part in of_whom if part and not is_total(part))
            enough -= 1
            yield Aim(indicator, period.text, printed(cell, words, locale), entity)
