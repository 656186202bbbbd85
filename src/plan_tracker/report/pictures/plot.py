"""Which picture shows a target or a finding, and what stands around it."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from plan_tracker.model.finding import Finding
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.reconcile.implied.implications import implications
from plan_tracker.report.explain.subjects import explain
from plan_tracker.report.pictures.bullet import bullet
from plan_tracker.report.pictures.contradiction import contradiction
from plan_tracker.report.pictures.history import history
from plan_tracker.report.pictures.shapes import Picture
from plan_tracker.report.pictures.slide import Heading, slide
from plan_tracker.report.pictures.stages import stages
from plan_tracker.report.pictures.wording import subject_said
from plan_tracker.report.report import Report
from plan_tracker.report.status.rows import target_row
from plan_tracker.report.words.labels import label, said
from plan_tracker.report.words.marks import LEGEND, marks_used
from plan_tracker.report.words.numbers import day

_WIDE = 780.0  # pixels: as wide for its height as the page has room


def plot_target(report: Report, target: TargetStatus, lang: str) -> str | None:
    """A target in time as a page of SVG; None where nothing was ever reported."""
    picture = _picture(report, target, lang)
    if picture is None:
        return None
    row = target_row(target, lang)
    attained = f"{label('attained', lang)} {row.attained}" if target.attainment else ""
    expected = f"{label('expected by then', lang)} {row.expected}" if target.expected else ""
    due = f"{label('due', lang)} {row.due}"
    says = ", ".join(each for each in (row.said, attained, expected, due) if each)
    notes = [*_sources(report, target, lang), *_doubts(target, lang)]
    return slide(picture, Heading(row.name, says, tuple(notes)))


def _picture(report: Report, target: TargetStatus, lang: str) -> Picture | None:
    as_of = report.progress.as_of
    if as_of is None:
        return None
    course = explain(report, target.id).course
    if course is not None and course.reported:
        return history(target, course, as_of, lang, _WIDE)
    return stages(target, as_of, lang) or bullet(target, lang)


def _sources(report: Report, target: TargetStatus, lang: str) -> Iterator[str]:
    """Where the figure stands that counts."""
    actual = target.actual
    if actual is not None:
        printed = f": “{actual.printed}”" if actual.printed else ""
        ids = dict.fromkeys(each.partition("#")[0] for each in actual.statement.split(" + "))
        titles = ", ".join(_title(report, each, lang) for each in ids)
        yield f"{label('Source', lang)}: {titles}, {day(actual.as_of, lang)}{printed}"


def _doubts(target: TargetStatus, lang: str) -> Iterator[str]:
    for mark in marks_used([target]):
        yield f"{mark} {label(LEGEND[mark], lang)}"


def plotted(report: Report) -> tuple[Finding, ...]:
    """The findings that have a picture."""
    assert report.system is not None
    found = implications(report.system, report.findings)
    return tuple(each for each in report.findings if each.fingerprint in found)


def plot_finding(report: Report, finding: Finding, lang: str) -> str | None:
    """Why a contradiction is one, as a page of SVG; None for a finding that is none."""
    assert report.system is not None
    found = implications(report.system, [finding]).get(finding.fingerprint)
    if found is None:
        return None
    title = subject_said(found, report.plan, lang)
    ids = dict.fromkeys(name.partition("#")[0] for name in finding.statements)
    titles = _listed(_title(report, each, lang) for each in ids)
    notes = (f"{label('Source', lang)}: {titles}", f"{finding.code} {finding.name}")
    picture = contradiction(found, report.plan, lang)
    return slide(picture, Heading(title, said(finding.message, lang), notes))


def nearest_picture(report: Report, word: str) -> list[str] | None:
    """Names that look like one that names nothing, the likeliest first; None where it does."""
    names = [target.id for target in report.progress.targets]
    for finding in report.findings:
        names += [finding.fingerprint, finding.code, *finding.statements]
    if any(name == word or name.startswith(word) for name in names):
        return None
    return list(dict.fromkeys(get_close_matches(word, names, n=3, cutoff=0.6)))


def _title(report: Report, source: str, lang: str) -> str:
    known = report.sources.get(source)
    return (known.title if known else "") or source


def _listed(titles: Iterable[str]) -> str:
    return "; ".join(titles)
