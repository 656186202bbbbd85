"""Roll-ups of several targets."""

from collections.abc import Mapping
from fractions import Fraction

from plan_tracker.model.plan import Programme
from plan_tracker.progress.estimate import as_float, exact
from plan_tracker.progress.outcome import ProgrammeStatus, TargetStatus
from plan_tracker.progress.status import WORST_FIRST

_UNJUDGED = {"PROPOSED", "NOT_IN_FORCE"}


def roll_up(programme: Programme, targets: Mapping[str, TargetStatus]) -> ProgrammeStatus:
    """sum(weight * attainment) / sum(weight), over the members where more attainment is better.

    A member without data, and one where lower is better, has no place in such a mean: it is left
    out, not counted as zero, and lowers the coverage; so is one that is not judged, as it is only
    proposed or not yet in force. The worst member is the one with the worst status, then the lowest
    pace, then the lowest attainment; those without data are not compared.
    """
    members = {
        name: targets[name]
        for name in programme.members
        if name in targets and not _UNJUDGED & set(targets[name].reasons)
    }
    covered = {
        name: value
        for name, target in members.items()
        if target.better == "higher" and (value := _attained(target)) is not None
    }
    weight = sum((programme.members[name] for name in covered), Fraction(0))
    total = sum(programme.members.values(), Fraction(0))
    weighted = sum((programme.members[name] * covered[name] for name in covered), Fraction(0))
    seen = [target for target in members.values() if target.actual is not None]
    return ProgrammeStatus(
        programme.id,
        programme.name,
        as_float(weighted / weight) if weight else None,
        float(weight / total) if total else 0.0,
        min(seen, key=_how_bad).id if seen else None,
        tuple(programme.members),
    )


def _attained(target: TargetStatus) -> Fraction | None:
    value = target.attainment.value if target.attainment else None
    return None if value is None else exact(value)


def _how_bad(target: TargetStatus) -> tuple[int, float, float]:
    attained = target.attainment.value if target.attainment else None
    return (
        WORST_FIRST.index(target.status),
        float("inf") if target.pace is None else target.pace,
        float("inf") if attained is None else attained,
    )
