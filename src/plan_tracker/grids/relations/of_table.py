"""The relations of one table, across its columns and down its rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

import numpy as np

from plan_tracker.grids.grid import alike
from plan_tracker.grids.relations.bridges import find_bridges
from plan_tracker.grids.relations.exceptions import find_exceptions, without_exceptions
from plan_tracker.grids.relations.finding import Layout, find_means, find_sums
from plan_tracker.grids.relations.lines import Lines, among, rounded_units
from plan_tracker.grids.relations.ratios import find_ratios
from plan_tracker.grids.relations.relation import LineRelation, TableRelation
from plan_tracker.grids.shape.levels import column_headings, row_levels, row_name
from plan_tracker.grids.shape.sheet import Floats, Kind, Sheet
from plan_tracker.grids.shape.tables import TableShape
from plan_tracker.language.periods.reading import Around, read_heading
from plan_tracker.language.tables import (
    compares,
    heading_role,
    in_percent,
    is_closing,
    is_difference,
    is_mean,
    is_opening,
    is_rate,
    totals,
)
from plan_tracker.model.period import Period

_MOST_ROWS = 10_000  # of a table whose rows are looked at by their names; of more, only columns

_DAY = timedelta(days=1)
_ANY_YEAR = Around(year=2000)  # of a quarter that says no year: whether it makes up a year


def find_relations(sheet: Sheet, table: TableShape) -> list[TableRelation]:
    """Sums, means, shares and growth between columns and between rows, with what shows them."""
    rows, columns = table.rows, table.figures
    down, across = _named(sheet, table)
    lines = _lines(sheet, table, (down, across))
    between_columns = _relations(lines, across, (columns, rows), across=True)

    # Percentages and quotients do not add up, and quotients of indices are indices: where a
    # relation of levels fails among them, it was not meant.
    ratio_columns = _ratios(between_columns) | _where(columns, across.ratios)
    at = {column: number for number, column in enumerate(columns)}
    turned = lines.turned(
        {at[relation.lines.result] for relation in between_columns},
        {at[column] for column in ratio_columns},
    )
    between_rows = _relations(turned, down, (rows, columns), across=False)
    ratio_rows = _ratios(between_rows) | _where(rows, down.ratios)
    added_columns, added_rows = _added(sheet, between_columns), _added(sheet, between_rows)
    meant = [
        *(_meant(sheet, relation, ratio_rows, added_rows) for relation in between_columns),
        *(_meant(sheet, relation, ratio_columns, added_columns) for relation in between_rows),
    ]
    exceptions = find_exceptions(sheet, table, down.full, across.full)
    return [without_exceptions(sheet, relation, exceptions) for relation in meant]


def rounded_as_a_whole(sheet: Sheet, table: TableShape) -> Floats:
    """The units of all cells of a sheet, as wide as the table seems to round what is no ratio."""
    units = sheet.units.copy()
    lines = _lines(sheet, table, _named(sheet, table))
    units[np.ix_(table.rows, table.figures)] = lines.units
    return units


def _named(sheet: Sheet, table: TableShape) -> "tuple[_Names, _Names]":
    """What the rows and the columns are called."""
    read_names = len(table.rows) <= _MOST_ROWS
    levels = row_levels(sheet, table) if read_names else {}
    names = tuple(row_name(sheet, table, row) if read_names else "" for row in table.rows)
    headings = [column_headings(sheet, table, column) for column in table.figures]
    return (
        _Names(tuple(levels.get(row, 0) for row in table.rows), names, names),
        _Names(
            (0,) * len(headings),
            tuple(" ".join(texts) for texts in headings),
            tuple(texts[-1] if texts else "" for texts in headings),
        ),
    )


def _ratios(relations: Sequence[TableRelation]) -> set[int]:
    """The lines that are worked out as ratios."""
    ratios = ("share", "growth", "attainment", "quotient")
    of_others = {each.lines.result for each in relations if each.lines.kind in ratios}
    return of_others | {each.lines.of[1] for each in relations if each.lines.kind == "product"}


def _added(sheet: Sheet, relations: Sequence[TableRelation]) -> set[int]:
    """The lines that are added up to others, so that they are no means; but for parts of 100 %."""
    lines: set[int] = set()
    for relation in relations:
        observed = relation.lines.held
        totals = {float(sheet.values[relation.cell(relation.lines.result, at)]) for at in observed}
        if relation.lines.kind == "sum" and len(totals) > 1:
            lines |= {relation.lines.result, *relation.lines.of}
    return lines


def _where(lines: Sequence[int], flags: Sequence[bool]) -> set[int]:
    return {line for line, flag in zip(lines, flags, strict=True) if flag}


def _true(flags: Sequence[bool]) -> set[int]:
    return _where(range(len(flags)), flags)


def _meant(
    sheet: Sheet, relation: TableRelation, ratios: set[int], added: set[int]
) -> TableRelation:
    """A relation without those failures where it was not meant.

    These lie in lines of ratios, or what stands for a sum lies between its parts, as a mean and a
    median do, in a line that is not `added` up to others.
    """
    lines = relation.lines

    def lies_between(observation: int) -> bool:
        parts = [sheet.values[relation.cell(line, observation)] for line in lines.of]
        known = [value for value in parts if value == value]
        total = sheet.values[relation.cell(lines.result, observation)]
        return lines.kind == "sum" and bool(min(known) <= total <= max(known))

    failed = tuple(
        at for at in lines.failed if at not in ratios and (at in added or not lies_between(at))
    )
    return replace(relation, lines=replace(lines, failed=failed))


class _Names:
    """What lines are called: in full, and in the last line of their heading."""

    def __init__(
        self, levels: tuple[int, ...], full: tuple[str, ...], last: tuple[str, ...]
    ) -> None:
        self.levels = levels
        plain = {name: alike(name) for name in (*full, *last)}
        told = {name: _told(plain[name]) for name in dict.fromkeys(full)}
        said = [told[name] for name in full]
        self.totals = tuple(each.total for each in said)
        self.percent = tuple(each.percent for each in said)
        self.compares = tuple(each.compares for each in said)
        self.means = tuple(each.mean for each in said)
        # What most lines are called, a heading over all of them says, and of none of them.
        rates = tuple(each.rate for each in said)
        self.rates = rates if 2 * sum(rates) <= len(rates) else (False,) * len(rates)
        self.ratios = tuple(map(any, zip(self.compares, self.rates, strict=True)))
        self.opens = tuple(each.opens for each in said)
        self.closes = tuple(each.closes for each in said)
        self.full, self.last = full, last
        by_name: dict[str, list[int]] = defaultdict(list)
        for line, name in enumerate(last):
            by_name[plain[name]].append(line)
        self.groups = tuple(
            tuple(group) for name, group in by_name.items() if name and 2 < len(group) < len(last)
        )

    def role(self, line: int) -> str:
        """What a line holds by its name."""
        return heading_role(alike(self.full[line]))

    def is_difference(self, line: int) -> bool:
        """Whether a name says that its line is what others differ by."""
        return self.role(line) == "change" or is_difference(alike(self.full[line]))

    def period(self, line: int) -> Period | None:
        """The period that a line is called."""
        return read_heading(self.last[line], around=_ANY_YEAR).period


class _Told(NamedTuple):
    """What a name says of its line."""

    total: bool
    percent: bool
    compares: bool
    mean: bool
    rate: bool
    opens: bool
    closes: bool


def _told(name: str) -> _Told:
    return _Told(
        totals(name),
        in_percent(name),
        compares(name),
        is_mean(name),
        is_rate(name),
        is_opening(name),
        is_closing(name),
    )


def _lines(sheet: Sheet, table: TableShape, names: "tuple[_Names, _Names]") -> Lines:
    """The numbers of a table; those that are no ratios show what it rounds to."""
    down, across = names
    part = np.ix_(table.rows, table.figures)
    values, kinds = sheet.values[part], sheet.kinds[part]
    nothing = (kinds == Kind.EMPTY) | (kinds == Kind.NOTHING)
    ratios = np.logical_or.outer(down.ratios, across.ratios)
    units = rounded_units(np.where(ratios, np.nan, values), sheet.units[part])
    telling = np.ones(len(table.rows), dtype=bool)
    return Lines(values, units, nothing, telling, among(len(table.rows), _true(down.ratios)))


def _relations(
    lines: Lines, names: _Names, numbers: tuple[Sequence[int], Sequence[int]], *, across: bool
) -> list[TableRelation]:
    """The relations between lines, with their numbers in the sheet."""
    kinds = tuple(zip(names.percent, names.means, names.rates, strict=True))
    layout = Layout(names.levels, names.totals, kinds, names.groups)
    sums = find_sums(lines, layout)
    means = find_means(lines, layout, sums)
    ratios = find_ratios(lines, names.compares, names.rates, layout.results(names.ratios))
    bridges = find_bridges(lines, names.opens, names.closes)
    found = [
        *(_of_difference(sum_, names) for sum_ in sums),
        *means,
        *(_of_plan(ratio, names) for ratio in ratios),
        *(bridge for bridge in bridges if not any(_ties_alike(bridge, sum_) for sum_ in sums)),
    ]
    return [
        TableRelation(across, _renumbered(relation, *numbers), _stated(relation, names))
        for relation in found
    ]


def _ties_alike(first: LineRelation, second: LineRelation) -> bool:
    """Whether two relations tie the same lines, turned round or not."""
    return {first.result, *first.of} == {second.result, *second.of}


def _of_difference(sum_: LineRelation, names: _Names) -> LineRelation:
    """A sum of two, one of which is called a difference, as the difference that this one is."""
    called = [line for line in sum_.of if names.is_difference(line)]
    if len(sum_.of) != 2 or len(called) != 1 or names.is_difference(sum_.result):
        return sum_
    (difference,), (taken,) = called, set(sum_.of) - set(called)
    if names.totals[sum_.result] and not names.totals[taken]:
        return sum_
    of = (sum_.result, taken)
    return replace(sum_, kind="difference", result=difference, of=of, less=(taken,))


def _of_plan(ratio: LineRelation, names: _Names) -> LineRelation:
    """A share of what is called a plan is what was attained of it."""
    whole, part = map(names.role, ratio.of)
    of_plan = whole == "target" and part not in ("target", "change")
    if ratio.kind == "share" and (of_plan or names.role(ratio.result) == "attainment"):
        return replace(ratio, kind="attainment")
    return ratio


def _stated(relation: LineRelation, names: _Names) -> bool:
    if relation.kind in ("product", "difference"):
        return True  # only looked for where a name says what the rate, the difference, the end is
    if relation.kind == "sum" and _make_up(names, relation):
        return True
    words = names.totals if relation.kind in ("sum", "average") else names.compares
    return words[relation.result] or (relation.kind == "sum" and names.closes[relation.result])


def _make_up(names: _Names, relation: LineRelation) -> bool:
    """Whether lines are of periods that make up the one of their sum: quarters, a half, a year."""
    whole, parts = names.period(relation.result), [*map(names.period, relation.of)]
    known = sorted((part.start, part.end) for part in parts if part is not None and part != whole)
    if whole is None or len(known) < max(2, len(parts)):
        return False
    ends = [whole.start - _DAY, *(end for _, end in known)]
    follow = all(start == end + _DAY for end, (start, _) in zip(ends, known, strict=False))
    return follow and ends[-1] == whole.end


def _renumbered(
    relation: LineRelation, lines: Sequence[int], observations: Sequence[int]
) -> LineRelation:
    return replace(
        relation,
        result=lines[relation.result],
        of=tuple(lines[line] for line in relation.of),
        less=tuple(lines[line] for line in relation.less),
        held=tuple(observations[at] for at in relation.held),
        failed=tuple(observations[at] for at in relation.failed),
    )
