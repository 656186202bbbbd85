"""One target as the page shows it: a row of the table, and what opens below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from plan_tracker.model.place import Place
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.explain.subjects import Explanation, explain_targets
from plan_tracker.report.html.anchors import anchor
from plan_tracker.report.html.citation import Citation, cite
from plan_tracker.report.html.since import Since, since
from plan_tracker.report.report import Report
from plan_tracker.report.status.columns import (
    ACTUAL_AS_OF,
    NAME,
    PACE_NEEDED,
    PROGRESS,
    PROJECTED,
    SHORTFALL,
    STATUS,
    TO_REACH,
)
from plan_tracker.report.status.rows import StatusRow, status_rows
from plan_tracker.report.words.labels import name_of

_STATES = {"repaired": "repaired", "disputed": "disputed", "derived": "derived"}
_REASONS = {
    "STALE": "stale",
    "UNCERTAIN": "uncertain",
    "PARTIAL": "partial",
    "ASSUMED": "assumed",
    "REVISED": "revised",
    "PROPOSED": "proposed",
}

# The table of targets, from left to right.
TABLE = (NAME, STATUS, PROGRESS, TO_REACH, ACTUAL_AS_OF, PROJECTED, SHORTFALL, PACE_NEEDED)


@dataclass(frozen=True, slots=True)
class Entry:
    """A target in one language.

    `marks` are short words for what is in doubt about it, and `programmes` numbers those that it
    belongs to, from 1. `entity` is what that is called; `since` is what has changed since the
    report before. `declared` is where the plan declares it, None where only its sources state or
    imply it.
    """

    anchor: str
    row: StatusRow
    target: TargetStatus
    marks: tuple[str, ...]
    programmes: tuple[int, ...]
    entity: str
    since: Since
    declared: Place | None
    explanation: Explanation
    citations: dict[str, Citation]


def entries(report: Report, lang: str, explanations: Sequence[Explanation]) -> Iterator[Entry]:
    """Every target with its explanation, in the order of the report."""
    rows = status_rows(report.progress.targets, lang)
    places = {each.id: each.place for each in report.plan.targets}
    members = _programmes(report)
    say = partial(cite, report=report, lang=lang)
    for row, explanation in zip(rows, explanations, strict=True):
        target = row.target
        yield Entry(
            anchor(lang, "target", target.id),
            row,
            target,
            tuple(_marks(target, report)),
            tuple(members.get(target.id, ())),
            _entity(target.entity, report, lang),
            since(target, report.earlier, lang),
            places.get(target.id),
            explanation,
            {each.name: say(each) for each in explanation.inputs},
        )


def _entity(entity: str, report: Report, lang: str) -> str:
    """What an entity is called where the plan has a name for it."""
    known = report.plan.entities.get(entity)
    return name_of(known.name, lang, entity) if known else entity


def explained(report: Report) -> list[Explanation]:
    """What is known about each target, in any language."""
    return list(explain_targets(report, report.progress.targets))


def _programmes(report: Report) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, programme in enumerate(report.progress.programmes, start=1):
        for member in programme.members:
            found.setdefault(member, []).append(number)
    return found


def _marks(target: TargetStatus, report: Report) -> Iterator[str]:
    if target.target.origin == "implied":
        yield "implied"
    actual = target.actual
    if actual is not None:
        if actual.state in _STATES:
            yield _STATES[actual.state]
        if actual.statement and report.tested.isdisjoint(actual.statements):
            yield "untested"
    if target.provisional:
        yield "provisional"
    yield from (said for code, said in _REASONS.items() if code in target.reasons)
