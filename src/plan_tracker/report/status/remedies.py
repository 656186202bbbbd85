"""Why a target cannot be judged, and the line of the plan that would change it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from plan_tracker.model.place import Place
from plan_tracker.model.plan import Plan, Target
from plan_tracker.model.text import Phrase, phrase
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.progress.status import REASONS
from plan_tracker.report.words.labels import said

_BASELINE = phrase("Add `baseline: {{period: {before}, value: …}}` to {target} ({place}).")
# By the code of a reason, what to add where; the others have no line of the plan that mends them.
_LINES: dict[str, Phrase] = {
    "NO_BASELINE": _BASELINE,
    "NO_TARGET": phrase("Add `value: …` to {target} ({place})."),
    "NO_BASE": phrase(
        "Add a figure `{{indicator: {indicator}, period: {before}, printed: …}}` to a source: "
        "{target} ({place}) is a growth on it."
    ),
    "NO_FINAL": phrase(
        "Add a figure `{{indicator: {indicator}, period: {period}, printed: …}}` to a source, for "
        "{target} ({place})."
    ),
    "NOT_ADDITIVE": phrase(
        "Add a figure `{{indicator: {indicator}, period: {period}, printed: …}}` to a source, for "
        "{target} ({place})."
    ),
    "PROPOSED": phrase("Set `standing: approved` in {target} ({place}), once it is."),
}
# What goes without saying where another reason is given.
_FOLLOWS = {"ONE_POINT": "NO_BASELINE"}


def reasons_of(target: TargetStatus) -> list[str]:
    """The codes of the reasons of a target, also of why it is not projected.

    What another one of them already says is left out.
    """
    why = (target.projection.why,) if target.projection and target.projection.why else ()
    codes = list(dict.fromkeys((*target.reasons, *why)))
    return [code for code in codes if _FOLLOWS.get(code) not in codes]


def by_reason(targets: Sequence[TargetStatus]) -> Mapping[str, list[TargetStatus]]:
    """The targets that each reason holds for, in the order of the reasons."""
    held: dict[str, list[TargetStatus]] = {}
    for target in targets:
        for code in reasons_of(target):
            held.setdefault(code, []).append(target)
    return {code: held[code] for code in REASONS if code in held}


def remedies(
    plan: Plan,
    code: str,
    targets: Sequence[TargetStatus],
    lang: str,
    said_place: Callable[[Place], str] = str,
) -> Iterator[str]:
    """What to add for a reason, for each of the targets that the plan declares."""
    template = _LINES.get(code)
    if template is None:
        return
    declared = {target.id: target for target in plan.targets}
    for target in targets:
        if target.id in declared:
            line = replace(declared[target.id].place, column=0)
            yield said(_filled(template, declared[target.id], target, said_place(line)), lang)


def _filled(template: Phrase, target: Target, judged: TargetStatus, place: str) -> Phrase:
    """With the time before the target's period, or before what is reported where that is sooner."""
    begins = target.period.start
    if judged.actual is not None and judged.actual.as_of < begins:
        begins = date(judged.actual.as_of.year, 1, 1)
    before = begins - timedelta(days=1)
    ends_year = (before.month, before.day) == (12, 31)
    return template.filled(
        target=target.id,
        place=place,
        indicator=target.indicator,
        period=target.period.text,
        before=str(before.year) if ends_year else before.isoformat(),
    )
