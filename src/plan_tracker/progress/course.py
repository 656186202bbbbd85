"""The way of one target in time: what was reported, what its path expects, what is projected."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from plan_tracker.model.plan import Plan
from plan_tracker.progress.case import Case, build_case, newest_figure
from plan_tracker.progress.estimate import Estimate, as_float
from plan_tracker.progress.goal import Goal, declared_goals, implied_goals
from plan_tracker.progress.growth import grown
from plan_tracker.progress.observation import Observation, State
from plan_tracker.progress.observations import Observations, split
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.progress.paths import Start, expected_share
from plan_tracker.progress.prices import same_prices
from plan_tracker.progress.roll_ups import with_members

if TYPE_CHECKING:
    import pandas as pd

_STEPS = 40


@dataclass(frozen=True, slots=True)
class At:
    """A value at the end of a day."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class Reported(At):
    """A reported value at the end of a day, where it may lie, and what is in doubt about it.

    `candidates` are what a disputed one may be instead; `statement` is empty for a baseline.
    """

    low: float | None = None
    high: float | None = None
    state: State = "printed"
    candidates: tuple[float, ...] = ()
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """What a chart of a target shows, in the target's unit; the earliest first."""

    reported: tuple[Reported, ...]
    path: tuple[At, ...]
    projected: Estimate | None
    aims: tuple[float, ...]
    due: date


def course_of(
    plan: Plan, observations: "pd.DataFrame", target: TargetStatus, as_of: date
) -> Course | None:
    """The course of a judged target; None where nothing was reported, and for a milestone."""
    return courses_of(plan, observations, [target], as_of).get(target.id)


def courses_of(
    plan: Plan, observations: "pd.DataFrame", targets: Iterable[TargetStatus], as_of: date
) -> dict[str, Course]:
    """The courses of judged targets by their ids, of those that have one."""
    known = with_members(plan, split(observations))
    goals = {
        goal.target.id: goal for goal in (*declared_goals(plan, as_of), *implied_goals(plan, known))
    }
    found = {each.id: _course(known, goals[each.id], each, as_of) for each in targets}
    return {id_: course for id_, course in found.items() if course is not None}


def _course(known: Observations, goal: Goal, target: TargetStatus, as_of: date) -> Course | None:
    by_measure = known.series.get((goal.target.indicator, goal.target.entity), {})
    goal, series = grown(goal, by_measure), same_prices(goal, by_measure)
    figure = newest_figure(goal, series, as_of) if series and goal.sides else None
    if series is None or figure is None:
        return None
    case = build_case(goal, series, figure, as_of)
    projection = target.projection
    aims = (as_float(side.bound.value) for side in goal.sides)
    return Course(
        tuple(_reported(case)),
        tuple(_path(case)),
        Estimate(projection.value, projection.low, projection.high) if projection else None,
        tuple(each for each in aims if each is not None),
        goal.finish,
    )


def _reported(case: Case) -> list[Reported]:
    """The levels up to the as-of date; of a cumulative figure, what it had come to before."""
    found = {each.end: each for each in case.series.days(case.as_of)}
    if case.cumulative:
        first = case.goal.target.period.start
        ends = (each.end for each in case.series.within(first, case.figure.end))
        found = {end: each for end in ends if (each := case.series.whole(first, end))}
    points = [_point(each) for _, each in sorted(found.items())]
    start = [_started(case.start)] if case.start and not case.cumulative else []
    known = [each for each in (*start, *points) if each is not None]
    return sorted(known, key=lambda each: each.day)


def _point(observation: Observation) -> Reported | None:
    known = observation.amount.estimate()
    if known.value is None:
        return None
    return Reported(
        observation.end,
        known.value,
        known.low,
        known.high,
        observation.state,
        observation.candidates,
        observation.statement,
    )


def _started(start: Start) -> Reported | None:
    known = start.level.estimate()
    if known.value is None:
        return None
    return Reported(date.fromordinal(start.day), known.value, known.low, known.high)


def _path(case: Case) -> list[At]:
    """The levels that the path expects, from its start to the last day."""
    goal, target = case.goal, case.goal.value.value if case.goal.value else None
    origin = case.start.level.value if case.start else Fraction(0)
    if target is None or origin is None:
        return []
    found = []
    for day in _days(case, goal):
        share, _ = expected_share(goal, case.start, day, case.earlier)
        level = None if share is None else as_float(origin + share * (target - origin))
        if level is not None:
            found.append(At(day, level))
    return found


def _days(case: Case, goal: Goal) -> list[date]:
    """Evenly from the start to the last day; of a seasonal path only the figure's is known."""
    points = [each.period.end.toordinal() for each in goal.target.points]
    first = case.start.day if case.start else min(points, default=goal.finish.toordinal())
    last = goal.finish.toordinal()
    if goal.target.path == "seasonal" and not points and not case.straight:
        return [date.fromordinal(first), case.figure.end, goal.finish]
    return [date.fromordinal(first + (last - first) * n // _STEPS) for n in range(_STEPS + 1)]
