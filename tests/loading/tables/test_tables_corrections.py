"""Corrections of the cells of a table: what they change, and which are refused."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.loading.frame.statements import statements_frame
from plan_tracker.loading.loaded import Loaded
from plan_tracker.reconcile.reconcile import reconcile
from tests.loading.tables.made_tables import COLUMNS, POST, design_rows, write_plan, write_sheet
from tests.loading.tables.test_tables_long import assert_same  # the same law holds here

WRONG = (*POST[:5], 4.76, 105.0)  # F4 lost a decimal mark's place
SAID = '{cell: F4, printed: "4,76", to: "47,6", reason: seen in print, on: 2024-07-01}'
LONG = "indicator,kind,printed,unit\npost-revenue,level,{},tỷ đồng\nstaff,level,12,person\n"


def corrected(
    folder: Path, *corrections: str, rows: Sequence[Sequence[Any]] = ()
) -> tuple[Loaded, list[str]]:
    """A plan whose sheet holds the wrong row, with corrections."""
    write_plan(folder, f"  file: t.xlsx\n  columns:\n{COLUMNS}{_listed(corrections)}")
    write_sheet(folder / "seeds" / "t.xlsx", rows or design_rows(WRONG))
    return _loaded(folder)


def in_long_form(folder: Path, text: str, *corrections: str) -> tuple[Loaded, list[str]]:
    """A plan whose table is a text in long form, with corrections."""
    write_plan(folder, f"  file: t.csv\n{_listed(corrections)}")
    (folder / "seeds" / "t.csv").write_text(text, encoding="utf-8")
    return _loaded(folder)


def _listed(corrections: tuple[str, ...]) -> str:
    return "".join(["corrections:\n", *(f"  - {each}\n" for each in corrections)])


def _loaded(folder: Path) -> tuple[Loaded, list[str]]:
    loaded, problems = load(folder)
    return loaded, [str(each).removeprefix(f"{folder}/seeds/") for each in problems]


@pytest.mark.parametrize("cell", ["F4", "'Sheet1!F4'"])
def test_a_cell_keeps_its_text_and_is_read_as_corrected(tmp_path: Path, cell: str) -> None:
    loaded, problems = corrected(tmp_path, SAID.replace("F4", cell))
    assert problems == []
    statements = {each.kind: each for each in loaded.statements}
    attainment = statements["attainment"]
    assert (attainment.printed, float(attainment.readings[0].value)) == ("4,76", 47.6)
    assert attainment.corrected == attainment.readings[0].value
    assert loaded.corrected == (attainment.name,)
    assert_same(loaded.frame, statements_frame(loaded.statements))
    assert not [each for each in reconcile(loaded).findings if each.severity == "error"]


@pytest.mark.parametrize("left_out", ["", "  left-out: [F4]\n"])
def test_a_cell_that_cannot_be_read_at_all_is_corrected(tmp_path: Path, left_out: str) -> None:
    said = SAID.replace("4,76", "#DIV/0!")
    write_plan(tmp_path, f"  file: t.xlsx\n{left_out}  columns:\n{COLUMNS}{_listed((said,))}")
    write_sheet(tmp_path / "seeds" / "t.xlsx", design_rows((*POST[:5], "#DIV/0!", 105.0)))
    loaded, problems = _loaded(tmp_path)
    assert problems == []
    attainment = next(each for each in loaded.statements if each.kind == "attainment")
    assert (attainment.printed, float(attainment.readings[0].value)) == ("#DIV/0!", 47.6)


def test_a_corrected_level_counts_as_repaired(tmp_path: Path) -> None:
    rows = design_rows((*POST[:4], 26051, *POST[5:]))
    said = '{cell: E4, printed: "26051", to: "2605,1", reason: seen in print, on: 2024-07-01}'
    loaded, problems = corrected(tmp_path, said, rows=rows)
    assert problems == []
    observations = reconcile(loaded).observations.set_index("statement")
    row = observations.loc["s#VN/post-revenue/2024-H1"]
    assert (row["state"], row["value"], row["printed"]) == ("repaired", 2605.1e9, "26051 tỷ đồng")


@pytest.mark.parametrize(
    ("to", "value"),
    [("2605,1", 2605.1e9), ("2605,1 tỷ đồng", 2605.1e9), ("hơn 2,6 nghìn tỷ đồng", 2.6e12)],
)
def test_a_correction_is_in_the_unit_of_its_row(tmp_path: Path, to: str, value: float) -> None:
    said = f'{{cell: C2, printed: "26051", to: "{to}", reason: r, on: 2024-07-01}}'
    loaded, problems = in_long_form(tmp_path, LONG.format("26051"), said)
    assert problems == []
    assert float(loaded.statements[0].readings[0].value) == value
    assert loaded.statements[0].printed == "26051 tỷ đồng"
    assert float(loaded.statements[1].readings[0].value) == 12
    assert_same(loaded.frame, statements_frame(loaded.statements))


def test_only_the_cell_that_is_named_is_corrected(tmp_path: Path) -> None:
    text = LONG.format("26051") + "post-revenue,level,26051,tỷ đồng\n"
    said = '{cell: C4, printed: "26051", to: "2605,1", reason: r, on: 2024-07-01}'
    loaded, problems = in_long_form(tmp_path, text, said)
    assert problems == []
    values = [float(each.readings[0].value) for each in loaded.statements]
    assert values == [26051e9, 12, 2605.1e9]


@pytest.mark.parametrize(
    ("corrections", "place", "problem"),
    [
        ([SAID.replace("F4", "Z9")], "s.yaml:13:12", "has nothing in the cell Z9: correct `cell`"),
        (
            [SAID.replace("4,76", "4,67")],
            "s.yaml:13:25",
            "the cell F4 prints '4,76', no longer '4,67': look at it anew, then correct `printed`",
        ),
        (
            [SAID, SAID.replace("F4", "'Sheet1!F4'")],
            "s.yaml:14:12",
            "the cell F4 is corrected twice, first at ",
        ),
        (
            [SAID.replace("F4", "'Sheet2!F4'")],
            "s.yaml:13:12",
            "the table stands in the sheet 'Sheet1', not in 'Sheet2'",
        ),
        (
            [SAID.replace("F4", "A4").replace("4,76", "Doanh thu bưu chính")],
            "s.yaml:13:12",
            "no figure is read from the cell A4, where 'Doanh thu bưu chính' stands",
        ),
        ([SAID.replace("F4", "f4")], "s.yaml:13:12", "a cell is written as E7 or Sheet1!E7"),
        ([SAID.replace("47,6", "nhiều")], "s.yaml:13:37", "nhiều"),
        ([SAID.replace(", on: 2024-07-01", "")], "s.yaml:13:5", "the key 'on' is missing"),
    ],
)
def test_a_correction_that_cannot_be_used_is_refused(
    tmp_path: Path, corrections: list[str], place: str, problem: str
) -> None:
    _, problems = corrected(tmp_path, *corrections)
    assert len(problems) == 1, problems
    assert problems[0].startswith(f"{place}: ") and problem in problems[0]


def test_corrections_are_of_a_table(tmp_path: Path) -> None:
    write_plan(tmp_path, "")
    head = "source: {id: s, locale: vi, entity: VN, period: 2024-H1}\nfigures: []\n"
    file = tmp_path / "seeds" / "s.yaml"
    file.write_text(f"{head}corrections:\n  - {SAID}\n", encoding="utf-8")
    _, problems = load(tmp_path)
    assert [str(each) for each in problems] == [
        f"{file}:3:1: `corrections` are of the cells of a `table`: write `corrected:` beside what "
        "a figure prints"
    ]
