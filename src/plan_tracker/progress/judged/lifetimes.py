"""Entities and populations that change at a date: before and after are not the same thing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from plan_tracker.model.plan import Plan
from plan_tracker.progress.goals.goal import Goal
from plan_tracker.progress.outcome import TargetStatus

_SETTLED = ("met", "missed", "no-data")


def with_lifetimes(plan: Plan, goal: Goal, judged: TargetStatus) -> TargetStatus:
    """Not assessable where what is judged is another thing at the due date than where it began.

    An entity must exist from the beginning of the way until the due date. What is counted in
    members of a population must have as many of them at the baseline, the figure and the due date,
    and no fewer than the target asks for.
    """
    if judged.status in _SETTLED:
        return judged
    codes = tuple(_changed(plan, goal, judged))
    if not codes:
        return judged
    return replace(judged, status="not-assessable", reasons=(*judged.reasons, *codes))


def _changed(plan: Plan, goal: Goal, judged: TargetStatus) -> Iterator[str]:
    entity = plan.entities.get(goal.target.entity)
    if entity and not _lives(entity.since, entity.until, _days(goal, judged)):
        yield "ENTITY_CHANGED"
    name = goal.indicator.unit
    sizes = {plan.population_size(name, day) for day in _days(goal, judged)} - {None}
    at_end = plan.population_size(name, goal.finish)
    bound = goal.value.value if goal.value else None
    if len(sizes) > 1 or (at_end is not None and bound is not None and bound > at_end):
        yield "POPULATION_CHANGED"


def _days(goal: Goal, judged: TargetStatus) -> list[date]:
    """The days that are compared: where the way begins, the figure's, and the due date."""
    begins = goal.target.period.start
    if not goal.of_period:
        begins = goal.target.baseline.period.end if goal.target.baseline else goal.finish
    return [begins, *([judged.actual.as_of] if judged.actual else []), goal.finish]


def _lives(since: date | None, until: date | None, days: list[date]) -> bool:
    return all((since or day) <= day <= (until or day) for day in days)
