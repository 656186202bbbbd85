"""`tracker status`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plan_tracker.cli.options import (
    AllowSql,
    AsOf,
    Language,
    Method,
    OutputFile,
    PlanArgument,
    PlanFolder,
)
from plan_tracker.cli.output import Writer, refuse, write
from plan_tracker.cli.plan_folder import OpeningPlan, open_plan

if TYPE_CHECKING:
    from plan_tracker.report.report import Report

StatusFormat = Literal["text", "markdown", "json", "csv", "xlsx", "docx", "html"]


def status(
    folder: PlanArgument = None,
    plan: PlanFolder = Path(),
    allow_sql: AllowSql = None,
    as_of: AsOf = None,
    method: Method = None,
    format: Annotated[  # noqa: A002 - named after the option
        StatusFormat | None,
        typer.Option("--format", show_default="text", help="How the result is written."),
    ] = None,
    output: OutputFile = None,
    lang: Language = "en",
    full: Annotated[
        bool,
        typer.Option("--full", help="All numbers of each target, and what shows each finding."),
    ] = False,
) -> None:
    """How far is each target, and how far will it fall short?

    Example: tracker status --as-of 2023-06-30 -o report.html
    """
    plan = folder or plan
    opening = OpeningPlan(plan, as_of, allow_sql)
    from plan_tracker.report.status.brief import render_status_brief
    from plan_tracker.report.status.text import render_status_text

    report = open_plan(opening, method)
    text = render_status_text if full else render_status_brief
    writers: dict[StatusFormat, Writer] = {
        "text": lambda screen: text(report, lang, screen),
        "markdown": lambda _: _markdown(report, lang),
        "json": lambda _: _json(report, lang),
        "csv": lambda _: _csv(report, lang),
        "xlsx": lambda _: _xlsx(report, lang),
        "docx": lambda _: _docx(report, lang),
        "html": lambda _: _html(report, lang, plan),
    }
    write(writers, format, output)


def _markdown(report: "Report", lang: str) -> str:
    from plan_tracker.report.status.markdown import render_status_markdown

    return render_status_markdown(report, lang)


def _json(report: "Report", lang: str) -> str:
    from plan_tracker.report.status.json import render_status_json

    return render_status_json(report, lang)


def _csv(report: "Report", lang: str) -> str:
    from plan_tracker.report.status.csv import render_status_csv

    return render_status_csv(report, lang)


def _xlsx(report: "Report", lang: str) -> bytes:
    try:
        from plan_tracker.report.status.xlsx import render_status_xlsx
    except ModuleNotFoundError:
        refuse("workbooks are written with openpyxl, which is missing: pip install openpyxl")
    return render_status_xlsx(report, lang)


def _docx(report: "Report", lang: str) -> bytes:
    try:
        from plan_tracker.report.docx.document import render_status_docx
    except ModuleNotFoundError:
        refuse(
            "Word documents are written with python-docx, which is missing: pip install python-docx"
        )
    return render_status_docx(report, lang)


def _html(report: "Report", lang: str, plan: Path) -> str:
    from plan_tracker.report.html.document import render_status_html

    return render_status_html(report, lang, plan)
