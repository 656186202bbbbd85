"""`tracker read`."""

from typing import Annotated, Literal

import typer

from plan_tracker.cli.options import Lang, Language, OutputFile
from plan_tracker.cli.output import refuse, write
from plan_tracker.model.statement import StatementKind

ReadFormat = Literal["text", "json"]


def read(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A figure as printed.")],
    locale: Annotated[Lang, typer.Option("--locale", help="Whose marks and words.")] = "vi",
    kind: Annotated[
        StatementKind, typer.Option("--kind", help="What the text says of a figure.")
    ] = "level",
    unit: Annotated[
        str, typer.Option("--unit", metavar="UNIT", help="The unit where the text has none.")
    ] = "",
    format: Annotated[  # noqa: A002 - named after the option
        ReadFormat | None,
        typer.Option("--format", show_default="text", help="How the result is written."),
    ] = None,
    output: OutputFile = None,
    *,
    lang: Language,
) -> None:
    """What can a printed figure mean?

    Example: tracker read "hơn 1,6 triệu tỷ đồng"
    """
    from plan_tracker.reading import read_printed
    from plan_tracker.report.read.json import render_readings_json
    from plan_tracker.report.read.text import render_readings_text

    readings, problems = read_printed(text, locale, kind, unit=unit)
    if not readings:
        refuse(*(f"“{text}”: {problem}" for problem in problems or ("a stage prints no number",)))
    write(
        {
            "text": lambda screen: render_readings_text(text, readings, lang, screen),
            "json": lambda _: render_readings_json(text, readings),
        },
        format,
        output,
    )
