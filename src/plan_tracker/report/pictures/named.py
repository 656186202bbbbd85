"""The picture that a name asks for: of a target, or of a contradiction."""

from plan_tracker.report.check.named import UnclearNameError, finding_named
from plan_tracker.report.pictures.drawing import Drawing
from plan_tracker.report.pictures.plot import nearest_picture, plot_finding, plot_target, plotted
from plan_tracker.report.report import Report


def drawing_named(report: Report, subject: str, lang: str) -> Drawing:
    """The drawing of a target by its id or indicator, or of a finding as `finding_named` has it.

    Raises UnclearNameError where nothing, or too much, has this name, or it has no picture.
    """
    measured = [target.id for target in report.progress.targets if target.indicator == subject]
    if len(measured) > 1:
        count = len(measured)
        raise UnclearNameError(f"{subject!r} has {count} targets: name one, such as {measured[0]}")
    for target in report.progress.targets:
        if target.id in (subject, *measured):
            page = plot_target(report, target, lang)
            if page is None:
                why = "has no picture yet: nothing was reported for it"
                raise UnclearNameError(f"{subject} {why}")
            return Drawing(page)

    close = nearest_picture(report, subject)
    if close is not None:
        hint = f"did you mean {', '.join(close)}?" if close else "`tracker check` names findings"
        raise UnclearNameError(f"{subject!r} names no target and no finding: {hint}")
    finding = finding_named(plotted(report), subject, among=report.findings)
    page = plot_finding(report, finding, lang)
    if page is None:
        why = "has no picture: nothing in it contradicts anything else"
        raise UnclearNameError(f"finding {finding.fingerprint} {why}")
    return Drawing(page)
