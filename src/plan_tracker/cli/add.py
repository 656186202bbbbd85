"""`tracker add`."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan_tracker.cli.changing import changing, read_whole, replace
from plan_tracker.cli.completion import complete_measured
from plan_tracker.cli.options import (
    AllowSql,
    Lang,
    Language,
    PlanArgument,
    PlanFolder,
    read_allowed,
)
from plan_tracker.cli.output import announce, print_text, refuse
from plan_tracker.inputs.regular import is_folder, is_there
from plan_tracker.model.place import Place
from plan_tracker.model.text import phrase

if TYPE_CHECKING:
    from plan_tracker.grids.queries.permission import Permission
    from plan_tracker.loading.files.figures import ClaimEntry
    from plan_tracker.loading.loaded import Loaded
    from plan_tracker.model.period import Period
    from plan_tracker.model.plan import Plan, Target

_LISTED = 8  # names that a message offers
_CLOSE = 0.6  # how alike a name is that may have been meant


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a figure is added for: an indicator of an entity, and the target that names them."""

    indicator: str
    entity: str
    target: "Target | None"


def add(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="TARGET|INDICATOR",
            help="What was measured.",
            autocompletion=complete_measured,
        ),
    ],
    printed: Annotated[
        str, typer.Argument(metavar="TEXT", help="The figure as it was reported: 81.5 km.")
    ],
    period: Annotated[
        str,
        typer.Option(
            "--period",
            metavar="PERIOD",
            help="What it is about, such as 2026-H1 or 2026-01/2026-09.",
        ),
    ],
    folder: PlanArgument = None,
    claim: Annotated[
        list[str] | None,
        typer.Option(
            "--claim",
            metavar="TEXT",
            show_default=False,
            help="What is said of the figure: up 3 % (against a year before), 51 % (of the plan).",
        ),
    ] = None,
    plan: PlanFolder = Path(),
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="ID",
            show_default="reported-PERIOD",
            help="The source that it is added to, which need not be there yet.",
        ),
    ] = None,
    entity: Annotated[
        str | None,
        typer.Option("--entity", metavar="ID", show_default="the target's", help="For whom it is."),
    ] = None,
    locale: Annotated[
        Lang | None,
        typer.Option("--locale", show_default="the plan's", help="Whose marks and words."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would change.")
    ] = False,
    allow_sql: AllowSql = None,
    *,
    lang: Language,
) -> None:
    """Add a reported figure: it is read, checked, and shown with what it changes.

    It is written into a file of seeds/, beside those that stand there.

    Example: tracker add ndxp-2023 "430 triệu giao dịch" --period 2023-01/2023-09 --claim "tăng 3%"
    """
    if folder is not None and not is_folder(folder):
        unquoted = phrase(
            "{folder}: there is no such folder: correct the name, or put a figure of several words "
            "in quotes: {figure}"
        )
        refuse(unquoted.filled(folder=str(folder), figure=f'"{printed} {folder}"'))
    plan = folder or plan
    with changing(plan):
        _add(
            _Given(subject, printed.strip(), period, tuple(claim or ()), source, entity, locale),
            plan,
            read_allowed(allow_sql),
            lang,
            dry_run=dry_run,
        )


@dataclass(frozen=True, slots=True)
class _Given:
    """The words of the command line."""

    subject: str
    printed: str
    period: str
    claims: tuple[str, ...]
    source: str | None
    entity: str | None
    locale: str | None


def _add(given: _Given, plan: Path, permission: "Permission", lang: str, *, dry_run: bool) -> None:
    from plan_tracker.loading.files.figures import (
        CannotAddError,
        FigureEntry,
        new_source,
        with_figure,
    )
    from plan_tracker.loading.folder import load

    seeds = plan / "seeds"
    if not dry_run and is_there(plan / "targets") and not is_there(seeds):
        seeds.mkdir()
    before, problems = load(plan, permission)
    if problems:
        refuse(*(problem.told for problem in problems))

    subject = _subject(given, before.plan)
    locale = given.locale or _locale(before)
    period = _period(given.period, locale)
    source = given.source or f"reported-{period.text.replace('/', '-')}"
    claims = tuple(_claim(text, locale, period, subject.target) for text in given.claims)

    there = before.sources.get(source)
    file = Path(there.place.file) if there else seeds / f"{source}.yaml"
    if there is None and is_there(file):
        other = phrase("{file}: is there already, and is another source: name one with --source")
        refuse(other.filled(file=str(file)))
    name = _free(subject.indicator, _taken(before, source, subject, period))
    entry = FigureEntry(name, subject.indicator, given.printed, subject.entity, period.text, claims)
    try:
        text = (
            with_figure(read_whole(file, plan), str(file), entry)
            if there
            else new_source(source, locale, subject.entity, period.text, entry)
        )
    except CannotAddError as error:
        refuse(str(error))
    after, problems = load(plan, permission, {file: text})
    if problems:  # in a text that stands nowhere yet
        refuse(*(f"“{given.printed}”: {problem.message}" for problem in problems))

    print_text(_told(before, after, f"{source}#{name}", subject, lang))
    if not dry_run:
        replace({file: text}, only_new=() if there else (file,))
    done = phrase("{file}: written: {printed}")
    if dry_run:
        done = phrase("{file}: would be written: {printed}")
    announce(done.filled(file=str(file), printed=given.printed))


def _subject(given: _Given, plan: "Plan") -> _Subject:
    """The target or the indicator of this name. Ends the command where there is none."""
    target = next((each for each in plan.targets if each.id == given.subject), None)
    if target is not None:
        return _Subject(target.indicator, given.entity or target.entity, target)
    if given.subject not in plan.indicators:
        names = [*(each.id for each in plan.targets), *plan.indicators]
        unknown = phrase(
            "{subject} is no target and no indicator of this plan: the plan has {names}",
            subject=repr(given.subject),
            names=", ".join(names[:_LISTED]),
        )
        if close := get_close_matches(given.subject, names, n=1, cutoff=_CLOSE):
            unknown = phrase(
                "{subject} is no target and no indicator of this plan; did you mean {name}?",
                subject=repr(given.subject),
                name=repr(close[0]),
            )
        refuse(unknown)
    return _Subject(given.subject, given.entity or next(iter(plan.entities), ""), None)


def _locale(loaded: "Loaded") -> str:
    """The language that most sources of the plan are in."""
    locales = [source.locale for source in loaded.sources.values()]
    return max(locales, key=locales.count, default="en")


def _period(given: str, locale: str) -> "Period":
    from plan_tracker.language.periods.reading import parse_period

    try:
        return parse_period(given, locale)
    except ValueError as error:
        refuse(f"--period: {error}")


def _claim(text: str, locale: str, period: "Period", target: "Target | None") -> "ClaimEntry":
    """What a text says of the figure. Ends the command where it does not tell."""
    from plan_tracker.loading.files.figures import ClaimEntry
    from plan_tracker.reading.printed import claim_kind

    kind = claim_kind(text, locale)
    if kind is None:
        unclear = phrase(
            "--claim: “{text}” does not tell what it says of the figure: write a movement, such as "
            "up 3 %, or a percentage of the plan, such as 51 %"
        )
        refuse(unclear.filled(text=text))
    if kind == "attainment":
        return ClaimEntry(kind, text, of=target.period.text if target else "")
    return ClaimEntry(kind, text, against=period.years_before(1).text)


def _taken(loaded: "Loaded", source: str, subject: _Subject, period: "Period") -> set[str]:
    """The ids of the source's figures. Ends the command where one gives the same."""
    rows = loaded.frame[loaded.frame["source"] == source]
    same = (rows["indicator"] == subject.indicator) & (rows["entity"] == subject.entity)
    same &= (rows["kind"] == "level") & (rows["period"] == period.text)
    columns = [rows[same][name].tolist() for name in ("printed", "file", "file_line")]
    for printed, file, line in zip(*columns, strict=True):
        same_there = phrase(
            "{place}: “{printed}” stands there for the same already: correct it there, or name "
            "another source with --source"
        )
        refuse(same_there.filled(place=str(Place(file, line)), printed=printed))
    return {name.partition("#")[2].partition(".")[0] for name in rows["statement"]}


def _free(name: str, taken: set[str]) -> str:
    names = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
    return next(each for each in names if each not in taken)


def _told(before: "Loaded", after: "Loaded", name: str, subject: _Subject, lang: str) -> str:
    """How the figure reads, and what it changes."""
    from plan_tracker.cli.plan_folder import reconcile_known
    from plan_tracker.report.added.text import render_added_text
    from plan_tracker.report.report import build_report

    reports = [
        build_report(loaded, reconcile_known(loaded, None).reconciled, None, ())
        for loaded in (before, after)
    ]
    return render_added_text(
        reports[0], reports[1], name, (subject.indicator, subject.entity), lang
    )
