"""The formulas with their numbers filled in, for whoever wants to check them by hand."""

from collections.abc import Iterator
from decimal import Context, Decimal
from fractions import Fraction

from plan_tracker.progress.case import Case
from plan_tracker.progress.estimate import Amount
from plan_tracker.progress.goal import Side
from plan_tracker.progress.history import levels
from plan_tracker.progress.measures import (
    MONTH,
    Gap,
    Rate,
    attainment,
    gap_closed,
    pace,
    time_distance,
)
from plan_tracker.progress.outcome import Step
from plan_tracker.progress.projection import Projected

_DIGITS = Context(prec=12)


def list_steps(
    case: Case, side: Side, rate: Rate | None, projected: Projected, missed: Gap | None
) -> tuple[Step, ...]:
    """Every number in the order in which it was worked out; those that are not known are left out.

    Numbers are written with spaces between thousands and a decimal point, in any language.
    """
    steps = [
        *_levels(case, side),
        *_shares(case, side),
        *_outlook(case, side, rate, projected, missed),
    ]
    return tuple(Step(name, formula, amount.estimate()) for name, formula, amount in steps)


_Line = tuple[str, str, Amount]


def _levels(case: Case, side: Side) -> Iterator[_Line]:
    figure = case.figure
    yield "actual", f"{figure.statement}: {figure.printed}".strip(": "), case.actual
    yield "target", case.goal.target.printed or _text(side.bound), side.bound
    if case.baseline is not None and case.goal.target.baseline is not None:
        level = case.goal.target.baseline
        yield "baseline", f"{level.period}: {level.printed}".strip(": "), case.baseline


def _shares(case: Case, side: Side) -> Iterator[_Line]:
    a, t = _text(case.actual), _text(side.bound)
    if side.bound.value and case.goal.value is not None:
        yield "attainment", f"100 * {a} / {t}", attainment(case.actual, side.bound)
    closed = gap_closed(case, side)
    if closed and closed.value is not None and case.baseline is not None:
        b = _text(case.baseline)
        yield "gap closed", f"({a} - {b}) / ({t} - {b})", closed
    if case.expected is not None:
        yield "expected", _expected(case), Amount.exactly(case.expected)
    speed = pace(case, side)
    if speed and case.expected:
        yield "pace", _pace(case, side, a, t), speed


def _expected(case: Case) -> str:
    days = _days_gone(case)
    path = "points" if case.goal.target.points else case.goal.target.path
    if case.straight:
        path = "linear"
    return f"{path}: {days}" if days else path


def _days_gone(case: Case) -> str:
    if case.start is None:
        return ""
    gone = case.figure.end.toordinal() - case.start.day
    return f"{gone} / {case.goal.finish.toordinal() - case.start.day} days"


def _pace(case: Case, side: Side, a: str, t: str) -> str:
    expected = plain(case.expected or Fraction(0))
    if not case.from_zero and case.baseline is not None:
        b = _text(case.baseline)
        return f"({a} - {b}) / ({t} - {b}) / {expected}"
    return f"{a} / {t} / {expected}" if case.large_is_good(side) else f"{expected} / ({a} / {t})"


def _outlook(
    case: Case, side: Side, rate: Rate | None, projected: Projected, missed: Gap | None
) -> Iterator[_Line]:
    a, t = _text(case.actual), _text(side.bound)
    distance = time_distance(case, side)
    if distance is not None:
        ahead = f"months of {plain(MONTH)} days from {case.figure.end} to the path's day for {a}"
        yield "time distance", ahead, Amount.exactly(distance)
    if rate:
        days = (case.goal.finish - case.figure.end).days
        yield "required rate", f"({t} - {a}) / {days} days, per month of 30.4375 days", rate.needed
    if projected.amount is None or projected.method is None:
        return
    yield (
        "projection",
        f"{projected.method}: {_projection(case, projected.method)}",
        projected.amount,
    )
    if missed:
        p = _text(projected.amount)
        ends = f"{t} - {p}" if side.direction == 1 else f"{p} - {t}"
        yield "shortfall", ends, missed.amount
    if projected.error is not None:
        cases = f"mean of {len(projected.errors)} cases left out in turn"
        yield "projection error", cases, Amount.exactly(projected.error)


def _projection(case: Case, method: str) -> str:
    a = _text(case.actual)
    if method == "remainder-growth":
        last, before = case.earlier[0], case.earlier[1]
        w, p = _text(last.whole), _text(last.part)
        return f"{a} + ({w} - {p}) * {w} / {_text(before.whole)}"
    if method in ("robust-trend", "exponential-smoothing"):
        known = levels(case.goal, case.series, case.figure.end)
        return ", ".join(f"{_text(each.amount)} at {each.end}" for each in known)
    gone = f"({_days_gone(case)})"
    if method == "prior-year-growth":
        last = case.earlier[0]
        return f"{a} * {_text(last.whole)} / {_text(last.part)}"
    if method == "seasonal-share":
        shares = (f"{_text(each.part)} / {_text(each.whole)}" for each in case.earlier)
        return f"{a} / mean({', '.join(shares)})"
    if method == "linear-from-baseline" and case.baseline is not None:
        b = _text(case.baseline)
        return f"{b} + ({a} - {b}) / {gone}"
    return f"{a} / {gone}" if method == "run-rate" else a


def _text(amount: Amount) -> str:
    if amount.value is not None:
        return plain(amount.value)
    ends = ("?" if end is None else plain(end) for end in (amount.low, amount.high))
    return f"[{', '.join(ends)}]"


def plain(number: Fraction) -> str:
    """At most twelve significant digits, spaces between thousands: "860 000 000", "0.4959"."""
    quotient = _DIGITS.divide(Decimal(number.numerator), Decimal(number.denominator))
    if quotient and not -6 <= quotient.adjusted() <= 21:
        return f"{quotient.normalize():E}"
    whole, dot, rest = f"{quotient:,f}".replace(",", " ").partition(".")
    rest = rest.rstrip("0")
    return f"{whole}{dot}{rest}" if rest else whole
