"""How far: attainment, gap closed, pace, required rate, shortfall. None of them is clamped."""

from dataclasses import dataclass
from fractions import Fraction

from plan_tracker.progress.case import Case
from plan_tracker.progress.estimate import Amount
from plan_tracker.progress.goal import Goal, Side
from plan_tracker.progress.paths import day_of_share

MONTH = Fraction(1461, 48)  # days: a twelfth of 365.25


@dataclass(frozen=True, slots=True)
class Rate:
    """What is still needed per month, and how many times the rate so far that is."""

    needed: Amount
    ratio: Fraction | None


@dataclass(frozen=True, slots=True)
class Gap:
    """How much a projection misses a target, in its unit and in percent of it."""

    amount: Amount
    percent: Fraction | None


def attainment(actual: Amount, target: Amount) -> Amount:
    """100 * A / T, in percent; no value where T is zero."""
    return actual / target * 100


def gap_closed(case: Case, side: Side) -> Amount | None:
    """(A - B) / (T - B), written 1 - (T - A) / (T - B) so that each interval is used once.

    A part of a period is not compared with a whole one: for a flow only once its period is over.
    """
    if case.baseline is None or (case.cumulative and not case.final):
        return None
    return -((side.bound - case.actual) / (side.bound - case.baseline)) + 1


def pace(case: Case, side: Side) -> Amount | None:
    """Share of the way gone, by the share expected.

    Gap closed / e with a baseline; (A/T) / e from nothing; e / (A/T) for a limit or a loss, where
    staying below the path is good, and nothing there while A/T is not above zero.
    """
    expected = case.expected
    if expected is None or expected <= 0 or case.kept(side):
        return None
    if not case.from_zero and case.baseline is not None:
        way = side.bound - case.baseline
        return (-((side.bound - case.actual) / way) + 1) / expected
    share = case.actual / side.bound
    if case.large_is_good(side):
        return share / expected
    return Amount.exactly(expected) / share if share.value and share.value > 0 else None


def required_rate(case: Case, side: Side) -> Rate | None:
    """(T - A) / time left, per month, and its ratio to (A - O) / time so far.

    Both count from the figure's last day. None when no time is left; for a limit it is what may
    still be added; below zero when the target is passed. No ratio without an origin O.
    """
    left = (case.goal.finish - case.figure.end).days
    if left <= 0:
        return None
    needed = (side.bound - case.actual) / Fraction(left) * MONTH
    if case.start is None:
        return Rate(needed, None)
    gone = case.figure.end.toordinal() - case.start.day
    so_far = (case.actual - case.start.level).value if gone > 0 else None
    if not so_far or needed.value is None:
        return Rate(needed, None)
    return Rate(needed, needed.value / (so_far / gone * MONTH))


def time_distance(case: Case, side: Side) -> Fraction | None:
    """Months between the day for which the path expects the figure and the figure's own day.

    Above zero ahead, below zero behind, for a limit the other way round. None without a path, or
    where no day of it expects such a figure.
    """
    if case.expected is None or case.kept(side) or case.straight:
        return None
    if case.from_zero or case.baseline is None:
        share = (case.actual / side.bound).value
    else:
        way = side.bound - case.baseline
        share = (-((side.bound - case.actual) / way) + 1).value
    day = None if share is None else day_of_share(case.goal, case.start, share)
    if day is None:
        return None
    ahead = (day - case.figure.end.toordinal()) / MONTH
    return -ahead if case.from_zero and not case.large_is_good(side) else ahead


def shortfall(goal: Goal, projected: Amount) -> Gap | None:
    """direction * (T - projection); below zero where the target is passed.

    For a range, that of the side which is missed by more.
    """
    gaps = [(-side.margin(projected), side) for side in goal.sides]
    known = [(gap.value, index) for index, (gap, _) in enumerate(gaps) if gap.value is not None]
    if not known:
        return Gap(gaps[0][0], None) if len(gaps) == 1 else None
    gap, side = gaps[max(known)[1]]
    bound = side.bound.value
    percent = 100 * gap.value / abs(bound) if bound and gap.value is not None else None
    return Gap(gap, percent)
