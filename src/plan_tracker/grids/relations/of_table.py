"""The relations of one table, across its columns and down its rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from plan_tracker.grids.grid import alike
from plan_tracker.grids.relations.exceptions import find_exceptions, without_exceptions
from plan_tracker.grids.relations.finding import Layout, find_means, find_sums
from plan_tracker.grids.relations.lines import Lines, rounded_units
from plan_tracker.grids.relations.ratios import find_ratios
from plan_tracker.grids.relations.relation import LineRelation, TableRelation
from plan_tracker.grids.shape.levels import column_headings, row_levels, row_name
from plan_tracker.grids.shape.sheet import Floats, Kind, Sheet
from plan_tracker.grids.shape.tables import TableShape
from plan_tracker.language.tables import compares, in_percent, totals

_MOST_ROWS = 10_000  # of a table whose rows are looked at by their names; of more, only columns


def find_relations(sheet: Sheet, table: TableShape) -> list[TableRelation]:
    """Sums, means, shares and growth between columns and between rows, with what shows them."""
    rows, columns = table.rows, table.figures
    down, across = _named(sheet, table)
    lines = _lines(sheet, table)
    between_columns = _relations(lines, across, (columns, rows), across=True)
    derived = {columns.index(relation.lines.result) for relation in between_columns}
    between_rows = _relations(lines.turned(derived), down, (rows, columns), across=False)

    # Percentages and quotients do not add up, and quotients of indices are indices: where a
    # relation of levels fails among them, it was not meant.
    ratio_columns = _ratios(between_columns) | _where(columns, across.compares)
    ratio_rows = _ratios(between_rows) | _where(rows, down.compares)
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
    units[np.ix_(table.rows, table.figures)] = _lines(sheet, table).units
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
    return {each.lines.result for each in relations if each.lines.kind in ratios}


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
        self.levels, self.full = levels, full
        self.totals = tuple(totals(alike(name)) for name in full)
        self.percent = tuple(in_percent(alike(name)) for name in full)
        self.compares = tuple(compares(alike(name)) for name in full)
        by_name: dict[str, list[int]] = defaultdict(list)
        for line, name in enumerate(last):
            by_name[alike(name)].append(line)
        self.groups = tuple(
            tuple(group) for name, group in by_name.items() if name and 2 < len(group) < len(last)
        )


def _lines(sheet: Sheet, table: TableShape) -> Lines:
    """The numbers of a table; those that are no ratios show what it rounds to."""
    down, across = _named(sheet, table)
    part = np.ix_(table.rows, table.figures)
    values, kinds = sheet.values[part], sheet.kinds[part]
    nothing = (kinds == Kind.EMPTY) | (kinds == Kind.NOTHING)
    ratios = np.logical_or.outer(down.compares, across.compares)
    units = rounded_units(np.where(ratios, np.nan, values), sheet.units[part])
    return Lines(values, units, nothing, np.ones(len(table.rows), dtype=bool))


def _relations(
    lines: Lines, names: _Names, numbers: tuple[Sequence[int], Sequence[int]], *, across: bool
) -> list[TableRelation]:
    """The relations between lines, with their numbers in the sheet."""
    layout = Layout(names.levels, names.totals, names.percent, names.groups)
    sums = find_sums(lines, layout)
    means = find_means(lines, layout, sums)
    ratios = find_ratios(lines, names.compares, layout.results(names.compares))
    found = [*sums, *means, *ratios]
    return [
        TableRelation(across, _renumbered(relation, *numbers), _stated(relation, names))
        for relation in found
    ]


def _stated(relation: LineRelation, names: _Names) -> bool:
    words = names.totals if relation.kind in ("sum", "average") else names.compares
    return words[relation.result]


def _renumbered(
    relation: LineRelation, lines: Sequence[int], observations: Sequence[int]
) -> LineRelation:
    return replace(
        relation,
        result=lines[relation.result],
        of=tuple(lines[line] for line in relation.of),
        held=tuple(observations[at] for at in relation.held),
        failed=tuple(observations[at] for at in relation.failed),
    )
