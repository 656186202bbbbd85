"""How a method does on earlier cases: years are left out in turn, levels foreseen in theirs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import sqrt

from plan_tracker.progress.estimate import UncertainNumber, as_float
from plan_tracker.progress.goals.paths import EarlierYear
from plan_tracker.progress.projected.method import ProjectionInput, ProjectionMethod

# By the year or the day that was left out: a level's in its unit, a flow's as shares of its whole.
Errors = dict[int, Fraction]

_MOST = 12  # the newest points that are foreseen in turn


@dataclass(frozen=True, slots=True)
class Trial:
    """A method of projection: what it needs, what it foresees, and how it did on earlier cases.

    `value` is None where its data are not there, `error` where there was nothing to try it on.
    """

    method: str
    needs: str
    value: float | None
    error: float | None


def trial_of(
    method: ProjectionMethod,
    known: ProjectionInput,
    amount: UncertainNumber | None,
    errors: Errors,
) -> Trial:
    """The record of a method that foresees an amount, or nothing, and has erred so before."""
    if amount is None:
        return Trial(method.name, method.needs, None, None)

    mean = mean_error(in_unit(errors, known, amount))
    return Trial(method.name, method.needs, as_float(amount.value), as_float(mean))


def errors_of(method: ProjectionMethod, known: ProjectionInput) -> Errors:
    """What the method misses by where each earlier case is left out and foreseen from others."""
    if known.part is None:
        return _errors_of_levels(method, known)

    errors: Errors = {}
    for left_out in known.earlier:
        whole = left_out.whole.value
        foreseen = method.project(_without_year(known, left_out))
        if whole and foreseen is not None and foreseen.amount.value is not None:
            errors[left_out.years] = (foreseen.amount.value - whole) / whole

    return errors


def _without_year(known: ProjectionInput, left_out: EarlierYear) -> ProjectionInput:
    """What was known in an earlier year; the years after it are `years` below zero ago."""
    rest = tuple(
        replace(year, years=year.years - left_out.years)
        for year in known.earlier
        if year is not left_out
    )
    return ProjectionInput(known.at, left_out.part, left_out.elapsed, rest)


def _errors_of_levels(method: ProjectionMethod, known: ProjectionInput) -> Errors:
    """Each of the newest points, foreseen from those before it.

    What a level does by chance grows with the root of the time, so errors are put at the time that
    is projected over.
    """
    errors: Errors = {}
    points = known.points
    for at in range(max(1, len(points) - _MOST), len(points)):
        left_out, before = points[at], points[:at]
        foreseen = method.project(replace(known, at=left_out.day, points=before))
        value, step = left_out.amount.value, left_out.day - before[-1].day
        if value is None or foreseen is None or foreseen.amount.value is None or not step:
            continue
        times = max(Fraction(known.at - points[-1].day, step), Fraction(1))
        errors[left_out.day] = (foreseen.amount.value - value) * Fraction(sqrt(times))

    return errors


def mean_error(errors: Sequence[Fraction]) -> Fraction | None:
    """The mean size of errors; None without any."""
    return sum(map(abs, errors), Fraction(0)) / len(errors) if errors else None


def in_unit(
    errors: Errors, known: ProjectionInput, amount: UncertainNumber
) -> tuple[Fraction, ...]:
    """The errors in the target's unit: what a flow misses grows with its size."""
    size = Fraction(1) if known.part is None else abs(amount.value or Fraction(0))
    return tuple(error * size for error in errors.values())
