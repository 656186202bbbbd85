"""What is aimed at on a given day: the value in force, and which side of it is good."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from plan_tracker.model.interval import Interval
from plan_tracker.model.period import Period
from plan_tracker.model.plan import Indicator, Plan, Target
from plan_tracker.progress.estimate import Amount
from plan_tracker.progress.observation import Observations

Origin = Literal["declared", "implied"]


@dataclass(frozen=True, slots=True)
class Side:
    """A bound and its good side: `direction` is 1 where higher is better, -1 where lower is.

    `printed` is what the target's text may mean: a figure printed no finer than that and equal
    to the bound attains it.
    """

    direction: Literal[1, -1]
    bound: Amount
    printed: Interval

    def margin(self, actual: Amount) -> Amount:
        """By how much a figure is on the good side."""
        return (actual - self.bound) * self.direction


@dataclass(frozen=True, slots=True)
class Goal:
    """A target as it stands on a given day.

    `value` is None for a range. Where it was `revised` since, `original` is its first value.
    `finish` is the last day that counts: a flow's period cannot go on after its end.
    """

    target: Target
    indicator: Indicator
    unit: str
    origin: Origin
    value: Amount | None
    sides: tuple[Side, ...]
    revised: bool = False
    original: Fraction | None = None

    @property
    def flow(self) -> bool:
        """Whether figures add up over the target's period."""
        return self.indicator.kind == "flow"

    @property
    def finish(self) -> date:
        """The last day that counts."""
        due, period = self.target.due, self.target.period
        return due if not self.flow or period.start <= due <= period.end else period.end

    @property
    def loosened(self) -> bool:
        """Whether a revision made it easier."""
        if self.original is None or self.value is None or self.value.value is None:
            return False
        easier = self.value.value - self.original
        return any(easier * side.direction < 0 for side in self.sides)


def declared_goals(plan: Plan, as_of: date | None) -> Iterator[Goal]:
    """The plan's targets, each with the newest revision that is in force on the day."""
    for target in plan.targets:
        indicator = plan.indicators[target.indicator]
        in_force = _in_force(target, as_of or target.period.start)
        goal = _goal(in_force, indicator, "declared", indicator.unit)
        revised = in_force is not target
        yield replace(goal, revised=True, original=target.value) if revised else goal


def _in_force(target: Target, day: date) -> Target:
    revisions = [each for each in target.revisions if each.since <= day]
    if not revisions:
        return target
    newest = max(revisions, key=lambda each: each.since)
    return replace(
        target,
        value=newest.value,
        interval=newest.interval,
        printed=newest.printed,
        source=newest.source,
        low=None,
        high=None,
    )


def implied_goals(plan: Plan, observations: Observations) -> Iterator[Goal]:
    """The plan values that documents state or imply, where the plan declares none.

    Named after indicator and period, and after the entity where it is not the usual one.
    """
    declared = {_quantity(plan, target) for target in plan.targets}
    names = {target.id for target in plan.targets}
    usual = _usual_entity(plan, observations)
    for (name, entity), row in observations.implied:
        indicator = plan.indicators.get(name)
        quantity = (name, entity, row.start, row.end)
        if indicator is None or quantity in declared:
            continue
        declared.add(quantity)
        short = f"{name}-{row.period}"
        id_ = short if entity == usual and short not in names else f"{short}-{entity}"
        period = Period(row.start, row.end, row.period)
        amount = row.amount
        target = Target(
            id_, name, entity, period, row.end, indicator.place, row.printed,
            amount.value, amount.interval, source=row.statement,
        )  # fmt: skip
        origin: Origin = "implied" if row.state == "derived" else "declared"
        yield _goal(target, indicator, origin, row.unit)


def _quantity(plan: Plan, target: Target) -> tuple[str, str, date, date]:
    """What a target is about: for all but flows the level on its last day."""
    indicator, period = plan.indicators.get(target.indicator), target.period
    flow = indicator is None or indicator.kind == "flow"
    return target.indicator, target.entity, period.start if flow else period.end, period.end


def _usual_entity(plan: Plan, observations: Observations) -> str:
    entities = [target.entity for target in plan.targets] or [
        entity for (_, entity), _ in observations.implied
    ]
    return Counter(entities).most_common(1)[0][0] if entities else ""


def _goal(target: Target, indicator: Indicator, origin: Origin, unit: str) -> Goal:
    value = _exactly(target.value)
    if origin == "implied":
        value = Amount(target.value, target.interval)
    low, high = value or _exactly(target.low), value or _exactly(target.high)
    ends: dict[Literal[1, -1], Amount | None] = {1: low, -1: high}
    if indicator.kind == "rank" or indicator.better == "lower":
        ends = {-1: high or low}
    elif indicator.better == "higher":
        ends = {1: low or high}
    sides = tuple(
        Side(direction, bound, target.interval) for direction, bound in ends.items() if bound
    )
    one = sides[0].bound if len({side.bound for side in sides}) == 1 else None
    return Goal(target, indicator, unit, origin, one, sides)


def _exactly(number: Fraction | None) -> Amount | None:
    return None if number is None else Amount.exactly(number)
