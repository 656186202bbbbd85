"""Files held against a plan: what of them its targets, identities and sources contradict."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.cli.options import read_allowed
from plan_tracker.cli.output import refuse, refuse_problems
from plan_tracker.cli.waiting import Waiting
from plan_tracker.inputs.regular import is_there
from plan_tracker.model.text import phrase

if TYPE_CHECKING:
    from plan_tracker.cli.drafted_files import ReadFiles
    from plan_tracker.model.finding import Finding
    from plan_tracker.reconcile.reconcile import Reconciled
    from plan_tracker.report.check.against_plan import AgainstPlan

_PARTS = ("targets", "seeds")  # folders of a plan; one without them may still have waivers


def is_plan(folder: Path) -> bool:
    """Whether a folder holds a plan, and not only waivers. Ends the command where it holds none."""
    from plan_tracker.loading.waivers import WAIVERS

    if any(is_there(folder / part) for part in _PARTS):
        return True
    if not is_there(folder):
        refuse(phrase("{folder}: there is no such folder: correct --plan", folder=str(folder)))
    if not is_there(folder / WAIVERS):
        parts = " and no ".join(f"{part}/" for part in _PARTS)
        refuse(f"{folder}: holds no {parts}, so no plan: correct --plan")
    return False


def hold_against(
    folder: Path, read: "ReadFiles", allow_sql: Sequence[str] | None, seconds: float | None
) -> "AgainstPlan":
    """What files say of a plan's indicators, reconciled with all that the plan holds.

    Ends the command where the plan has problems.
    """
    from plan_tracker.documents.against_plan.taken import take_for
    from plan_tracker.loading.folder import load
    from plan_tracker.loading.loaded import beside
    from plan_tracker.reconcile.reconcile import Effort, reconcile
    from plan_tracker.report.check.against_plan import AgainstPlan

    effort = Effort(seconds)
    with Waiting(sys.stderr) as waiting:
        waiting.step("Reading the plan")
        loaded, problems = load(folder, read_allowed(allow_sql))
        taken = take_for(loaded.plan, read.drafted, read.documents) if not problems else None
        if taken is not None:
            with_files = beside(loaded, taken.sources, taken.statements)
            reconciled = reconcile(with_files, waiting.step, effort)
            alone = reconcile(loaded, waiting.step, effort).findings if reconciled.findings else ()
    if taken is None:
        refuse_problems(problems)
    return AgainstPlan(taken.statements, reconciled, alone)


def joined(reconciled: "Reconciled", against: "AgainstPlan") -> "tuple[Finding, ...]":
    """The findings of files alone with those that a plan adds, worst first."""
    from plan_tracker.reconcile.findings.finding import SEVERITIES

    findings = [*reconciled.findings, *against.findings]
    findings.sort(key=lambda each: (SEVERITIES.index(each.severity), each.code, each.statements))
    return tuple(findings)
