"""Which plan a source means, where it does not say.

Declared targets that contain the figure's period and are at most a year long are alternative
readings: the one that fits the printed figure is taken, that of another source where its own prints
none. Only where no target is declared, the year's undeclared plan is meant. Either is a
supposition, and never makes an error. So is the choice among several plans of one period that no
standing tells apart.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from math import inf, log
from typing import NamedTuple

from plan_tracker.loading.fit import counted_at, measure_of
from plan_tracker.loading.sources.texts import Texts
from plan_tracker.model.interval import Interval
from plan_tracker.model.period import Period
from plan_tracker.model.plan import Target
from plan_tracker.model.statement import Measure, Quantity, Statement

_YEAR = 366  # days


class MeantPlan(NamedTuple):
    """The plan that a figure is compared with."""

    period: Period
    measure: Measure = "target"
    standing: str = ""

    @staticmethod
    def declared(target: Target) -> "MeantPlan":
        """The plan whose value a target is."""
        return MeantPlan(target.period, *measure_of(target.standing))

    @staticmethod
    def valued(statement: Statement) -> "MeantPlan":
        """The plan whose value a source gives."""
        subject = statement.subject
        return MeantPlan(subject.period, subject.measure, subject.standing)


def plans_for(subject: Quantity, texts: Texts, *, of_all: bool) -> list[Target]:
    """A declared target of each plan that may be meant; of all entities where that is asked for."""
    return _one_each(
        target for target in _around(subject, texts) if of_all or target.entity == subject.entity
    )


def targets_meant(claim: Statement, texts: Texts, *, named: bool) -> Iterator[Target]:
    """The targets, of all entities, that an attainment may be of: of the period that it `named`."""
    if named and claim.reference is not None:
        return _of_period(claim.reference, texts)
    return _around(claim.subject, texts)


def _around(subject: Quantity, texts: Texts) -> Iterator[Target]:
    """The targets whose period has that of a figure in it, and is at most a year long."""
    period = subject.period
    return (
        target
        for target in texts.targets.get(subject.indicator, ())
        if target.period.start <= period.start <= period.end <= target.period.end
        and target.period.days <= _YEAR
    )


def _of_period(value: Quantity, texts: Texts) -> Iterator[Target]:
    """The targets of the very period of a plan value."""
    return (
        target
        for target in texts.targets.get(value.indicator, ())
        if _same(counted_at(value.timing, target.period), value.period)
    )


def _plans_of(value: Quantity, texts: Texts) -> list[Target]:
    """A declared target of each plan that may be meant by a plan value: of its very period."""
    return _one_each(
        target
        for target in _of_period(value, texts)
        if texts.of_many or target.entity == value.entity
    )


def _one_each(targets: Iterable[Target]) -> list[Target]:
    """The first target of each plan: entities and values aside."""
    found: dict[object, Target] = {}
    for target in targets:
        plan = (target.period.start, target.period.end, *measure_of(target.standing))
        found.setdefault(plan, target)
    return list(found.values())


def likeliest(targets: Sequence[Target], period: Period, year: Period | None) -> Target | None:
    """The target that is meant where no figure tells: that of the figure's period, the year's, …

    Of several plans of one period, the approved one.
    """
    if not targets:
        return None

    def rank(target: Target) -> tuple[bool, bool, int, bool]:
        other = not _same(target.period, period), not _same(target.period, year)
        return *other, target.period.days, measure_of(target.standing) != ("target", "")

    return min(targets, key=rank)


def levels_for(claim: Statement, level: Statement, texts: Texts) -> Sequence[Statement]:
    """The printed figures that tell which plan a claim is of: the one beside it, else all others'.

    `level` is what the source says of the figure, which it may not print.
    """
    return (level,) if level.readings else texts.levels.get(claim.subject, ())


def best_fitting(
    targets: Iterable[Target], levels: Iterable[Statement], claim: Statement
) -> Target:
    """The target that a printed figure can be so many percent of, or is nearest to being."""
    percent = float(claim.readings[0].value or 1) / 100
    pairs = [(target, level) for target in targets for level in levels]

    def misfit(pair: tuple[Target, Statement]) -> tuple[bool, float]:
        target, level = pair
        return not _holds(target, level, claim), _apart(
            target, float(level.readings[0].value) / percent
        )

    return min(pairs, key=misfit)[0]


def _holds(target: Target, level: Statement, claim: Statement) -> bool:
    """Whether the claim is true of a target, as all three are printed."""
    figure, percent = level.readings[0].ordinary, claim.readings[0].ordinary
    below_zero = any(each.low is not None and each.low < 0 for each in (figure, target.interval))
    if target.value is None or below_zero:
        return False
    share = figure.over(target.interval).times(Interval.exactly(100))
    return not (share & percent).empty


def of_declared_plan(value: Statement, texts: Texts) -> Statement:
    """A plan value as that of the declared plan that it gives, where its source names none.

    Of several plans the one of that value; where there is none, it is not sure which is meant.
    """
    plans = _plans_of(value.subject, texts) if not value.subject.standing else []
    if len(plans) > 1 and not texts.of_many and value.readings:
        wanted = float(value.readings[0].value)
        meant = min(plans, key=lambda target: _apart(target, wanted))
        return replace(_of(value, meant), supposed=not _fits(meant, value))
    if len(plans) == 1:
        return _of(value, plans[0])
    return replace(value, supposed=len(plans) > 1)


def against_declared_plan(claim: Statement, level: Statement, texts: Texts) -> Statement:
    """A claim that names the period of its plan, against the declared plan of that period."""
    reference = claim.reference
    assert reference is not None, "an attainment is of something"
    plans = _plans_of(reference, texts)
    if not plans:
        return claim

    several, levels = len(plans) > 1, levels_for(claim, level, texts)
    if several and levels and not texts.of_many:
        meant = best_fitting(plans, levels, claim)
    else:
        meant = texts.meant or likeliest(plans, reference.period, None) or plans[0]
    measure, standing = measure_of(meant.standing)
    reference = replace(reference, measure=measure, standing=standing)
    return replace(claim, reference=reference, supposed=several)


def _of(value: Statement, target: Target) -> Statement:
    measure, standing = measure_of(target.standing)
    return replace(value, subject=replace(value.subject, measure=measure, standing=standing))


def _fits(target: Target, value: Statement) -> bool:
    """Whether a plan value may be one that a target has had."""
    amounts = (target.value, *(revision.value for revision in target.revisions))
    return any(
        amount in reading.lax for amount in amounts if amount is not None
        for reading in value.readings
    )  # fmt: skip


def _apart(target: Target, wanted: float) -> float:
    """How far the values that a target has had are from one, by their logarithms."""
    amounts = amounts_of(target)
    if wanted <= 0 or not amounts:
        return inf
    return min(abs(log(amount / wanted)) for amount in amounts)


def amounts_of(target: Target) -> list[float]:
    """The values above zero that a target has had."""
    values = (target.value, *(revision.value for revision in target.revisions))
    return [float(value) for value in values if value is not None and value > 0]


def _same(one: Period, other: Period | None) -> bool:
    return other is not None and (one.start, one.end) == (other.start, other.end)
