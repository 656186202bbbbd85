"""The targets that the plan declares, as they stand on a day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from plan_tracker.model.plan import Plan, Target
from plan_tracker.progress.goals.goal import Goal, make_goal


def declared_goals(plan: Plan, as_of: date | None) -> Iterator[Goal]:
    """The plan's targets, each with the newest revision that is in force on the day."""
    for target in plan.targets:
        indicator, day = plan.indicators[target.indicator], as_of or target.period.start
        first = make_goal(target, indicator, "declared", indicator.unit)
        in_force = _in_force(target, day)
        goal = first
        if in_force is not target:
            goal = make_goal(in_force, indicator, "declared", indicator.unit)
            goal = replace(goal, first=first)
        yield replace(goal, in_force=target.since is None or target.since <= day)


def _in_force(target: Target, day: date) -> Target:
    revisions = [revision for revision in target.revisions if revision.since <= day]
    if not revisions:
        return target
    newest = max(revisions, key=lambda revision: revision.since)
    moved = [
        revision.due
        for revision in sorted(revisions, key=lambda revision: revision.since)
        if revision.due
    ]
    return replace(
        target,
        value=newest.value,
        interval=newest.interval,
        printed=newest.printed,
        source=newest.source,
        low=newest.low,
        high=newest.high,
        growth=None,
        due=moved[-1] if moved else target.due,
    )
