"""From a folder to a report, or to every problem on stderr."""

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.cli.output import refuse
from plan_tracker.cli.waiting import Waiting

if TYPE_CHECKING:
    from plan_tracker.loading.folder import Loaded
    from plan_tracker.reconcile.reconcile import Reconciled
    from plan_tracker.report.report import Report


def open_plan(folder: Path, as_of: date | None = None) -> "Report":
    """Load, reconcile and judge a plan. Ends the command where the plan has problems."""
    from plan_tracker.report.report import build_report

    return build_report(*reconcile_plan(folder), as_of)


def reconcile_plan(folder: Path) -> "tuple[Loaded, Reconciled]":
    """Load and reconcile a plan. Ends the command where the plan has problems."""
    with Waiting(sys.stderr) as waiting:
        waiting.step("Reading the plan")
        from plan_tracker.loading.folder import load
        from plan_tracker.reconcile.reconcile import reconcile

        loaded, problems = load(folder)
        reconciled = None if problems else reconcile(loaded, waiting.step)
    if reconciled is None:
        refuse(*map(str, problems))
    return loaded, reconciled
