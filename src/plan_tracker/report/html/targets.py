"""One target as the page shows it: a row of the table, and what opens below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from plan_tracker.model.place import Place
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.progress.status import WORST_FIRST
from plan_tracker.report.explain.subjects import Explanation, explain_targets
from plan_tracker.report.html.anchors import anchor
from plan_tracker.report.html.citation import Citation, cite
from plan_tracker.report.report import Report
from plan_tracker.report.status.rows import Row, target_row
from plan_tracker.report.words.names import target_names

_STATES = {"repaired": "repaired", "disputed": "disputed", "derived": "derived"}
_REASONS = {
    "STALE": "stale",
    "UNCERTAIN": "uncertain",
    "PARTIAL": "partial",
    "ASSUMED": "assumed",
    "REVISED": "revised",
    "PROPOSED": "proposed",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A target in one language.

    `marks` are short words for what is in doubt about it, `rank` is 0 for the worst status, and
    `programmes` numbers those that it belongs to, from 1. `declared` is where the plan declares it,
    None where only its sources state or imply it.
    """

    anchor: str
    row: Row
    target: TargetStatus
    marks: tuple[str, ...]
    rank: int
    programmes: tuple[int, ...]
    declared: Place | None
    explanation: Explanation
    citations: dict[str, Citation]


def entries(report: Report, lang: str, explanations: Sequence[Explanation]) -> Iterator[Entry]:
    """Every target with its explanation, in the order of the report."""
    targets = report.progress.targets
    names = target_names(targets, lang)
    places = {each.id: each.place for each in report.plan.targets}
    members = _programmes(report)
    say = partial(cite, report=report, lang=lang)
    for target, explanation in zip(targets, explanations, strict=True):
        yield Entry(
            anchor(lang, "target", target.id),
            target_row(target, lang, names[target.id]),
            target,
            tuple(_marks(target, report)),
            WORST_FIRST.index(target.status),
            tuple(members.get(target.id, ())),
            places.get(target.id),
            explanation,
            {each.name: say(each) for each in explanation.inputs},
        )


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
        used = set(actual.statement.split(" + "))
        if actual.statement and not used & report.tested:
            yield "untested"
    if target.provisional:
        yield "provisional"
    yield from (said for code, said in _REASONS.items() if code in target.reasons)
