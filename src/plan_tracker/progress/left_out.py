"""How a method does on earlier cases, each left out in turn and foreseen from the rest."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from plan_tracker.progress.estimate import Amount
from plan_tracker.progress.forecasts import Evidence
from plan_tracker.progress.paths import Earlier

Project = Callable[[Evidence], Amount | None]
# By the year or the day that was left out: a level's in its unit, a flow's as shares of its whole.
Errors = dict[int, Fraction]

_MOST = 12  # the newest points that are left out in turn


def errors_of(project: Project, evidence: Evidence) -> Errors:
    """What the method misses by where each earlier case is left out and foreseen from the rest."""
    if evidence.part is None:
        return _errors_of_levels(project, evidence)
    errors: Errors = {}
    for left_out in evidence.earlier:
        whole, found = left_out.whole.value, project(_without_year(evidence, left_out))
        if whole and found is not None and found.value is not None:
            errors[left_out.years] = (found.value - whole) / whole
    return errors


def _without_year(evidence: Evidence, left_out: Earlier) -> Evidence:
    others = tuple(
        replace(each, years=each.years - left_out.years)
        for each in evidence.earlier
        if each is not left_out
    )
    return Evidence(evidence.at, left_out.part, left_out.elapsed, others)


def _errors_of_levels(project: Project, evidence: Evidence) -> Errors:
    errors: Errors = {}
    for point in evidence.points[1:][-_MOST:]:
        others = tuple(each for each in evidence.points if each is not point)
        found = project(replace(evidence, at=point.day, points=others))
        value = point.amount.value
        if value is not None and found is not None and found.value is not None:
            errors[point.day] = found.value - value
    return errors


def mean_error(errors: Sequence[Fraction]) -> Fraction | None:
    """The mean size of errors; None without any."""
    return sum(map(abs, errors), Fraction(0)) / len(errors) if errors else None


def in_unit(errors: Errors, evidence: Evidence, amount: Amount) -> tuple[Fraction, ...]:
    """The errors in the target's unit: what a flow misses grows with its size."""
    size = Fraction(1) if evidence.part is None else abs(amount.value or Fraction(0))
    return tuple(each * size for each in errors.values())
