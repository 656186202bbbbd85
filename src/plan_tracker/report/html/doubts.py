"""What does not add up, and what could not be held against anything."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.report.explain.wanted import Wanted, wanted_by
from plan_tracker.report.html.anchors import anchor
from plan_tracker.report.html.citation import Citation, cite
from plan_tracker.report.html.targets import Entry
from plan_tracker.report.report import Report
from plan_tracker.report.summary import SEVERITIES
from plan_tracker.report.words.findings import alike, alike_said
from plan_tracker.report.words.labels import label

_MOST_SHOWN = 500  # findings of a kind, and statements; nobody reads more of them on a page


@dataclass(frozen=True, slots=True)
class Shown:
    """Findings that are alike in one language, with the targets that rest on what they are about.

    `anchors` has one for each; `alike` says how many they are, where there are several.
    """

    anchors: tuple[str, ...]
    findings: tuple[Finding, ...]
    alike: str
    verdict: str
    targets: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The `count` findings of one severity, or `waived` ones; `more` of them are not shown."""

    name: str
    shown: tuple[Shown, ...]
    count: int
    more: int


@dataclass(frozen=True, slots=True)
class Untested:
    """A statement that nothing could contradict, and what would test it."""

    citation: Citation
    wanted: tuple[Wanted, ...]


def groups(report: Report, lang: str, entries: Sequence[Entry]) -> Iterator[Group]:
    """The findings that count, the worst first, then those that somebody has accepted."""
    rest = _resting(entries)
    open_ = [each for each in report.findings if not each.waiver]
    by_name: dict[str, list[Finding]] = {
        **{name: [each for each in open_ if each.severity == name] for name in SEVERITIES},
        "waived": [each for each in report.findings if each.waiver],
    }
    for name, findings in by_name.items():
        shown = tuple(_shown(group, lang, rest) for group in alike(findings[:_MOST_SHOWN]))
        if findings:
            yield Group(name, shown, len(findings), max(0, len(findings) - _MOST_SHOWN))


def _shown(group: tuple[Finding, ...], lang: str, rest: dict[str, list[Entry]]) -> Shown:
    resting = {
        entry.anchor: entry for finding in group for entry in rest.get(finding.fingerprint, ())
    }
    return Shown(
        tuple(anchor(lang, "finding", finding.fingerprint) for finding in group),
        group,
        alike_said(group, lang),
        label(page_of(group[0].code).verdict, lang),
        tuple(resting.values()),
    )


def _resting(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Which targets rest on statements of a finding, by its fingerprint."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for finding in entry.explanation.findings:
            found.setdefault(finding.fingerprint, []).append(entry)
    return found


def untested(report: Report, lang: str) -> tuple[Untested, ...]:
    """The first of the statements that nothing could contradict so far."""
    found = (each for each in report.statements if each.name not in report.tested)
    first = list(islice(found, _MOST_SHOWN))
    return tuple(
        Untested(cite(each, report, lang), wants)
        for each, wants in zip(first, wanted_by(report, first), strict=True)
    )
