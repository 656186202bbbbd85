"""The status as a Word document: the answer on the first page, then what is behind."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.docx.document import render_status_docx
from plan_tracker.report.report import Report, build_report
from plan_tracker.report.status.answer import answer, declared_or_implied
from plan_tracker.report.status.columns import NAME, STATUS
from plan_tracker.report.status.rows import status_rows

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def report() -> Report:
    loaded, problems = load(ROOT)
    assert problems == []
    return build_report(loaded, reconcile(loaded))


def opened(report: Report, lang: str = "en") -> Any:
    return docx.Document(BytesIO(render_status_docx(report, lang)))


def before_the_second_page(document: Any) -> list[str]:
    texts: list[str] = []
    for paragraph in document.paragraphs:
        if paragraph.paragraph_format.page_break_before:
            return texts
        texts.append(paragraph.text)
    return texts


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_first_page_is_the_answer(report: Report, lang: str) -> None:
    document = opened(report, lang)
    assert answer(report, lang) in before_the_second_page(document)
    rows = list(status_rows(declared_or_implied(report.progress.targets), lang))
    shown = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert [cells[:2] for cells in shown[1:]] == [
        [STATUS.text(row), NAME.text(row)] for row in rows
    ]


def test_each_target_that_is_behind_has_its_picture_with_words(report: Report) -> None:
    document = opened(report)
    words = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert [text.partition(":")[0] for text in words[:2]] == [
        "Transactions on the national data exchange platform",
        "Revenue of information security",
    ]
    assert all("projected" in text for text in words[:2])
    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 2"]
    assert "Revenue of information security: off track" in headings


def test_every_error_and_warning_stands_in_it(report: Report) -> None:
    texts = [paragraph.text for paragraph in opened(report).paragraphs]
    for finding in report.findings:
        told = any(str(finding.message) in text for text in texts)
        assert told == (finding.severity != "note")


def test_the_same_report_is_the_same_bytes(report: Report) -> None:
    assert render_status_docx(report, "vi") == render_status_docx(report, "vi")


def test_what_no_document_can_hold_is_made_harmless(report: Report) -> None:
    first, *others = report.progress.targets
    hostile = replace(first, name={"en": "a\x00b\x1b[31m\ufffe<w:p/>"})
    progress = replace(report.progress, targets=(hostile, *others))
    cells = opened(replace(report, progress=progress)).tables[0]._cells
    assert any("<w:p/>" in cell.text for cell in cells)


def test_a_plan_without_targets_has_a_document(report: Report) -> None:
    progress = replace(report.progress, targets=(), programmes=())
    document = opened(replace(report, progress=progress, findings=()))
    assert not document.tables
