"""From a folder to a report, or to every problem on stderr."""

import sys
from datetime import date
from typing import TYPE_CHECKING

from plan_tracker.cli.ahead import ReadAhead
from plan_tracker.cli.output import refuse
from plan_tracker.cli.waiting import Waiting

if TYPE_CHECKING:
    from plan_tracker.loading.loaded import Loaded
    from plan_tracker.reconcile.reconcile import Reconciled
    from plan_tracker.report.report import Report


def open_plan(ahead: ReadAhead, as_of: date | None = None) -> "Report":
    """Load, reconcile and judge a plan. Ends the command where the plan has problems."""
    from plan_tracker.report.report import build_report

    return build_report(*reconcile_plan(ahead), as_of)


def reconcile_plan(ahead: ReadAhead) -> "tuple[Loaded, Reconciled]":
    """Load and reconcile a plan. Ends the command where the plan has problems."""
    with Waiting(sys.stderr) as waiting:
        waiting.step("Reading the plan")
        from plan_tracker.loading.loaded import framed
        from plan_tracker.reconcile.reconcile import reconcile

        loaded, problems = framed(ahead.result())
        reconciled = None if problems else reconcile(loaded, waiting.step)
    if reconciled is None:
        refuse(*map(str, problems))
    return loaded, reconciled
