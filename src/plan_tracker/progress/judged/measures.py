"""How far: attainment, gap closed, pace, required rate, shortfall. None of them is clamped."""

from dataclasses import dataclass
from fractions import Fraction

from plan_tracker.progress.comparison import Comparison
from plan_tracker.progress.estimate import UncertainNumber
from plan_tracker.progress.goals.goal import Goal, Side
from plan_tracker.progress.goals.paths import day_of_share
from plan_tracker.progress.projected.projection import Projected

MONTH = Fraction(1461, 48)  # days: a twelfth of 365.25


@dataclass(frozen=True, slots=True)
class MonthlyRate:
    """What is still needed per month, and how many times the rate so far that is."""

    needed: UncertainNumber
    ratio: Fraction | None


@dataclass(frozen=True, slots=True)
class ExactShortfall:
    """How much a projection misses a target, in its unit and in percent of it."""

    amount: UncertainNumber
    percent: Fraction | None


@dataclass(frozen=True, slots=True)
class Measures:
    """How far a goal is on the side that decides, and where it leads; None where not known."""

    side: Side
    attainment: UncertainNumber | None
    gap_closed: UncertainNumber | None
    way: UncertainNumber | None
    keeps: bool | None
    pace: UncertainNumber | None
    required_rate: MonthlyRate | None
    time_distance: Fraction | None
    projected: Projected
    shortfall: ExactShortfall | None


def measure(comparison: Comparison, side: Side, projected: Projected) -> Measures:
    """Every measure, worked out once."""
    goal = comparison.goal
    attained = attainment(comparison.actual, goal.value) if goal.value else None
    closed = gap_closed(comparison, side)
    return Measures(
        side=side,
        attainment=attained,
        gap_closed=closed,
        way=attained if comparison.from_zero or closed is None else closed * 100,
        keeps=keeps(comparison, side),
        pace=pace(comparison, side),
        required_rate=required_rate(comparison, side),
        time_distance=time_distance(comparison, side),
        projected=projected,
        shortfall=shortfall(goal, projected.amount) if projected.amount else None,
    )


def attainment(actual: UncertainNumber, target: UncertainNumber) -> UncertainNumber:
    """100 * A / T, in percent; no value where T is zero."""
    return actual / target * 100


def gap_closed(comparison: Comparison, side: Side) -> UncertainNumber | None:
    """(A - B) / (T - B), written 1 - (T - A) / (T - B) so that each interval is used once.

    A part of a period is not compared with a whole one: for a flow only once its period is over.
    """
    if comparison.baseline is None or (comparison.cumulative and not comparison.final):
        return None
    return -((side.bound - comparison.actual) / (side.bound - comparison.baseline)) + 1


def keeps(comparison: Comparison, side: Side) -> bool | None:
    """Whether a target is kept that is no way to go; None of one that is.

    So are a level's limit without a baseline, a sum that is over its limit or complete, and what
    the baseline attains already.
    """
    margin = side.margin(comparison.actual).value
    if margin is None or (side.direction == 1 and not comparison.kept(side)):
        return None
    if comparison.cumulative and margin >= 0 and not comparison.final:
        return None
    way = not comparison.from_zero and not comparison.kept(side)
    return None if way else margin >= 0


def pace(comparison: Comparison, side: Side) -> UncertainNumber | None:
    """Share of the way gone, by the share expected.

    Gap closed / e with a baseline; (A/T) / e from nothing; e / (A/T) for a limit or a loss, where
    staying below the path is good, and nothing there while A/T is not above zero.
    """
    expected = comparison.expected
    if expected is None or expected <= 0 or comparison.kept(side):
        return None
    if not comparison.from_zero and comparison.baseline is not None:
        way = side.bound - comparison.baseline
        return (-((side.bound - comparison.actual) / way) + 1) / expected
    share = comparison.actual / side.bound
    if comparison.large_is_good(side):
        return share / expected
    return UncertainNumber.exactly(expected) / share if share.value and share.value > 0 else None


def required_rate(comparison: Comparison, side: Side) -> MonthlyRate | None:
    """(T - A) / time left, per month, and its ratio to (A - O) / time so far.

    Both count from the figure's last day; for a limit on a sum it is what may still be added. None
    when no time is left, and where nothing is needed, or may be added, any more. No ratio without
    an origin O, nor to a rate that leads away from the target.
    """
    left = (comparison.goal.finish - comparison.figure.end).days
    if left <= 0 or _settled(comparison, side):
        return None
    needed = (side.bound - comparison.actual) / Fraction(left) * MONTH
    if comparison.start is None:
        return MonthlyRate(needed, None)
    gone = comparison.figure.end.toordinal() - comparison.start.day
    so_far = (comparison.actual - comparison.start.level).value if gone > 0 else None
    if not so_far or needed.value is None:
        return MonthlyRate(needed, None)
    ratio = needed.value / (so_far / gone * MONTH)
    return MonthlyRate(needed, ratio if ratio >= 0 else None)


def _settled(comparison: Comparison, side: Side) -> bool:
    """Whether the figure is on the good side already; for a limit on a sum, on the bad one."""
    margin = side.margin(comparison.actual).value
    if margin is None:
        return False
    return margin <= 0 if comparison.goal.flow and side.direction == -1 else margin >= 0


def time_distance(comparison: Comparison, side: Side) -> Fraction | None:
    """Months between the day for which the path expects the figure and the figure's own day.

    Above zero ahead, below zero behind, for a limit the other way round. None without a path, or
    where no day of it expects such a figure.
    """
    if comparison.expected is None or comparison.kept(side) or comparison.straight:
        return None
    if comparison.from_zero or comparison.baseline is None:
        share = (comparison.actual / side.bound).value
    else:
        way = side.bound - comparison.baseline
        share = (-((side.bound - comparison.actual) / way) + 1).value
    day = None if share is None else day_of_share(comparison.goal, comparison.start, share)
    if day is None:
        return None
    ahead = (day - comparison.figure.end.toordinal()) / MONTH
    return -ahead if comparison.from_zero and not comparison.large_is_good(side) else ahead


def shortfall(goal: Goal, projected: UncertainNumber) -> ExactShortfall | None:
    """direction * (T - projection); below zero where the target is passed.

    For a range, that of the side which is missed by more.
    """
    gaps = [(-side.margin(projected), side) for side in goal.sides]
    known = [(gap.value, index) for index, (gap, _) in enumerate(gaps) if gap.value is not None]
    if not known:
        return ExactShortfall(gaps[0][0], None) if len(gaps) == 1 else None
    gap, side = gaps[max(known)[1]]
    bound = side.bound.value
    percent = 100 * gap.value / abs(bound) if bound and gap.value is not None else None
    return ExactShortfall(gap, percent)
