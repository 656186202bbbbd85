"""`tracker check`."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plan_tracker.cli.options import (
    AllowSql,
    Lang,
    Language,
    On,
    OutputFile,
    Period,
    PlanFolder,
    Time,
    one_plan_of,
    read_allowed,
)
from plan_tracker.cli.output import (
    UnusableFilesError,
    Writer,
    add_to,
    named_by_ending,
    refuse,
    write,
)
from plan_tracker.cli.plan_folder import OpeningPlan, reconcile_plan
from plan_tracker.cli.room import say_if_too_large
from plan_tracker.inputs.regular import is_folder, is_there
from plan_tracker.model.text import phrase

if TYPE_CHECKING:
    from plan_tracker.model.finding import Finding
    from plan_tracker.model.place import Place
    from plan_tracker.model.source import Source
    from plan_tracker.reconcile.reconcile import Reconciled
    from plan_tracker.report.check.content import Checked

CheckFormat = Literal["text", "json", "github", "sarif", "junit", "markdown"]
Level = Literal["error", "warning", "note"]
FOUND = 1
_AT_LEAST: dict[Level, tuple[Level, ...]] = {
    "error": ("error",),
    "warning": ("error", "warning"),
    "note": ("error", "warning", "note"),
}
_TEXTS = (".yaml", ".csv")  # files whose lines can be shown
_LARGEST_SHOWN = 1_000_000_000  # bytes of a file whose lines are shown, as large as a table's

Cluster = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="local:N|tcp://HOST:PORT",
        show_default="one process",
        help="Check a large plan in parts, by N processes of this machine or by the workers of a "
        "Dask scheduler.",
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="REV",
        show_default=False,
        help="Only findings that are new since this git revision, such as origin/main.",
    ),
]


def check(
    context: typer.Context,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            callback=one_plan_of,
            metavar="[FILE]...",
            show_default=False,
            help="Tables and documents to check by themselves, which need no plan, `-` for pasted "
            "text; or the folder of a plan.",
        ),
    ] = None,
    locale: Annotated[
        Lang | None,
        typer.Option(
            "--locale",
            show_default=False,
            help="The language of documents. Default: by their words.",
        ),
    ] = None,
    period: Period = None,
    plan: PlanFolder = Path(),
    allow_sql: AllowSql = None,
    fail_on: Annotated[
        Level, typer.Option("--fail-on", help="Exit with 1 for findings as bad as this, or worse.")
    ] = "error",
    since: Since = None,
    cluster: Cluster = None,
    all_: Annotated[
        bool, typer.Option("--all", help="List every figure: it holds, cannot be true, …")
    ] = False,
    on: On = None,
    time: Time = None,
    format: Annotated[  # noqa: A002 - named after the option
        CheckFormat | None,
        typer.Option(
            "--format",
            show_default="text",
            help="How the result is written; github also fills the summary of the job.",
        ),
    ] = None,
    output: OutputFile = None,
    *,
    lang: Language,
) -> None:
    """Which reported figures cannot all be true?

    Of a plan, or of files that are named: what their sums, shares and growth are is found in them.

    Example: tracker check h1-2024.xlsx

    Example: tracker check report.docx -o marked.docx

    Example: tracker check report.docx --plan .

    Example: tracker check --fail-on warning -o findings.json

    Example: tracker check --since origin/main --format github
    """
    plan, tables = _plan_or_tables(files or [], plan)
    reconciled: Reconciled | None
    sources: Mapping[str, Source]
    from plan_tracker.report.check.content import build_checked
    from plan_tracker.report.check.markdown import render_check_markdown

    copies: dict[str, Writer] = {}
    _fit_for_parts(cluster, tables, since, all_, format or named_by_ending(output))
    with _told_everywhere(format, output, lang):
        if tables:
            from plan_tracker.cli.drafted_files import reconcile_files, waived_in
            from plan_tracker.cli.files_with_plan import hold_against, is_plan, joined
            from plan_tracker.cli.marked_copy import copy_refusal, copy_writers

            if unwritable := copy_refusal(tables, output):
                refuse(unwritable)
            read, reconciled = reconcile_files(tables, str(locale or ""), _period(period), time)
            drafted = read.drafted
            against = None
            if _is_given(context, "plan") and is_plan(plan):
                against = hold_against(plan, read, allow_sql, time)
                reconciled = replace(reconciled, findings=joined(reconciled, against))
            reconciled = waived_in(plan, reconciled, on)
            loaded, labels = drafted.loaded, drafted.labels
            sources = loaded.sources
            checked = build_checked(reconciled, loaded.rounded, drafted, against, marked=all_)
            copies = copy_writers(read, reconciled, checked, output, lang)
        else:
            sources, reconciled, checked = _check_plan(
                plan, cluster, since, on, allow_sql, time, marked=all_
            )
            labels = None

    def fails(finding: "Finding") -> bool:
        return not finding.waiver and finding.severity in _AT_LEAST[fail_on]

    def junit() -> Iterator[str]:
        assert reconciled is not None, "refused where a plan is checked in parts"
        from plan_tracker.report.check.cases import build_cases
        from plan_tracker.report.check.junit import render_check_junit

        cases = build_cases(reconciled, sources.values())
        files_alone = checked if tables else None
        return render_check_junit(cases, fails, lang, files_alone, _named_from(_top()))

    writers: dict[str, Writer] = {
        **_writers(checked, plan, labels, lang),
        "junit": lambda _: junit(),
        **copies,
    }
    write(writers, format, output)
    if format == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        add_to(Path(summary), render_check_markdown(checked, lang, _named_from(_top())))
    if any(map(fails, checked.findings)):
        raise typer.Exit(FOUND)


def _check_plan(
    plan: Path,
    cluster: str | None,
    since: str | None,
    on: date | None,
    allow_sql: list[str] | None,
    seconds: float | None,
    *,
    marked: bool,
) -> "tuple[Mapping[str, Source], Reconciled | None, Checked]":
    """The sources of a plan, what its statements say together, and what there is to say of it.

    The second is None where no one process knows it. Ends the command where the plan has problems.
    """
    from plan_tracker.report.check.content import build_checked, build_gathered

    if cluster is not None:
        from plan_tracker.cli.in_parts import gather_plan

        found, gathered = gather_plan(plan, cluster, on, allow_sql)
        return found.read.sources, None, build_gathered(gathered, found.rounded)

    opening = OpeningPlan(plan, allow_sql=allow_sql, seconds=seconds)
    loaded, reconciled = reconcile_plan(opening, on, say_if_too_large)
    if since is not None:
        reconciled = _new_since(since, plan, on, allow_sql, reconciled)
    checked = build_checked(reconciled, loaded.rounded, marked=marked)
    return loaded.sources, reconciled, checked


def _fit_for_parts(
    cluster: str | None, tables: list[Path], since: str | None, all_: bool, format_: str | None
) -> None:
    """Ends the command where what is asked for needs more than parts of a plan tell."""
    if cluster is None:
        return
    if tables:
        refuse(phrase("--cluster is for plans: files are checked by one process."))
    asked = {"--since": since is not None, "--all": all_, "--format junit": format_ == "junit"}
    if needing := [name for name, is_asked in asked.items() if is_asked]:
        refuse(
            phrase(
                "{option} needs the whole plan in one process: leave it or --cluster out.",
                option=needing[0],
            )
        )


@contextmanager
def _told_everywhere(given: CheckFormat | None, output: Path | None, lang: Lang) -> Iterator[None]:
    """Where files cannot be used, say so in the format that is asked for, as well as on stderr."""
    try:
        yield
    except UnusableFilesError as unusable:
        from plan_tracker.report.check import problems as formats

        renderers = {
            "json": formats.render_problems_json,
            "github": formats.render_problems_github,
            "sarif": formats.render_problems_sarif,
            "junit": formats.render_problems_junit,
            "markdown": formats.render_problems_markdown,
        }
        found, named = unusable.problems, _named_from(_top())
        name = given or named_by_ending(output)
        if name in renderers:
            page = renderers[name](found, named, lang)
            write({name: lambda _: page}, None, output)
        if name == "github" and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
            add_to(Path(summary), formats.render_problems_markdown(found, named, lang))
        raise


def _is_given(context: typer.Context, option: str) -> bool:
    """Whether an option is given, and not only its default taken."""
    source = context.get_parameter_source(option)
    return source is not None and source.name not in ("DEFAULT", "DEFAULT_MAP")


def _period(text: str | None) -> str:
    """What documents report on. Ends the command for what is no period."""
    from plan_tracker.model.period import read_period

    try:
        return read_period(text).text if text else ""
    except ValueError as error:
        refuse(f"--period: {error}")


def _plan_or_tables(files: list[Path], plan: Path) -> tuple[Path, list[Path]]:
    """The folder of a plan, which may be named without --plan, or tables; `-` is what is pasted."""
    if len(files) == 1 and is_folder(files[0]):
        return files[0], []
    return plan, files


def _new_since(
    revision: str,
    plan: Path,
    on: date | None,
    allow_sql: list[str] | None,
    found: "Reconciled",
) -> "Reconciled":
    """Without what was found at a revision already."""
    from plan_tracker.cli.since import known_at

    known = known_at(plan, revision, on, read_allowed(allow_sql))
    new = tuple(each for each in found.findings if not known.has(each))
    return replace(found, findings=new)


def _writers(
    checked: "Checked", plan: Path, labels: "Mapping[Place, str] | None", lang: Lang
) -> dict[str, Writer]:
    """What writes the findings, by format; JUnit tells of more than findings.

    `labels` are shown in place of the lines of files, where there are any.
    """
    from plan_tracker.report.check.github import render_check_github
    from plan_tracker.report.check.json import render_check_json
    from plan_tracker.report.check.markdown import render_check_markdown
    from plan_tracker.report.check.sarif import render_check_sarif
    from plan_tracker.report.check.text import render_check_text

    def lines() -> "Mapping[Place, str]":
        return _lines_at(checked, plan) if labels is None else labels

    return {
        "text": lambda screen: render_check_text(checked, lines(), lang, screen),
        "json": lambda _: render_check_json(checked, lang),
        "github": lambda _: render_check_github(checked, _named_from(_top()), lang),
        "sarif": lambda _: render_check_sarif(
            checked, _named_from(_top()), lang, help_at=os.environ.get("PLAN_TRACKER_DOCS", "")
        ),
        "markdown": lambda _: render_check_markdown(checked, lang, _named_from(_top())),
    }


def _top() -> Path:
    """The top of the repository, which platforms name files from; else where the command runs."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        if folder := os.environ.get(name):
            return Path(folder).absolute()
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if is_there(folder / ".git")), here)


def _named_from(folder: Path) -> Callable[[str], str]:
    def named(name: str) -> str:
        file = Path(os.path.normpath(Path(name).absolute()))
        return str(file.relative_to(folder) if folder in file.parents else file)

    return named


def _lines_at(checked: "Checked", plan: Path) -> dict["Place", str]:
    """The lines that the findings shown point at; a file that has gone since gives none."""
    from plan_tracker.report.check.content import SHOWN

    places = {finding.locations[0] for finding in checked.findings[:SHOWN] if finding.locations}
    lines = {file: _lines_of(Path(file), plan) for file in {place.file for place in places}}
    return {
        place: lines[place.file][place.line - 1]
        for place in places
        if 0 < place.line <= len(lines[place.file])
    }


def _lines_of(file: Path, plan: Path) -> list[str]:
    """The lines of a text; none of a table, whose cells are no lines."""
    from plan_tracker.inputs.regular import UnusableFileError, read_bytes

    if file.suffix not in _TEXTS:
        return []
    try:
        text = read_bytes(file, _LARGEST_SHOWN, within=plan).decode("utf-8-sig")
    except (UnusableFileError, UnicodeDecodeError):
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
