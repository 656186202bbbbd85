"""Ways to project, each a formula on what is known on one day.

The docstring of each is its page: the idea, the formula, the source, the weak points.
"""

from dataclasses import dataclass
from fractions import Fraction

from plan_tracker.progress.estimate import Amount
from plan_tracker.progress.paths import Earlier, Start


@dataclass(frozen=True, slots=True)
class Point:
    """A level at the end of a day."""

    day: int
    amount: Amount


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a projection may use to foresee the value at the end of the day `at`.

    A flow has come to `part` after the share `elapsed` of its period; `earlier` are the same part
    and the whole of other years. A level has `points`, in order, and perhaps a `start`.
    """

    at: int
    part: Amount | None = None
    elapsed: Fraction = Fraction(0)
    earlier: tuple[Earlier, ...] = ()
    start: Start | None = None
    points: tuple[Point, ...] = ()


def prior_year_growth(evidence: Evidence) -> Amount | None:
    """The year grows as its part has.

    A · W′ / A′: the figure times last year's whole over last year's same part. The reason why
    statistics offices report growth against the same period (IMF, Quarterly National Accounts
    Manual, on year-on-year rates).

    Weak where last year was unlike others, or where one month has decided the part.
    """
    last = _usable(evidence, 1)
    if last is None or evidence.part is None:
        return None
    return evidence.part * last.whole / last.part


def seasonal_share(evidence: Evidence) -> Amount | None:
    """The part is the share of the year that it used to be.

    A / s, with s the mean share that the same part had of up to five earlier years. A seasonal
    naïve method (Hyndman and Athanasopoulos, Forecasting: Principles and Practice, chapter 5),
    scaled to this year.

    Weak where the calendar of the work changes, or a single earlier year has to speak for all.
    """
    usable = [each for each in evidence.earlier if _positive(each.part) and _positive(each.whole)]
    if not usable or evidence.part is None:
        return None
    shares = sum((each.part / each.whole for each in usable), Amount.exactly(0))
    return evidence.part / (shares / len(usable))


def remainder_growth(evidence: Evidence) -> Amount | None:
    """What is still to come is last year's remainder, grown as whole years grow.

    A + (W′ − A′) · W′ / W″, with W″ the whole of the year before last. Unlike prior-year growth it
    does not carry a freak start of this year into the rest of it.

    Weak where the growth of whole years turns.
    """
    last, before = _usable(evidence, 1), _usable(evidence, 2)
    if last is None or before is None or evidence.part is None:
        return None
    return evidence.part + (last.whole - last.part) * (last.whole / before.whole)


def run_rate(evidence: Evidence) -> Amount | None:
    """As much every day as so far.

    A / t, with t the share of the period's days that have gone. The straight-line estimate at
    completion of earned value management (PMI, Practice Standard for Earned Value Management).

    Weak for anything seasonal: budgets are spent, and crops sold, late in the year.
    """
    if evidence.part is None or not evidence.elapsed:
        return None
    return evidence.part / evidence.elapsed


def linear_from_baseline(evidence: Evidence) -> Amount | None:
    """On along the straight line from the baseline through the newest figure.

    B + (A − B) / t, with t the share of the time that has gone; written A/t + B·(1 − 1/t) so that
    each interval is used once. The drift method of Hyndman and Athanasopoulos, chapter 5.

    Weak because two points carry it all: an error of either is multiplied by 1/t.
    """
    start = evidence.start
    if start is None or not evidence.points or evidence.points[-1].day <= start.day:
        return None
    newest = evidence.points[-1]
    times = Fraction(evidence.at - start.day, newest.day - start.day)
    return newest.amount * times + start.level * (1 - times)


def _usable(evidence: Evidence, years: int) -> Earlier | None:
    for each in evidence.earlier:
        if each.years == years and _positive(each.part) and _positive(each.whole):
            return each
    return None


def _positive(amount: Amount) -> bool:
    return amount.value is not None and amount.value > 0
