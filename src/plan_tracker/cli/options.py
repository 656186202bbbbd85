"""The options that several commands share."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from plan_tracker.model.plan import MethodName

Lang = Literal["en", "vi"]

PlanFolder = Annotated[
    Path, typer.Option("--plan", metavar="DIR", help="The folder that holds targets/ and seeds/.")
]


def read_day(text: str) -> date:
    """A day such as 2023-06-30, or in the words of a language. Raises BadParameter."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        from plan_tracker.language.periods.reading import parse_day

        day = parse_day(text)
        if day is None:
            raise typer.BadParameter(f"{text!r} is no day: write one like 2023-06-30") from error
        return day


AsOf = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        parser=read_day,
        show_default=False,
        help="Judge as of this day, such as 2023-06-30. Default: the latest that is reported.",
    ),
]
On = Annotated[
    date | None,
    typer.Option(
        "--on",
        metavar="DATE",
        parser=read_day,
        show_default="today",
        help="The day that waivers must hold on, and that a correction is dated by.",
    ),
]
Method = Annotated[
    MethodName | None,
    typer.Option(
        "--method",
        show_default="the plan's, else pace",
        help="Whose formula judges the targets; docs/methods.md has them all.",
    ),
]
Language = Annotated[Lang, typer.Option("--lang", help="Language of texts and numbers.")]
OutputFile = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output",
        metavar="FILE",
        show_default=False,
        help="Write to this file instead, in the format of its ending.",
    ),
]  # fmt: skip
