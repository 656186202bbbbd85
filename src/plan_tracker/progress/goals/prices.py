"""Constant and current prices: never compared with each other."""

from collections.abc import Mapping

from plan_tracker.progress.goals.goal import Goal
from plan_tracker.progress.observed.observation import Measure
from plan_tracker.progress.observed.series import Series


def same_prices(goal: Goal, by_measure: Mapping[Measure, Series]) -> Series | None:
    """The figures in the goal's unit and at its prices.

    Where the target names no prices, the figures that name none count, else those at the only
    prices that there are; figures at both leave it open which of them is meant.
    """
    by_basis = {basis: series for (unit, basis), series in by_measure.items() if unit == goal.unit}
    basis = goal.target.basis
    if basis in by_basis or basis:
        return by_basis.get(basis)
    return next(iter(by_basis.values())) if len(by_basis) == 1 else None
