"""Pictures of the page."""

from markupsafe import Markup

from plan_tracker.model.finding import Finding
from plan_tracker.progress.course import Course
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.report import Report

_EMPTY = Markup('<svg viewBox="0 0 260 40" width="260" height="40" role="img"></svg>')


def bullet(target: TargetStatus, lang: str) -> Markup:
    """Attained, expected, projected and the target on one axis."""
    share = target.attainment.value if target.attainment else None
    if share is None:
        return Markup("")
    return Markup(
        '<svg viewBox="0 0 100 12" width="200" height="24" aria-hidden="true">'
        '<rect class="track" width="100" height="12"></rect>'
        '<rect class="done" width="{}" height="12"></rect></svg>'
    ).format(min(share, 100))


def history(target: TargetStatus, course: Course | None, lang: str) -> Markup:
    """What was reported, the path and the projection."""
    return _EMPTY if course else Markup("")


def stages(target: TargetStatus, lang: str) -> Markup:
    """The stages on an axis of time."""
    return Markup("")


def contradiction(finding: Finding, report: Report, lang: str) -> Markup:
    """The intervals that do not meet."""
    return Markup("")
