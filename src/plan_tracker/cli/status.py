"""`tracker status`."""

from pathlib import Path
from typing import Annotated

import typer

from plan_tracker.cli.options import (
    AllowSql,
    AsOf,
    Language,
    Method,
    OutputFile,
    PlanArgument,
    PlanFolder,
    Time,
)
from plan_tracker.cli.output import refuse, write
from plan_tracker.cli.plan_folder import OpeningPlan, open_plan
from plan_tracker.report.formats import PACKAGES, StatusFormat, status_writers
from plan_tracker.report.writing.endings import ENDINGS


def status(
    folder: PlanArgument = None,
    plan: PlanFolder = Path(),
    allow_sql: AllowSql = None,
    as_of: AsOf = None,
    method: Method = None,
    time: Time = None,
    format: Annotated[  # noqa: A002 - named after the option
        StatusFormat | None,
        typer.Option("--format", show_default="text", help="How the result is written."),
    ] = None,
    output: OutputFile = None,
    *,
    lang: Language,
    full: Annotated[
        bool,
        typer.Option("--full", help="All numbers of each target, and what shows each finding."),
    ] = False,
) -> None:
    """How far is each target, and how far will it fall short?

    Example: tracker status --as-of 2023-06-30 -o report.html
    """
    plan = folder or plan
    opening = OpeningPlan(plan, as_of, allow_sql, time)
    # What most ask for is imported while others read the plan.
    import plan_tracker.report.status.brief
    import plan_tracker.report.status.text  # noqa: F401

    is_page = format == "html" or (output is not None and ENDINGS.get(output.suffix) == "html")
    report = open_plan(opening, method, earlier=is_page)
    try:
        write(status_writers(report, lang, plan, full=full), format, output)
    except ModuleNotFoundError as missing:
        how = ", ".join(f"pip install {package} for {form}" for form, package in PACKAGES.items())
        refuse(f"this format is written with {missing.name}, which is missing: {how}")
