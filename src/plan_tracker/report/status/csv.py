"""`tracker status --format csv`."""

import csv
from datetime import date
from io import StringIO

from plan_tracker.report.report import Report
from plan_tracker.report.status.columns import Value
from plan_tracker.report.status.order import in_order
from plan_tracker.report.status.rows import status_rows
from plan_tracker.report.status.spreadsheet import SPREADSHEET, headings
from plan_tracker.report.writing.harmless import escape_formula


def render_status_csv(report: Report, lang: str) -> str:
    """Every target; numbers with a dot before decimals, days as 2023-06-30, commas between."""
    page = StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(headings(lang))
    for row in status_rows(in_order(report.progress.targets), lang):
        writer.writerow([_text(column.value(row)) for column in SPREADSHEET])
    return page.getvalue()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return escape_formula(value)
    return value.isoformat() if isinstance(value, date) else repr(value).removesuffix(".0")
