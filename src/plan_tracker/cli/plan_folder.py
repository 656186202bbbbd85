"""From a folder to a report, or to every problem on stderr."""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from plan_tracker.cli.ahead import ReadAhead
from plan_tracker.cli.output import refuse
from plan_tracker.cli.waiting import Waiting
from plan_tracker.model.plan import MethodName

if TYPE_CHECKING:
    from plan_tracker.loading.loaded import Loaded
    from plan_tracker.reconcile.reconcile import Reconciled
    from plan_tracker.report.report import Report


def open_plan(
    ahead: ReadAhead, as_of: date | None = None, method: MethodName | None = None
) -> "Report":
    """Load, reconcile and judge a plan, as it was known on a day and by a method, where given.

    Ends the command where the plan has problems.
    """
    from plan_tracker.report.report import build_report

    loaded, reconciled, left_out = _reconciled(ahead, as_of, as_of)
    if method is not None:
        settings = replace(loaded.plan.settings, method=method)
        loaded = replace(loaded, plan=replace(loaded.plan, settings=settings))
    return build_report(loaded, reconciled, as_of, left_out)


def reconcile_plan(ahead: ReadAhead, on: date | None = None) -> "tuple[Loaded, Reconciled]":
    """Load and reconcile a plan, with the waivers that hold on a day (default: today).

    Ends the command where the plan has problems.
    """
    return _reconciled(ahead, None, on)[:2]


def today() -> date:
    """The day by the clock, which nothing but waivers and corrections depends on."""
    return datetime.now(UTC).date()


def _reconciled(
    ahead: ReadAhead, as_of: date | None, on: date | None
) -> "tuple[Loaded, Reconciled, tuple[str, ...]]":
    """The same with what was known on a day, and the sources that were not."""
    left_out: tuple[str, ...] = ()
    with Waiting(sys.stderr) as waiting:
        waiting.step("Reading the plan")
        from plan_tracker.loading.loaded import framed
        from plan_tracker.reconcile.reconcile import reconcile

        loaded, problems = framed(ahead.result())
        if as_of is not None and not problems:
            from plan_tracker.loading.replay import known_by

            loaded, left_out = known_by(loaded, as_of)
        reconciled = None if problems else reconcile(loaded, waiting.step)
        if reconciled is not None and loaded.waivers:
            from plan_tracker.reconcile.waivers import waive

            waived = waive(reconciled.findings, loaded.waivers, on or today())
            reconciled = replace(reconciled, findings=waived)
    if reconciled is None:
        refuse(*map(str, problems))
    return loaded, reconciled, left_out
