"""`tracker init --from` on tables as people keep them: what comes out, and what is left out."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from plan_tracker.cli import main
from plan_tracker.loading.folder import load
from plan_tracker.loading.loaded import Loaded
from plan_tracker.reconcile.reconcile import reconcile

Table = tuple[tuple[Any, ...], ...]


def propose(folder: Path, rows: Table, *options: str, hidden: str = "") -> Path:
    """The plan of a workbook with one sheet of these rows, of which one column may be hidden."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if hidden:
        book.active.column_dimensions[hidden].hidden = True
    book.save(folder / "t.xlsx")
    plan = folder / "plan"
    given = ("--plan", str(plan), "--from", str(folder / "t.xlsx"), *options)
    assert main(["init", *given]) == 0
    return plan


def loaded_of(plan: Path) -> Loaded:
    loaded, problems = load(plan)
    assert [str(problem) for problem in problems] == []
    return loaded


def said(loaded: Loaded) -> dict[tuple[str, str, str, str], str]:
    """What is printed, by indicator, entity, period and kind."""
    return {
        (s.subject.indicator, s.subject.entity, s.subject.period.text, s.kind): s.printed
        for s in loaded.statements
    }


def severities(loaded: Loaded) -> list[tuple[str, str]]:
    findings = reconcile(loaded).findings
    return [(each.code, each.severity) for each in findings if each.severity != "note"]


REVENUE: Table = (
    ("Nội dung", "Dự toán 2024", "TH 6 tháng 2024", "TH 6 tháng 2023", "TH/DT (%)", "So CK (%)"),
    ("Tổng thu", 1200, 640, 600, 53.3, 106.7),
    ("Thu nội địa", 900, 480, 455, 53.3, 105.5),
    ("Thu khác", 300, 160, 145, 53.3, 110.3),
)  # fmt: skip


def test_numbers_decide_what_columns_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded = loaded_of(propose(tmp_path, REVENUE))
    taken = capsys.readouterr().out
    assert "'TH/DT (%)': attainment of 2024-H1" in taken
    assert "in 3 of 3 rows" in taken
    growth = [each for each in loaded.statements if each.kind == "growth"]
    assert [round(float(each.readings[0].value), 1) for each in growth] == [6.7, 5.5, 10.3]
    assert severities(loaded) == []


def test_a_sum_that_arithmetic_shows_is_an_identity_to_be_confirmed(tmp_path: Path) -> None:
    rows = (
        ("Nội dung", "Dự toán năm 2024", "TH 6 tháng 2024", "TH 6 tháng 2023", "TH 9 tháng 2024"),
        ("Tổng thu", 1200, 640, 600, 917),
        ("Thu nội địa", 852, 444, 425, 671),
        ("Thu khác", 311, 165, 145, 202),
        ("Viện trợ", 37, 21, 30, 44),
    )
    plan = propose(tmp_path, rows)
    loaded = loaded_of(plan)
    (identity,) = loaded.plan.identities
    assert identity.total == "tong-thu"
    assert identity.parts == ("thu-noi-dia", "thu-khac", "vien-tro")
    assert identity.confirm
    found = severities(loaded)
    assert ("PT301", "warning") in found
    assert "error" not in {severity for _, severity in found}


def test_a_percentage_that_its_column_contradicts_is_an_error(tmp_path: Path) -> None:
    rows = (*REVENUE, ("Thu phí", 80, 41, 40, 61.3, 102.5), ("Thu phạt", 50, 27, 25, 54.0, 108.0))
    assert severities(loaded_of(propose(tmp_path, rows))) == [("PT201", "error")]


def test_two_columns_never_have_one_role_for_a_period(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        ("Indicator", "Actual 2024", "Reported result 2024", "Target 2024"),
        ("Trees planted", 100, 90, 120),
        ("Wells dug", 12, 11, 10),
    )
    loaded = loaded_of(propose(tmp_path, rows))
    assert said(loaded)["trees-planted", "", "2024", "level"] == "100"
    assert len(loaded.statements) == 4
    assert "'Reported result 2024': it would be a second level of 2024" in capsys.readouterr().err


def test_years_across(tmp_path: Path) -> None:
    rows = (("Item", 2021, 2022, 2023), ("Roads", 10.5, 11, 12), ("Bridges", 3, 4.5, 5))
    plan = propose(tmp_path, rows)
    assert said(loaded_of(plan))["roads", "", "2021", "level"].startswith("10.5")
    assert len(loaded_of(plan).statements) == 6


def test_one_name_under_two_sections_is_two_indicators(tmp_path: Path) -> None:
    rows = (
        ("STT", "Chỉ tiêu", "ĐVT", "Kế hoạch 2024", "Thực hiện 2024"),
        (1, "Lúa"),
        (None, "Diện tích", "ha", 320, 321),
        (None, "Sản lượng", "tấn", 1980, 2006),
        (2, "Ngô"),
        (None, "Diện tích", "ha", 80, 79),
        (None, "Sản lượng", "tấn", 360, 368),
    )
    loaded = loaded_of(propose(tmp_path, rows))
    assert list(loaded.plan.indicators) == [
        "lua-dien-tich", "lua-san-luong", "ngo-dien-tich", "ngo-san-luong",
    ]  # fmt: skip
    assert said(loaded)["ngo-dien-tich", "", "2024", "level"] == "79 ha"


def test_cells_that_cannot_be_read_are_left_out_with_their_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = (
        ("Chỉ tiêu", "ĐVT", "Kế hoạch 2024", "Thực hiện 2024"),
        ("Sản lượng lúa", "tấn", 2980, 3006),
        ("Sản lượng ngô", "tấn", 360, "chưa có số"),
        ("Sản lượng mía", "tấn", "#DIV/0!", 420),
        ("Sản lượng lạc", "tấn", "x", "…"),
        ("Sản lượng chè", "tấn", 55, 51),
        (None, None, None, "TM. ỦY BAN"),
    )
    plan = propose(tmp_path, rows)
    loaded = loaded_of(plan)
    assert {s.subject.indicator for s in loaded.statements} >= {"san-luong-lua", "san-luong-che"}
    assert "D3" in capsys.readouterr().err
    assert "- D3" in (plan / "seeds" / "t.yaml").read_text("utf-8")
    assert main(["check", "--plan", str(plan)]) == 0


def test_what_a_sheet_hides_is_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = (
        ("Indicator", "Draft 2024", "Actual 2024", "Target 2024"),
        ("Trees planted", 999, 100, 120),
        ("Wells dug", 99, 12, 10),
    )
    loaded = loaded_of(propose(tmp_path, rows, hidden="B"))
    assert "999" not in said(loaded).values()
    assert "the hidden columns B" in capsys.readouterr().err


def test_what_falls_below_zero_is_signed(tmp_path: Path) -> None:
    rows = (("Item", 2022, 2023), ("Net lending", -12.5, 3), ("Revenue", 50, 60))
    plan = loaded_of(propose(tmp_path, rows)).plan
    assert [each.signed for each in plan.indicators.values()] == [True, False]


def test_two_tables_on_a_sheet_are_two_sources(tmp_path: Path) -> None:
    heading = ("Nội dung", "Dự toán 2023", "Thực hiện 2023")
    rows = (
        ("BÁO CÁO NĂM 2023",), heading, ("Thu thuế", 50, 51), ("Thu phí", 7, 6), (),
        heading, ("Chi lương", 30, 31), ("Chi đầu tư", 20, 19),
    )  # fmt: skip
    loaded = loaded_of(propose(tmp_path, rows))
    assert set(loaded.sources) == {"t", "t-2"}
    assert said(loaded)["chi-dau-tu", "", "2023", "target"] == "20"


RECORDS: Table = (
    ("Office", "Fiscal year", "Variable", "Amount"),
    ("Parks", 2022, "Actual", 51),
    ("Parks", 2022, "Target Budget", 50),
    ("Parks", 2023, "Actual", 53),
    ("Parks", 2023, "Target Budget", 55),
    ("Roads", 2022, "Actual", 81),
    ("Roads", 2022, "Target Budget", 80),
    ("Roads", 2023, "Actual", 90),
    ("Roads", 2023, "Target Budget", 85),
    ("Roads", 2023, "Rumour", 1),
)


def test_kinds_in_a_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loaded = loaded_of(propose(tmp_path, RECORDS))
    (indicator,) = loaded.plan.indicators
    assert said(loaded)[indicator, "Roads", "2023", "target"] == "85"
    assert len(loaded.statements) == 8
    assert "rows where 'Variable' is 'Rumour'" in capsys.readouterr().err


def test_several_categories_make_an_entity_and_blank_is_the_whole(tmp_path: Path) -> None:
    rows = (
        ("Year", "Sex", "Age", "Value"),
        (2021, None, None, 9.5),
        (2022, None, None, 9.1),
        (2021, "Female", None, 8.4),
        (2022, "Female", None, 8.0),
        (2022, "Female", "Under 20", 7.2),
        (2022, "Total", "Under 20", 7.9),
    )
    loaded = loaded_of(propose(tmp_path, rows))
    entities = {key[1]: text for key, text in said(loaded).items() if key[2] == "2022"}
    assert {entity: float(text) for entity, text in entities.items()} == {
        "": 9.1, "Female": 8.0, "Female / Under 20": 7.2, "Under 20": 7.9,
    }  # fmt: skip
    assert severities(loaded) == []


def test_a_plan_for_each_month(tmp_path: Path) -> None:
    rows = (
        ("department", "month", "budgeted_amount"),
        ("Sales", "2026-01", 45000),
        ("Sales", "2026-02", 45180),
        ("HR", "2026-01", 28000),
        ("HR", "2026-02", 28112),
    )
    loaded = loaded_of(propose(tmp_path, rows))
    assert {(t.entity, t.period.text, float(t.value or 0)) for t in loaded.plan.targets} == {
        ("Sales", "2026-01", 45000.0),
        ("Sales", "2026-02", 45180.0),
        ("HR", "2026-01", 28000.0),
        ("HR", "2026-02", 28112.0),
    }
    assert severities(loaded) == []


def test_years_of_two_numbers_are_said_to_be_guessed(tmp_path: Path) -> None:
    rows = (
        ("Ministry", "Financial Year", "Approved Budget", "Actual Expenditure"),
        ("Health", "2020/2021", 100, 98),
        ("Health", "2021/2022", 110, 104),
        ("Roads", "2020/2021", 50, 55),
    )
    plan = propose(tmp_path, rows)
    periods = {s.subject.period.text for s in loaded_of(plan).statements}
    assert periods == {"2020-07/2021-06", "2021-07/2022-06"}


def test_status_counts_what_nobody_has_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = propose(tmp_path, REVENUE)
    capsys.readouterr()
    assert main(["status", "--plan", str(plan)]) == 0
    assert "4 guesses are unconfirmed" in capsys.readouterr().out
    assert main(["status", "--plan", str(plan), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["guesses"] == 4
    assert main(["status", "--plan", str(plan), "-o", str(tmp_path / "page.html")]) == 0
    said = "<dt>Guesses to confirm</dt><dd>4</dd>"
    assert said in (tmp_path / "page.html").read_text("utf-8")
    targets = plan / "targets" / "t.yaml"
    targets.write_text(targets.read_text("utf-8").replace(", confirm: true", ""), "utf-8")
    assert main(["status", "--plan", str(plan)]) == 0
    assert "unconfirmed" not in capsys.readouterr().out


def test_status_counts_single_figures_that_nobody_has_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        "targets/t.yaml": "indicators: {post: {name: P, unit: item, kind: flow, better: higher}}",
        "seeds/s.yaml": """\
source: {id: s, locale: en, period: 2024}
figures:
  - id: f
    indicator: post
    printed: "12"
    confirm: true
    claims: [{kind: growth, printed: "4%", confirm: true}]
""",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    assert main(["status", "--plan", str(tmp_path), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["guesses"] == 2


def test_a_sheet_without_a_table_is_refused_with_what_stands_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_text("Minutes of the meeting,\nAgreed,\n", "utf-8")
    given = ["--plan", str(tmp_path / "plan"), "--from", str(tmp_path / "t.csv")]
    assert main(["init", *given]) == 2
    assert "there stands 'Minutes of the meeting', 'Agreed'" in capsys.readouterr().err
    assert not (tmp_path / "plan").exists()


def test_a_year_in_brackets_is_no_unit(tmp_path: Path) -> None:
    rows = (
        ("KPI", "Baseline (2020)", "Goal", "Current value", "% Achieved"),
        ("Wells dug", 10, 50, 30, 60),
        ("Trees planted", 100, 400, 300, 75),
        ("Roads (km)", 5, 20, 11, 55),
    )
    loaded = loaded_of(propose(tmp_path, rows, "--period", "2024"))
    assert {target.id: float(target.value or 0) for target in loaded.plan.targets} == {
        "wells-dug-2024": 50.0, "trees-planted-2024": 400.0, "roads-km-2024": 20.0,
    }  # fmt: skip
    assert severities(loaded) == []


@pytest.mark.parametrize(
    ("headings", "periods"),
    [
        (("2022/23", "2023/24"), {"2022-07/2023-06", "2023-07/2024-06"}),
        (("2019/2020", "2020/2021"), {"2019-07/2020-06", "2020-07/2021-06"}),
        (("2005-2007", "2008-2010"), {"2005/2007", "2008/2010"}),
        (("Jan", "Feb"), {"2026-01", "2026-02"}),
        (("Tháng 1", "Tháng 2"), {"2026-01", "2026-02"}),
        (("9T/2025", "9T/2026"), {"2025-01/2025-09", "2026-01/2026-09"}),
    ],
)
def test_headings_of_many_kinds_name_periods(
    tmp_path: Path, headings: tuple[str, ...], periods: set[str]
) -> None:
    title = ("Report for 2026",) if "2026-01" in periods else ()
    rows = (title, ("Item", *headings), ("Widgets", 2010, 1995), ("Hats", 7, 8))
    loaded = loaded_of(propose(tmp_path, rows))
    assert {statement.subject.period.text for statement in loaded.statements} == periods
    assert severities(loaded) == []


@pytest.mark.parametrize(
    ("given", "periods"),
    [
        ("2024", {"2023", "2024"}),
        ("2023-07/2024-06", {"2022-07/2023-06", "2023-07/2024-06"}),
        ("2023-10/2024-09", {"2022-10/2023-09", "2023-10/2024-09"}),
    ],
)
def test_a_given_year_says_when_years_begin(tmp_path: Path, given: str, periods: set[str]) -> None:
    rows = (("Item", "FY2023", "FY2024"), ("Widgets", 2010, 1995), ("Hats", 7, 8))
    loaded = loaded_of(propose(tmp_path, rows, "--period", given))
    assert {statement.subject.period.text for statement in loaded.statements} == periods


def test_months_without_a_year_are_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.csv").write_text("Item,Jan,Feb\nHats,7,8\n", "utf-8")
    given = ["--plan", str(tmp_path / "plan"), "--from", str(tmp_path / "t.csv")]
    assert main(["init", *given]) == 2
    assert "it does not say of which year: add --period, such as 2024" in capsys.readouterr().err
    assert main(["init", *given, "--period", "2024"]) == 0


def test_numbers_in_marks_of_another_language_are_read_in_those(tmp_path: Path) -> None:
    rows = ("Nhà máy,Năm 2023,Năm 2024", 'Thủy điện,"1,120.5",98.20', "Nhiệt điện,310.0,295.60")
    table = tmp_path / "t.csv"
    table.write_text("\n".join(rows), "utf-8")
    plan = tmp_path / "plan"
    assert main(["init", "--plan", str(plan), "--from", str(table)]) == 0
    assert "  numbers: en\n" in (plan / "seeds" / "t.yaml").read_text("utf-8")
    loaded = loaded_of(plan)
    values = {float(each.readings[0].value) for each in loaded.statements}
    assert values == {1120.5, 98.2, 310.0, 295.6}
    assert severities(loaded) == []


def test_an_office_is_no_unit_where_nothing_else_names_the_rows(tmp_path: Path) -> None:
    rows = (
        ("STT", "Đơn vị", "Năm 2023", "Năm 2024"),
        (1, "Ban quản lý dự án giao thông", 510, 305),
        (2, "Sở Y tế", 310, 175),
        (3, "Kết quả chung của huyện", 180, 92),
    )
    loaded = loaded_of(propose(tmp_path, rows))
    entities = {statement.subject.entity for statement in loaded.statements}
    assert entities == {row[1] for row in rows[1:]}


def test_what_places_have_several_of_is_measured_each_by_itself(tmp_path: Path) -> None:
    rows: Table = (
        ("Tỉnh", "Kế hoạch năm 2024", "Thực hiện năm 2024", "Tỷ lệ đạt KH (%)", "Số hộ nghèo (hộ)"),
        ("Hà Nội", 1200, 1150, 95.8, 320),
        ("Hải Phòng", 900, 945, 105, 210),
        ("Đà Nẵng", 640, 598, 93.4, 150),
        ("Cần Thơ", 410, 402, 98, 98),
    )  # fmt: skip
    loaded = loaded_of(propose(tmp_path, rows))
    of_hanoi = {
        (indicator, kind): printed
        for (indicator, entity, _, kind), printed in said(loaded).items()
        if entity == "Hà Nội"
    }
    plan = next(iter(loaded.plan.targets)).indicator
    poor = next(indicator for indicator in loaded.plan.indicators if indicator != plan)
    assert of_hanoi == {
        (plan, "level"): "1150",
        (plan, "target"): "1200",
        (plan, "attainment"): "95,8",
        (poor, "level"): "320 hộ",
    }
    assert severities(loaded) == []
