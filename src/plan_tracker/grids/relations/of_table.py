"""The relations of one table, across its columns and down its rows."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from plan_tracker.grids.relations.between import find_wholes
from plan_tracker.grids.relations.bridges import find_bridges
from plan_tracker.grids.relations.exceptions import find_exceptions, without_exceptions
from plan_tracker.grids.relations.finding import Layout, find_means, find_sums
from plan_tracker.grids.relations.lines import Lines, among, rounded_units
from plan_tracker.grids.relations.meant import (
    Told,
    added_up,
    as_meant,
    of_differences,
    of_ratios,
)
from plan_tracker.grids.relations.names import Names
from plan_tracker.grids.relations.ratios import find_ratios
from plan_tracker.grids.relations.relation import LineRelation, TableRelation
from plan_tracker.grids.shape.levels import column_headings, row_levels, row_name
from plan_tracker.grids.shape.sheet import Flags, Floats, Kind, Sheet
from plan_tracker.grids.shape.tables import TableShape

_MOST_ROWS = 10_000  # of a table whose rows are looked at by their names; of more, only columns


def find_relations(sheet: Sheet, table: TableShape) -> list[TableRelation]:
    """Sums, means, shares and growth between columns and between rows, with what shows them."""
    rows, columns = table.rows, table.figures
    down, across = _named(sheet, table)
    lines = _lines(sheet, table, (down, across))
    between_columns = _relations(lines, across, (columns, rows), across=True)

    # Percentages and quotients do not add up, and quotients of indices are indices: where a
    # relation of levels fails among them, it was not meant. What amounts differ by is an amount.
    ratio_columns = of_ratios(between_columns) | _where(columns, across.ratios)
    ratio_columns -= of_differences(between_columns, ratio_columns)
    at = {column: number for number, column in enumerate(columns)}
    turned = lines.turned(
        {
            at[relation.lines.result]
            for relation in between_columns
            if relation.lines.kind != "product"  # amounts add up, whatever they are made of
        },
        {at[column] for column in ratio_columns},
        {
            at[relation.lines.result]: tuple(at[column] for column in relation.lines.of)
            for relation in between_columns
            if relation.lines.kind in ("sum", "difference")
            and relation.lines.result not in ratio_columns
        },
    )
    between_rows = _relations(turned, down, (rows, columns), across=False)
    ratio_rows = of_ratios(between_rows) | _where(rows, down.ratios)
    ratio_rows -= of_differences(between_rows, ratio_rows)
    of_rows = Told(ratio_rows, _where(rows, down.intensive), added_up(sheet, between_rows))
    of_columns = Told(
        ratio_columns, _where(columns, across.intensive), added_up(sheet, between_columns)
    )
    meant = [
        *as_meant(sheet, between_columns, of_columns, of_rows),
        *as_meant(sheet, between_rows, of_rows, of_columns),
    ]
    exceptions = find_exceptions(sheet, table, down.full, across.full)
    return [without_exceptions(sheet, relation, exceptions) for relation in meant]


def find_wholes_of(
    sheet: Sheet, table: TableShape, relations: Sequence[TableRelation]
) -> list[TableRelation]:
    """Lines whose rates lie between those of their parts, with where they do and do not."""
    down, across = names = _named(sheet, table)
    exceptions = find_exceptions(sheet, table, down.full, across.full)
    return find_wholes(sheet, table, relations, names, exceptions)


def rounded_as_a_whole(sheet: Sheet, table: TableShape) -> Floats:
    """The units of all cells of a sheet, as wide as the table seems to round what is no ratio."""
    units = sheet.units.copy()
    lines = _lines(sheet, table, _named(sheet, table))
    units[np.ix_(table.rows, table.figures)] = lines.units
    return units


def _named(sheet: Sheet, table: TableShape) -> "tuple[Names, Names]":
    """What the rows and the columns are called."""
    read_names = len(table.rows) <= _MOST_ROWS
    levels = row_levels(sheet, table) if read_names else {}
    names = tuple(row_name(sheet, table, row) if read_names else "" for row in table.rows)
    headings = [column_headings(sheet, table, column) for column in table.figures]
    signs = sheet.percent[np.ix_(table.rows, table.figures)]
    numbers = sheet.is_number[np.ix_(table.rows, table.figures)]
    return (
        Names(
            tuple(levels.get(row, 0) for row in table.rows),
            names,
            names,
            _mostly(signs, numbers, 1),
        ),
        Names(
            (0,) * len(headings),
            tuple(" ".join(texts) for texts in headings),
            tuple(texts[-1] if texts else "" for texts in headings),
            _mostly(signs, numbers, 0),
        ),
    )


def _mostly(flags: Flags, known: Flags, axis: int) -> tuple[bool, ...]:
    """In which lines most of what is known has the flag."""
    often = 2 * flags.sum(axis=axis) > known.sum(axis=axis)
    return tuple(often.tolist())


def _where(lines: Sequence[int], flags: Sequence[bool]) -> set[int]:
    return {line for line, flag in zip(lines, flags, strict=True) if flag}


def _lines(sheet: Sheet, table: TableShape, names: "tuple[Names, Names]") -> Lines:
    """The numbers of a table; those that are no ratios show what it rounds to."""
    down, across = names
    part = np.ix_(table.rows, table.figures)
    values, kinds = sheet.values[part], sheet.kinds[part]
    nothing = (kinds == Kind.EMPTY) | (kinds == Kind.NOTHING)
    ratios = np.logical_or.outer(down.ratios, across.ratios)
    units = rounded_units(np.where(ratios, np.nan, values), sheet.units[part])
    telling = np.ones(len(table.rows), dtype=bool)
    return Lines(
        values, units, nothing, telling, among(len(table.rows), np.flatnonzero(down.ratios))
    )


def _relations(
    lines: Lines, names: Names, numbers: tuple[Sequence[int], Sequence[int]], *, across: bool
) -> list[TableRelation]:
    """The relations between lines, with their numbers in the sheet."""
    layout = Layout(names.levels, names.totals, names.kinds, names.groups)
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
        TableRelation(across, _renumbered(relation, *numbers), names.state(relation))
        for relation in found
    ]


def _ties_alike(first: LineRelation, second: LineRelation) -> bool:
    """Whether two relations tie the same lines, turned round or not."""
    return {first.result, *first.of} == {second.result, *second.of}


def _of_difference(sum_: LineRelation, names: Names) -> LineRelation:
    """A sum of two, one of which is called a difference, as the difference that this one is."""
    called = [line for line in sum_.of if names.is_difference(line)]
    if len(sum_.of) != 2 or len(called) != 1 or names.is_difference(sum_.result):
        return sum_
    (difference,), (taken,) = called, set(sum_.of) - set(called)
    if names.totals[sum_.result] and not names.totals[taken]:
        return sum_
    of = (sum_.result, taken)
    return replace(sum_, kind="difference", result=difference, of=of, less=(taken,))


def _of_plan(ratio: LineRelation, names: Names) -> LineRelation:
    """A share of what is called a plan is what was attained of it."""
    whole, part = map(names.role, ratio.of)
    of_plan = whole == "target" and part not in ("target", "change")
    if ratio.kind == "share" and (of_plan or names.role(ratio.result) == "attainment"):
        return replace(ratio, kind="attainment")
    return ratio


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
