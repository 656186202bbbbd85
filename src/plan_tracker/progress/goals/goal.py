"""What is aimed at on a given day: the value in force, and which side of it is good."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Indicator, Target, Timing
from plan_tracker.progress.estimate import UncertainNumber

Origin = Literal["declared", "implied"]


@dataclass(frozen=True, slots=True)
class Side:
    """A bound and its good side: `direction` is 1 where higher is better, -1 where lower is.

    `printed` is what the target's text may mean: a figure printed no finer than that and equal
    to the bound attains it.
    """

    direction: Literal[1, -1]
    bound: UncertainNumber
    printed: Interval

    def margin(self, actual: UncertainNumber) -> UncertainNumber:
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
    value: UncertainNumber | None
    sides: tuple[Side, ...]
    first: "Goal | None" = None
    in_force: bool = True

    @property
    def flow(self) -> bool:
        """Whether figures add up over the target's period."""
        return self.of_period and self.indicator.adds_over_time

    @property
    def of_period(self) -> bool:
        """Whether values are what came together in a period, be it that they add up or not."""
        return self.timing == "sum"

    @property
    def of_whole_periods(self) -> bool:
        """Whether a figure of a part of the period says nothing of the whole.

        So do distinct counts, medians, and what was adjusted; but for what is put at annual rates.
        """
        rated = self.indicator.adjustment == "annual-rate"
        return self.of_period and not self.flow and not rated

    @property
    def timing(self) -> Timing:
        """What the value aimed at says of the target's period."""
        return self.target.timing or self.indicator.timing

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


def make_goal(
    target: Target,
    indicator: Indicator,
    origin: Origin,
    unit: str,
    value: UncertainNumber | None = None,
) -> Goal:
    """A target with its good sides; `value` stands in for one that the target does not say."""
    value = value or _exactly(target.value)
    if origin == "implied":
        value = UncertainNumber(target.value, target.interval)
    low, high = value or _exactly(target.low), value or _exactly(target.high)
    ends: dict[Literal[1, -1], UncertainNumber | None] = {1: low, -1: high}
    if not better_is_higher(indicator):
        ends = {-1: high or low}
    elif indicator.better == "higher":
        ends = {1: low or high}
    sides = tuple(
        Side(direction, bound, target.interval) for direction, bound in ends.items() if bound
    )
    only_bound = sides[0].bound if len({side.bound for side in sides}) == 1 else None
    return Goal(target, indicator, unit, origin, only_bound, sides)


def better_is_higher(indicator: Indicator) -> bool:
    """False for ranks, of which 1 is the best, and where lower is declared to be better."""
    return indicator.kind != "rank" and indicator.better != "lower"


def _exactly(number: Fraction | None) -> UncertainNumber | None:
    return None if number is None else UncertainNumber.exactly(number)
