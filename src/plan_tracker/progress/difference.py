"""What changed between two judgements of a plan, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from plan_tracker.model.place import Place
from plan_tracker.model.plan import Plan, Target
from plan_tracker.progress.outcome import Progress, TargetStatus

CauseKind = Literal[
    "new-target", "dropped-target", "revised-target", "rewritten-target", "new-data",
    "revised-data", "repair", "other-method", "time", "other",
]  # fmt: skip

CAUSES: dict[CauseKind, str] = {
    "new-target": "the target is new",
    "dropped-target": "the target was dropped",
    "revised-target": "revised target",
    "rewritten-target": "revised target, though not by a revision: the old value is overwritten",
    "new-data": "new data",
    "revised-data": "revised data",
    "repair": "repair",
    "other-method": "other method",
    "time": "time has passed",
    "other": "something else that it rests on",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A plan and what was made of it."""

    plan: Plan
    progress: Progress


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a status changed; `before` and `after` name what the two targets do not show."""

    kind: CauseKind
    before: date | str = ""
    after: date | str = ""


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A target whose status changed; None where it was not there."""

    id: str
    old: TargetStatus | None
    new: TargetStatus | None
    causes: tuple[Cause, ...]


def differences(old: Judged, new: Judged) -> tuple[StatusChange, ...]:
    """Every change of status, in the order of the new plan, then what was dropped.

    A target whose old value was overwritten is listed even where its status stays.
    """
    before = {each.id: each for each in old.progress.targets}
    after = {each.id: each for each in new.progress.targets}
    changes = []
    for id_ in [*after, *(each for each in before if each not in after)]:
        old_target, new_target = before.get(id_), after.get(id_)
        causes = tuple(_causes(old, new, old_target, new_target))
        overwritten = any(each.kind == "rewritten-target" for each in causes)
        if (
            old_target is None
            or new_target is None
            or old_target.status != new_target.status
            or overwritten
        ):
            changes.append(StatusChange(id_, old_target, new_target, causes))
    return tuple(changes)


def unchanged(new: Progress, changes: Sequence[StatusChange]) -> int:
    """How many targets of the new plan are not among the changes."""
    return len(new.targets) - sum(change.new is not None for change in changes)


def _causes(
    old: Judged, new: Judged, old_target: TargetStatus | None, new_target: TargetStatus | None
) -> Iterator[Cause]:
    if old_target is None or new_target is None:
        yield Cause("new-target" if old_target is None else "dropped-target")
        return
    causes = [
        *_of_target(old, new, old_target, new_target),
        *_of_data(old_target, new_target),
        *_of_method(old, new),
    ]
    days = (old.progress.as_of, new.progress.as_of)
    if not causes and days[0] != days[1]:
        causes = [Cause("time", *(day or "" for day in days))]
    elif not causes:
        # Not the figure itself: an earlier year's, a member's, the base of a growth.
        causes = [Cause("new-data" if old_target.expected != new_target.expected else "other")]
    yield from causes


def _of_target(
    old: Judged, new: Judged, old_target: TargetStatus, new_target: TargetStatus
) -> Iterator[Cause]:
    before, after = _declared(old.plan, old_target.id), _declared(new.plan, new_target.id)
    if before and after and not _appended(before, after):
        yield Cause("rewritten-target")
    elif before != after or (
        _aim(old_target) != _aim(new_target) and not (before and before.growth)
    ):
        yield Cause("revised-target")


def _aim(target: TargetStatus) -> tuple[object, ...]:
    return target.target.value, target.target.low, target.target.high, target.due


def _declared(plan: Plan, id_: str) -> Target | None:
    """The target without what does not matter for its judgement."""
    for target in plan.targets:
        if target.id == id_:
            return replace(target, place=Place(""), name={}, source="")
    return None


def _appended(before: Target, after: Target) -> bool:
    """Whether what was declared still stands, and later revisions only follow it."""
    kept = after.revisions[: len(before.revisions)] == before.revisions
    values = [
        (target.value, target.low, target.high, target.growth, target.due)
        for target in (before, after)
    ]
    return kept and values[0] == values[1]


def _of_data(old_target: TargetStatus, new_target: TargetStatus) -> Iterator[Cause]:
    before, after = old_target.actual, new_target.actual
    reached = [
        [each.id for each in target.stages if each.reached] for target in (old_target, new_target)
    ]
    if before is None or after is None or reached[0] != reached[1]:
        if before is not after:
            yield Cause("new-data" if after else "revised-data")
    elif (before.period, before.as_of) != (after.period, after.as_of):
        yield Cause("new-data")
    elif (before.statement, before.printed) != (after.statement, after.printed):
        yield Cause("revised-data")
    elif (before.value, before.state) != (after.value, after.state):
        yield Cause("repair")


def _of_method(old: Judged, new: Judged) -> Iterator[Cause]:
    before, after = old.plan.settings, new.plan.settings
    if before.method != after.method:
        yield Cause("other-method", before.method, after.method)
    elif before.thresholds != after.thresholds:
        thresholds = (
            ", ".join(f"{name} {float(share):g}" for name, share in settings.thresholds.items())
            for settings in (before, after)
        )
        yield Cause("other-method", *thresholds)
