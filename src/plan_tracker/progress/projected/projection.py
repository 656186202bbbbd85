"""The value expected on the goal's last day: which method foresees it, and how well it has done.

Each method is used only where its data are there. `auto` takes the one with the least mean error on
earlier cases that were left out in turn, where at least two methods can be tried on the same three
or more; otherwise the first in the order of `METHODS`. A figure that reaches the last day is final.
The figures' own intervals are carried through, and widened by the largest error on earlier cases
where there are three or more. What is foreseen stays within what the indicator can be, and a sum
that cannot fall at or above what it has come to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import erf, sqrt

from plan_tracker.loading.fit import bounds_of
from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import ProjectionName
from plan_tracker.model.text import Text, phrase
from plan_tracker.progress.comparison import Comparison
from plan_tracker.progress.estimate import UncertainNumber
from plan_tracker.progress.goals.goal import Goal
from plan_tracker.progress.goals.history import levels
from plan_tracker.progress.projected import registry
from plan_tracker.progress.projected.backtest import (
    Errors,
    Trial,
    errors_of,
    in_unit,
    mean_error,
    trial_of,
)
from plan_tracker.progress.projected.method import Foreseen, Point, ProjectionInput

ENOUGH = 3  # earlier cases from which on errors are compared, and widen the interval


@dataclass(frozen=True, slots=True)
class Projected:
    """What is expected, by which method and formula; without one, `why` is the reason's code.

    `errors` are those on the cases that were left out in turn, in the target's unit.
    """

    method: str | None
    amount: UncertainNumber | None
    formula: Text | None = None
    why: str = ""
    errors: tuple[Fraction, ...] = ()
    trials: tuple[Trial, ...] = ()

    @property
    def error(self) -> Fraction | None:
        """The mean error on earlier cases; None without any."""
        return mean_error(self.errors)


def project(comparison: Comparison, wanted: ProjectionName = "auto") -> Projected:
    """What is expected by the method that is wanted, or by the one that `auto` takes."""
    if comparison.final:
        return Projected("final", comparison.actual, comparison.actual.text)

    known = _known(comparison)
    if known is None:
        return Projected(None, None, why=_why_none(comparison))

    asked = [method for method in registry.METHODS if wanted in ("auto", method.name)]
    answers = {method.name: method.project(known) for method in asked}
    possible = _possible(comparison)
    usable = {
        name: _kept_within(possible, foreseen)
        for name, foreseen in answers.items()
        if foreseen is not None
    }
    errors = {method.name: errors_of(method, known) for method in asked if method.name in usable}

    trials = []
    for method in asked:
        answer = usable.get(method.name)
        amount = answer.amount if answer else None
        trials.append(trial_of(method, known, amount, errors.get(method.name, {})))

    name = wanted if wanted != "auto" else _best(usable, errors)
    if name is None or name not in usable:
        why = _why_none(comparison) if wanted == "auto" else "METHOD_DATA"
        return Projected(None, None, why=why, trials=tuple(trials))

    chosen = usable[name]
    in_units = in_unit(errors[name], known, chosen.amount)
    amount = _widened(chosen.amount, in_units).kept_within(possible)
    return Projected(name, amount, chosen.formula, "", in_units, tuple(trials))


def chance(goal: Goal, projected: Projected) -> Fraction | None:
    """The chance to meet the target, taking errors as normal with those of earlier cases.

    None with fewer than three of them, or where they were all zero. By the rule of succession
    (Laplace, 1774) n cases alike leave a chance of 1 / (n + 2) that the next is unlike them:
    nothing is called surer than that.
    """
    amount, errors = projected.amount, projected.errors
    largest = max(map(abs, errors), default=Fraction(0))
    if len(errors) < ENOUGH or not largest or amount is None or amount.value is None:
        return None

    spread = sqrt(sum((error / largest) ** 2 for error in errors) / len(errors))
    missed = 0.0
    for side in goal.sides:
        margin = side.margin(amount).value
        if margin is None:
            return None
        missed += (1 - erf(_cut(margin / largest) / (spread * sqrt(2)))) / 2

    least = least_chance(len(errors))
    return min(max(Fraction(1 - missed), least), 1 - least)


def least_chance(cases: int) -> Fraction:
    """What so many cases leave to one unlike them all."""
    return Fraction(1, cases + 2)


def _cut(size: Fraction) -> float:
    """A number as a float; beyond a million errors one more makes no difference."""
    return float(min(max(size, Fraction(-(10**6))), Fraction(10**6)))


def _why_none(comparison: Comparison) -> str:
    if comparison.start is not None:
        return "NOT_STARTED"
    return "NO_BASELINE" if comparison.several else "ONE_POINT"


def _known(comparison: Comparison) -> ProjectionInput | None:
    """What there is to project from; None before the way has begun."""
    at, start = comparison.goal.finish.toordinal(), comparison.start
    if comparison.cumulative:
        return ProjectionInput(
            at, comparison.actual, comparison.elapsed, earlier=comparison.earlier
        )

    if start is not None and comparison.figure.end.toordinal() <= start.day:
        return None

    reported = levels(comparison.goal, comparison.series, comparison.figure.end)
    points = [Point(level.end.toordinal(), level.amount) for level in reported]
    if start is not None and (not points or start.day < points[0].day):
        points.insert(0, Point(start.day, start.level))
    return ProjectionInput(at, start=start, points=tuple(points))


def _possible(comparison: Comparison) -> Interval:
    """What the value can be on the goal's last day; anything where the figure is beyond that."""
    indicator, actual = comparison.goal.indicator, comparison.actual
    bounds = bounds_of(indicator)
    if comparison.cumulative and not indicator.signed:
        bounds &= Interval(low=actual.low)
    beyond = actual.value is not None and actual.value not in bounds
    return Interval() if beyond or bounds.empty else bounds


def _kept_within(possible: Interval, foreseen: Foreseen) -> Foreseen:
    amount = foreseen.amount.kept_within(possible)
    if amount.value == foreseen.amount.value:
        return Foreseen(amount, foreseen.formula)

    kept = phrase("{formula}, kept at {value}", formula=foreseen.formula, value=amount.text)
    return Foreseen(amount, kept)


def _best(
    usable: Mapping[ProjectionName, Foreseen], errors: Mapping[ProjectionName, Errors]
) -> ProjectionName | None:
    """The least mean error over the same cases, else the first method that has its data."""
    tried = [name for name in usable if len(errors[name]) >= ENOUGH]
    common = set.intersection(*(set(errors[name]) for name in tried)) if tried else set()
    if len(tried) < 2 or len(common) < ENOUGH:
        return next(iter(usable), None)
    return min(tried, key=lambda name: sum(abs(errors[name][case]) for case in common))


def _widened(amount: UncertainNumber, errors: Sequence[Fraction]) -> UncertainNumber:
    if len(errors) < ENOUGH:
        return amount

    reach = max(map(abs, errors))
    return UncertainNumber(amount.value, amount.interval + Interval.around(0, reach))
