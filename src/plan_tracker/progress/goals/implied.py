"""The plan values that documents state or imply, where the plan declares none."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import get_args

from plan_tracker.loading.fit import counted_at
from plan_tracker.model.period import Period
from plan_tracker.model.plan import Basis, Plan, Target
from plan_tracker.progress.goals.goal import Goal, Origin, make_goal
from plan_tracker.progress.observed.observations import Observations


def implied_goals(plan: Plan, observations: Observations) -> Iterator[Goal]:
    """The plan values that documents state or imply, where the plan declares none.

    Named after indicator and period, and after the entity where it is not the usual one.
    """
    declared = {
        _quantity(plan, target.indicator, target.entity, target.period, target.standing)
        for target in plan.targets
    }
    names = {target.id for target in plan.targets}
    usual = _usual_entity(plan, observations)
    for (name, entity), row in observations.implied:
        indicator = plan.indicators.get(name)
        period = Period(row.start, row.end, row.period)
        standing = row.standing or "approved"
        quantity = _quantity(plan, name, entity, period, standing)
        if indicator is None or quantity in declared:
            continue
        declared.add(quantity)
        short = "-".join(filter(None, (name, row.period, row.standing)))
        id_ = short if entity == usual and short not in names else f"{short}-{entity}"
        amount = row.amount
        target = Target(
            id_, name, entity, period, row.end, indicator.place, str(row.printed),
            amount.value, amount.interval, source=row.statement, basis=_basis(row.basis),
            timing=row.timing, standing=standing,
        )  # fmt: skip
        origin: Origin = "implied" if row.state == "derived" else "declared"
        yield make_goal(target, indicator, origin, row.unit)


def _quantity(
    plan: Plan, name: str, entity: str, period: Period, standing: str
) -> tuple[str, str, date, date, str]:
    """What a target is about: for a level its last day."""
    indicator = plan.indicators.get(name)
    counted = counted_at(indicator.timing, period) if indicator else period
    return name, entity, counted.start, counted.end, standing


def _basis(text: str) -> Basis:
    return next((basis for basis in get_args(Basis) if basis == text), "")


def _usual_entity(plan: Plan, observations: Observations) -> str:
    entities = [target.entity for target in plan.targets] or [
        entity for (_, entity), _ in observations.implied
    ]
    return Counter(entities).most_common(1)[0][0] if entities else ""
