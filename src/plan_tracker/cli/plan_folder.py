"""From a folder to a report, or to every problem on stderr."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.cli.output import refuse
from plan_tracker.model.plan import MethodName

if TYPE_CHECKING:
    from plan_tracker.report.report import Report


def open_plan(
    folder: Path, as_of: date | None = None, method: MethodName | None = None
) -> "Report":
    """Load, reconcile and judge a plan, as it was known on a day and by a method, where given.

    Ends the command where the plan has problems.
    """
    from plan_tracker.loading.folder import load
    from plan_tracker.reconcile.reconcile import reconcile
    from plan_tracker.report.report import build_report

    loaded, problems = load(folder)
    if problems:
        refuse(*map(str, problems))
    left_out: tuple[str, ...] = ()
    if as_of is not None:
        from plan_tracker.loading.replay import known_by

        loaded, left_out = known_by(loaded, as_of)
    if method is not None:
        settings = replace(loaded.plan.settings, method=method)
        loaded = replace(loaded, plan=replace(loaded.plan, settings=settings))
    return build_report(loaded, reconcile(loaded), as_of, left_out)
