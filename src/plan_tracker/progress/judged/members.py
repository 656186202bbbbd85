"""What the members of an entity come to, beside the figure that its target is judged by."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from plan_tracker.model.members import members_of
from plan_tracker.model.plan import Indicator, Plan, RollUp
from plan_tracker.progress.estimate import UncertainNumber, as_float
from plan_tracker.progress.goals.goal import Goal, better_is_higher
from plan_tracker.progress.observed.observation import Observation
from plan_tracker.progress.observed.observations import Observations
from plan_tracker.progress.observed.roll_ups import (
    AllSeries,
    Parts,
    amount_of,
    parts_of,
    reported_days,
)
from plan_tracker.progress.outcome import Member, RolledUp, TargetStatus


def with_roll_up(
    plan: Plan, goal: Goal, judged: TargetStatus, observations: Observations, as_of: date
) -> TargetStatus:
    """The status with what the members come to for the figure's days, beside the figure itself."""
    indicator, entity = goal.indicator, goal.target.entity
    if indicator.roll_up is None:
        return judged
    measure = (goal.unit, goal.target.basis)
    until = judged.actual.as_of if judged.actual else as_of
    day = _last_day(plan, indicator, entity, observations.series, until)
    if day is None:
        return judged
    days = (goal.target.period.start, day) if goal.of_period else (day, day)
    parts = parts_of(plan, indicator, entity, observations.series, measure, days)
    if not parts:
        return judged
    roll_up = _described(plan, goal, parts, day)
    of_members = {
        name for figures in parts.values() for figure in figures for name in figure.statements
    }
    made = judged.actual is not None and of_members.issuperset(judged.actual.statements)
    partial = ("PARTIAL",) if made and roll_up.coverage < 1 else ()
    return replace(judged, roll_up=roll_up, reasons=(*judged.reasons, *partial))


def _last_day(
    plan: Plan, indicator: Indicator, entity: str, series: AllSeries, until: date
) -> date | None:
    days = (
        last for _, (_, last) in reported_days(plan, indicator, entity, series) if last <= until
    )
    return max(days, default=None)


def _described(plan: Plan, goal: Goal, parts: Parts, day: date) -> RolledUp:
    indicator = goal.indicator
    rule = indicator.roll_up
    assert rule is not None
    expected = members_of(plan, goal.target.entity, rule, day)
    amount = (amount_of(indicator, parts) if parts else None) or UncertainNumber(None)
    members = tuple(
        _member(plan, goal, name, indicator, parts.get(name)) for name in expected.names
    )
    out = amount.estimate()
    known = [member for member in members if member.value is not None]
    return RolledUp(
        rule.by,
        out.value,
        out.low,
        out.high,
        len(known) / expected.count if expected.count else 0.0,
        expected.count,
        _worst(known, rule, better_is_higher(indicator)),
        members,
    )


def _member(
    plan: Plan,
    goal: Goal,
    name: str,
    indicator: Indicator,
    figures: Sequence[Observation] | None,
) -> Member:
    if figures is None:
        return Member(name, None, None)
    amount = amount_of(indicator, {name: tuple(figures)})
    value = amount.value if amount else None
    weight = as_float(figures[1].amount.value) if len(figures) > 1 else None
    aim = next(_own_targets(plan, goal, name), None)
    attained = 100 * value / aim if value is not None and aim else None
    return Member(name, as_float(value), weight, as_float(attained))


def _own_targets(plan: Plan, goal: Goal, entity: str) -> Iterator[Fraction]:
    """What the member itself is to reach by the same period."""
    for target in plan.targets:
        about = (target.indicator, target.entity, target.period.end)
        if about == (goal.indicator.id, entity, goal.target.period.end) and target.value:
            yield target.value


def _worst(known: Sequence[Member], rule: RollUp, higher: bool) -> str | None:
    """By attainment where members have targets of their own; else by value, but not of a sum."""
    attained = {member.id: member.attainment for member in known if member.attainment is not None}
    by_value = {member.id: member.value for member in known if member.value is not None}
    compared = attained or ({} if rule.by == "sum" else by_value)
    return (min if higher else max)(compared, key=lambda member: compared[member], default=None)
