"""A target's status by the method that was asked for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from plan_tracker.model.plan import MethodName
from plan_tracker.model.text import Exact, Numbers, phrase
from plan_tracker.progress.estimate import Estimate
from plan_tracker.progress.goals.goal import Goal, better_is_higher
from plan_tracker.progress.goals.history import levels
from plan_tracker.progress.goals.prices import same_prices
from plan_tracker.progress.methods.pace import PACE
from plan_tracker.progress.observed.observation import Measure
from plan_tracker.progress.observed.series import Series
from plan_tracker.progress.outcome import Assessed, Formula, TargetStatus
from plan_tracker.progress.status import Status

if TYPE_CHECKING:
    from plan_tracker.progress.methods.yearly import Yearly

UNKNOWN = "not-assessable"
# What a figure settles by itself, and what no method can make sense of.
_SETTLED: tuple[Status, ...] = ("met", "missed", "no-data", "not-started")
_UNSOUND = {
    "BASE_ZERO", "BASIS_MISMATCH", "DISPUTED", "ENTITY_CHANGED", "NO_BASE", "NO_FINAL",
    "POPULATION_CHANGED", "UNIT_MISMATCH",
}  # fmt: skip
_OF_PACE = ("NO_BASELINE", "NO_TARGET", "ONE_POINT", "PATH_LINEAR", "UNCERTAIN")


def judge_by_method(
    judged: TargetStatus,
    goal: Goal,
    by_measure: Mapping[Measure, Series],
    as_of: date,
    name: MethodName,
) -> TargetStatus:
    """The status with what a method says; the status is the method's where one has to be found.

    Milestones are judged by their pace: no published method speaks of stages.
    """
    if name == PACE.name or goal.indicator.kind == "milestone":
        by_pace = Assessed(PACE.name, judged.pace, None, judged.status)
        return replace(judged, method=by_pace)

    from plan_tracker.progress.methods.registry import yearly_method  # only where one is asked for

    method = yearly_method(name)
    yearly = _yearly(goal, same_prices(goal, by_measure), as_of)
    assessed = method.assess(yearly) if yearly else None
    shown = assessed or Assessed(name, None, None, UNKNOWN)
    formulas = (_formula(name, yearly, shown),) if yearly else ()
    judged = replace(judged, method=shown, formulas=(*judged.formulas, *formulas))

    if judged.status in _SETTLED or _UNSOUND & set(judged.reasons):
        return judged
    kept = tuple(code for code in judged.reasons if code not in _OF_PACE)
    if assessed is None or judged.actual is None:
        return replace(judged, status="not-assessable", reasons=(*kept, "METHOD_DATA"))
    return replace(judged, status=method.bands[assessed.band], reasons=kept)


def _formula(name: MethodName, yearly: "Yearly", shown: Assessed) -> Formula:
    """The yearly values that the method was given, and what it made of them."""
    values = Numbers(
        [
            phrase("{value} in {year}", value=Exact(value), year=str(year))
            for year, value in yearly.values.items()
        ]
    )
    text = phrase("{values}; from {year} on", values=values, year=str(yearly.base_year))
    if yearly.target is not None:
        aim, due = Exact(yearly.target), str(yearly.target_year)
        text = phrase("{values}; {aim} by {year}", values=text, aim=aim, year=due)
    return Formula(name, text, Estimate(shown.value, shown.value, shown.value), "")


def _yearly(goal: Goal, series: Series | None, as_of: date) -> "Yearly | None":
    """One value a year, the newest of it; None without any, or where the target is a range."""
    if len({side.bound for side in goal.sides}) > 1:
        return None
    known = levels(goal, series, as_of) if series else ()
    values = {level.end.year: value for level in known if (value := level.amount.value) is not None}
    baseline = goal.target.baseline
    if baseline and baseline.period.end <= as_of:
        values[baseline.period.end.year] = baseline.value
    if not values:
        return None
    target = goal.value.value if goal.value else None
    base_year = baseline.period.end.year if baseline else min(values)
    if base_year not in values:
        return None
    from plan_tracker.progress.methods.yearly import Yearly

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
