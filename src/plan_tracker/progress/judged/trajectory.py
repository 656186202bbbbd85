"""The way of one target in time: what was reported, what its path expects, what is projected."""

from dataclasses import dataclass
from datetime import date

from plan_tracker.progress.comparison import Comparison
from plan_tracker.progress.estimate import Estimate, as_float
from plan_tracker.progress.goals.paths import Start, expected_share
from plan_tracker.progress.observed.observation import Observation, State
from plan_tracker.progress.outcome import TargetStatus

_STEPS = 40


@dataclass(frozen=True, slots=True)
class DatedValue:
    """A value at the end of a day."""

    day: date
    value: float


@dataclass(frozen=True, slots=True)
class ReportedValue(DatedValue):
    """A reported value at the end of a day, where it may lie, and what is in doubt about it.

    `candidates` are what a disputed one may be instead; `statement` is empty for a baseline.
    """

    low: float | None = None
    high: float | None = None
    state: State = "printed"
    candidates: tuple[float, ...] = ()
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Trajectory:
    """What a chart of a target shows, in the target's unit; the earliest first."""

    reported: tuple[ReportedValue, ...]
    path: tuple[DatedValue, ...]
    projected: Estimate | None
    aims: tuple[float, ...]
    due: date


def trajectory_of(target: TargetStatus) -> Trajectory | None:
    """What a chart of a judged target shows; None without a figure, and for a milestone."""
    comparison, projection = target.comparison, target.projection
    if comparison is None:
        return None

    aims = (as_float(side.bound.value) for side in comparison.goal.sides)
    return Trajectory(
        tuple(_reported(comparison)),
        tuple(_path(comparison)),
        Estimate(projection.value, projection.low, projection.high) if projection else None,
        tuple(aim for aim in aims if aim is not None),
        comparison.goal.finish,
    )


def _reported(comparison: Comparison) -> list[ReportedValue]:
    """The levels up to the as-of date; of a cumulative figure, what it had come to before."""
    series = comparison.series

    if comparison.cumulative:
        first = comparison.goal.target.period.start
        ends = {row.end for row in series.within(first, comparison.figure.end)}
        ends.add(comparison.figure.end)
        sums = (series.whole(first, end) for end in sorted(ends))
        points = [_point(whole) for whole in sums if whole is not None]
    else:
        points = [_start(comparison.start)] if comparison.start else []
        points += [_point(level) for level in series.days(comparison.as_of)]

    known = [point for point in points if point is not None]
    return sorted(known, key=lambda point: point.day)


def _point(observation: Observation) -> ReportedValue | None:
    known = observation.amount.estimate()
    if known.value is None:
        return None

    return ReportedValue(
        observation.end,
        known.value,
        known.low,
        known.high,
        observation.state,
        observation.candidates,
        observation.statement,
    )


def _start(start: Start) -> ReportedValue | None:
    known = start.level.estimate()
    if known.value is None:
        return None
    return ReportedValue(date.fromordinal(start.day), known.value, known.low, known.high)


def _path(comparison: Comparison) -> list[DatedValue]:
    """The levels that the path expects, from its start to the last day."""
    path = []
    for day in _days(comparison):
        share, _ = expected_share(comparison.goal, comparison.start, day, comparison.earlier)
        level = as_float(comparison.level_at(share))
        if level is not None:
            path.append(DatedValue(day, level))
    return path


def _days(comparison: Comparison) -> list[date]:
    """Evenly from the start to the last day; of a seasonal path only the figure's is known."""
    goal, start = comparison.goal, comparison.start
    points = [point.period.end.toordinal() for point in goal.target.points]
    last = goal.finish.toordinal()
    first = start.day if start else min(points, default=last)

    if goal.target.path == "seasonal" and not points and not comparison.straight:
        return [date.fromordinal(first), comparison.figure.end, goal.finish]
    return [date.fromordinal(first + (last - first) * n // _STEPS) for n in range(_STEPS + 1)]
