"""`tracker plot`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from plan_tracker.cli.completion import complete_subject
from plan_tracker.cli.options import AllowSql, AsOf, Language, Method, PlanArgument, PlanFolder
from plan_tracker.cli.output import Writer, format_of, refuse, write
from plan_tracker.cli.plan_folder import OpeningPlan, open_plan
from plan_tracker.model.text import phrase

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
    *,
    lang: Language,
) -> None:  # fmt: skip
    """Draw a target in time, or a contradiction, for a slide.

    Example: tracker plot PT201 -o ndxp.svg
    """
    if output is None:
        refuse(phrase("a picture needs a file: add -o FILE.svg or -o FILE.png"))
    format_of(_FORMATS, None, output)
    plan = folder or plan
    opening = OpeningPlan(plan, as_of, allow_sql)
    from plan_tracker.report.check.named import UnclearNameError
    from plan_tracker.report.pictures.named import drawing_named
    from plan_tracker.report.pictures.png import png

    try:
        page = drawing_named(open_plan(opening, method), subject, lang).svg
    except UnclearNameError as error:
        refuse(*error.lines)
    writers: dict[PlotFormat, Writer] = {"svg": lambda _: page, "png": lambda _: png(page, 1.5)}
    write(writers, None, output)
