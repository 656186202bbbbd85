"""`tracker figures`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from plan_tracker.cli.options import AllowSql, Language, OutputFile, PlanArgument, PlanFolder
from plan_tracker.cli.output import write
from plan_tracker.cli.plan_folder import OpeningPlan, open_plan

FiguresFormat = Literal["text", "json"]


def figures(
    folder: PlanArgument = None,
    plan: PlanFolder = Path(),
    allow_sql: AllowSql = None,
    format: Annotated[  # noqa: A002 - named after the option
        FiguresFormat | None,
        typer.Option("--format", show_default="text", help="How the result is written."),
    ] = None,
    output: OutputFile = None,
    *,
    lang: Language,
) -> None:
    """What does every source say, and how does it read?

    Example: tracker figures -o figures.json
    """
    plan = folder or plan
    opening = OpeningPlan(plan, allow_sql=allow_sql)
    from plan_tracker.report.figures.json import render_figures_json
    from plan_tracker.report.figures.text import render_figures_text

    report = open_plan(opening)
    write(
        {
            "text": lambda screen: render_figures_text(report, lang, screen),
            "json": lambda _: render_figures_json(report),
        },
        format,
        output,
    )
