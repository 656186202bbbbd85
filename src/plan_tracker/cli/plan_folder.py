"""From a folder to a report, or to every problem on stderr."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.cli.copied_process import CopiedProcess, stay_single
from plan_tracker.cli.options import read_allowed
from plan_tracker.cli.output import refuse_problems
from plan_tracker.cli.waiting import Waiting
from plan_tracker.model.plan import MethodName

if TYPE_CHECKING:
    from plan_tracker.loading.loaded import Loaded, Read
    from plan_tracker.reconcile.reconcile import Reconciled, Watch
    from plan_tracker.report.report import Report

READING = "Reading the plan"
_HANDED_OVER = 2_000  # statements: what comes of more takes longer to hand over than it is worth


def unseen(loaded: "Loaded") -> None:
    """Do nothing with what was loaded."""


@dataclass(frozen=True, slots=True)
class Reconciling:
    """A plan as it was known on a day, reconciled, and the sources that were not known then."""

    loaded: "Loaded"
    reconciled: "Reconciled"
    left_out: tuple[str, ...]


class OpeningPlan:
    """A plan folder that is read, and reconciled as it was known on a day where one is given.

    That begins at once, in other processes where that can be, so that a command imports what it
    writes with meanwhile. Its queries ask what `allow_sql` or the environment allows. So many
    `seconds` may be spent on the search for culprits, by default as much as is counted.
    """

    def __init__(
        self,
        folder: Path,
        as_of: date | None = None,
        allow_sql: Sequence[str] | None = None,
        seconds: float | None = None,
    ) -> None:
        self.folder = folder
        self.as_of = as_of
        self.seconds = seconds
        self._permission = read_allowed(allow_sql)
        stay_single()
        reading = CopiedProcess(self._read_small)
        import plan_tracker.reconcile.reconcile  # noqa: F401 - the next copy has it then, too

        with Waiting(sys.stderr) as waiting:
            waiting.step(READING)
            self._read = reading.result()
            reading.end()
        self._loaded = self._frame(self._read) if self._read else None
        self._reconciling = CopiedProcess(self._reconcile) if self._is_small() else None

    def loaded(self) -> "tuple[Read, Loaded]":
        """What the folder holds, held to no schema yet; what is not read ahead is read now."""
        if self._read is None or self._loaded is None:
            from plan_tracker.loading.folder import read_folder

            self._read = read_folder(self.folder, self._permission)
            self._loaded = self._frame(self._read)
        return self._read, self._loaded

    def reconciling(self) -> Reconciling | None:
        """What another process made of it; None where that is still to be done."""
        if self._reconciling is None:
            return None
        found = self._reconciling.result()
        self._reconciling.end()
        return found

    def _is_small(self) -> bool:
        whole = self._read is not None and not self._read.problems
        return whole and self._loaded is not None and len(self._loaded.statements) <= _HANDED_OVER

    def _read_small(self) -> "Read | None":
        from plan_tracker.loading.folder import read_small_folder

        return read_small_folder(self.folder)

    @staticmethod
    def _frame(read: "Read") -> "Loaded":
        from plan_tracker.loading.loaded import framed

        return framed(read)

    def _reconcile(self) -> Reconciling | None:
        if self._loaded is None:
            return None
        return reconcile_known(self._loaded, self.as_of, seconds=self.seconds)


def open_plan(
    opening: OpeningPlan, method: MethodName | None = None, *, earlier: bool = False
) -> "Report":
    """Load, reconcile and judge a plan, by a method where one is given.

    `earlier` asks how far it was before its last report as well. Ends the command where the plan
    has problems.
    """
    from plan_tracker.report.report import build_report, with_earlier

    found = _reconciled(opening, opening.as_of)
    loaded = found.loaded
    if method is not None:
        settings = replace(loaded.plan.settings, method=method)
        loaded = replace(loaded, plan=replace(loaded.plan, settings=settings))
    report = build_report(loaded, found.reconciled, opening.as_of, found.left_out)
    return with_earlier(report, loaded) if earlier else report


def reconcile_plan(
    opening: OpeningPlan, on: date | None = None, look: "Callable[[Loaded], None]" = unseen
) -> "tuple[Loaded, Reconciled]":
    """Load and reconcile a plan, with the waivers that hold on a day (default: today).

    What is loaded is shown to `look` before anything is made of it. Ends the command where the plan
    has problems.
    """
    found = _reconciled(opening, on, look)
    return found.loaded, found.reconciled


def today() -> date:
    """The day by the clock, which nothing but waivers and corrections depends on."""
    return datetime.now(UTC).date()


def reconcile_known(
    loaded: "Loaded",
    as_of: date | None,
    watch: "Watch | None" = None,
    seconds: float | None = None,
) -> Reconciling:
    """Reconcile what was known on a day, or all of it."""
    from plan_tracker.reconcile.reconcile import Effort, reconcile, unwatched

    left_out: tuple[str, ...] = ()
    if as_of is not None:
        from plan_tracker.loading.replay import known_by

        loaded, left_out = known_by(loaded, as_of)
    reconciled = reconcile(loaded, watch or unwatched, Effort(seconds))
    return Reconciling(loaded, reconciled, left_out)


def _reconciled(
    opening: OpeningPlan, on: date | None, look: "Callable[[Loaded], None]" = unseen
) -> Reconciling:
    """A plan reconciled, with the waivers that hold on a day."""
    from plan_tracker.loading.frame.schema import frame_problems  # slow, so not after the wait

    with Waiting(sys.stderr) as waiting:
        waiting.step(READING)
        read, loaded = opening.loaded()
        problems = list(read.problems) or frame_problems(loaded.frame, loaded.statements)
        found = opening.reconciling()
        if not problems and found is None:
            look(loaded)
            found = reconcile_known(loaded, opening.as_of, waiting.step, opening.seconds)
        if found is not None and loaded.waivers:
            from plan_tracker.reconcile.findings.waivers import waive

            waived = waive(found.reconciled.findings, loaded.waivers, on or today())
            found = replace(found, reconciled=replace(found.reconciled, findings=waived))
    if problems or found is None:
        refuse_problems(problems)
    return found
