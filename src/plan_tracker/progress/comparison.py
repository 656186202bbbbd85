"""One goal with the figure that it is judged by, and what is known around them."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from plan_tracker.progress.estimate import UncertainNumber
from plan_tracker.progress.goals.goal import Goal, Side
from plan_tracker.progress.goals.paths import EarlierYear, Elapsed, Start, expected_share
from plan_tracker.progress.observed.observation import Observation
from plan_tracker.progress.observed.series import Series
from plan_tracker.progress.observed.years import years_before

YEARS_BACK = 5


@dataclass(frozen=True, slots=True)
class LatestFigure:
    """The observation that counts; `cumulative` where it is part of the target's own period."""

    observation: Observation
    cumulative: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the formulas need.

    `start` is where the way begins: nothing for a cumulative figure, the baseline for a level,
    None without one. `expected` is the path's share at the figure's last day, None without a path;
    `straight` says that a straight path stands in for the declared one. `several` says that the
    level was observed more than once.
    """

    goal: Goal
    figure: Observation
    actual: UncertainNumber
    cumulative: bool
    baseline: UncertainNumber | None
    start: Start | None
    earlier: tuple[EarlierYear, ...]
    expected: Fraction | None
    straight: bool
    past_due: bool
    several: bool
    series: Series
    as_of: date

    @property
    def final(self) -> bool:
        """Whether the figure reaches the goal's last day, so that nothing is left to come."""
        return self.figure.end >= self.goal.finish

    @property
    def elapsed(self) -> Elapsed | None:
        """How much of the time has gone at the figure's last day; None without a start."""
        return self.start.elapsed(self.goal, self.figure.end) if self.start else None

    @property
    def expected_level(self) -> Fraction | None:
        """The level that the path expects at the figure's last day; None without a path."""
        return self.level_at(self.expected)

    def level_at(self, share: Fraction | None) -> Fraction | None:
        """The level at a share of the way from the start to the target; None where not known."""
        target = self.goal.value.value if self.goal.value else None
        origin = self.start.level.value if self.start else Fraction(0)
        if share is None or target is None or origin is None:
            return None
        return origin + share * (target - origin)

    @property
    def from_zero(self) -> bool:
        """Whether the way is measured from nothing, not from a baseline."""
        return self.cumulative or self.start is None

    def large_is_good(self, side: Side) -> bool:
        """Whether a large share of the bound is good: not so for a limit, or for a loss."""
        bound = side.bound
        ends = (bound.value, bound.low, bound.high)
        return side.direction * next((end for end in ends if end is not None), 0) >= 0

    def kept(self, side: Side) -> bool:
        """Whether the baseline is already on the good side, so that the level is to be kept."""
        if self.cumulative or self.baseline is None or self.start is None:
            return False
        margin = side.margin(self.baseline).value
        return margin is not None and margin >= 0


def latest_figure(goal: Goal, series: Series, as_of: date) -> LatestFigure | None:
    """The figure that a goal is judged by on a day.

    A flow: what came together from its period's start on; where nothing did and there is a
    baseline, the newest whole period of the same length before. A level: the newest, and once the
    due date has come, the first from then on, if any.
    """
    if goal.flow:
        period = goal.target.period
        total = series.total(period.start, min(period.end, as_of))
        return LatestFigure(total, True) if total else _whole_before(goal, series, as_of)

    level = None
    if as_of >= goal.finish:
        level = series.earliest(goal.finish, as_of)
    level = level or series.latest(date.min, as_of)
    level = level and series.latest_for(level.end, goal.target.period, goal.timing)
    return LatestFigure(level, False) if level else None


def _whole_before(goal: Goal, series: Series, as_of: date) -> LatestFigure | None:
    period, baseline = goal.target.period, goal.target.baseline
    if baseline is None:
        return None
    for years in range(1, period.start.year):
        end = years_before(period.end, years)
        if end <= baseline.period.end:
            return None
        whole = series.whole(years_before(period.start, years), end) if end <= as_of else None
        if whole:
            return LatestFigure(whole, False)
    return None


def compare(goal: Goal, series: Series, figure: LatestFigure, as_of: date) -> Comparison:
    """Gather what the formulas need."""
    observation, cumulative = figure.observation, figure.cumulative
    level = goal.target.baseline
    baseline = UncertainNumber(level.value, level.interval) if level else None

    start = None
    if cumulative:
        start = Start(goal.target.period.start.toordinal() - 1, UncertainNumber.exactly(0))
    elif level and baseline and level.period.end < goal.finish:
        start = Start(level.period.end.toordinal(), baseline)

    earlier = _earlier(goal, series, observation) if cumulative else ()
    expected, straight = expected_share(goal, start, observation.end, earlier)

    return Comparison(
        goal=goal,
        figure=observation,
        actual=observation.amount,
        cumulative=cumulative,
        baseline=baseline,
        start=start,
        earlier=earlier,
        expected=expected,
        straight=straight,
        past_due=as_of >= goal.finish,
        several=series.by_end[0].end < observation.end,
        series=series,
        as_of=as_of,
    )


def _earlier(goal: Goal, series: Series, figure: Observation) -> tuple[EarlierYear, ...]:
    years_with_both = []
    for years in range(1, min(YEARS_BACK, figure.start.year - 1) + 1):
        first = years_before(figure.start, years)
        middle, last = years_before(figure.end, years), years_before(goal.finish, years)
        part, whole = series.whole(first, middle), series.whole(first, last)
        if part and whole:
            elapsed = Elapsed((middle - first).days + 1, (last - first).days + 1)
            years_with_both.append(EarlierYear(years, part.amount, whole.amount, elapsed))
    return tuple(years_with_both)
