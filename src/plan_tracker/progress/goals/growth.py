"""Targets that are said as growth: what they come to once their base is known."""

from collections.abc import Mapping
from dataclasses import replace

from plan_tracker.model.plan import Level, Target
from plan_tracker.progress.estimate import UncertainNumber
from plan_tracker.progress.goals.goal import Goal, make_goal
from plan_tracker.progress.goals.prices import same_prices
from plan_tracker.progress.observed.observation import Measure
from plan_tracker.progress.observed.series import Series


def grown(goal: Goal, by_measure: Mapping[Measure, Series]) -> Goal:
    """The goal with the value base * (1 + growth)^years, where its target is a growth.

    The base is the target's own baseline for that period, else the figure that was reported for
    it; its interval is the value's, and it is the baseline where the target declares none. Without
    one the goal stays without a value, and so does growth from nothing.
    """
    growth, base = goal.target.growth, base_of_growth(goal, by_measure)
    if growth is None or base is None or not base.value:
        return goal
    value = base * (1 + growth.percent / 100) ** growth.years
    level = goal.target.baseline or Level(growth.against, base.value, base.interval, "")
    target = replace(goal.target, baseline=level)
    grown_goal = make_goal(target, goal.indicator, goal.origin, goal.unit, value)
    return replace(grown_goal, first=goal.first, in_force=goal.in_force)


def base_of_growth(goal: Goal, by_measure: Mapping[Measure, Series]) -> UncertainNumber | None:
    """What a target that is a growth grows from; None where that is not known, or it is none."""
    return _declared_base(goal.target) or _reported_base(goal, by_measure)


def _declared_base(target: Target) -> UncertainNumber | None:
    level, growth = target.baseline, target.growth
    if level is None or growth is None or level.period.end != growth.against.end:
        return None
    return UncertainNumber(level.value, level.interval)


def _reported_base(goal: Goal, by_measure: Mapping[Measure, Series]) -> UncertainNumber | None:
    series, growth = same_prices(goal, by_measure), goal.target.growth
    if series is None or growth is None:
        return None
    first, last = growth.against.start, growth.against.end
    reported = (
        series.whole(first, last)
        if goal.flow
        else series.latest_for(last, growth.against, goal.timing)
    )
    if reported is not None and reported.end != last:
        return None
    return reported.amount if reported else None
