"""The value expected on the goal's last day: which method foresees it, and how well it has done.

Each method is used only where its data are there. `auto` takes the one with the least mean error on
earlier cases that were left out in turn, where at least two methods can be tried on the same three
or more; otherwise the first in the order of `METHODS`. A figure that reaches the last day is final.
The figures' own intervals are carried through, and widened by the largest error on earlier cases
where there are three or more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import erf, sqrt

from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import ProjectionName
from plan_tracker.progress.case import Case
from plan_tracker.progress.estimate import Amount, as_float
from plan_tracker.progress.forecasts import (
    Evidence,
    Point,
    linear_from_baseline,
    prior_year_growth,
    remainder_growth,
    run_rate,
    seasonal_share,
)
from plan_tracker.progress.goal import Goal
from plan_tracker.progress.history import levels
from plan_tracker.progress.left_out import Errors, Project, errors_of, in_unit, mean_error
from plan_tracker.progress.outcome import Trial
from plan_tracker.progress.trends import exponential_smoothing, robust_trend

ENOUGH = 3  # earlier cases from which on errors are compared, and widen the interval


@dataclass(frozen=True, slots=True)
class Method:
    """A way to project and the data that it needs."""

    name: ProjectionName
    needs: str
    project: Project


@dataclass(frozen=True, slots=True)
class Projected:
    """What is expected and by which method; without one, `why` is the reason's code.

    `errors` are those on the cases that were left out in turn, in the target's unit.
    """

    method: str | None
    amount: Amount | None
    why: str = ""
    errors: tuple[Fraction, ...] = ()
    trials: tuple[Trial, ...] = ()

    @property
    def error(self) -> Fraction | None:
        """The mean error on earlier cases; None without any."""
        return mean_error(self.errors)


METHODS: tuple[Method, ...] = (
    Method("prior-year-growth", "last year's same part and whole", prior_year_growth),
    Method("seasonal-share", "an earlier year's same part and whole", seasonal_share),
    Method("remainder-growth", "the same part and whole of two years", remainder_growth),
    Method("run-rate", "a figure from the period's start on", run_rate),
    Method("linear-from-baseline", "a baseline and a later figure", linear_from_baseline),
    Method("robust-trend", "three figures", robust_trend),
    Method("exponential-smoothing", "eight figures at even distances", exponential_smoothing),
)


def project(case: Case, wanted: ProjectionName = "auto") -> Projected:
    """What is expected by the method that is wanted, or by the one that `auto` takes."""
    if case.final:
        return Projected("final", case.actual)
    evidence = _evidence(case)
    if evidence is None:
        return Projected(None, None, _why_none(case))
    asked = [each for each in METHODS if wanted in ("auto", each.name)]
    amounts: dict[str, Amount | None] = {each.name: each.project(evidence) for each in asked}
    usable = {name: amount for name, amount in amounts.items() if amount is not None}
    errors: dict[str, Errors] = {
        each.name: errors_of(each.project, evidence) for each in asked if each.name in usable
    }
    trials = tuple(
        _trial(each, evidence, amounts[each.name], errors.get(each.name, {})) for each in asked
    )
    name = wanted if wanted != "auto" else _best(usable, errors)
    if name is None or name not in usable:
        why = _why_none(case) if wanted == "auto" else "METHOD_DATA"
        return Projected(None, None, why, trials=trials)
    chosen = in_unit(errors[name], evidence, usable[name])
    return Projected(name, _widened(usable[name], chosen), "", chosen, trials)


def chance(goal: Goal, projected: Projected) -> Fraction | None:
    """The chance to meet the target, taking errors as normal with those of earlier cases.

    None with fewer than three of them, or where they were all zero.
    """
    amount, errors = projected.amount, projected.errors
    largest = max(map(abs, errors), default=Fraction(0))
    if len(errors) < ENOUGH or not largest or amount is None or amount.value is None:
        return None
    spread = sqrt(sum((each / largest) ** 2 for each in errors) / len(errors))
    missed = 0.0
    for side in goal.sides:
        margin = side.margin(amount).value
        if margin is None:
            return None
        missed += (1 - erf(_cut(margin / largest) / (spread * sqrt(2)))) / 2
    return Fraction(max(1 - missed, 0.0))


def _cut(size: Fraction) -> float:
    """A number as a float; beyond a million errors one more makes no difference."""
    return float(min(max(size, Fraction(-(10**6))), Fraction(10**6)))


def _why_none(case: Case) -> str:
    if case.start is not None:
        return "NOT_STARTED"
    return "NO_BASELINE" if case.several else "ONE_POINT"


def _evidence(case: Case) -> Evidence | None:
    """What there is to project from; None before the way has begun."""
    at = case.goal.finish.toordinal()
    if case.cumulative:
        return Evidence(at, case.actual, case.elapsed or Fraction(0), case.earlier)
    if case.start is not None and case.figure.end.toordinal() <= case.start.day:
        return None
    known = levels(case.goal, case.series, case.figure.end)
    points = [Point(each.end.toordinal(), each.amount) for each in known]
    if case.start is not None and (not points or case.start.day < points[0].day):
        points.insert(0, Point(case.start.day, case.start.level))
    return Evidence(at, start=case.start, points=tuple(points))


def _trial(method: Method, evidence: Evidence, amount: Amount | None, errors: Errors) -> Trial:
    if amount is None:
        return Trial(method.name, method.needs, None, None)
    mean = mean_error(in_unit(errors, evidence, amount))
    return Trial(method.name, method.needs, as_float(amount.value), as_float(mean))


def _best(usable: Mapping[str, Amount], errors: Mapping[str, Errors]) -> str | None:
    """The least mean error over the same cases, else the first method that has its data."""
    tried = [name for name in usable if len(errors[name]) >= ENOUGH]
    common = set.intersection(*(set(errors[name]) for name in tried)) if tried else set()
    if len(tried) < 2 or len(common) < ENOUGH:
        return next(iter(usable), None)
    return min(tried, key=lambda name: sum(abs(errors[name][each]) for each in common))


def _widened(amount: Amount, errors: Sequence[Fraction]) -> Amount:
    if len(errors) < ENOUGH:
        return amount
    reach = max(map(abs, errors))
    return Amount(amount.value, amount.interval + Interval.around(0, reach))
