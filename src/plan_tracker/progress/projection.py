"""The value expected on the goal's last day.

Each method is used only where its data are there, in the order of `METHODS`; the first one counts
and is named in the output. The figures' own intervals are carried through.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from plan_tracker.progress.case import Case
from plan_tracker.progress.estimate import Amount


@dataclass(frozen=True, slots=True)
class Projected:
    """What is expected and by which method; without one, `why` is the reason's code."""

    method: str | None
    amount: Amount | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """A way to project and the data that it needs."""

    name: str
    needs: str
    project: Callable[[Case], Amount | None]


def project(case: Case) -> Projected:
    """The first method that has its data."""
    for method in METHODS:
        amount = method.project(case)
        if amount is not None:
            return Projected(method.name, amount)
    return Projected(None, None, _why_none(case))


def _why_none(case: Case) -> str:
    if case.start is not None:
        return "NOT_STARTED"
    return "NO_BASELINE" if case.several else "ONE_POINT"


def _final(case: Case) -> Amount | None:
    return case.actual if case.final else None


def _prior_year_growth(case: Case) -> Amount | None:
    """A * W' / A': the growth on last year's same part, applied to the whole of last year."""
    last = [each for each in case.earlier if each.years == 1]
    if not last or not _positive(last[0].part) or not _positive(last[0].whole):
        return None
    return case.actual * last[0].whole / last[0].part


def _seasonal_share(case: Case) -> Amount | None:
    """A / s, with s the mean share that the same part had of earlier years."""
    usable = [each for each in case.earlier if _positive(each.part) and _positive(each.whole)]
    if not usable:
        return None
    shares = sum((each.part / each.whole for each in usable), Amount.exactly(0))
    return case.actual / (shares / len(usable))


def _run_rate(case: Case) -> Amount | None:
    """A / elapsed: as much every day as so far."""
    return case.actual / case.elapsed if case.cumulative and case.elapsed else None


def _linear_from_baseline(case: Case) -> Amount | None:
    """B + (A - B) / elapsed, written A/t + B*(1 - 1/t) so that each interval is used once."""
    if case.cumulative or case.baseline is None or not case.elapsed or case.elapsed < 0:
        return None
    times = Fraction(1) / case.elapsed
    return case.actual * times + case.baseline * (1 - times)


def _positive(amount: Amount) -> bool:
    return amount.value is not None and amount.value > 0


METHODS: tuple[Method, ...] = (
    Method("final", "a figure that reaches the due date", _final),
    Method("prior-year-growth", "last year's same part and whole", _prior_year_growth),
    Method("seasonal-share", "an earlier year's same part and whole", _seasonal_share),
    Method("run-rate", "a figure from the period's start on", _run_rate),
    Method("linear-from-baseline", "a baseline and a later figure", _linear_from_baseline),
)
