"""`tracker check`."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from plan_tracker.cli.ahead import ReadAhead
from plan_tracker.cli.options import Language, OutputFile, PlanFolder
from plan_tracker.cli.output import write
from plan_tracker.cli.plan_folder import reconcile_plan

if TYPE_CHECKING:
    from plan_tracker.model.finding import Finding
    from plan_tracker.model.place import Place

CheckFormat = Literal["text", "json"]
Level = Literal["error", "warning", "note"]
FOUND = 1
_AT_LEAST: dict[Level, tuple[Level, ...]] = {
    "error": ("error",),
    "warning": ("error", "warning"),
    "note": ("error", "warning", "note"),
}


def check(
    plan: PlanFolder = Path(),
    fail_on: Annotated[
        Level, typer.Option("--fail-on", help="Exit with 1 for findings as bad as this, or worse.")
    ] = "error",
    format: Annotated[  # noqa: A002 - named after the option
        CheckFormat | None, typer.Option("--format", show_default="text")
    ] = None,
    output: OutputFile = None,
    lang: Language = "en",
) -> None:
    """Which reported figures cannot all be true?

    Example: tracker check --fail-on warning -o findings.json
    """
    ahead = ReadAhead(plan)
    from plan_tracker.report.check_json import render_check_json
    from plan_tracker.report.check_text import render_check_text
    from plan_tracker.report.checked import build_checked

    checked = build_checked(reconcile_plan(ahead)[1])
    lines = _lines_at(checked.findings)
    write(
        {
            "text": lambda screen: render_check_text(checked, lines, lang, screen),
            "json": lambda _: render_check_json(checked),
        },
        format,
        output,
    )
    if any(finding.severity in _AT_LEAST[fail_on] for finding in checked.findings):
        raise typer.Exit(FOUND)


def _lines_at(findings: Iterable["Finding"]) -> dict["Place", str]:
    """The lines that findings point at; a file that has gone since gives none."""
    places = {finding.locations[0] for finding in findings if finding.locations}
    lines: dict[str, list[str]] = {}
    for file in {place.file for place in places}:
        try:
            lines[file] = Path(file).read_text(encoding="utf-8-sig").split("\n")
        except (OSError, UnicodeDecodeError):
            lines[file] = []
    return {
        place: lines[place.file][place.line - 1]
        for place in places
        if 0 < place.line <= len(lines[place.file])
    }
