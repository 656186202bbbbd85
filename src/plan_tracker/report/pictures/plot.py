"""Which picture shows a target or a finding, and what stands around it."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from plan_tracker.model.finding import Finding
from plan_tracker.progress.judged.trajectory import trajectory_of
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.reconcile.evidence.contrasts import contrasts
from plan_tracker.report.pictures.bullet import bullet
from plan_tracker.report.pictures.contradiction import contradiction
from plan_tracker.report.pictures.history import WIDTH, history
from plan_tracker.report.pictures.shapes import Picture
from plan_tracker.report.pictures.slide import Heading, slide
from plan_tracker.report.pictures.stages import stages
from plan_tracker.report.pictures.wording import subject_said
from plan_tracker.report.report import Report
from plan_tracker.report.status.columns import DUE, NAME, PROGRESS, STATUS, WAS_DUE
from plan_tracker.report.status.rows import status_row
from plan_tracker.report.words.labels import label, said
from plan_tracker.report.words.marks import LEGEND, marks_used
from plan_tracker.report.words.numbers import day

_WIDE = 780.0  # pixels: as wide for its height as the page has room


def plot_target(report: Report, target: TargetStatus, lang: str) -> str | None:
    """A target in time as a page of SVG; None where nothing was ever reported."""
    picture = picture_of(report, target, lang, _WIDE)
    if picture is None:
        return None
    row = status_row(target, lang)
    progress = f"{PROGRESS.title(lang)}: {PROGRESS.text(row)}" if target.way else ""
    was_due = f"{WAS_DUE.title(lang)}: {WAS_DUE.text(row)}" if target.expected else ""
    due = f"{label('due', lang)} {DUE.text(row)}"
    says = ", ".join(part for part in (STATUS.text(row), progress, was_due, due) if part)
    notes = [*_sources(report, target, lang), *_doubts(target, lang)]
    return slide(picture, Heading(NAME.text(row), says, tuple(notes)))


def picture_of(
    report: Report, target: TargetStatus, lang: str, width: float = WIDTH
) -> Picture | None:
    """A target in time, its stages, or its amounts beside each other; None without a figure."""
    as_of = report.progress.as_of
    if as_of is None:
        return None
    trajectory = trajectory_of(target)
    if trajectory is not None and trajectory.reported:
        return history(target, trajectory, as_of, lang, width)
    return stages(target, as_of, lang) or bullet(target, lang)


def _sources(report: Report, target: TargetStatus, lang: str) -> Iterator[str]:
    """Where the figure stands that counts."""
    actual = target.actual
    if actual is not None:
        printed = f": “{actual.printed}”" if actual.printed else ""
        ids = dict.fromkeys(actual.sources)
        titles = ", ".join(_title(report, source) for source in ids)
        yield f"{label('Source', lang)}: {titles}, {day(actual.as_of, lang)}{printed}"


def _doubts(target: TargetStatus, lang: str) -> Iterator[str]:
    for mark in marks_used([target]):
        yield f"{mark} {label(LEGEND[mark], lang)}"


def plotted(report: Report) -> tuple[Finding, ...]:
    """The findings that have a picture."""
    assert report.system is not None
    known = contrasts(report.system, report.findings)
    return tuple(each for each in report.findings if each.fingerprint in known)


def plot_finding(report: Report, finding: Finding, lang: str) -> str | None:
    """Why a contradiction is one, as a page of SVG; None for a finding that is none."""
    assert report.system is not None
    contrast = contrasts(report.system, [finding]).get(finding.fingerprint)
    if contrast is None:
        return None

    title = subject_said(contrast, report.plan, lang)
    titles = "; ".join(_title(report, source) for source in _sources_of(report, finding))
    notes = (f"{label('Source', lang)}: {titles}", f"{finding.code} {finding.name}")
    picture = contradiction(contrast, report.plan, lang)
    return slide(picture, Heading(title, said(finding.message, lang), notes))


def _sources_of(report: Report, finding: Finding) -> Iterable[str]:
    """The sources of a finding's statements, in their order."""
    names = set(finding.statements)
    source_of = {each.name: each.source for each in report.statements if each.name in names}
    return dict.fromkeys(source_of[name] for name in finding.statements)


def nearest_picture(report: Report, word: str) -> list[str] | None:
    """Names that look like one that names nothing, the likeliest first; None where it does."""
    names = [target.id for target in report.progress.targets]
    for finding in report.findings:
        names += [finding.fingerprint, finding.code, *finding.statements]
    if any(name == word or name.startswith(word) for name in names):
        return None
    return list(dict.fromkeys(get_close_matches(word, names, n=3, cutoff=0.6)))


def _title(report: Report, source: str) -> str:
    known = report.sources.get(source)
    return (known.title if known else "") or source
