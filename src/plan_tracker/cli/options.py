"""The options that several commands share."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

import typer

from plan_tracker.cli.output import refuse
from plan_tracker.cli.speech import spoken_language
from plan_tracker.inputs.regular import is_folder
from plan_tracker.language.languages import locales
from plan_tracker.model.period import read_date
from plan_tracker.model.plan import MethodName
from plan_tracker.model.text import phrase

if TYPE_CHECKING:
    from plan_tracker.grids.queries.permission import Permission

    Lang = str
else:
    Lang = Literal[locales()]  # what help and completion offer: the languages that there are

P = TypeVar("P", Path, Path | None)
_PLAN = "the folder of the plan"  # what is kept of it while a command line is read
_ALLOW_SQL = "PLAN_TRACKER_ALLOW_SQL"


def _one_plan(context: typer.Context, given: typer.CallbackParam, folder: P) -> P:
    """The folder of a plan. Ends the command where option and argument name two.

    That in the environment is only meant where none is named; a word that names no folder is not
    taken for one.
    """
    source = context.get_parameter_source(str(given.name))
    is_named = folder is not None and source is not None and source.name == "COMMANDLINE"
    if folder is not None and is_named and (given.param_type_name == "option" or is_folder(folder)):
        plan = context.meta.setdefault(_PLAN, folder)
        if plan.resolve() != folder.resolve():
            message = phrase("{plan} and {folder} are two plans: name one of them")
            refuse(message.filled(plan=str(plan), folder=str(folder)))
    return folder


def one_plan_of(
    context: typer.Context, given: typer.CallbackParam, files: list[Path] | None
) -> list[Path] | None:
    """Files, or the folder of a plan alone. Ends the command where the option names another one."""
    if files and len(files) == 1:
        _one_plan(context, given, files[0])
    return files


PlanFolder = Annotated[
    Path,
    typer.Option(
        "--plan",
        callback=_one_plan,
        metavar="DIR",
        envvar="PLAN_TRACKER_PLAN",
        show_envvar=False,
        help="The folder that holds targets/ and seeds/. Default: that in PLAN_TRACKER_PLAN.",
    ),
]
PlanArgument = Annotated[
    Path | None,
    typer.Argument(
        callback=_one_plan,
        metavar="DIR",
        show_default=False,
        help="The plan, in place of --plan.",
    ),
]


Period = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="PERIOD",
        show_default="what it says itself",
        help="What a document or table reports on where it does not say, such as 2024-H1.",
    ),
]


def read_day(text: str) -> date:
    """A day such as 2023-06-30, or in the words of a language. Raises BadParameter."""
    try:
        return read_date(text)
    except ValueError:
        from plan_tracker.language.periods.reading import parse_date

    try:
        return parse_date(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def read_allowed(words: Sequence[str] | None) -> "Permission":
    """What `--allow-sql` permits, or the environment where it is not given. Raises BadParameter."""
    from plan_tracker.grids.queries.permission import AddressError, read_permission

    name = "--allow-sql" if words else _ALLOW_SQL
    try:
        return read_permission(words or [os.environ.get(_ALLOW_SQL, "")])
    except AddressError as error:
        raise typer.BadParameter(f"{name}: {error}") from error


AllowSql = Annotated[
    list[str] | None,
    typer.Option(
        "--allow-sql",
        metavar="files|SERVER",
        show_default=f"{_ALLOW_SQL}, else none",
        help="Let queries of the plan ask its SQLite files, or a server USER@HOST:PORT/DATABASE.",
    ),
]
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
Time = Annotated[
    float | None,
    typer.Option(
        "--time",
        metavar="SECONDS",
        min=0,
        show_default=False,
        help="Search so long for which figures are wrong. Default: until counted work ends, which "
        "is the same on every machine.",
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
Language = Annotated[
    Lang,
    typer.Option(
        "--lang",
        default_factory=spoken_language,
        show_default="that of LANG, else en",
        help="Language of texts and numbers.",
    ),
]
OutputFile = Annotated[
    Path | None,
    typer.Option(
        "-o", "--output",
        metavar="FILE",
        show_default=False,
        help="Write to this file instead, in the format of its ending.",
    ),
]  # fmt: skip
