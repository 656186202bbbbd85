"""`tracker status --format csv`."""

import csv
from datetime import date
from io import StringIO

from plan_tracker.report.report import Report
from plan_tracker.report.status.table import Value, headings, status_table
from plan_tracker.report.writing.harmless import escape_formula


def render_status_csv(report: Report, lang: str) -> str:
    """Every target; numbers with a dot before decimals, days as 2023-06-30, commas between."""
    page = StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(headings(lang))
    for row in status_table(report, lang):
        writer.writerow([_text(value) for value in row.values])
    return page.getvalue()


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return escape_formula(value)
    return value.isoformat() if isinstance(value, date) else repr(value).removesuffix(".0")
