"""`tracker init`: what it writes can be used at once, and nothing that is there is lost."""

import json
from datetime import date
from pathlib import Path
from typing import Any
from unicodedata import normalize

import openpyxl
import pandas as pd
import pytest

from plan_tracker.cli import main
from plan_tracker.language.languages import folder_of
from plan_tracker.loading.folder import load
from plan_tracker.loading.proposal.files import example_files

ROWS = (
    ("BÁO CÁO KINH TẾ",),
    ("Đơn vị: tỷ đồng",),
    ("STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2024", "Thực hiện 6 tháng 2023", "Ước 6 tháng 2024",
     "So với kế hoạch (%)", "So với cùng kỳ (%)", "Ghi chú"),
    ("A", "B", "C", 1, 2, 3, "4=3/1", "5=3/2", None),
    ("I", "KINH TẾ"),
    (1, "Doanh thu bưu chính", None, 5474, 2480.4, 2605.1, 47.6, 105.0, "tăng"),
    (2, "Doanh thu viễn thông (1)", "Tr.đ", 100, 50, 55, 55, 110),
    (3, "Số thuê bao", "1000 thuê bao", 120, 100, 110, 91.7, 110.0),
    (4, "Tỷ lệ hộ nghèo", "%", 3, 4, 3.5, 116.7, None),
    (5, "Đàn gà: trống \"mái\" #", "con gà", 7, None, 5, None, None),
    (None, "Ghi chú: (1) ước"),
)  # fmt: skip


def save(path: Path, rows: Any) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("year", [2019, 2026, 2100])
@pytest.mark.parametrize(("options", "name"), [([], "Trees planted"), (["vi"], "Số cây trồng mới")])
def test_the_example_is_of_this_year_and_can_be_used_at_once(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    year: int,
    options: list[str],
    name: str,
) -> None:
    monkeypatch.setattr("plan_tracker.cli.init.today", lambda: date(year, 2, 3))
    language = ["--locale", *options] if options else []
    assert main(["init", "--plan", str(tmp_path), *language]) == 0
    assert main(["check", "--fail-on", "warning", "--plan", str(tmp_path)]) == 0
    capsys.readouterr()
    assert main(["status", "--format", "json", "--plan", str(tmp_path)]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [target["status"] for target in told["targets"]] == ["on-track", "off-track"]
    assert told["as_of"] == f"{year}-06-30"
    assert name in json.dumps(told, ensure_ascii=False)
    for folder in ("targets", "seeds"):
        assert (tmp_path / folder / "example.yaml").read_text("utf-8").count("#") > 5


def test_a_language_without_an_example_has_the_english_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "plan_tracker.loading.proposal.files.folder_of",
        lambda locale: folder_of(locale) if locale == "en" else tmp_path,
    )
    assert example_files(2024, "eo") == example_files(2024, "en")


def test_nothing_that_is_there_is_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = tmp_path / "seeds" / "example.yaml"
    mine.parent.mkdir()
    mine.write_text("mine")
    assert main(["init", "--plan", str(tmp_path)]) == 2
    assert f"{mine}: is there already" in capsys.readouterr().err
    assert mine.read_text() == "mine"
    assert not (tmp_path / "targets").exists()


def test_a_table_becomes_a_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = save(tmp_path / "h1 2024.xlsx", ROWS)
    plan = tmp_path / "plan"
    assert main(["init", "--plan", str(plan), "--from", str(table)]) == 0
    loaded, problems = load(plan)
    assert [str(each) for each in problems] == []
    indicators = {
        each.id: (each.unit, each.kind, each.better) for each in loaded.plan.indicators.values()
    }
    assert indicators == {
        "doanh-thu-buu-chinh": ("VND", "flow", "higher"),
        "doanh-thu-vien-thong": ("VND", "flow", "higher"),
        "so-thue-bao": ("subscription", "stock", "higher"),
        "ty-le-ho-ngheo": ("%", "ratio", "lower"),
        "dan-ga-trong-mai": ("con gà", "flow", "higher"),
    }
    values = {each.id: float(each.value or 0) for each in loaded.plan.targets}
    assert values == {
        "doanh-thu-buu-chinh-2024": 5474e9,
        "doanh-thu-vien-thong-2024": 100e6,
        "so-thue-bao-2024": 120e3,
        "ty-le-ho-ngheo-2024": 3.0,
        "dan-ga-trong-mai-2024": 7.0,
    }
    kinds = {each.kind for each in loaded.statements if each.figure}
    assert kinds == {"level", "target", "base", "attainment", "growth"}
    growth = [each for each in loaded.statements if each.kind == "growth"]
    assert [float(each.readings[0].value) for each in growth] == [5.0, 10.0, 10.0]
    assert main(["check", "--plan", str(plan)]) == 0
    capsys.readouterr()
    # A guess is marked, and what fits nothing is named.
    assert (plan / "targets" / "h1-2024.yaml").read_text().count("confirm: true") == 5
    assert "# not used: Ghi chú" in (plan / "seeds" / "h1-2024.yaml").read_text()


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
        ((), (), "nothing stands in it: fill it"),
        (((" ",),), (), "nothing stands in it: fill it"),
        ((("a", "b"), (1, 2)), (), "no column seems to hold the names of indicators"),
        ((("Chỉ tiêu", "x"), ("Lao động", 2)), (), "no column seems to hold figures"),
        ((("Chỉ tiêu", "Thực hiện"), ("Lao động", 2)), (), "add --period, such as 2024-H1"),
        ((("Chỉ tiêu", "Thực hiện"), ("Lao động", 2)), ("--period", "x"), "--period: "),
        ((("Chỉ tiêu", "Thực hiện"), ("Lao động", 2)), ("--sheet", "x"), "has no sheet 'x'"),
    ],
)
def test_tables_that_say_too_little(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    rows: Any,
    options: tuple[str, ...],
    message: str,
) -> None:
    table = save(tmp_path / "t.xlsx", rows)
    plan = tmp_path / "plan"
    assert main(["init", "--plan", str(plan), "--from", str(table), *options]) == 2
    assert message in capsys.readouterr().err
    assert not plan.exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "nothing stands in it: fill it"),
        ("\ufeff", "nothing stands in it: fill it"),
        ("\n\n", "nothing stands in it: fill it"),
        ("a,b,c\n", "no column seems to hold the names of indicators"),
        ("indicator,kind,period,printed\n", "no row names an indicator"),
        ("indicator,kind,printed,printed\na,level,1,2\n", "two columns are headed 'printed'"),
    ],
)
def test_separated_texts_that_say_too_little(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    (tmp_path / "t.csv").write_text(text, "utf-8")
    assert main(["init", "--plan", str(tmp_path / "plan"), "--from", f"{tmp_path}/t.csv"]) == 2
    assert message in capsys.readouterr().err


def test_a_table_in_english(tmp_path: Path) -> None:
    table = tmp_path / "report.csv"
    table.write_text(
        'Indicator,Unit,Target 2024,Actual 2023,Actual 2024\nTrees planted,trees,"1,200",900,1000\n'
    )
    plan = tmp_path / "plan"
    assert main(["init", "--plan", str(plan), "--from", str(table)]) == 0
    loaded, problems = load(plan)
    assert [str(each) for each in problems] == []
    said = {each.kind: float(each.readings[0].value) for each in loaded.statements}
    assert said == {"level": 1000.0, "base": 900.0, "target": 1200.0}


@pytest.mark.parametrize("name", ["t.pdf", "none.xlsx"])
def test_files_that_are_no_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "t.pdf").write_text("x")
    assert main(["init", "--plan", str(tmp_path), "--from", str(tmp_path / name)]) == 2
    assert name in capsys.readouterr().err


LONG = (
    ("indicator", "entity", "period", "kind", "printed", "value", "unit", "of"),
    ("post-revenue", "VN", "2024-H1", "level", "2.605,1", None, "tỷ đồng", None),
    ("post-revenue", "VN", "2024-H1", "target", "5.474 tỷ đồng", None, None, "2025"),
    ("post-revenue", "VN", "2024-H1", "attainment", "47,6%", None, None, "2025"),
    ("staff", "VN-HN", "2024", "level", None, 1250, "người", None),
    ("staff", "VN-HN", "2024-06", "target", None, 1500, "người", None),
    ("poor", "VN", "2024-06", "level", "3,5%", None, None, None),
)  # fmt: skip


def _save_long(path: Path) -> Path:
    if path.suffix == ".xlsx":
        return save(path, (("Bảng số liệu",), *LONG))
    names, *rows = LONG
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    if path.suffix == ".csv":
        pd.DataFrame(columns, dtype=object).to_csv(path, index=False)
    else:
        pd.DataFrame(columns).to_parquet(path)
    return path


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".parquet"])
def test_a_table_in_long_form_becomes_a_plan(tmp_path: Path, ending: str) -> None:
    table = _save_long(tmp_path / f"rows{ending}")
    plan = tmp_path / "plan"
    assert main(["init", "--plan", str(plan), "--from", str(table)]) == 0
    loaded, problems = load(plan)
    assert [str(each) for each in problems] == []
    indicators = {each.id: (each.unit, each.kind) for each in loaded.plan.indicators.values()}
    assert indicators == {
        "post-revenue": ("VND", "flow"),
        "staff": ("person", "stock"),
        "poor": ("%", "ratio"),
    }
    aims = {(each.id, each.entity, float(each.value or 0)) for each in loaded.plan.targets}
    assert aims == {
        ("post-revenue-vn-2025", "VN", 5474e9),
        ("staff-vn-hn-2024", "VN-HN", 1500.0),
    }
    assert len(loaded.statements) == len(LONG) - 1
    assert main(["check", "--plan", str(plan)]) == 0


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("Doanh thu bưu chính", "2024", "level", 5), "under `indicator` stands 'Doanh thu bưu"),
        (("a", "năm nay", "level", 5), "'năm nay'"),
        (("a", None, "level", 5), "nothing says for which period some rows are: add --period"),
        ((None, "2024", "level", 5), "no row names an indicator"),
    ],
)
def test_rows_that_say_too_little(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], row: Any, message: str
) -> None:
    table = save(tmp_path / "t.xlsx", (("indicator", "period", "kind", "value"), row))
    assert main(["init", "--plan", str(tmp_path / "plan"), "--from", str(table)]) == 2
    assert message in capsys.readouterr().err


def test_no_more_targets_are_proposed_than_a_person_would_read(tmp_path: Path) -> None:
    rows = [("a", f"e{at}", "2024", "target", at) for at in range(250)]
    header = ("indicator", "entity", "period", "kind", "value")
    plan = tmp_path / "plan"
    table = save(tmp_path / "t.xlsx", (header, *rows))
    assert main(["init", "--plan", str(plan), "--from", str(table)]) == 0
    loaded, problems = load(plan)
    assert [str(each) for each in problems] == []
    assert len(loaded.plan.targets) == 200
    assert "# 50 more rows state targets" in (plan / "targets" / "t.yaml").read_text()


def test_a_row_for_each_place_and_year(tmp_path: Path) -> None:
    rows = (
        ("Chỉ tiêu", "Địa phương", "Năm", "Kế hoạch", "Giá trị", "ĐVT"),
        ("Thu ngân sách", "Hà Nội", 2022, 300, 320.5, "nghìn tỷ đồng"),
        ("Thu ngân sách", "Hà Nội", 2023, 350, 400.1, "nghìn tỷ đồng"),
        ("Thu ngân sách", "Đà Nẵng", 2023, 20, 21, "nghìn tỷ đồng"),
        ("Dân số", "Hà Nội", 2023, None, 8.5, "triệu người"),
    )
    plan = tmp_path / "plan"
    table = save(tmp_path / "t.xlsx", rows)
    assert main(["init", "--plan", str(plan), "--from", str(table)]) == 0
    loaded, problems = load(plan)
    assert [str(each) for each in problems] == []
    aims = {(each.entity, each.period.text): float(each.value or 0) for each in loaded.plan.targets}
    assert aims == {
        ("Hà Nội", "2022"): 300e12,
        ("Hà Nội", "2023"): 350e12,
        ("Đà Nẵng", "2023"): 20e12,
    }
    levels = [each for each in loaded.statements if each.kind == "level"]
    assert len(levels) == 4


def test_parts_of_a_year_below_the_year(tmp_path: Path) -> None:
    rows = (
        ("Chỉ tiêu", "Năm 2023", None, "Năm 2024", None),
        (None, "TH 6 tháng", "Cả năm", "KH năm", "Ước TH 6 tháng"),
        ("Lao động", 5, 11, 12, 6),
        ("Cộng", 5, 11, 12, 6),
    )
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for area in ("A1:A2", "B1:C1", "D1:E1"):
        book.active.merge_cells(area)
    book.save(tmp_path / "t.xlsx")
    plan = tmp_path / "plan"
    assert main(["init", "--plan", str(plan), "--from", str(tmp_path / "t.xlsx")]) == 0
    loaded, problems = load(plan)
    assert [str(each) for each in problems] == []
    assert list(loaded.plan.indicators) == ["lao-dong"]
    said = {(each.kind, each.subject.period.text, each.printed) for each in loaded.statements}
    assert {(kind, printed) for kind, _, printed in said} == {
        ("level", "11"), ("level", "6"), ("base", "5"), ("target", "12"),
    }  # fmt: skip
    assert main(["check", "--fail-on", "warning", "--plan", str(plan)]) == 0


def propose(folder: Path, text: str, *options: str) -> Path:
    table, plan = folder / "t.csv", folder / "plan"
    table.write_text(text, encoding="utf-8")
    assert main(["init", "--plan", str(plan), "--from", str(table), *options]) == 0
    return plan


def said_periods(plan: Path) -> dict[str, float]:
    loaded, problems = load(plan)
    assert [str(each) for each in problems] == []
    return {
        f"{each.subject.period} {each.kind}": float(each.readings[0].value)
        for each in loaded.statements
    }


def test_each_column_has_the_period_that_its_heading_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "Indicator,Unit,June 2024,July 2024,second half of 2024\nTrees planted,trees,120,150,900\n"
    )
    plan = propose(tmp_path, rows)
    assert said_periods(plan) == {"2024-06 level": 120, "2024-07 level": 150, "2024-H2 level": 900}
    assert main(["check", "--plan", str(plan)]) == 0
    assert "0 errors, 0 warnings" in capsys.readouterr().out


def test_a_column_of_a_period_that_is_not_understood_is_left_out_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        "Chỉ tiêu,ĐVT,Kế hoạch năm 2024,Ước 6 tháng,Đợt 2 năm 2024,Cùng kỳ năm 2023\n"
        "Doanh thu,tỷ đồng,1200,900,20,800\n"
    )
    plan = propose(tmp_path, rows)
    assert said_periods(plan) == {
        "2024 target": 1200e9,
        "2024-H1 level": 900e9,
        "2023-H1 base": 800e9,
    }
    reason = "'Đợt 2 năm 2024': 'Đợt 2' is not understood as a part of a year"
    assert f"left out: {reason}" in capsys.readouterr().err
    assert f"# left out: {reason}" in (plan / "seeds" / "t.yaml").read_text("utf-8")


def test_a_fiscal_year_is_not_taken_for_one_of_the_calendar(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "t.csv"
    table.write_text("Indicator,FY2023,FY2024\nRevenue,120,150\n", encoding="utf-8")
    assert main(["init", "--plan", str(tmp_path / "plan"), "--from", str(table)]) == 2
    error = capsys.readouterr().err
    assert "no column with figures is of a period that can be told: 'FY2023': it is a year" in error


def test_the_year_of_headings_without_one_may_be_given(tmp_path: Path) -> None:
    plan = propose(tmp_path, "Indicator,Q1,Q2,9M\nRevenue,1,2,3\n", "--period", "năm 2024")
    assert said_periods(plan) == {
        "2024-Q1 level": 1, "2024-Q2 level": 2, "2024-01/2024-09 level": 3,
    }  # fmt: skip


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("name", ["Réunion", "Việt Nam", "Thừa Thiên Huế"])
def test_a_name_in_accents_makes_no_other_language(tmp_path: Path, name: str, form: str) -> None:
    rows = (
        "Indicator,Unit,Target 2024,Actual 2024\n"
        f'Tree cover in {name},trees,"1,234","1,100"\nTrees planted,trees,"2,345","2,100"\n'
    )
    plan = propose(tmp_path, normalize(form, rows))  # type: ignore[arg-type]
    loaded, _ = load(plan)
    assert sorted(float(each.readings[0].value) for each in loaded.statements) == [
        1100, 1234, 2100, 2345,
    ]  # fmt: skip


def test_a_language_that_is_not_sure_is_said_and_marked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = propose(tmp_path, "Indicator,2024\nAlpha,12\n")
    assert "which is not sure" in capsys.readouterr().err
    for name in ("seeds", "targets"):
        assert "# confirm: read as " in (plan / name / "t.yaml").read_text("utf-8")
    again = tmp_path / "again"
    again.mkdir()
    propose(again, "Indicator,2024\nAlpha,12\n", "--locale", "en")
    assert capsys.readouterr().err == ""


def test_a_table_is_named_as_its_file_and_sheet_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The blanks in names of files and sheets are part of them."""
    book = openpyxl.Workbook()
    book.active.title = "H1  2024"
    for row in ROWS:
        book.active.append(row)
    table = tmp_path / "bao  cao.xlsx"
    book.save(table)
    plan = tmp_path / "plan"
    assert main(["init", "--from", str(table), "--plan", str(plan)]) == 0
    assert main(["status", "--plan", str(plan)]) == 0, capsys.readouterr().err
