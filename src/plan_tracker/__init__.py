"""How far is a public plan, and do the reported numbers even add up?

    loaded = plan_tracker.load("plan")           # plan.targets, statements, and their frame
    checked = plan_tracker.check(loaded)         # findings, worst first; observations as a frame
    progress = plan_tracker.status(loaded)       # one status a target

Each function takes what the ones before it give. Nothing is imported before one is called: the
command begins here, and cannot be interrupted without a word until it has got further.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as in `typing`, whose import takes longer than all of this

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from os import PathLike

    from plan_tracker.loading.loaded import Loaded
    from plan_tracker.model.place import Problem
    from plan_tracker.model.plan import MethodName
    from plan_tracker.progress.outcome import Progress
    from plan_tracker.reconcile.reconcile import Reconciled

__version__ = "0.1.0"
__all__ = ["PlanError", "check", "load", "status"]


class PlanError(ValueError):
    """A plan whose files cannot be used; `problems` has every reason with its place."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


def load(folder: str | PathLike[str] = ".", *, allow_sql: Collection[str] = ()) -> Loaded:
    """Load the plan in a folder that holds targets/ and seeds/.

    Queries of its sources run only where `allow_sql` has `"files"`, for SQLite files in the plan's
    folder, or a server as `"USER@HOST:PORT/DATABASE"`; no environment variable adds to it.

    `plan` has what is declared, `statements` what the sources print, `frame` a row for each of
    them: values in base units (VND, not tỷ đồng; percent for percentages), periods as days.
    Raises PlanError, and ValueError for an `allow_sql` that cannot be understood.
    """
    from pathlib import Path

    from plan_tracker.grids.queries.permission import read_permission
    from plan_tracker.loading.folder import load as load_folder

    loaded, problems = load_folder(Path(folder), read_permission(allow_sql))
    if problems:
        raise PlanError(problems)
    return loaded


def check(loaded: Loaded, on: date | None = None) -> Reconciled:
    """What does not add up.

    `findings` are worst first; those of waivers that hold on the day `on` have a `waiver`, and
    without a day none is waived, so that the result depends on no clock. `observations` is a frame
    of what is left of each quantity, `tested` says of each statement whether anything could have
    contradicted it.
    """
    from plan_tracker.reconcile.reconcile import reconcile

    reconciled = reconcile(loaded)
    if on is None:
        return reconciled
    from dataclasses import replace

    from plan_tracker.reconcile.findings.waivers import waive

    return replace(reconciled, findings=waive(reconciled.findings, loaded.waivers, on))


def status(loaded: Loaded, as_of: date | None = None, method: MethodName | None = None) -> Progress:
    """How far each target is, as of a day (default: the latest that a figure reports).

    Only what was known on that day is used. `targets` has one status a target, each with its
    reasons; numbers are in the indicator's unit, attainment in percent. `method` is the plan's own
    by default.
    """
    from dataclasses import replace

    from plan_tracker.loading.replay import known_by
    from plan_tracker.progress.judge import judge

    if as_of is not None:
        loaded, _ = known_by(loaded, as_of)
    plan = loaded.plan
    if method is not None:
        plan = replace(plan, settings=replace(plan.settings, method=method))
    return judge(plan, check(loaded).observations, as_of)
