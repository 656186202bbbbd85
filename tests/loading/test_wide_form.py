"""Wide tables, as offices keep them: every figure is read, with its precision and its cell."""

from pathlib import Path
from typing import Any

from made_tables import COLUMNS, POST, design_rows, write_plan, write_sheet
from test_long_form import assert_same  # the same law holds here

from plan_tracker.loading.folder import Loaded, load
from plan_tracker.loading.frames import statements_frame
from plan_tracker.reconcile.reconcile import reconcile


def load_sheet(folder: Path, rows: list[Any], table: str = "", **more: Any) -> Loaded:
    loaded, problems = try_sheet(folder, rows, table, **more)
    assert problems == []
    return loaded


def try_sheet(
    folder: Path,
    rows: list[Any],
    table: str = "",
    *,
    head: str = "    sheet: Sheet1\n",
    **more: Any,
) -> tuple[Loaded, list[str]]:
    columns = f"  columns:\n{COLUMNS}" if "columns:" not in table else ""
    write_plan(folder, f"  file: t.xlsx\n{table}{columns}")
    write_sheet(folder / "seeds" / "t.xlsx", rows, **more)
    loaded, problems = load(folder)
    return loaded, [str(each).removeprefix(f"{folder}/seeds/") for each in problems]


def said(loaded: Loaded) -> dict[str, tuple[str, float]]:
    return {
        statement.name.removeprefix("s#VN/"): (
            statement.printed,
            float(statement.readings[0].value),
        )
        for statement in loaded.statements
    }


def test_the_table_of_the_design(tmp_path: Path) -> None:
    formats = {"C4": "#,##0", "D4": "#,##0.0", "E4": "#,##0.0", "F4": "0.0", "G4": "0.0"}
    loaded = load_sheet(tmp_path, design_rows(), "  header: 3\n", formats=formats)
    assert said(loaded) == {
        "post-revenue/2024-H1.target": ("5474 tỷ đồng", 5474e9),
        "post-revenue/2024-H1.base": ("2480,4 tỷ đồng", 2480.4e9),
        "post-revenue/2024-H1": ("2605,1 tỷ đồng", 2605.1e9),
        "post-revenue/2024-H1.attainment": ("47,6", 47.6),
        "post-revenue/2024-H1.growth": ("105,0", 5.0),
    }
    assert [str(s.place).rpartition("/")[2] for s in loaded.statements] == [
        "t.xlsx!Sheet1!E4", "t.xlsx!Sheet1!C4", "t.xlsx!Sheet1!D4", "t.xlsx!Sheet1!F4",
        "t.xlsx!Sheet1!G4",
    ]  # fmt: skip
    assert_same(loaded.frame, statements_frame(loaded.statements))


def test_a_finding_points_to_the_cell(tmp_path: Path) -> None:
    wrong = (*POST[:-1], 115.0)
    loaded = load_sheet(tmp_path, design_rows(POST, ("Doanh thu viễn thông", *wrong[1:])))
    (finding,) = (each for each in reconcile(loaded).findings if each.severity == "error")
    cells = {str(each).rpartition("!")[2] for each in finding.locations}
    # The level fits the plan, so that either the base or the growth must be wrong.
    assert {"D5", "G5"} <= cells <= {"D5", "E5", "G5"}
    assert "115" in finding.message
