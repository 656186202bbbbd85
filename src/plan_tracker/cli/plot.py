"""`tracker plot`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plan_tracker.cli.completion import complete_subject
from plan_tracker.cli.findings import one_finding
from plan_tracker.cli.options import AllowSql, AsOf, Language, Method, PlanArgument, PlanFolder
from plan_tracker.cli.output import Writer, format_of, refuse, write
from plan_tracker.cli.plan_folder import OpeningPlan, open_plan

if TYPE_CHECKING:
    from plan_tracker.report.report import Report

PlotFormat = Literal["svg", "png"]
_FORMATS: tuple[PlotFormat, ...] = ("svg", "png")


def plot(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="TARGET|INDICATOR|FINDING",
            help="A target, an indicator that has one, or a finding by its fingerprint, its "
            "code or a statement in it.",
            autocompletion=complete_subject,
        ),
    ],
    folder: PlanArgument = None,
    plan: PlanFolder = Path(),
    allow_sql: AllowSql = None,
    as_of: AsOf = None,
    method: Method = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output",
            metavar="FILE",
            show_default=False,
            help="Where to: a file that ends with .svg or .png.",
        ),
    ] = None,
    lang: Language = "en",
) -> None:  # fmt: skip
    """Draw a target in time, or a contradiction, for a slide.

    Example: tracker plot PT201 -o ndxp.svg
    """
    if output is None:
        refuse("a picture needs a file: add -o FILE.svg or -o FILE.png")
    format_of(_FORMATS, None, output)
    plan = folder or plan
    opening = OpeningPlan(plan, as_of, allow_sql)
    from plan_tracker.report.pictures.png import png

    page = _page(open_plan(opening, method), subject, lang)
    writers: dict[PlotFormat, Writer] = {"svg": lambda _: page, "png": lambda _: png(page, 1.5)}
    write(writers, None, output)


def _page(report: "Report", subject: str, lang: str) -> str:
    """The page with the picture. Ends the command where nothing, or too much, has this name."""
    from plan_tracker.report.pictures.plot import (
        nearest_picture,
        plot_finding,
        plot_target,
        plotted,
    )

    measured = [target.id for target in report.progress.targets if target.indicator == subject]
    if len(measured) > 1:
        refuse(f"{subject!r} has {len(measured)} targets: name one, such as {measured[0]}")
    for target in report.progress.targets:
        if target.id in (subject, *measured):
            page = plot_target(report, target, lang)
            return page or refuse(f"{subject} has no picture yet: nothing was reported for it")
    close = nearest_picture(report, subject)
    if close is not None:
        hint = f"did you mean {', '.join(close)}?" if close else "`tracker check` names findings"
        refuse(f"{subject!r} names no target and no finding: {hint}")
    found = one_finding(plotted(report), subject, among=report.findings)
    page = plot_finding(report, found, lang)
    return page or refuse(
        f"finding {found.fingerprint} has no picture: nothing in it contradicts anything else"
    )
