"""`tracker diff`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from plan_tracker.cli.options import (
    AllowSql,
    Language,
    Method,
    OutputFile,
    PlanFolder,
    one_plan_of,
    read_day,
)
from plan_tracker.cli.output import refuse, write
from plan_tracker.cli.plan_folder import OpeningPlan, open_plan, reconcile_plan
from plan_tracker.model.text import phrase

DiffFormat = Literal["text", "json"]


def diff(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            callback=one_plan_of,
            metavar="[OLD] [NEW]",
            help="A plan folder, or two.",
            show_default=False,
        ),
    ] = None,
    plan: PlanFolder = Path(),
    allow_sql: AllowSql = None,
    as_of: Annotated[
        list[str] | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            show_default=False,
            help="Since this day; given twice, first the old day, then the new one. Two folders "
            "are both judged as of it.",
        ),
    ] = None,
    method: Method = None,
    format: Annotated[  # noqa: A002 - named after the option
        DiffFormat | None,
        typer.Option("--format", show_default="text", help="How the result is written."),
    ] = None,
    output: OutputFile = None,
    *,
    lang: Language,
) -> None:
    """Which targets changed their status, and why?

    Without days, since the last report: between what was known before it and what is known now.

    Example: tracker diff --as-of 2022-12-31 --as-of 2023-06-30
    """
    days = [read_day(each) for each in as_of or []]
    places = folders or [plan, plan]
    if len(places) == 1:
        places = [places[0], places[0]]
    if len(places) != 2 or len(days) > 2:
        refuse(phrase("name one plan folder, or two, OLD NEW, and at most two days"))
    ends: tuple[date | None, date | None] = (days[0], days[-1]) if days else (None, None)
    if places[0] == places[1] and len(days) < 2:
        before, last = _last_reports(places[0], allow_sql)
        ends = (days[0] if days else before, last)
    openings = [OpeningPlan(each, end, allow_sql) for each, end in zip(places, ends, strict=True)]
    from plan_tracker.progress.difference import Judged, differences
    from plan_tracker.report.diff.json import render_difference_json
    from plan_tracker.report.diff.text import render_difference_text

    old, new = (open_plan(opening, method) for opening in openings)
    changes = differences(Judged(old.plan, old.progress), Judged(new.plan, new.progress))
    reports = (old, new)
    write(
        {
            "text": lambda screen: render_difference_text(reports, changes, lang, screen),
            "json": lambda _: render_difference_json(reports, changes, lang),
        },
        format,
        output,
    )


def _last_reports(plan: Path, allow_sql: Sequence[str] | None) -> tuple[date, date]:
    """The days of the last report but one and of the last. Ends the command where there is one."""
    from plan_tracker.loading.replay import report_days

    loaded, _ = reconcile_plan(OpeningPlan(plan, allow_sql=allow_sql))
    days = report_days(loaded)
    if len(days) < 2:
        message = phrase(
            "{plan}: all its sources became known on one day: name two days with --as-of, or two "
            "plan folders"
        )
        refuse(message.filled(plan=str(plan)))
    return days[-2], days[-1]
