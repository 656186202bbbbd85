"""`tracker diff`: every change of status with its cause."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType

from plan_tracker.progress.difference import CAUSES, Cause, StatusChange, unchanged
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.report import Report
from plan_tracker.report.status.columns import AS_OF, DUE, STATEMENT, STATUS
from plan_tracker.report.status.rows import status_row
from plan_tracker.report.words.labels import label, name_of, said
from plan_tracker.report.words.marks import actual_marks
from plan_tracker.report.words.numbers import amount, day
from plan_tracker.report.writing.draw import STYLES, draw, indented, text
from plan_tracker.report.writing.screen import Screen


def render_difference_text(
    reports: tuple[Report, Report], changes: Sequence[StatusChange], lang: str, screen: Screen
) -> str:
    """Each change on a line, its causes below it."""
    return draw(_parts(reports, changes, lang), screen)


def _parts(
    reports: tuple[Report, Report], changes: Sequence[StatusChange], lang: str
) -> Iterator[RenderableType]:
    first, last = (day(report.progress.as_of, lang) for report in reports)
    yield text(f"{label('From', lang)} {first} {label('to', lang)} {last}", style="bold")
    for change in changes:
        shown = change.new or change.old
        assert shown is not None
        name = name_of(shown.name, lang, shown.indicator)
        status = " → ".join(_status(each, lang) for each in (change.old, change.new))
        yield text("", f"{change.id}, {name}: {status}", style=STYLES.get(shown.status, ""))
        yield from (indented(text(_cause(each, change, lang))) for each in change.causes)
    same = unchanged(reports[1].progress, changes)
    yield text("", f"{label('Changed', lang)}: {len(changes)}, {label('unchanged', lang)}: {same}")


def _status(target: TargetStatus | None, lang: str) -> str:
    if target is None:
        return label("not there", lang)
    return STATUS.text(status_row(target, lang))


def _cause(cause: Cause, change: StatusChange, lang: str) -> str:
    what = label(CAUSES[cause.kind], lang)
    shown = [said(cause.before, lang), said(cause.after, lang)]
    ends = [each for each in (change.old, change.new) if each]
    if cause.kind in ("new-data", "revised-data", "repair"):
        shown = [_figure(each, lang) for each in ends]
    elif cause.kind in ("revised-target", "rewritten-target"):
        shown = [_aim(each, lang) for each in ends]
    return what if len(set(shown)) < 2 else f"{what}: {' → '.join(shown)}"


def _figure(target: TargetStatus, lang: str) -> str:
    """The figure that counts, with its marks and where it comes from."""
    actual = target.actual
    if actual is None:
        return label("nothing", lang)
    marks = actual_marks(target)
    value = amount(actual.value, target.unit, lang) + (f" {marks}" if marks else "")
    row = status_row(target, lang)
    return f"{value}, {AS_OF.text(row)} ({STATEMENT.text(row)})"


def _aim(target: TargetStatus, lang: str) -> str:
    aim = target.target
    ends = [aim.low, aim.high] if aim.value is None else [aim.value]
    value = f" {label('to', lang)} ".join(amount(each, target.unit, lang) for each in ends)
    return f"{value}, {label('due', lang)} {DUE.text(status_row(target, lang))}"
