"""The status in spreadsheets: numbers are numbers, and no text becomes a formula."""

import csv
import math
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from plan_tracker.loading.folder import load
from plan_tracker.model.text import phrase
from plan_tracker.progress.status import REASONS
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.report import Report, build_report
from plan_tracker.report.status.columns import CODES, DOUBTS, DUE, NAME, STATUS, WHY
from plan_tracker.report.status.csv import render_status_csv
from plan_tracker.report.status.order import in_order
from plan_tracker.report.status.rows import StatusRow, status_rows
from plan_tracker.report.status.spreadsheet import SPREADSHEET, headings
from plan_tracker.report.status.xlsx import render_status_xlsx

ROOT = Path(__file__).parents[3]
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\r\n=1", " =1", "＝1")


@pytest.fixture(scope="module")
def report() -> Report:
    loaded, problems = load(ROOT)
    assert problems == []
    return build_report(loaded, reconcile(loaded))


def named(report: Report, name: str) -> Report:
    """The same with a first target by this name, printed as this text."""
    first, *others = in_order(report.progress.targets)
    assert first.actual is not None
    actual = replace(first.actual, printed=name, statement=name)
    target = replace(first, name={"en": name}, entity=name, unit=name, actual=actual)
    targets = (target, *others)
    finding = replace(report.findings[0], message=phrase("{name}", name=name))
    progress = replace(report.progress, targets=targets)
    return replace(report, progress=progress, findings=(finding,))


def table(report: Report) -> list[StatusRow]:
    return list(status_rows(in_order(report.progress.targets), "en"))


def sheets(report: Report, lang: str = "en") -> Any:
    return openpyxl.load_workbook(BytesIO(render_status_xlsx(report, lang)))


def test_the_workbook_holds_the_numbers_of_the_table(report: Report) -> None:
    sheet = sheets(report)["Status"]
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == len(table(report)) > 10
    for cells, row in zip(rows, table(report), strict=True):
        for cell, column in zip(cells, SPREADSHEET, strict=True):
            value = column.value(row)
            if isinstance(value, date):
                assert cell.value == datetime(value.year, value.month, value.day)
                assert cell.is_date
            elif isinstance(value, str) or value is None:
                assert (cell.value or "") == (value or "")
            else:
                shown = value / 100 if column.kind == "percent" else value
                assert math.isclose(cell.value, shown, rel_tol=1e-15)
                assert cell.number_format != "General"
    assert sheet.freeze_panes == "B2"


def test_every_status_has_its_colour(report: Report) -> None:
    sheet = sheets(report)["Status"]
    column = SPREADSHEET.index(STATUS) + 1
    colours = {
        target.status: sheet.cell(number, column).fill.fgColor.rgb
        for number, target in enumerate(in_order(report.progress.targets), start=2)
    }
    assert colours["on-track"] == "00C6EFCE"
    assert colours["off-track"] == "00FFC7CE"
    assert colours["no-data"] == "00000000"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_in_a_workbook(report: Report, text: str) -> None:
    book = sheets(named(report, text))
    found = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str) and cell.value[:1] in tuple("=+-@"):
                    assert cell.quotePrefix
                    found += 1
    assert found or text[:1] not in tuple("=+-@")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula_in_csv(report: Report, text: str) -> None:
    page = render_status_csv(named(report, text), "en")
    head, first, *_ = csv.reader(StringIO(page))
    cells = dict(zip(head, first, strict=True))
    assert cells["Target"].startswith("'")
    assert cells["Target"].endswith(text.strip())
    for row in csv.reader(StringIO(page)):
        for cell in row:
            try:
                float(cell)
            except ValueError:
                assert cell.lstrip()[:1] not in tuple("=+-@＝")


def test_csv_holds_the_numbers_of_the_table(report: Report) -> None:
    rows = list(csv.reader(StringIO(render_status_csv(report, "en"))))
    assert rows[0] == headings("en")
    for cells, row in zip(rows[1:], table(report), strict=True):
        for cell, column in zip(cells, SPREADSHEET, strict=True):
            value = column.value(row)
            if isinstance(value, float | int):
                assert float(cell) == value


def test_doubts_are_said(report: Report) -> None:
    said = {row.target.id: DOUBTS.text(row) for row in table(report)}
    assert said["ndxp-2023"].startswith("repaired: ")
    assert "provisional" in said["ndxp-2023"]


@pytest.mark.parametrize(("lang", "letters"), [("en", "yyyy-mm-dd"), ("vi", "dd/mm/yyyy")])
def test_days_look_as_the_language_prints_them(report: Report, lang: str, letters: str) -> None:
    sheet = sheets(report, lang).worksheets[0]
    assert sheet.cell(2, SPREADSHEET.index(DUE) + 1).number_format == letters


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_status_stands_beside_the_name_and_reasons_are_words(report: Report, lang: str) -> None:
    assert SPREADSHEET[:2] == (NAME, STATUS)
    rows = status_rows(in_order(report.progress.targets), lang)
    reasons = [(WHY.text(row), CODES.text(row)) for row in rows]
    assert any(codes for _, codes in reasons)
    for words, codes in reasons:
        assert bool(words) >= bool(codes)
        assert not any(code in words for code in REASONS)


def test_in_vietnamese(report: Report) -> None:
    book = sheets(report, "vi")
    assert book.sheetnames == ["Tình trạng", "Ghi chú", "Phát hiện"]
    assert book["Tình trạng"]["A1"].value == "Chỉ tiêu"
