"""`tracker fix`."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan_tracker.cli.changing import changing, read_whole, replace
from plan_tracker.cli.completion import complete_finding
from plan_tracker.cli.findings import mendable_findings
from plan_tracker.cli.options import AllowSql, Language, On, PlanArgument, PlanFolder
from plan_tracker.cli.output import print_text, refuse
from plan_tracker.cli.plan_folder import OpeningPlan, reconcile_plan, today
from plan_tracker.cli.speech import speak
from plan_tracker.model.text import Listed, phrase, reason_of
from plan_tracker.report.writing.harmless import harmless

if TYPE_CHECKING:
    from plan_tracker.loading.files.corrections import CellCorrection, Correction
    from plan_tracker.loading.loaded import Loaded
    from plan_tracker.model.finding import Finding
    from plan_tracker.model.statement import Statement

_UNIT = re.compile(r"\s\D+$")
_MARK = "\ufeff"  # some editors begin a file with it


def fix(
    finding: Annotated[
        str,
        typer.Argument(
            metavar="FINDING",
            help="Its fingerprint, or its statement or code; a code takes all that are alike.",
            autocompletion=complete_finding,
        ),
    ],
    folder: PlanArgument = None,
    plan: PlanFolder = Path(),
    reason: Annotated[
        str,
        typer.Option(
            "--reason",
            metavar="TEXT",
            show_default="what the finding says",
            help="Why the printed text is taken to be wrong.",
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be changed.")
    ] = False,
    on: On = None,
    allow_sql: AllowSql = None,
    *,
    lang: Language,
) -> None:
    """Write the repair of a finding into the source file, beside what is printed there.

    The printed text stays as it is; `corrected:` says what it should have been, why, and since
    when. A table is never written: `corrections:` of its source name the cell. Comments and layout
    stay as they are.

    Example: tracker fix mic-2023-h1#ndxp --dry-run
    """
    speak(lang)
    plan = folder or plan
    if dry_run:
        new = _repaired(OpeningPlan(plan, allow_sql=allow_sql), finding, reason, on)
    else:
        with changing(plan):
            new = _repaired(OpeningPlan(plan, allow_sql=allow_sql), finding, reason, on)
            replace({file: text for file, (_, text) in new.items()})
    print_text("".join(_difference(file, *texts) for file, texts in new.items()))


def _repaired(
    opening: OpeningPlan, finding: str, reason: str, on: date | None
) -> dict[Path, tuple[str, str]]:
    """The texts of the files that a repair changes, old and new.

    Ends the command where there is none, or none that can be written.
    """
    loaded, reconciled = reconcile_plan(opening, on)
    mendable = [each for each in reconciled.findings if each.repairs]
    found = mendable_findings(mendable, finding, among=reconciled.findings)
    first = found[0]
    if not first.repairs:
        told = [text for text in (first.message, first.remedy) if str(text)]
        refuse(
            phrase("finding {name} has no repair", name=first.fingerprint),
            *(Listed(["  ", text], "", "") for text in told),
        )
    day = (on or today()).isoformat()
    files: dict[Path, list[Correction | CellCorrection]] = {}
    for each in found:
        for file, corrections in _by_file(loaded, opening.folder, each, reason, day).items():
            files.setdefault(file, []).extend(corrections)
    return {file: _edited(file, opening.folder, corrections) for file, corrections in files.items()}


def _edited(
    file: Path, plan: Path, corrections: "list[Correction | CellCorrection]"
) -> tuple[str, str]:
    """The text of a file, and the same with corrections."""
    from plan_tracker.loading.files.corrections import CannotCorrectError, corrected

    old = read_whole(file, plan)
    text = old.removeprefix(_MARK)  # no part of the text that places count in
    try:
        return old, old[: len(old) - len(text)] + corrected(text, corrections)
    except CannotCorrectError as error:
        refuse(phrase("{reason}", reason=reason_of(error)))


def _by_file(
    loaded: "Loaded", plan: Path, finding: "Finding", reason: str, day: str
) -> "dict[Path, list[Correction | CellCorrection]]":
    from plan_tracker.loading.files.corrections import Correction
    from plan_tracker.reconcile.evidence.repairs import slip_said

    names = {repair.statement: repair for repair in finding.repairs}
    numbers = loaded.frame.index[loaded.frame["statement"].isin(names)]
    corrections: dict[Path, list[Correction | CellCorrection]] = {}
    for statement in (loaded.statements[int(number)] for number in numbers):
        place, repair = statement.place, names[statement.name]
        if repair.period:
            message = phrase(
                "{place}: “{text}” compares with {period}, which no correction can say: write that "
                "period as what the claim is `against` or `of`"
            )
            refuse(message.filled(place=str(place), text=repair.to, period=str(repair.period)))
        if repair.to == repair.from_:
            message = phrase(
                "{place}: “{text}” is meant otherwise ({slip}), which no correction can say: "
                "a growth that is an index gets `as: index`"
            )
            refuse(message.filled(place=str(place), text=repair.to, slip=repair.slip))
        why = reason or f"{finding.code} {finding.name}: {slip_said(repair.slip)}"
        if Path(place.file).suffix == ".yaml":
            file = Path(place.file)
            correction: Correction | CellCorrection = Correction(place, repair.to, why, day)
        else:
            said_in = loaded.sources[statement.source].place
            file = Path(said_in.file)
            correction = _of_cell(statement, plan, Correction(said_in, repair.to, why, day))
        corrections.setdefault(file, []).append(correction)
    return corrections


def _of_cell(statement: "Statement", plan: Path, meant: "Correction") -> "CellCorrection":
    """The correction of the cell that a statement stands in."""
    from plan_tracker.loading.files.corrections import CellCorrection
    from plan_tracker.loading.tables.corrections import printed_in
    from plan_tracker.loading.tables.named_cells import named_cell
    from plan_tracker.loading.tables.wide.units import names_unit

    place = statement.place
    found = named_cell(statement, plan)
    if found is None:
        message = phrase("{place}: this text stands in no cell with a name: correct it as “{text}”")
        refuse(message.filled(place=str(place), text=meant.to))
    printed = printed_in(found.cell, statement.locale)
    to, unit = meant.to, _unit_apart(statement.printed, printed)
    if unit and not to.endswith(unit) and not names_unit(to):
        to = f"{to} {statement.subject.unit}"  # not the one that stands beside the cell
    to = to.removesuffix(unit)
    return CellCorrection(meant.place, found.name, printed, to, meant.reason, meant.day)


def _unit_apart(printed: str, cell: str) -> str:
    """The unit behind what is printed, with its blank, where not the cell itself says it."""
    if printed.startswith(cell):
        return printed[len(cell) :]
    unit = _UNIT.search(printed)
    return unit[0] if unit and not cell.endswith(unit[0]) else ""


def _difference(file: Path, old: str, new: str) -> str:
    from difflib import unified_diff

    name = harmless(str(file))
    lines = unified_diff(_lines(old), _lines(new), f"a/{name}", f"b/{name}", lineterm="")
    return "".join(f"{line}\n" for line in _harmless(lines))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").split("\n")


def _harmless(lines: Iterator[str]) -> Iterator[str]:
    yield from map(harmless, lines)
