"""`tracker waive`."""

from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from plan_tracker.cli.changing import changing, read_whole, replace
from plan_tracker.cli.completion import complete_finding
from plan_tracker.cli.findings import one_finding
from plan_tracker.cli.options import (
    AllowSql,
    Language,
    On,
    PlanArgument,
    PlanFolder,
    read_day,
)
from plan_tracker.cli.output import print_text, refuse
from plan_tracker.cli.plan_folder import OpeningPlan, reconcile_plan, today
from plan_tracker.cli.speech import say, speak
from plan_tracker.inputs.regular import is_there
from plan_tracker.model.text import Name, phrase
from plan_tracker.report.writing.harmless import harmless

if TYPE_CHECKING:
    from plan_tracker.model.finding import Finding

_Fingerprint = Annotated[
    str,
    typer.Argument(
        metavar="FINGERPRINT",
        help="Of the finding, as `check` shows it.",
        autocompletion=complete_finding,
    ),
]
_Reason = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why it may stand as it is.")
]
_Until = Annotated[
    date,
    typer.Option(
        "--until", metavar="DATE", parser=read_day, help="The last day on which it is waived."
    ),
]
_By = Annotated[
    str,
    typer.Option(
        "--by", metavar="NAME", show_default="git's user.name", help="Who answers for it."
    ),
]


def waive(
    finding: _Fingerprint,
    reason: _Reason,
    until: _Until,
    folder: PlanArgument = None,
    by: _By = "",
    plan: PlanFolder = Path(),
    on: On = None,
    allow_sql: AllowSql = None,
    *,
    lang: Language,
) -> None:
    """Accept a finding for a time: it is shown as waived and fails nothing.

    It is added to waivers.yaml beside targets/ and seeds/. A waiver ends with its last day, and
    when a printed figure that the finding rests on changes.

    Example: tracker waive d411d0b6 --reason "the ministry will correct it" --until 2030-06-30
    """
    speak(lang)
    plan = folder or plan
    if not reason.strip():
        refuse(phrase("a waiver needs a reason: say with --reason why the finding may stand"))
    if until < (on or today()):
        passed = phrase("--until {day} has passed: a waiver that does not hold waives nothing")
        refuse(passed.filled(day=str(until)))
    from plan_tracker.loading.waivers import WAIVERS, with_waiver

    by = by.strip() or _user()
    file = plan / WAIVERS
    with changing(plan):
        found = _waivable(OpeningPlan(plan, allow_sql=allow_sql), finding, on)
        old = read_whole(file, plan) if is_there(file) else ""
        new = with_waiver(old, found.fingerprint, reason.strip(), by, until)
        if new is None:
            closed = phrase(
                "{file}: the list ends in a way that nothing can be added to: add the waiver there"
            )
            refuse(closed.filled(file=str(file)))
        replace({file: new})
    done = phrase("{file}: waived until {day}: {code} {name}")
    done = done.filled(
        file=harmless(str(file)), day=str(until), code=found.code, name=Name(found.name)
    )
    print_text(f"{say(done)}\n")


def _waivable(opening: OpeningPlan, finding: str, on: date | None) -> "Finding":
    """The finding that is meant. Ends the command where it can have no waiver, or has one."""
    _, reconciled = reconcile_plan(opening, on)
    found = one_finding(reconciled.findings, finding)
    if found.waiver:
        waived = phrase("finding {name} is waived already, at {place}")
        refuse(waived.filled(name=found.fingerprint, place=str(found.waiver.place)))
    if not found.code.startswith("PT") or found.code.startswith("PT6"):
        refuse(phrase("{code} is about a waiver: mend the waiver instead", code=found.code))
    return found


def _user() -> str:
    """Who git says is at work here, else who is logged in; empty where neither is known."""
    import subprocess

    with suppress(OSError):
        done = subprocess.run(["git", "config", "user.name"], capture_output=True, check=False)
        name = done.stdout.decode("utf-8", "replace").strip()
        if name:
            return name
    from getpass import getuser

    with suppress(OSError, KeyError):
        return getuser()
    return ""
