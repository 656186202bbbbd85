"""What the tables in `tables.yaml` are taken for."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.grids.relations.of_table import find_relations
from plan_tracker.grids.shape.sheet import Sheet, read_sheet
from plan_tracker.grids.shape.tables import TableShape, find_tables
from plan_tracker.model.place import Place

CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).with_name("tables.yaml"))


def grid_of(text: str) -> Grid:
    """A table as text: its cells are parted by `|`."""
    cells = {}
    for row, line in enumerate(text.splitlines(), 1):
        for column, part in enumerate(line.split("|"), 1):
            if part.strip():
                cells[row, column] = Cell(part.strip(), Place("t.csv", row, column))
    return Grid("t.csv", cells)


def understood(case: dict[str, Any]) -> tuple[Sheet, list[TableShape]]:
    sheet = read_sheet(grid_of(case["table"]))
    assert sheet is not None
    return sheet, find_tables(sheet)


def rows_of(sheet: Sheet, rows: tuple[int, ...] | frozenset[int]) -> list[int]:
    return [sheet.rows[row] for row in sorted(rows)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_shape(case: dict[str, Any]) -> None:
    sheet, tables = understood(case)
    second = case.get("second")
    for table, expected in zip(tables, [case, *([second] if second else [])], strict=True):
        for part in ("headings", "rows", "notes", "sections"):
            if part in expected:
                assert rows_of(sheet, getattr(table, part)) == expected[part], part
        if "stubs" in expected:
            assert [sheet.columns[column] for column in table.stubs] == expected["stubs"]


@pytest.mark.parametrize(
    "case", [case for case in CASES if "relations" in case], ids=lambda case: case["name"]
)
def test_relations(case: dict[str, Any]) -> None:
    sheet, tables = understood(case)
    found = []
    for relation in find_relations(sheet, tables[0]):
        lines, numbers = relation.lines, sheet.columns if relation.across else sheet.rows
        letter = "c" if relation.across else "r"
        parts = " ".join(f"{letter}{numbers[line]}" for line in lines.of)
        found.append(f"{lines.kind}: {letter}{numbers[lines.result]} = {parts}")
        assert not lines.failed
    assert sorted(found) == sorted(case["relations"])


def test_cells_that_lie_too_far_apart_are_no_table() -> None:
    cells = {(at, at): Cell("1", Place("t.csv", at, at)) for at in range(1, 3_000)}
    assert read_sheet(Grid("t.csv", cells)) is None


def test_a_sheet_without_numbers_has_no_table() -> None:
    sheet = read_sheet(grid_of("Only\nnames | here"))
    assert sheet is not None
    assert find_tables(sheet) == []
