"""`tracker init`: what it writes can be used at once, and nothing that is there is lost."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from plan_tracker.cli import main
from plan_tracker.loading.folder import load

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


def test_the_example_can_be_used_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--plan", str(tmp_path)]) == 0
    assert main(["check", "--fail-on", "warning", "--plan", str(tmp_path)]) == 0
    assert main(["status", "--plan", str(tmp_path)]) == 0
    assert "Trees planted" in capsys.readouterr().out
    for name in ("targets", "seeds"):
        assert (tmp_path / name / "example.yaml").read_text().count("#") > 5


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
    assert (plan / "targets" / "h1-2024.yaml").read_text().count("# confirm") == 5
    assert "# not used: Ghi chú" in (plan / "seeds" / "h1-2024.yaml").read_text()


@pytest.mark.parametrize(
    ("rows", "options", "message"),
    [
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
