"""The whole page in one language, as plain values."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plan_tracker.progress.outcome import ProgrammeStatus
from plan_tracker.progress.status import WORST_FIRST, Status
from plan_tracker.report.explain.subjects import Explanation
from plan_tracker.report.html.doubts import Group, Untested, groups, untested
from plan_tracker.report.html.targets import Entry, entries
from plan_tracker.report.report import Report
from plan_tracker.report.status.answer import answer, implied_said
from plan_tracker.report.status.order import sections
from plan_tracker.report.words.labels import name_of


@dataclass(frozen=True, slots=True)
class Count:
    """How many targets have a status, declared ones and those that sources only imply."""

    status: Status
    declared: int
    implied: int


@dataclass(frozen=True, slots=True)
class Section:
    """Targets under a title."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeEntry:
    """A programme with those of its members that the report has."""

    name: str
    status: ProgrammeStatus
    worst: Entry | None
    members: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything that the page says; `repaired` and `disputed` count statements."""

    report: Report
    lang: str
    answer: str
    implied: str
    counts: tuple[Count, ...]
    repaired: int
    disputed: int
    sections: tuple[Section, ...]
    programmes: tuple[ProgrammeEntry, ...]
    findings: tuple[Group, ...]
    untested: tuple[Untested, ...]


def page_of(report: Report, lang: str, explanations: Sequence[Explanation]) -> Page:
    """The page of a report, whose targets have been explained, in their order."""
    by_id = {each.target.id: each for each in entries(report, lang, explanations)}
    states = Counter(each.state for each in report.doubted.values())
    return Page(
        report,
        lang,
        answer(report, lang),
        implied_said(report, lang),
        _counts(report),
        states["repaired"],
        states["disputed"],
        tuple(
            Section(title, tuple(by_id[each.id] for each in targets))
            for title, targets in sections(report.progress.targets)
        ),
        tuple(_programme(each, by_id, lang) for each in report.progress.programmes),
        tuple(groups(report, lang, list(by_id.values()))),
        untested(report, lang),
    )


def _counts(report: Report) -> tuple[Count, ...]:
    """Every status, the best first, also those that no target has."""
    found = Counter((each.status, each.target.origin) for each in report.progress.targets)
    return tuple(
        Count(each, found[each, "declared"], found[each, "implied"])
        for each in ("met", "on-track", "at-risk", "off-track", "missed", *_UNJUDGED)
    )


_UNJUDGED: tuple[Status, ...] = ("not-started", "no-data", "not-assessable")
assert set(_UNJUDGED) < set(WORST_FIRST)


def _programme(programme: ProgrammeStatus, by_id: dict[str, Entry], lang: str) -> ProgrammeEntry:
    members = tuple(by_id[each] for each in programme.members if each in by_id)
    worst = by_id[programme.worst] if programme.worst else None
    return ProgrammeEntry(name_of(programme.name, lang, programme.id), programme, worst, members)
