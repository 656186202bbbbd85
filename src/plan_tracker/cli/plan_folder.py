"""From a folder to a report, or to every problem on stderr."""

import sys
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.cli.ahead import Ahead, stay_single
from plan_tracker.cli.output import refuse
from plan_tracker.cli.waiting import Waiting
from plan_tracker.model.plan import MethodName

if TYPE_CHECKING:
    from plan_tracker.loading.loaded import Loaded, Read
    from plan_tracker.reconcile.reconcile import Reconciled, Watch
    from plan_tracker.report.report import Report

_HANDED_OVER = 2_000  # statements: what comes of more takes longer to hand over than it is worth


@dataclass(frozen=True, slots=True)
class Reconciling:
    """A plan as it was known on a day, reconciled, and the sources that were not known then."""

    loaded: "Loaded"
    reconciled: "Reconciled"
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """What a folder holds, held to no schema yet, and reconciled where that is done already."""

    read: "Read"
    loaded: "Loaded"
    reconciling: Reconciling | None


class OpeningPlan:
    """A plan folder that is read and reconciled, as it was known on a day where one is given.

    That begins at once, in other processes where that can be, so that a command imports what it
    writes with meanwhile.
    """

    def __init__(self, folder: Path, as_of: date | None = None) -> None:
        self.folder = folder
        self.as_of = as_of
        stay_single()
        self._reading = Ahead(self._read)
        import plan_tracker.reconcile.reconcile  # noqa: F401 - the next copy has it then, too

        self._reconciling = Ahead(self._reconcile)

    def result(self) -> Opened:
        """What the other processes made of the folder; what they did not do is done here."""
        found = self._reconciling.result()
        # What the one has read is with the other, if there is another.
        read = None if self._reconciling.begun else self._reading.result()
        for each in (self._reconciling, self._reading):
            each.end()
        if found is not None:
            return found
        from plan_tracker.loading.folder import read_folder
        from plan_tracker.loading.loaded import framed

        read = read or read_folder(self.folder)
        return Opened(read, framed(read), None)

    def _read(self) -> "Read | None":
        from plan_tracker.loading.folder import read_small_folder

        return read_small_folder(self.folder)

    def _reconcile(self) -> Opened | None:
        from plan_tracker.loading.loaded import framed

        read = self._reading.result()
        if read is None:
            return None
        loaded = framed(read)
        whole = not read.problems and len(loaded.statements) <= _HANDED_OVER
        return Opened(read, loaded, reconcile_known(loaded, self.as_of) if whole else None)


def open_plan(opening: OpeningPlan, method: MethodName | None = None) -> "Report":
    """Load, reconcile and judge a plan, by a method where one is given.

    Ends the command where the plan has problems.
    """
    from plan_tracker.report.report import build_report

    found = _reconciled(opening, opening.as_of)
    loaded = found.loaded
    if method is not None:
        settings = replace(loaded.plan.settings, method=method)
        loaded = replace(loaded, plan=replace(loaded.plan, settings=settings))
    return build_report(loaded, found.reconciled, opening.as_of, found.left_out)


def reconcile_plan(opening: OpeningPlan, on: date | None = None) -> "tuple[Loaded, Reconciled]":
    """Load and reconcile a plan, with the waivers that hold on a day (default: today).

    Ends the command where the plan has problems.
    """
    found = _reconciled(opening, on)
    return found.loaded, found.reconciled


def today() -> date:
    """The day by the clock, which nothing but waivers and corrections depends on."""
    return datetime.now(UTC).date()


def reconcile_known(
    loaded: "Loaded", as_of: date | None, watch: "Watch | None" = None
) -> Reconciling:
    """Reconcile what was known on a day, or all of it."""
    from plan_tracker.reconcile.reconcile import reconcile

    left_out: tuple[str, ...] = ()
    if as_of is not None:
        from plan_tracker.loading.replay import known_by

        loaded, left_out = known_by(loaded, as_of)
    reconciled = reconcile(loaded, watch) if watch else reconcile(loaded)
    return Reconciling(loaded, reconciled, left_out)


def _reconciled(opening: OpeningPlan, on: date | None) -> Reconciling:
    """A plan reconciled, with the waivers that hold on a day."""
    from plan_tracker.loading.frame_schema import frame_problems  # slow, so not after the wait

    with Waiting(sys.stderr) as waiting:
        waiting.step("Reading the plan")
        opened = opening.result()
        loaded, found = opened.loaded, opened.reconciling
        problems = list(opened.read.problems) or frame_problems(loaded.frame, loaded.statements)
        if not problems and found is None:
            found = reconcile_known(loaded, opening.as_of, waiting.step)
        if found is not None and loaded.waivers:
            from plan_tracker.reconcile.waivers import waive

            waived = waive(found.reconciled.findings, loaded.waivers, on or today())
            found = replace(found, reconciled=replace(found.reconciled, findings=waived))
    if problems or found is None:
        refuse(*map(str, problems))
    return found
