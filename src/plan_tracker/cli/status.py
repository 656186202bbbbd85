"""`tracker status`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from plan_tracker.cli.ahead import ReadAhead
from plan_tracker.cli.options import AsOf, Language, Method, OutputFile, PlanFolder
from plan_tracker.cli.output import write
from plan_tracker.cli.plan_folder import open_plan

StatusFormat = Literal["text", "markdown", "json"]


def status(
    plan: PlanFolder = Path(),
    as_of: AsOf = None,
    method: Method = None,
    format: Annotated[  # noqa: A002 - named after the option
        StatusFormat | None,
        typer.Option("--format", show_default="text", help="How the result is written."),
    ] = None,
    output: OutputFile = None,
    lang: Language = "en",
) -> None:
    """How far is each target, and how far will it fall short?

    Example: tracker status --as-of 2023-06-30 -o status.md
    """
    ahead = ReadAhead(plan)
    from plan_tracker.report.status_json import render_status_json
    from plan_tracker.report.status_markdown import render_status_markdown
    from plan_tracker.report.status_text import render_status_text

    report = open_plan(ahead, as_of, method)
    writers = {
        "text": lambda screen: render_status_text(report, lang, screen),
        "markdown": lambda _: render_status_markdown(report, lang),
        "json": lambda _: render_status_json(report, lang),
    }
    write(writers, format, output)
