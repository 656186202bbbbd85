"""How much of the way a target expects by a given day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import atanh, exp, expm1, log, tanh

from plan_tracker.model.text import Text, phrase
from plan_tracker.progress.estimate import UncertainNumber, exact
from plan_tracker.progress.goals.goal import Goal

_STEEPNESS = 10.0  # of an S-curve: how often its odds grow by a factor of e over the whole time


@dataclass(frozen=True, slots=True)
class Elapsed:
    """How many of a number of days have gone; below none before they begin."""

    days: int
    of: int

    @property
    def share(self) -> Fraction:
        """The share of the time that has gone; any number."""
        return Fraction(self.days, self.of)

    @property
    def text(self) -> Text:
        """As it stands in a formula: `181 / 365 days`."""
        return phrase("{gone} / {whole} days", gone=str(self.days), whole=str(self.of))


@dataclass(frozen=True, slots=True)
class Start:
    """Where the way begins: at the end of a day, from a level."""

    day: int
    level: UncertainNumber

    def elapsed(self, goal: Goal, day: date) -> Elapsed:
        """How much of the time until the goal's last day has gone."""
        return Elapsed(day.toordinal() - self.day, goal.finish.toordinal() - self.day)


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """The same part of an earlier year and the whole of it, `years` ago.

    `elapsed` is how many of that year's days the part has.
    """

    years: int
    part: UncertainNumber
    whole: UncertainNumber
    elapsed: Elapsed | None = None


def expected_share(
    goal: Goal, start: Start | None, day: date, earlier: Sequence[EarlierYear]
) -> tuple[Fraction | None, bool]:
    """The path's share at the end of a day, and whether a straight path had to stand in.

    None where no path is known: a level needs a baseline or dated points. A path is at 0 before
    its start and at 1 from the goal's last day on.
    """
    share = _along_points(goal, start, day) if goal.target.points else None
    if start is None or share is not None:
        return share, False
    elapsed = min(max(start.elapsed(goal, day).share, Fraction(0)), Fraction(1))
    if goal.target.points:
        return elapsed, True
    if goal.target.path == "linear":
        return elapsed, False
    if goal.target.path == "logistic":
        return exact(_logistic(float(elapsed))), False
    if goal.target.path == "seasonal":
        share = _seasonal(earlier)
    else:
        share = _geometric(start.level.value, goal.value, elapsed)
    return (elapsed, True) if share is None else (share, False)


def day_of_share(goal: Goal, start: Start | None, share: Fraction) -> Fraction | None:
    """The day, as a number, by whose end the path expects a share: its inverse.

    None for a seasonal path, which is known only for a part of the year, for a share that the
    path never expects, and where a straight path would have to stand in.
    """
    points = _points(goal, start)
    if goal.target.points:
        return _crossing(points, share) if points else None
    if start is None or goal.target.path == "seasonal":
        return None
    elapsed: Fraction | None = share
    if goal.target.path == "geometric":
        elapsed = _geometric_time(start.level.value, goal.value, share)
    elif goal.target.path == "logistic":
        elapsed = _logistic_time(float(share))
    length = goal.finish.toordinal() - start.day
    return None if elapsed is None else start.day + elapsed * length


def _crossing(points: dict[int, Fraction], share: Fraction) -> Fraction | None:
    """Where straight lines between points, days by shares, first come to a share."""
    days = sorted(points)
    for first, last in pairwise(days):
        low, high = points[first], points[last]
        if low != high and min(low, high) <= share <= max(low, high):
            return first + (share - low) / (high - low) * (last - first)
    return None


def _geometric_time(
    origin: Fraction | None, target: UncertainNumber | None, share: Fraction
) -> Fraction | None:
    """log(1 + share * (r - 1)) / log(r): the share of the time at which a share is expected."""
    goal = target.value if target else None
    if origin is None or goal is None or origin <= 0 or goal <= 0 or origin == goal:
        return None
    level = 1 + share * (goal / origin - 1)
    return exact(_log(level) / _log(goal / origin)) if level > 0 else None


def _logistic(time: float) -> float:
    """An S-curve from 0 to 1: slow, fast, slow; a tenth is gone at 0.29 of the time.

    tanh(k * (t - 1/2) / 2) between its values at the ends, moved to 0 and 1, with k = 10. The
    substitution model of Fisher and Pry (Technological Forecasting and Social Change 3, 1971).
    """
    return (1 + tanh(_STEEPNESS * (time - 0.5) / 2) / tanh(_STEEPNESS / 4)) / 2


def _logistic_time(share: float) -> Fraction | None:
    """The share of the time at which an S-curve comes to a share; None outside of it."""
    if not 0 <= share <= 1:
        return None
    return exact(0.5 + 2 / _STEEPNESS * atanh((2 * share - 1) * tanh(_STEEPNESS / 4)))


def _log(number: Fraction) -> float:
    return log(number.numerator) - log(number.denominator)


def _points(goal: Goal, start: Start | None) -> dict[int, Fraction]:
    """The dated points as shares of the way, with its start and its end; empty without a way."""
    target = goal.value.value if goal.value else None
    origin = start.level.value if start else Fraction(0)
    if target is None or origin is None or target == origin:
        return {}
    levels = {start.day: origin} if start else {}
    levels |= {point.period.end.toordinal(): point.value for point in goal.target.points}
    last = goal.finish.toordinal()
    levels = {at: level for at, level in levels.items() if at < last} | {last: target}
    return {at: (level - origin) / (target - origin) for at, level in levels.items()}


def _along_points(goal: Goal, start: Start | None, day: date) -> Fraction | None:
    """Straight between dated points: (level - origin) / (target - origin)."""
    levels = _points(goal, start)
    if not levels:
        return None
    now = min(day.toordinal(), max(levels))
    before = max((at for at in levels if at <= now), default=None)
    if before is None:
        return None if start is None else Fraction(0)
    after = min((at for at in levels if at > before), default=before)
    gone = Fraction(now - before, after - before) if after > before else Fraction(0)
    return levels[before] + (levels[after] - levels[before]) * gone


def _seasonal(earlier: Sequence[EarlierYear]) -> Fraction | None:
    """The mean of the same part's share of earlier years."""
    shares = [(year.part / year.whole).value for year in earlier]
    known = [share for share in shares if share is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def _geometric(
    origin: Fraction | None, target: UncertainNumber | None, elapsed: Fraction
) -> Fraction | None:
    """(r^t - 1) / (r - 1) with r = target / origin: the same growth every day.

    Written so that no power overflows. None unless both ends are above zero.
    """
    goal = target.value if target else None
    if origin is None or goal is None or origin <= 0 or goal <= 0:
        return None
    ratio = goal / origin
    rate = _log(ratio)
    if rate == 0:
        return elapsed
    time = float(elapsed)
    if rate < 0:
        return exact(expm1(time * rate) / expm1(rate))
    return exact(exp((time - 1) * rate) * expm1(-time * rate) / expm1(-rate))
