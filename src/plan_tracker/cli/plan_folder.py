"""From a folder to a report, or to every problem on stderr."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.cli.output import refuse

if TYPE_CHECKING:
    from plan_tracker.report.report import Report


def open_plan(folder: Path, as_of: date | None = None) -> "Report":
    """Load, reconcile and judge a plan. Ends the command where the plan has problems."""
    from plan_tracker.loading.folder import load
    from plan_tracker.reconcile.reconcile import reconcile
    from plan_tracker.report.report import build_report

    loaded, problems = load(folder)
    if problems:
        refuse(*map(str, problems))
    return build_report(loaded, reconcile(loaded), as_of)
