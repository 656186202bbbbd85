"""Constant and current prices, sums and averages of a flow: never compared with each other."""

from collections.abc import Mapping

from plan_tracker.progress.goals.goal import Goal
from plan_tracker.progress.observed.observation import Measure
from plan_tracker.progress.observed.series import ADDED, Series

_DAYS = 3  # by which two halves, quarters or months may differ


def same_prices(goal: Goal, by_measure: Mapping[Measure, Series]) -> Series | None:
    """The figures in the goal's unit and at its prices; of a flow the sums, or all but them.

    Where the target names no prices, the figures that name none count, else those at the only
    prices that there are; figures at both leave it open which of them is meant.
    """
    by_basis = {basis: series for (unit, basis), series in by_measure.items() if unit == goal.unit}
    basis = goal.target.basis
    if basis in by_basis or basis:
        return _adding_alike(goal, by_basis.get(basis))
    return _adding_alike(goal, next(iter(by_basis.values()))) if len(by_basis) == 1 else None


def _adding_alike(goal: Goal, series: Series | None) -> Series | None:
    """The figures of a flow that are sums where those aimed at are, and only then.

    Of sums that do not add up any further those that are of as long a period.
    """
    if series is None or goal.indicator.kind != "flow":
        return series
    rows = [row for row in series.by_end if (row.timing in ADDED) == goal.of_period]
    if goal.of_whole_periods:
        aimed = goal.target.period
        days = (aimed.end - aimed.start).days
        rows = [row for row in rows if abs((row.end - row.start).days - days) <= _DAYS]
    if len(rows) == len(series.by_end):
        return series
    return Series.of(rows) if rows else None
