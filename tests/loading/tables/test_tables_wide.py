"""Wide tables, as offices keep them: every figure is read, with its precision and its cell."""

import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.loading.frame.statements import statements_frame
from plan_tracker.loading.loaded import Loaded
from plan_tracker.reconcile.reconcile import reconcile
from tests.loading.tables.made_tables import (
    COLUMNS,
    PLAN,
    POST,
    design_rows,
    write_plan,
    write_sheet,
)
from tests.loading.tables.test_tables_long import assert_same  # the same law holds here


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
    assert "115" in str(finding.message)


@pytest.mark.parametrize(
    ("value", "number_format", "printed", "width"),
    [
        (86.1, "0.00", "86,10 tỷ đồng", 0.01e9),
        (86.1, "General", "86,1 tỷ đồng", 0.1e9),
        (86, "General", "86 tỷ đồng", 1e9),
        (1234.5678, "#,##0", "1235 tỷ đồng", 1e9),
        (0.5, "0", "1 tỷ đồng", 1e9),  # a half goes up, as in a spreadsheet
        (0.1 + 0.2, "General", "0,3 tỷ đồng", 0.1e9),
        (1234567, "#,##0,", "1235 tỷ đồng", 1e9),
        (12.5, '#,##0.0 "triệu đồng"', "12,5 triệu đồng", 0.1e6),
        (12.5, "[$₫-42A]#,##0", "13 ₫", 1),
        (1.5, "[Red]0.0;[Blue]-0.0", "1,5 tỷ đồng", 0.1e9),
        (1.5, '_(* #,##0.00_);_(* (#,##0.00);_(* "-"??_)', "1,50 tỷ đồng", 0.01e9),
        (86.1, "0.0##", "86,1 tỷ đồng", 0.1e9),
        (1.5e9, "0.00E+00", "1500000000 tỷ đồng", 1e9),
        ("hơn 1,6 triệu tỷ đồng", "@", "hơn 1,6 triệu tỷ đồng", 0.1e15),
        ("1.600", "@", "1.600 tỷ đồng", 1e9),
        ("1.600*", "@", "1.600 tỷ đồng", 1e9),
        ("1.600 (1)", "@", "1.600 tỷ đồng", 1e9),
        ("30 triệu USD", "@", "30 triệu USD", 1e6),
    ],
)
def test_a_cell_is_as_precise_as_its_format(
    tmp_path: Path, value: Any, number_format: str, printed: str, width: float
) -> None:
    row = ("Doanh thu bưu chính", "tỷ đồng", None, None, value)
    loaded = load_sheet(tmp_path, design_rows(row), formats={"E4": number_format})
    (statement,) = loaded.statements
    assert statement.printed == printed
    ordinary = statement.readings[0].ordinary
    assert ordinary.low is not None
    assert ordinary.high is not None
    assert float(ordinary.high - ordinary.low) == width
    assert statement.provisional  # the heading says "Ước thực hiện"


def test_percent_formats_are_percentages(tmp_path: Path) -> None:
    row = ("Doanh thu bưu chính", "tỷ đồng", None, None, None, 0.476, 1.05)
    formats = {"F4": "0.0%", "G4": "0%"}
    loaded = load_sheet(tmp_path, design_rows(row), formats=formats)
    assert said(loaded) == {
        "post-revenue/2024-H1.attainment": ("47,6 %", 47.6),
        "post-revenue/2024-H1.growth": ("105 %", 5.0),
    }


LAYOUTS: dict[str, tuple[list[Any], str, dict[str, Any], dict[str, str]]] = {
    "a unit for the whole table": (
        [("Đơn vị tính: Tỷ đồng",), ("Chỉ tiêu", "Thực hiện"), ("Doanh thu bưu chính", 12)],
        "{indicator: Chỉ tiêu, level: Thực hiện}",
        {},
        {"post-revenue/2024-H1": "12 tỷ đồng"},
    ),
    "a unit in a heading": (
        [("Chỉ tiêu", "Thực hiện (triệu USD)"), ("Doanh thu bưu chính", 12)],
        "{indicator: Chỉ tiêu, level: Thực hiện (triệu USD)}",
        {},
        {"post-revenue/2024-H1": "12 triệu USD"},
    ),
    "units that only tables print": (
        [
            ("Chỉ tiêu", "ĐVT", "TH"), ("Doanh thu bưu chính", "Tr.đ", 12),
            ("Lao động", "1000 người", 3.5),
        ],
        "{indicator: Chỉ tiêu, unit: ĐVT, level: TH}",
        {},
        {"post-revenue/2024-H1": "12 triệu đồng", "staff/2024-H1": "3,5 nghìn người"},
    ),
    "totals, sections, footnotes, column numbers, empty cells": (
        [
            ("Chỉ tiêu", "ĐVT", "TH"), ("A", "B", 1), ("I. KINH TẾ",),
            ("1. Doanh thu bưu chính (1)", "tỷ đồng", 12), ("Doanh thu viễn thông", "tỷ đồng", "…"),
            ("Lao động*", "người", "-"), ("Tổng cộng", "tỷ đồng", 99), (), ("Tổng số:", None, 5),
            ("Ghi chú: (1) Số ước",),
        ],
        "{indicator: Chỉ tiêu, unit: ĐVT, level: TH}",
        {},
        {"post-revenue/2024-H1": "12 tỷ đồng"},
    ),
    "headings in two rows, merged": (
        [
            ("Chỉ tiêu", "Kế hoạch", "Thực hiện", None), (None, None, "Năm 2023", "Năm 2024"),
            ("Doanh thu bưu chính", 30, 20, 25),
        ],
        "{indicator: Chỉ tiêu, target: Kế hoạch, level: [{column: Thực hiện Năm 2023, "
        "period: 2023, unit: tỷ đồng}, {column: Năm 2024, period: 2024, unit: tỷ đồng}]}",
        {"header": "1-2", "merged": ("A1:A2", "B1:B2", "C1:D1")},
        {
            "post-revenue/2023": "20 tỷ đồng", "post-revenue/2024": "25 tỷ đồng",
            "post-revenue/2024-H1.target": "30",
        },
    ),
    "merged names and units": (
        [("Chỉ tiêu", "Nơi", "TH"), ("Doanh thu bưu chính", "Hà Nội", 2), (None, "Huế", 3)],
        "{indicator: Chỉ tiêu, entity: Nơi, level: TH}",
        {"merged": ("A2:A3",)},
        {"/VN-HN/post-revenue/2024-H1": "2", "/Huế/post-revenue/2024-H1": "3"},
    ),
    "names only in the first row of several": (
        [("Chỉ tiêu", "Nơi", "TH"), ("Doanh thu bưu chính", "Hà Nội", 2), (None, "Huế", 3)],
        "{indicator: {column: Chỉ tiêu, fill: down}, entity: Nơi, level: TH}",
        {},
        {"/VN-HN/post-revenue/2024-H1": "2", "/Huế/post-revenue/2024-H1": "3"},
    ),
    "a row for each place": (
        [("Tỉnh", "Bưu chính", "Viễn thông"), ("Cả nước", 9, 9), ("Hà Nội", 2, 4)],
        "{entity: Tỉnh, level: [{column: Bưu chính, indicator: post-revenue, unit: tỷ đồng}, "
        "{column: Viễn thông, indicator: telecom-revenue, unit: tỷ đồng}]}",
        {},
        {"/VN-HN/post-revenue/2024-H1": "2 tỷ đồng", "/VN-HN/telecom-revenue/2024-H1": "4 tỷ đồng"},
    ),
    "a row for each period": (
        [("Kỳ", "Chỉ tiêu", "TH"), ("Quý I/2024", "Lao động", 2), (2023, "Lao động", 4)],
        "{period: Kỳ, indicator: Chỉ tiêu, level: TH}",
        {},
        {"staff/2024-Q1": "2", "staff/2023": "4"},
    ),
    "columns by their letters": (
        [("Chỉ tiêu", "TH", "TH"), ("Lao động", 2, 4)],
        "{indicator: Chỉ tiêu, level: {column: C, period: 2023}}",
        {},
        {"staff/2023": "4"},
    ),
    "headings again on the next page": (
        [("Chỉ tiêu", "TH"), ("Lao động", 2), ("Chỉ tiêu", "TH"), ("Doanh thu bưu chính", 4)],
        "{indicator: Chỉ tiêu, level: TH}",
        {},
        {"staff/2024-H1": "2", "post-revenue/2024-H1": "4"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(tmp_path: Path, name: str) -> None:
    rows, columns, more, wanted = LAYOUTS[name]
    header = f"  header: {more['header']}\n" if "header" in more else ""
    loaded = load_sheet(
        tmp_path, rows, f"{header}  columns: {columns}\n", merged=more.get("merged", ())
    )
    names = {each.name: each.printed for each in loaded.statements}
    heads = {key: "s#" if key[0] == "/" else "s#VN/" for key in wanted}
    assert names == {heads[key] + key.lstrip("/"): text for key, text in wanted.items()}
    assert_same(loaded.frame, statements_frame(loaded.statements))


def test_names_that_the_plan_maps_or_leaves_out(tmp_path: Path) -> None:
    rows = design_rows(("Bưu chính", *POST[1:]), ("Dân số", "người", 5), ("Mưa", "mm", 5))
    names = "  names: {Bưu chính: post-revenue, Dân số: ~, '*': ~}\n"
    loaded = load_sheet(tmp_path, rows, names)
    assert {each.subject.indicator for each in loaded.statements} == {"post-revenue"}


BAD: dict[str, tuple[list[Any], str, list[str]]] = {
    "columns that are missing": (
        [("A",), ("B",), ("Chỉ tiêu", "ĐVT", "Ước thực hiện 6 tháng 2025"), POST],
        "  header: 3\n",
        [
            "t.xlsx!Sheet1!A3: no column is headed 'Kế hoạch năm 2024' in row 3; there stands",
            "t.xlsx!Sheet1!A3: no column is headed 'So với cùng kỳ (%)' in row 3;",
            "t.xlsx!Sheet1!A3: no column is headed 'So với kế hoạch (%)' in row 3;",
            "t.xlsx!Sheet1!A3: no column is headed 'Thực hiện 6 tháng 2023' in row 3; did you mean",
            "t.xlsx!Sheet1!A3: no column is headed 'Ước thực hiện 6 tháng 2024' in row 3; did you",
            "t.xlsx!Sheet1!A3: no column is headed 'Đơn vị tính' in row 3;",
        ],
    ),
    "headings in another row": (
        [(), *design_rows()],
        "  header: 3\n  columns: {indicator: Chỉ tiêu, level: Kế hoạch năm 2024}\n",
        [
            "t.xlsx!Sheet1!A3: no column is headed 'Chỉ tiêu' in row 3: it stands in row 4; has",
            "t.xlsx!Sheet1!A3: no column is headed 'Kế hoạch năm 2024' in row 3: it stands in",
        ],
    ),
    "two headings alike": (
        [("Chỉ tiêu", "TH", "TH"), ("Lao động", 2, 4)],
        "  columns: {indicator: Chỉ tiêu, level: TH}\n",
        ["t.xlsx!Sheet1!C1: 2 columns are headed 'TH' (B, C): rename one, or name the column"],
    ),
    "cells that hold no figure": (
        [("Chỉ tiêu", "TH"), ("Lao động", "nhiều"), ("Lao động", True), ("Lao động", "12 con mèo"),
         ("Lao động", "=A1*2"), ("Lao động", "#DIV/0!"), ("Lao động", 5)],
        "  columns: {indicator: Chỉ tiêu, level: TH}\n",
        [
            "t.xlsx!Sheet1!B2: 'nhiều' stands where a number belongs: correct the cell",
            "t.xlsx!Sheet1!B3: True stands where a number belongs",
            "t.xlsx!Sheet1!B5: the formula of this cell has no stored value: open the workbook",
            "t.xlsx!Sheet1!B6: the cell holds the error #DIV/0!: correct its formula, or empty",
        ],
    ),
    "a text with a number that cannot be read": (
        [("Chỉ tiêu", "TH"), ("Lao động", "12 con mèo")],
        "  columns: {indicator: Chỉ tiêu, level: TH}\n",
        ["t.xlsx!Sheet1!B2: 'mèo"],
    ),
    "names that are not known": (
        [("Chỉ tiêu", "TH"), ("Lao dộng", 5), (None, 7), ("Lao động", 7)],
        "  columns: {indicator: Chỉ tiêu, level: TH}\n  names: {Thuê bao: staff, Lao: staf}\n",
        [
            "s.yaml:5:11: no row of the table below",
            "s.yaml:5:28: no row of the table below",
            "s.yaml:5:33: the indicator 'staf' is not declared; did you mean 'staff'?",
            "t.xlsx!Sheet1!A2: 'Lao dộng' is no indicator that is known",
            "t.xlsx!Sheet1!B3: there are figures here, but the row has no name",
        ],
    ),
    "units that are not known": (
        [("Chỉ tiêu", "ĐVT", "TH"), ("Lao động", "con gà", 5), ("Lao động", "tỷ đồng", 5)],
        "  columns: {indicator: Chỉ tiêu, unit: ĐVT, level: TH}\n",
        ["t.xlsx!Sheet1!B2: 'con gà' is no unit that can be read"],
    ),
    "a unit of something else": (
        [("Chỉ tiêu", "ĐVT", "TH"), ("Lao động", "tỷ đồng", 5)],
        "  columns: {indicator: Chỉ tiêu, unit: ĐVT, level: TH}\n",
        ["t.xlsx!Sheet1!C2: '5 tỷ đồng' is in VND, but 'staff' is in person"],
    ),
    "no figures at all": (
        [("Chỉ tiêu", "TH"), ("Lao động", None)],
        "  columns: {indicator: Chỉ tiêu, level: TH}\n",
        ["t.xlsx!Sheet1!A1: there are no figures below this row"],
    ),
    "a sheet that is not there": (
        [("Chỉ tiêu", "TH"), ("Lao động", 5)],
        "  sheet: Sheet2\n  columns: {indicator: Chỉ tiêu, level: TH}\n",
        ["has no sheet 'Sheet2'; did you mean 'Sheet1'?"],
    ),
    "columns that say nothing": (
        [("Chỉ tiêu", "TH"), ("Lao động", 5)],
        "  columns: {level: TH}\n",
        ["s.yaml:4:12: `columns` does not say where the names of indicators stand"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_said_at_its_cell_all_at_once(tmp_path: Path, name: str) -> None:
    rows, table, wanted = BAD[name]
    _, problems = try_sheet(tmp_path, rows, table)
    assert len(problems) == len(wanted), problems
    for problem, start in zip(sorted(problems), sorted(wanted), strict=True):
        assert start in problem


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no zip", "is no Excel workbook, or broken"),
        (b"PK\x03\x04 cut off", "is no Excel workbook, or broken"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"old", "old Excel format: save it as .xlsx"),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "is locked with a password: open it, take the password away",
        ),
    ],
)
def test_files_that_are_no_workbook(tmp_path: Path, content: bytes, message: str) -> None:
    write_plan(tmp_path, f"  file: t.xlsx\n  columns:\n{COLUMNS}")
    (tmp_path / "seeds" / "t.xlsx").write_bytes(content)
    _, problems = load(tmp_path)
    assert len(problems) == 1
    assert message in problems[0].message
    assert problems[0].place.file.endswith("t.xlsx")


def test_a_workbook_that_is_really_locked(tmp_path: Path) -> None:
    """The file was encrypted with a password as spreadsheet programs do it (ECMA-376, agile)."""
    write_plan(tmp_path, f"  file: t.xlsx\n  columns:\n{COLUMNS}")
    shutil.copyfile(Path(__file__).with_name("locked.xlsx"), tmp_path / "seeds" / "t.xlsx")
    _, problems = load(tmp_path)
    assert len(problems) == 1
    assert "is locked with a password" in problems[0].message


def test_a_broken_part_of_a_workbook(tmp_path: Path) -> None:
    write_plan(tmp_path, f"  file: t.xlsx\n  columns:\n{COLUMNS}")
    whole = write_sheet(tmp_path / "whole.xlsx", design_rows())
    with (
        zipfile.ZipFile(whole) as parts,
        zipfile.ZipFile(tmp_path / "seeds" / "t.xlsx", "w") as broken,
    ):
        for part in parts.namelist():
            content = parts.read(part)
            broken.writestr(part, content[:200] if "sheet1" in part else content)
    _, problems = load(tmp_path)
    assert len(problems) == 1
    assert "is broken" in problems[0].message


def test_a_formula_whose_stored_value_is_an_empty_text(tmp_path: Path) -> None:
    rows = [("Chỉ tiêu", "TH", "KH"), ("Lao động", 5, '=IF(1,"","x")')]
    made = write_sheet(tmp_path / "made.xlsx", rows)
    table = "  file: t.xlsx\n  columns: {indicator: Chỉ tiêu, level: TH, target: KH}\n"
    write_plan(tmp_path, table)
    with (
        zipfile.ZipFile(made) as parts,
        zipfile.ZipFile(tmp_path / "seeds" / "t.xlsx", "w") as stored,
    ):
        for part in parts.namelist():
            stored.writestr(part, parts.read(part).replace(b'"C2">', b'"C2" t="str">'))
    loaded, problems = load(tmp_path)
    assert [str(each) for each in problems] == []
    assert said(loaded) == {"staff/2024-H1": ("5", 5.0)}


def periods_of(folder: Path, cells: list[str]) -> tuple[list[str], list[str]]:
    rows = [("Kỳ", "Chỉ tiêu", "TH"), *((cell, "Lao động", 5) for cell in cells)]
    columns = "  columns: {period: Kỳ, indicator: Chỉ tiêu, level: TH}\n"
    loaded, problems = try_sheet(folder, rows, columns)
    return [str(each.subject.period) for each in loaded.statements], problems


def test_periods_of_rows_in_words(tmp_path: Path) -> None:
    cells = ["June 2023", "quý III/2023", "9 tháng 2023", "30/9/2023", "Quý I", "2023 (Jan-Sep)"]
    assert periods_of(tmp_path, cells) == (
        ["2023-06", "2023-Q3", "2023-01/2023-09", "2023-09-30", "2024-Q1", "2023-01/2023-09"],
        [],
    )


@pytest.mark.parametrize(
    ("cells", "periods"),
    [
        (["2003-05", "2004-06", "2005-07"], ["2003/2005", "2004/2006", "2005/2007"]),
        (["2010-10", "2010-11", "2010-12"], ["2010-10", "2010-11", "2010-12"]),
    ],
)
def test_the_rows_beside_it_say_what_two_digits_mean(
    tmp_path: Path, cells: list[str], periods: list[str]
) -> None:
    assert periods_of(tmp_path, cells) == (periods, [])


def test_a_period_that_is_not_clear_is_said_once_and_never_guessed(tmp_path: Path) -> None:
    cells = ["đợt 2 năm 2023", "đợt 2 năm 2023", "2023/24", "2003-05", "2023"]
    _, problems = periods_of(tmp_path, cells)
    remedy = "write it as 2024, 2024-H1, 2024-Q2, 2024-06 or 2023-07/2024-06"
    assert problems == [
        "t.xlsx!Sheet1!A2: period 'đợt 2 năm 2023' is not clear: 'đợt 2' is not understood as a "
        f"part of a year; {remedy}",
        "t.xlsx!Sheet1!A4: period '2023/24' is not clear: it is a year, or a part of one, that may "
        f"not begin in January: nothing says when; {remedy}",
        "t.xlsx!Sheet1!A5: period '2003-05' is not clear: it may be 2003-05 or 2003/2005; "
        f"{remedy}",
    ]


@pytest.mark.parametrize(
    ("said", "period"),
    [
        ("FY2024", "2023-07/2024-06"),
        ("2023/24", "2023-07/2024-06"),
        ("FY2024 Q1", "2023-Q3"),
        ("2005-2007", "2005/2007"),
        ("Jan", "2024-01"),
        ("Tháng 1", "2024-01"),
        ("9T/2026", "2026-01/2026-09"),
    ],
)
def test_rows_name_periods_as_headings_do(tmp_path: Path, said: str, period: str) -> None:
    columns = "  columns: {indicator: Chỉ tiêu, period: Kỳ, level: Số}\n"
    plan = f"{PLAN}settings: {{year-start: 07-01}}\n"
    write_plan(tmp_path, f"  file: t.xlsx\n{columns}", plan=plan)
    rows = [("Chỉ tiêu", "Kỳ", "Số"), ("Lao động", said, 12)]
    write_sheet(tmp_path / "seeds" / "t.xlsx", rows)
    loaded, problems = load(tmp_path)
    assert problems == []
    (statement,) = loaded.statements
    assert period in statement.name
