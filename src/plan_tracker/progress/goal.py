"""What is aimed at on a given day: the value in force, and which side of it is good."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Literal, get_args

from plan_tracker.model.interval import Interval
from plan_tracker.model.period import Period
from plan_tracker.model.plan import Basis, Indicator, Plan, Target
from plan_tracker.progress.estimate import Amount
from plan_tracker.progress.observations import Observations

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

    `value` is None for a range. `first` is the goal before any revision, where there was one;
    without `in_force` the target had not been set by that day. `finish` is the last day that
    counts: a flow's period cannot go on after its end.
    """

    target: Target
    indicator: Indicator
    unit: str
    origin: Origin
    value: Amount | None
    sides: tuple[Side, ...]
    first: "Goal | None" = None
    in_force: bool = True

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
        """Whether revisions made it easier: a bound further off, or none, or a later due date."""
        if self.first is None:
            return False
        now = {side.direction: side.bound.value for side in self.sides}
        return self.target.due > self.first.target.due or any(
            _easier(now.get(side.direction), side) for side in self.first.sides
        )


def _easier(now: Fraction | None, before: Side) -> bool:
    if now is None or before.bound.value is None:
        return now is None
    return (now - before.bound.value) * before.direction < 0


def declared_goals(plan: Plan, as_of: date | None) -> Iterator[Goal]:
    """The plan's targets, each with the newest revision that is in force on the day."""
    for target in plan.targets:
        indicator, day = plan.indicators[target.indicator], as_of or target.period.start
        first = make_goal(target, indicator, "declared", indicator.unit)
        in_force = _in_force(target, day)
        goal = first
        if in_force is not target:
            goal = make_goal(in_force, indicator, "declared", indicator.unit)
            goal = replace(goal, first=first)
        yield replace(goal, in_force=target.since is None or target.since <= day)


def _in_force(target: Target, day: date) -> Target:
    revisions = [each for each in target.revisions if each.since <= day]
    if not revisions:
        return target
    newest = max(revisions, key=lambda each: each.since)
    moved = [each.due for each in sorted(revisions, key=lambda each: each.since) if each.due]
    return replace(
        target,
        value=newest.value,
        interval=newest.interval,
        printed=newest.printed,
        source=newest.source,
        low=newest.low,
        high=newest.high,
        growth=None,
        due=moved[-1] if moved else target.due,
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
            id_, name, entity, period, row.end, indicator.place, str(row.printed),
            amount.value, amount.interval, source=row.statement, basis=_basis(row.basis),
        )  # fmt: skip
        origin: Origin = "implied" if row.state == "derived" else "declared"
        yield make_goal(target, indicator, origin, row.unit)


def _quantity(plan: Plan, target: Target) -> tuple[str, str, date, date]:
    """What a target is about: for all but flows the level on its last day."""
    indicator, period = plan.indicators.get(target.indicator), target.period
    flow = indicator is None or indicator.kind == "flow"
    return target.indicator, target.entity, period.start if flow else period.end, period.end


def _basis(text: str) -> Basis:
    return next((each for each in get_args(Basis) if each == text), "")


def _usual_entity(plan: Plan, observations: Observations) -> str:
    entities = [target.entity for target in plan.targets] or [
        entity for (_, entity), _ in observations.implied
    ]
    return Counter(entities).most_common(1)[0][0] if entities else ""


def make_goal(
    target: Target, indicator: Indicator, origin: Origin, unit: str, value: Amount | None = None
) -> Goal:
    """A target with its good sides; `value` stands in for one that the target does not say."""
    value = value or _exactly(target.value)
    if origin == "implied":
        value = Amount(target.value, target.interval)
    low, high = value or _exactly(target.low), value or _exactly(target.high)
    ends: dict[Literal[1, -1], Amount | None] = {1: low, -1: high}
    if not better_is_higher(indicator):
        ends = {-1: high or low}
    elif indicator.better == "higher":
        ends = {1: low or high}
    sides = tuple(
        Side(direction, bound, target.interval) for direction, bound in ends.items() if bound
    )
    one = sides[0].bound if len({side.bound for side in sides}) == 1 else None
    return Goal(target, indicator, unit, origin, one, sides)


def better_is_higher(indicator: Indicator) -> bool:
    """False for ranks, of which 1 is the best, and where lower is declared to be better."""
    return indicator.kind != "rank" and indicator.better != "lower"


def _exactly(number: Fraction | None) -> Amount | None:
    return None if number is None else Amount.exactly(number)
