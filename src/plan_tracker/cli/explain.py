"""`tracker explain`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from plan_tracker.cli.completion import complete_subject
from plan_tracker.cli.options import (
    AllowSql,
    AsOf,
    Language,
    Method,
    OutputFile,
    PlanArgument,
    PlanFolder,
)
from plan_tracker.cli.output import refuse, write
from plan_tracker.cli.plan_folder import OpeningPlan, open_plan

ExplainFormat = Literal["text", "json"]


def explain(
    id: Annotated[  # noqa: A002 - named after the argument
        str,
        typer.Argument(
            metavar="ID",
            help="A target, a statement, a finding's code, a status or a reason.",
            autocompletion=complete_subject,
        ),
    ],
    folder: PlanArgument = None,
    plan: PlanFolder = Path(),
    allow_sql: AllowSql = None,
    as_of: AsOf = None,
    method: Method = None,
    format: Annotated[  # noqa: A002 - named after the option
        ExplainFormat | None,
        typer.Option("--format", show_default="text", help="How the result is written."),
    ] = None,
    output: OutputFile = None,
    *,
    lang: Language,
) -> None:
    """What does a target, a statement or a finding rest on?

    Example: tracker explain mic-2023-h1#ndxp
    """
    plan = folder or plan
    opening = OpeningPlan(plan, as_of, allow_sql)
    from plan_tracker.progress.status import REASONS
    from plan_tracker.report.explain.json import render_explanation_json
    from plan_tracker.report.explain.subjects import explain as explain_subject
    from plan_tracker.report.explain.subjects import find_subjects, nearest
    from plan_tracker.report.explain.text import render_explanation_text

    report = open_plan(opening, method)
    reason = id.upper().replace("-", "_")  # as people write it
    names = find_subjects(report, id) or [code for code in REASONS if code == reason]
    if len(names) != 1:
        close = names or nearest(report, id)
        hint = f": did you mean {', '.join(close)}?" if close else ""
        refuse(f"{id!r} names {'several things' if names else 'nothing in this plan'}{hint}")
    explanation = explain_subject(report, names[0])
    write(
        {
            "text": lambda screen: render_explanation_text(explanation, report, lang, screen),
            "json": lambda _: render_explanation_json(explanation, report, lang),
        },
        format,
        output,
    )
