"""How far is a public plan, and do the reported numbers even add up?

    loaded = plan_tracker.load("plan")           # plan.targets, statements, and their frame
    checked = plan_tracker.check(loaded)         # findings, worst first, and their findings_frame
    progress = plan_tracker.status(loaded)       # one status a target, and their frame
    plan_tracker.plot(loaded, "roads-2026")      # a picture, which a notebook shows
    plan_tracker.write(loaded, "report.docx")    # what `tracker status -o` writes

Each function takes what the ones before it give, or the plan's folder. Nothing is imported before
one is called: the command begins here, and cannot be interrupted without a word until it has got
further.
"""

from __future__ import annotations

from plan_tracker.version import __version__

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
    from plan_tracker.report.pictures.drawing import Drawing
    from plan_tracker.report.report import Report

__all__ = ["PlanError", "__version__", "check", "load", "plot", "status", "write"]


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
    Raises PlanError, NotADirectoryError where there is no such folder, and ValueError for an
    `allow_sql` that cannot be understood.
    """
    from plan_tracker.arguments import folder_meant
    from plan_tracker.grids.queries.permission import read_permission
    from plan_tracker.loading.folder import load as load_folder

    loaded, problems = load_folder(folder_meant(folder), read_permission(allow_sql))
    if problems:
        raise PlanError(problems)
    return loaded


def check(loaded: Loaded | str | PathLike[str], on: date | str | None = None) -> Reconciled:
    """What does not add up.

    `findings` are worst first, and `findings_frame` has a row for each; those of waivers that hold
    on the day `on` have a `waiver`, and without a day none is waived, so that the result depends on
    no clock. `observations` is a frame of what is left of each quantity, `tested` says of each
    statement whether anything could have contradicted it.
    """
    from plan_tracker.arguments import day_meant, plan_meant
    from plan_tracker.reconcile.reconcile import reconcile

    loaded = plan_meant(loaded)
    reconciled = reconcile(loaded)
    day = day_meant(on, "on")
    if day is None:
        return reconciled
    from dataclasses import replace

    from plan_tracker.reconcile.findings.waivers import waive

    return replace(reconciled, findings=waive(reconciled.findings, loaded.waivers, day))


def status(
    loaded: Loaded | str | PathLike[str],
    as_of: date | str | None = None,
    method: MethodName | None = None,
) -> Progress:
    """How far each target is, as of a day (default: the latest that a figure reports).

    Only what was known on that day is used. `targets` has one status a target, each with its
    reasons, and `frame` a row for each; numbers are in the indicator's unit, attainment in percent.
    `method` is the plan's own by default.
    """
    return _report(loaded, as_of, method).progress


def plot(
    loaded: Loaded | str | PathLike[str],
    subject: str,
    *,
    as_of: date | str | None = None,
    method: MethodName | None = None,
    lang: str = "en",
) -> Drawing:
    """A target in time, by its id or its indicator, or a contradiction, by its fingerprint.

    A notebook shows it; its `write` makes an .svg or .png of it. Raises ValueError where nothing
    has that name, or what has it has no picture, with what was expected.
    """
    from plan_tracker.report.pictures.named import drawing_named

    return drawing_named(_report(loaded, as_of, method), subject, lang)


def write(
    loaded: Loaded | str | PathLike[str],
    file: str | PathLike[str],
    *,
    as_of: date | str | None = None,
    method: MethodName | None = None,
    lang: str = "en",
) -> None:
    """Write the status to a file in the format of its ending, as `tracker status -o` does.

    Endings are .html, .docx, .xlsx, .csv, .md, .json and .txt; the same plan gives the same bytes.
    Raises ValueError for another ending, ModuleNotFoundError where a package for it is missing,
    and OSError.
    """
    from plan_tracker.report.formats import write_status

    write_status(_report(loaded, as_of, method, earlier=True), file, lang)


def _report(
    loaded: Loaded | str | PathLike[str],
    as_of: date | str | None,
    method: MethodName | None,
    *,
    earlier: bool = False,
) -> Report:
    """A plan as it was known on a day, reconciled and judged by a method."""
    from dataclasses import replace

    from plan_tracker.arguments import day_meant, method_meant, plan_meant
    from plan_tracker.loading.replay import known_by
    from plan_tracker.reconcile.reconcile import reconcile
    from plan_tracker.report.report import build_report, with_earlier

    loaded, day, method = plan_meant(loaded), day_meant(as_of, "as_of"), method_meant(method)
    left_out: tuple[str, ...] = ()
    if day is not None:
        loaded, left_out = known_by(loaded, day)
    if method is not None:
        settings = replace(loaded.plan.settings, method=method)
        loaded = replace(loaded, plan=replace(loaded.plan, settings=settings))
    report = build_report(loaded, reconcile(loaded), day, left_out)
    return with_earlier(report, loaded) if earlier else report
