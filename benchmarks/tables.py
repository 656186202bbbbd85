"""How well published tables are understood: their cells, relations, and what cannot be true.

Run it beside a folder of tables that people have annotated:

    python benchmarks/tables.py ../shared/tables/aggrecol/published.jl.gz

or beside a list of headings, each with the role of its column behind a tab:

    python benchmarks/tables.py --headings ../shared/tables/headings.tsv
"""

import argparse
import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.grids.relations.exceptions import find_exceptions
from plan_tracker.grids.relations.of_table import find_relations
from plan_tracker.grids.relations.relation import TableRelation
from plan_tracker.grids.shape.levels import column_headings, row_name
from plan_tracker.grids.shape.sheet import NUMBERS, Sheet, read_sheet
from plan_tracker.grids.shape.tables import TableShape, find_tables
from plan_tracker.loading.drafted.files import draft_grid
from plan_tracker.loading.proposal.columns import role_of
from plan_tracker.model.place import Place
from plan_tracker.reconcile.reconcile import reconcile

_OPERATORS = {
    "sum": "Sum",
    "difference": "Sum",
    "average": "Average",
    "share": "Division",
    "attainment": "Division",
    "quotient": "Division",
    "growth": "RelativeChange",
}
_ROLES = {
    "header": "heading",
    "data": "data",
    "derived": "derived",
    "group": "group",
    "notes": "note",
    "metadata": "note",
}
At = tuple[int, int]
Relation = tuple[str, At, frozenset[At]]


def main() -> None:
    """Print precision, recall and F1 by kind of relation, and by role of cells."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tables", type=Path, nargs="?")
    parser.add_argument("--headings", type=Path, help="A list of headings with their roles.")
    parser.add_argument("--table", type=int, help="Show what one table's differences are.")
    options = parser.parse_args()
    if options.headings is not None:
        _compare_headings(options.headings)
    if options.tables is not None:
        _compare_tables(options.tables, options.table)


def _compare_headings(headings: Path) -> None:
    """Print how many headings have their role by words alone, and which have another one."""
    with headings.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    wrong = [row for row in rows if role_of(row["heading"]) != (row["role"] or "")]
    for row in wrong:
        print(f"{row['heading']}: {role_of(row['heading']) or '-'}, not {row['role'] or '-'}")
    right = len(rows) - len(wrong)
    print(f"headings: {right} of {len(rows)} ({right / max(len(rows), 1):.1%})")


def _compare_tables(tables: Path, shown: int | None) -> None:
    verdicts: Counter[str] = Counter()
    relations: dict[str, Counter[str]] = {}
    roles: Counter[tuple[str, str]] = Counter()
    with gzip.open(tables, "rt", encoding="utf-8") as lines:
        annotated = [json.loads(line) for line in lines]
    for number, table in enumerate(annotated):
        found, cells = understand(table)
        expected = annotated_relations(table, found)
        if shown == number:
            _show(expected - found.relations, found.relations - expected)
        for kind in set(_OPERATORS.values()):
            mine = {each for each in found.relations if each[0] == kind}
            theirs = {each for each in expected if each[0] == kind}
            count = relations.setdefault(kind, Counter())
            count.update(right=len(mine & theirs), found=len(mine), annotated=len(theirs))
        roles.update(_compared_roles(table, cells))
        verdicts.update(_verdicts(table))

    relations["all"] = sum(relations.values(), Counter())
    print("relations by cell: precision, recall, F1")
    for kind, count in sorted(relations.items()):
        print(f"  {kind:15} {_scores(count['right'], count['found'], count['annotated'])}")
    print("roles of cells: precision, recall, F1")
    scores = [_role_scores(roles, role) for role in sorted(set(_ROLES.values()))]
    print(f"  macro F1        {sum(scores) / len(scores):.3f}")
    print("annotated sums and what is said of them")
    for said, times in sorted(verdicts.items()):
        print(f"  {times:5} {said}")


class Understood:
    """What was found in a table: its relations by cell, and which cells are numbers."""

    def __init__(self) -> None:
        self.relations: set[Relation] = set()
        self.numbers: set[At] = set()


def understand(table: Mapping[str, Any]) -> tuple[Understood, dict[At, str]]:
    """The relations and the roles of a table's cells, counted from 0."""
    found, roles = Understood(), dict[At, str]()
    sheet = read_sheet(_grid(table["table_array"]))
    if sheet is None:
        return found, roles
    for shape in find_tables(sheet):
        relations = find_relations(sheet, shape)
        found.relations |= set(_by_cell(sheet, relations))
        roles |= _roles(sheet, shape, relations)
    found.numbers = {
        _at(sheet, int(row), int(column))
        for row, column in zip(*(sheet.kinds >= 0).nonzero(), strict=True)
        if sheet.kinds[row, column] in NUMBERS
    }
    return found, roles


def annotated_relations(table: Mapping[str, Any], found: Understood) -> set[Relation]:
    """What people found; blank and unknown parts, which add nothing, are left out."""
    relations = set()
    for each in table["aggregation_annotations"]:
        parts = frozenset((row, column) for row, column in each["aggregatee_indices"])
        row, column = each["aggregator_index"]
        known = parts & found.numbers
        if known:
            relations.add((each["operator"], (row, column), known))
    return relations


def _verdicts(table: Mapping[str, Any]) -> Iterator[str]:
    """Of each annotated sum whether it is possible, and whether a finding or a note tells of it.

    A sum of which a part is not told cannot be impossible, and is left out.
    """
    grid = _grid(table["table_array"])
    drafted = draft_grid(grid)
    findings = reconcile(drafted.loaded).findings
    yield from (f"findings: {finding.severity}" for finding in findings)

    places = [
        (finding.severity, {(place.line - 1, place.column - 1) for place in finding.locations})
        for finding in findings
    ]
    base = max((each.base for each in drafted.loaded.rounded), default=1)
    sheet = read_sheet(grid)
    set_apart = _set_apart(sheet) if sheet is not None else set()
    for annotation in table["aggregation_annotations"]:
        cells = [
            tuple(at) for at in (annotation["aggregator_index"], *annotation["aggregatee_indices"])
        ]
        if annotation["operator"] == "Sum" and sheet is not None:
            miss = _miss(sheet, cells)
            if miss is not None:
                told = [severity for severity, at in places if at & set(cells)]
                whole = [severity for severity, at in places if set(cells) <= at]
                verdict = _verdict(miss, base * len(cells), told, whole)
                by_words = verdict == "impossible: nothing" and cells[0] in set_apart
                yield "impossible: untested by their words" if by_words else verdict


def _set_apart(sheet: Sheet) -> set[At]:
    """The cells of which words say that no sum need hold there: chained volumes, overlaps."""
    cells = set()
    for shape in find_tables(sheet):
        rows = [row_name(sheet, shape, row) for row in shape.rows]
        columns = [" ".join(column_headings(sheet, shape, column)) for column in shape.figures]
        said = find_exceptions(sheet, shape, rows, columns)
        cells |= {
            _at(sheet, row, column)
            for row in shape.rows
            for column in shape.figures
            if said.table | said.rows[row] | said.columns[column]
        }
    return cells


def _miss(sheet: Sheet, cells: list[At]) -> tuple[float, float] | None:
    """How far a sum misses, and how far it may by its digits; None where a part is not told."""
    rows, columns = (
        {number - 1: at for at, number in enumerate(numbers)}
        for numbers in (sheet.rows, sheet.columns)
    )
    known = [
        (rows[row], columns[column]) for row, column in cells if row in rows and column in columns
    ]
    if len(known) < len(cells) or any(sheet.kinds[at] not in NUMBERS for at in known):
        return None
    total, *parts = known
    miss = abs(sheet.values[total] - sum(sheet.values[at] for at in parts))
    return float(miss), float(sum(sheet.units[at] for at in known) / 2 * (1 + 1e-9))


def _verdict(
    miss: tuple[float, float], explained: float, touching: Sequence[str], whole: Sequence[str]
) -> str:
    """A possible sum is told of by findings about it as a whole, an impossible one by any."""
    if miss[0] <= miss[1]:
        return f"possible: {next(iter(whole), 'nothing')}"
    if not touching and miss[0] <= explained and explained > miss[1] * 2:
        return "impossible: a note on rounding"
    return f"impossible: {next(iter(touching), 'nothing')}"


def _grid(texts: list[list[str]]) -> Grid:
    cells = {}
    for row, line in enumerate(texts, 1):
        for column, text in enumerate(line, 1):
            plain = text.replace("\u00a0", " ")
            if plain.strip():
                indent = len(plain) - len(plain.lstrip())
                cells[row, column] = Cell(plain.strip(), Place("", row, column), indent=indent)
    return Grid("", cells)


def _at(sheet: Sheet, row: int, column: int) -> At:
    return sheet.rows[row] - 1, sheet.columns[column] - 1


def _by_cell(sheet: Sheet, relations: list[TableRelation]) -> Iterator[Relation]:
    for relation in relations:
        lines = relation.lines
        if lines.kind == "product":  # people took it for the division that the rate is
            amount, rate = lines.of
            lines = replace(lines, kind="quotient", result=rate, of=(amount, lines.result))
        if lines.kind == "difference" and len(lines.of) == 2:  # and for the sum turned round
            whole, part = lines.of
            lines = replace(lines, kind="sum", result=whole, of=(part, lines.result))
        if lines.kind not in _OPERATORS:
            continue
        for observation in (*lines.held, *lines.failed):
            parts = [relation.cell(line, observation) for line in lines.of]
            known = frozenset(_at(sheet, *at) for at in parts if sheet.kinds[at] in NUMBERS)
            result = _at(sheet, *relation.cell(lines.result, observation))
            yield _OPERATORS[lines.kind], result, known


def _roles(sheet: Sheet, shape: TableShape, relations: list[TableRelation]) -> dict[At, str]:
    columns = range(len(sheet.columns))
    roles: dict[At, str] = {}
    for rows, role in (
        ((*shape.titles, *shape.notes), "note"),
        (shape.headings, "heading"),
        (shape.rows, "data"),
        (tuple(shape.sections), "group"),
    ):
        roles |= {_at(sheet, row, column): role for row in rows for column in columns}
    for relation in relations:
        lines = relation.lines
        if lines.kind not in ("sum", "average"):
            continue  # people took only totals and means for derived
        for observation in (*lines.held, *lines.failed):
            roles[_at(sheet, *relation.cell(lines.result, observation))] = "derived"
        if not relation.across:
            roles |= {_at(sheet, lines.result, column): "group" for column in shape.stubs}
    return roles


def _compared_roles(table: Mapping[str, Any], mine: Mapping[At, str]) -> Iterator[tuple[str, str]]:
    for row, line in enumerate(table["annotations"]):
        for column, role in enumerate(line):
            if role and table["table_array"][row][column].strip():
                yield _ROLES[role], mine.get((row, column), "none")


def _scores(right: int, found: int, annotated: int) -> str:
    precision, recall = right / max(found, 1), right / max(annotated, 1)
    return f"{precision:.3f} {recall:.3f} {2 * right / max(found + annotated, 1):.3f}"


def _role_scores(roles: Mapping[tuple[str, str], int], role: str) -> float:
    right = roles.get((role, role), 0)
    found = sum(count for (_, mine), count in roles.items() if mine == role)
    annotated = sum(count for (theirs, _), count in roles.items() if theirs == role)
    print(f"  {role:15} {_scores(right, found, annotated)}")
    return 2 * right / max(found + annotated, 1)


def _show(missed: set[Relation], false: set[Relation]) -> None:
    for title, relations in (("missed", missed), ("not annotated", false)):
        for kind, result, parts in sorted(relations, key=lambda each: (each[0], each[1])):
            print(title, kind, result, sorted(parts))


if __name__ == "__main__":
    main()
