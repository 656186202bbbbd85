"""A target's status by the method that was asked for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Literal

from plan_tracker.model.plan import MethodName
from plan_tracker.model.text import Exact, Numbers, phrase
from plan_tracker.progress.estimate import Estimate
from plan_tracker.progress.goal import Goal, better_is_higher
from plan_tracker.progress.history import levels
from plan_tracker.progress.methods import method_of
from plan_tracker.progress.methods.yearly import Yearly
from plan_tracker.progress.observation import Measure, Series
from plan_tracker.progress.outcome import Assessed, Step, TargetStatus
from plan_tracker.progress.prices import same_prices
from plan_tracker.progress.status import Status

UNKNOWN = "not-assessable"
# What a figure settles by itself, and what no method can make sense of.
_SETTLED: tuple[Status, ...] = ("met", "missed", "no-data", "not-started")
_UNSOUND = {
    "BASIS_MISMATCH", "DISPUTED", "ENTITY_CHANGED", "NO_BASE", "NO_FINAL", "POPULATION_CHANGED",
    "UNIT_MISMATCH",
}  # fmt: skip
_OF_PACE = ("NO_BASELINE", "NO_TARGET", "ONE_POINT", "PATH_LINEAR", "UNCERTAIN")


def assessed(
    judged: TargetStatus,
    goal: Goal,
    by_measure: Mapping[Measure, Series],
    as_of: date,
    name: MethodName,
) -> TargetStatus:
    """The status with what a method says; the status is the method's where one has to be found.

    Milestones are judged by their pace: no published method speaks of stages.
    """
    if name == "pace" or goal.indicator.kind == "milestone":
        return replace(judged, method=Assessed("pace", judged.pace, None, judged.status))
    yearly = _yearly(goal, same_prices(goal, by_measure), as_of)
    module = method_of(name)
    found = module.assess(yearly) if yearly else None
    shown = found or Assessed(name, None, None, UNKNOWN)
    steps = (*judged.steps, _step(name, yearly, shown)) if yearly else judged.steps
    judged = replace(judged, method=shown, steps=steps)
    if judged.status in _SETTLED or _UNSOUND & set(judged.reasons):
        return judged
    kept = tuple(code for code in judged.reasons if code not in _OF_PACE)
    if found is None or judged.actual is None:
        return replace(judged, status="not-assessable", reasons=(*kept, "METHOD_DATA"))
    return replace(judged, status=module.BANDS[found.band], reasons=kept)


def _step(name: MethodName, yearly: Yearly, shown: Assessed) -> Step:
    """The yearly values that the method was given, and what it made of them."""
    values = Numbers(
        [
            phrase("{value} in {year}", value=Exact(value), year=str(year))
            for year, value in yearly.values.items()
        ]
    )
    formula = phrase("{values}; from {year} on", values=values, year=str(yearly.base_year))
    if yearly.target is not None:
        aim, due = Exact(yearly.target), str(yearly.target_year)
        formula = phrase("{values}; {aim} by {year}", values=formula, aim=aim, year=due)
    return Step(name, formula, Estimate(shown.value, shown.value, shown.value))


def _yearly(goal: Goal, series: Series | None, as_of: date) -> Yearly | None:
    """One value a year, the newest of it; None without any, or where the target is a range."""
    if len({side.bound for side in goal.sides}) > 1:
        return None
    known = levels(goal, series, as_of) if series else ()
    values = {each.end.year: value for each in known if (value := each.amount.value) is not None}
    baseline = goal.target.baseline
    if baseline and baseline.period.end <= as_of:
        values[baseline.period.end.year] = baseline.value
    if not values:
        return None
    target = goal.value.value if goal.value else None
    base_year = baseline.period.end.year if baseline else min(values)
    if base_year not in values:
        return None
    return Yearly(
        dict(sorted(values.items())),
        base_year,
        target,
        goal.finish.year,
        _direction(goal, values[base_year], target),
        goal.target.limit,
    )


def _direction(goal: Goal, base: Fraction, target: Fraction | None) -> Literal[1, -1]:
    if goal.indicator.better == "range" and target is not None:
        return 1 if target >= base else -1
    return 1 if better_is_higher(goal.indicator) else -1
