"""Which plan an attainment is of, where its source does not say.

Declared targets that contain the figure's period and are at most a year long are alternative
readings: the one that fits the printed figure is taken. Only where there is none, the year's
undeclared plan is meant. Either is a supposition, and never makes an error.
"""

from collections.abc import Iterable, Sequence
from math import inf, log

from plan_tracker.model.period import Period
from plan_tracker.model.plan import Plan, Target
from plan_tracker.model.statement import Quantity, Statement

_YEAR = 366  # days


def plans_for(subject: Quantity, plan: Plan, *, of_all: bool) -> list[Target]:
    """The declared targets that may be meant; those `of_all` entities where that is asked for."""
    period = subject.period
    return [
        target
        for target in plan.targets
        if target.indicator == subject.indicator
        and (of_all or target.entity == subject.entity)
        and target.period.start <= period.start <= period.end <= target.period.end
        and target.period.days <= _YEAR
    ]


def likeliest(targets: Sequence[Target], period: Period, year: Period | None) -> Period | None:
    """The period of a target, where no figure tells which: that of the figure, the year's, …"""
    if not targets:
        return None

    def rank(target: Target) -> tuple[bool, bool, int]:
        return not _same(target.period, period), not _same(target.period, year), target.period.days

    return min(targets, key=rank).period


def best_fitting(targets: Iterable[Target], level: Statement, claim: Statement) -> Target:
    """The target that the printed figure is nearest to so many percent of."""
    wanted = float(level.readings[0].value) / float(claim.readings[0].value or 1) * 100
    return min(targets, key=lambda target: _apart(target, wanted))


def _apart(target: Target, wanted: float) -> float:
    """How far the values that a target has had are from one, by their logarithms."""
    values = (target.value, *(revision.value for revision in target.revisions))
    amounts = [float(value) for value in values if value is not None and value > 0]
    if wanted <= 0 or not amounts:
        return inf
    return min(abs(log(amount / wanted)) for amount in amounts)


def _same(one: Period, other: Period | None) -> bool:
    return other is not None and (one.start, one.end) == (other.start, other.end)
