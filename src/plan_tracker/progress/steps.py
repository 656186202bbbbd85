"""The formulas with their numbers filled in, for whoever wants to check them by hand."""

from collections.abc import Iterator
from fractions import Fraction

from plan_tracker.model.text import COLON, Exact, Listed, Name, Numbers, Part, Text, phrase
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


def list_steps(
    case: Case, side: Side, rate: Rate | None, projected: Projected, missed: Gap | None
) -> tuple[Step, ...]:
    """Every number in the order in which it was worked out; those that are not known are left out.

    Numbers are written with spaces between thousands, in any language.
    """
    steps = [
        *_levels(case, side),
        *_shares(case, side),
        *_outlook(case, side, rate, projected, missed),
    ]
    return tuple(Step(name, formula, amount.estimate()) for name, formula, amount in steps)


_Line = tuple[str, Text, Amount]


def _levels(case: Case, side: Side) -> Iterator[_Line]:
    figure, target = case.figure, case.goal.target
    yield "actual", _named(figure.statement, figure.printed), case.actual
    declared = _named(target.printed) if target.printed else _text(side.bound)
    yield "target", declared, side.bound
    if case.baseline is not None and target.baseline is not None:
        level = target.baseline
        yield "baseline", _named(level.period, level.printed), case.baseline


def _named(*parts: Part) -> Text:
    """What is known of a figure: `mic-2023-h1#ndxp: 287.620.511`."""
    return Listed([part for part in parts if str(part)], COLON, COLON)


def _shares(case: Case, side: Side) -> Iterator[_Line]:
    a, t = _text(case.actual), _text(side.bound)
    if side.bound.value and case.goal.value is not None:
        share = attainment(case.actual, side.bound)
        yield "attainment", phrase("100 * {a} / {t}", a=a, t=t), share
    closed = gap_closed(case, side)
    if closed and closed.value is not None and case.baseline is not None:
        b = _text(case.baseline)
        yield "gap closed", phrase("({a} - {b}) / ({t} - {b})", a=a, b=b, t=t), closed
    if case.expected is not None:
        yield "expected", _expected(case), Amount.exactly(case.expected)
    speed = pace(case, side)
    if speed and case.expected:
        yield "pace", _pace(case, side, a, t), speed


def _expected(case: Case) -> Text:
    path = "points" if case.goal.target.points else case.goal.target.path
    named = Name("linear" if case.straight else path)
    gone = _days_gone(case)
    return phrase("{name}: {formula}", name=named, formula=gone) if gone else named


def _days_gone(case: Case) -> Text | None:
    if case.start is None:
        return None
    gone = case.figure.end.toordinal() - case.start.day
    whole = case.goal.finish.toordinal() - case.start.day
    return phrase("{gone} / {whole} days", gone=str(gone), whole=str(whole))


def _pace(case: Case, side: Side, a: Text, t: Text) -> Text:
    expected = Exact(case.expected or Fraction(0))
    if not case.from_zero and case.baseline is not None:
        template = phrase("({a} - {b}) / ({t} - {b}) / {expected}")
        return template.filled(a=a, b=_text(case.baseline), t=t, expected=expected)
    if case.large_is_good(side):
        return phrase("{a} / {t} / {expected}", a=a, t=t, expected=expected)
    return phrase("{expected} / ({a} / {t})", a=a, t=t, expected=expected)


def _outlook(
    case: Case, side: Side, rate: Rate | None, projected: Projected, missed: Gap | None
) -> Iterator[_Line]:
    a, t = _text(case.actual), _text(side.bound)
    distance = time_distance(case, side)
    if distance is not None:
        ahead = phrase("months of {month} days from {day} to the path's day for {a}")
        ahead = ahead.filled(month=Exact(MONTH), day=case.figure.end, a=a)
        yield "time distance", ahead, Amount.exactly(distance)
    if rate:
        days = (case.goal.finish - case.figure.end).days
        needed = phrase("({t} - {a}) / {days} days, per month of {month} days")
        yield (
            "required rate",
            needed.filled(t=t, a=a, days=str(days), month=Exact(MONTH)),
            rate.needed,
        )
    if projected.amount is None or projected.method is None:
        return
    foreseen = _projection(case, projected.method)
    named = phrase("{name}: {formula}", name=Name(projected.method), formula=foreseen)
    yield "projection", named, projected.amount
    if missed:
        ends = (t, _text(projected.amount))
        more, less = ends if side.direction == 1 else reversed(ends)
        yield "shortfall", phrase("{more} - {less}", more=more, less=less), missed.amount
    if projected.error is not None:
        cases = phrase("mean of {count} cases left out in turn", count=len(projected.errors))
        yield "projection error", cases, Amount.exactly(projected.error)


def _projection(case: Case, method: str) -> Text:
    a, gone = _text(case.actual), _days_gone(case) or phrase("")
    if method == "remainder-growth":
        last, before = case.earlier[0], case.earlier[1]
        w, p, v = _text(last.whole), _text(last.part), _text(before.whole)
        return phrase("{a} + ({w} - {p}) * {w} / {v}", a=a, w=w, p=p, v=v)
    if method in ("robust-trend", "exponential-smoothing"):
        known = levels(case.goal, case.series, case.figure.end)
        at = phrase("{value} at {day}")
        return Numbers([at.filled(value=_text(each.amount), day=each.end) for each in known])
    if method == "prior-year-growth":
        last = case.earlier[0]
        return phrase("{a} * {w} / {p}", a=a, w=_text(last.whole), p=_text(last.part))
    if method == "seasonal-share":
        ratio = phrase("{a} / {t}")
        shares = [ratio.filled(a=_text(x.part), t=_text(x.whole)) for x in case.earlier]
        return phrase("{a} / mean({shares})", a=a, shares=Numbers(shares))
    if method == "linear-from-baseline" and case.baseline is not None:
        b = _text(case.baseline)
        return phrase("{b} + ({a} - {b}) / ({gone})", a=a, b=b, gone=gone)
    return phrase("{a} / ({gone})", a=a, gone=gone) if method == "run-rate" else a


def _text(amount: Amount) -> Text:
    if amount.value is not None:
        return Exact(amount.value)
    ends = ("?" if end is None else Exact(end) for end in (amount.low, amount.high))
    return phrase("[{ends}]", ends=Numbers(list(ends)))
