"""`tracker status -o report.xlsx`."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from plan_tracker.documents.copies.office_parts import without_times
from plan_tracker.model.text import Name
from plan_tracker.report.report import Report
from plan_tracker.report.status.answer import answer
from plan_tracker.report.status.columns import Kind, Value
from plan_tracker.report.status.notes import legend, status_notes
from plan_tracker.report.status.order import in_order
from plan_tracker.report.status.rows import status_rows
from plan_tracker.report.status.spreadsheet import SPREADSHEET, headings
from plan_tracker.report.words.counts import counted, findings_counted, statements_counted
from plan_tracker.report.words.findings import sentences
from plan_tracker.report.words.labels import label, said
from plan_tracker.report.words.languages import language
from plan_tracker.report.words.names import report_title
from plan_tracker.report.writing.harmless import harmless

_WIDTHS: dict[Kind, int] = {
    "text": 24, "amount": 18, "percent": 12, "ratio": 12, "day": 12, "status": 16,
}  # fmt: skip
_LONGEST = 32_767  # characters that a cell holds
_ROUND_FROM = 1_000  # where decimals say nothing any more
_GREEN, _YELLOW, _RED = ("C6EFCE", "006100"), ("FFEB9C", "7F6000"), ("FFC7CE", "9C0006")
_COLOURS = {
    "met": _GREEN, "on-track": _GREEN, "at-risk": _YELLOW, "off-track": _RED, "missed": _RED,
}  # fmt: skip


def render_status_xlsx(report: Report, lang: str) -> bytes:
    """A workbook: every target, what qualifies them, and the findings."""
    book = Workbook()
    sheet = book.active
    sheet.title = label("Status", lang)
    _head(sheet, headings(lang), [column.kind for column in SPREADSHEET], lang)
    for number, row in enumerate(status_rows(in_order(report.progress.targets), lang), start=2):
        for place, column in enumerate(SPREADSHEET, start=1):
            cell = sheet.cell(number, place)
            _put(cell, column.value(row), column.kind, lang)
            if column.kind == "status":
                _colour(cell, row.target.status)

    notes = book.create_sheet(label("Notes", lang))
    notes.column_dimensions["A"].width = 100
    for number, line in enumerate(_notes(report, lang), start=1):
        _put(notes.cell(number, 1), line, "text", lang)
    _findings(book.create_sheet(label("Findings", lang)), report, lang)
    return _saved(book)


def _saved(book: Any) -> bytes:
    """The workbook as bytes. Raises OSError where there is no room for the parts that it is of."""
    page = BytesIO()
    try:
        book.save(page)
    except OSError:
        raise
    except Exception as error:  # the parts are written by lxml, which has errors of its own
        raise OSError(
            f"its parts cannot be written beside other temporary files ({error})"
        ) from None
    return without_times(page.getvalue())


def _head(sheet: Any, names: list[str], kinds: list[Kind], lang: str) -> None:
    """Headings that stay where they are, over columns wide enough, with filters."""
    for column, (name, kind) in enumerate(zip(names, kinds, strict=True), start=1):
        cell = sheet.cell(1, column)
        _put(cell, name, "text", lang)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[kind]
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(names))}1"


def _put(cell: Any, value: Value, kind: Kind, lang: str) -> None:
    """A number as a number, a day as a day, and text as nothing but text."""
    cell.alignment = Alignment(vertical="top", wrap_text=kind == "text")
    if value is None:
        return
    if isinstance(value, str):
        cell.value = harmless(value)[:_LONGEST]
        cell.data_type = "s"  # else a text that begins with = would be a formula
        cell.quotePrefix = value[:1] in tuple("=+-@")
        return
    cell.value = value / 100 if kind == "percent" and isinstance(value, float | int) else value
    cell.number_format = _number_format(value, kind, lang)


def _number_format(value: Any, kind: Kind, lang: str) -> str:
    if kind == "day":
        return language(lang).day_letters()
    if kind == "percent":
        return "0.00%"
    if kind == "ratio":
        return '"×"0.00'
    return "#,##0" if abs(value) >= _ROUND_FROM or value == int(value) else "#,##0.00##"


def _colour(cell: Any, status: str) -> None:
    if status in _COLOURS:
        back, front = _COLOURS[status]
        cell.fill = PatternFill("solid", fgColor=back)
        cell.font = Font(color=front, bold=status == "missed")


def _notes(report: Report, lang: str) -> Iterator[str]:
    yield report_title(report.plan, report.progress.as_of, lang)
    yield answer(report, lang)
    yield from legend(report.progress.targets, lang)
    for note in status_notes(report, lang):
        yield ""
        yield note.title
        for line in note.lines:
            yield f"  {line.head}"
            yield from (f"    {each}" for each in line.rest)
    yield ""
    if report.guesses:
        yield counted(report.guesses, "guess", lang)
    yield findings_counted(report.summary, lang)
    yield statements_counted(report.summary, lang)


def _findings(sheet: Any, report: Report, lang: str) -> None:
    names = [
        label("Severity", lang),
        label("Code", lang),
        label("Name", lang),
        label("Place", lang),
        label("Statements", lang),
        label("What is wrong", lang),
    ]
    _head(sheet, names, ["text"] * len(names), lang)
    sheet.column_dimensions["F"].width = 100
    for number, finding in enumerate(report.findings, start=2):
        place = str(finding.locations[0]) if finding.locations else ""
        told = " ".join(sentences(finding, lang))
        statements = ", ".join(finding.statements)
        name = said(Name(finding.name), lang)
        cells = (label(finding.severity, lang), finding.code, name, place, statements, told)
        for column, text in enumerate(cells, start=1):
            _put(sheet.cell(number, column), text, "text", lang)
