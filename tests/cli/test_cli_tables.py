"""What the commands say about tables: findings point to cells, bad tables end with 2."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from plan_tracker.cli import main

PLAN = """\
indicators: {post: {name: Post, unit: VND, kind: flow, better: higher}}
entities: {VN: {name: Viet Nam}}
"""
SOURCE = """\
source: {id: h1-2024, locale: vi, entity: VN, period: 2024-H1}
table:
  file: h1-2024.xlsx
  sheet: Sheet1
  header: 3
  columns: {indicator: Chỉ tiêu, base: Năm trước, level: Năm nay, growth: "%"}
  names: {"Doanh thu bưu chính": post}
"""


def make(folder: Path, row: tuple[object, ...]) -> list[str]:
    for name, text in (("targets/plan.yaml", PLAN), ("seeds/s.yaml", SOURCE)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.title = "Sheet1"
    for each in (("a",), ("b",), ("Chỉ tiêu", "Năm trước", "Năm nay", "%"), row):
        book.active.append(each)
    book.save(folder / "seeds" / "h1-2024.xlsx")
    return ["check", "--plan", str(folder)]


def test_a_finding_names_the_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make(tmp_path, ("Doanh thu bưu chính", "101,3 tỷ đồng", "106,4 tỷ đồng", 15))
    monkeypatch.chdir(tmp_path)
    check = ["check"]
    assert main(check) == 1
    assert "seeds/h1-2024.xlsx!Sheet1!" in capsys.readouterr().out
    assert main([*check, "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    first = finding["locations"][0]
    assert Path(first["file"]).is_file()
    assert first["cell"] == f"{first['file']}!Sheet1!{'ABCD'[first['column'] - 1]}{first['line']}"


def test_a_bad_table_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(make(tmp_path, ("Doanh thu bưu chính", "nhiều", "=B4", "#REF!"))) == 2
    said = capsys.readouterr()
    assert said.out == ""
    cells = [line.partition(": ")[0].rpartition("!")[2] for line in said.err.splitlines()]
    assert cells == ["B4", "C4", "D4"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_status_as_a_spreadsheet(tmp_path: Path, ending: str) -> None:
    make(tmp_path, ("Doanh thu bưu chính", "100 tỷ đồng", "105 tỷ đồng", 5))
    target = "targets: [{id: t, indicator: post, period: 2024, value: 200 tỷ đồng}]\n"
    (tmp_path / "targets" / "t.yaml").write_text(target, encoding="utf-8")
    file = tmp_path / f"report.{ending}"
    assert main(["status", "--plan", str(tmp_path), "-o", str(file)]) == 0
    if ending == "csv":
        with file.open(encoding="utf-8-sig", newline="") as lines:
            head, row = csv.reader(lines)
        assert float(dict(zip(head, row, strict=True))["Attained (%)"]) == 52.5
    else:
        sheet = openpyxl.load_workbook(file)["Status"]
        headings, values = ([cell.value for cell in cells] for cells in sheet.iter_rows())
        assert dict(zip(headings, values, strict=True))["Attained (%)"] == 0.525


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_what_is_no_text_is_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    make(tmp_path, ("Doanh thu bưu chính", "100 tỷ đồng", "105 tỷ đồng", 5))
    assert main(["status", "--plan", str(tmp_path), "--format", form]) == 2
    assert f"add -o FILE.{form}" in capsys.readouterr().err
