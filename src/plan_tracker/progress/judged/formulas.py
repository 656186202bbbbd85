"""The formulas with their numbers filled in, for whoever wants to check them by hand."""

from collections.abc import Iterator
from fractions import Fraction

from plan_tracker.model.text import COLON, Exact, Listed, Name, Part, Text, phrase
from plan_tracker.progress.comparison import Comparison
from plan_tracker.progress.estimate import UncertainNumber
from plan_tracker.progress.judged.measures import MONTH, Measures
from plan_tracker.progress.outcome import Formula

_PERCENT, _SHARE = "%", ""


def list_formulas(comparison: Comparison, measures: Measures) -> tuple[Formula, ...]:
    """Every number in the order in which it was worked out; those that are not known are left out.

    Numbers are written with spaces between thousands, in any language.
    """
    return (
        *_levels(comparison, measures),
        *_shares(comparison, measures),
        *_rates(comparison, measures),
        *_outlook(comparison, measures),
    )


def _formula(name: str, text: Text, amount: UncertainNumber | Fraction, unit: str) -> Formula:
    exact = amount if isinstance(amount, UncertainNumber) else UncertainNumber.exactly(amount)
    return Formula(name, text, exact.estimate(), unit)


def _levels(comparison: Comparison, measures: Measures) -> Iterator[Formula]:
    """What the formulas begin with: the figure, the target, the baseline."""
    figure, target, unit = comparison.figure, comparison.goal.target, comparison.goal.unit
    bound = measures.side.bound

    yield _formula("actual", _named(figure.statement, figure.printed), comparison.actual, unit)
    declared = _named(target.printed) if target.printed else bound.text
    yield _formula("target", declared, bound, unit)

    level = target.baseline
    if comparison.baseline is not None and level is not None:
        printed = _named(level.period, level.printed)
        yield _formula("baseline", printed, comparison.baseline, unit)


def _named(*parts: Part) -> Text:
    """What is known of a figure: `mic-2023-h1#ndxp: 287.620.511`."""
    return Listed([part for part in parts if str(part)], COLON, COLON)


def _shares(comparison: Comparison, measures: Measures) -> Iterator[Formula]:
    """How far it is: as a share of the target, of the way, and of what the path expects."""
    a, t = comparison.actual.text, measures.side.bound.text

    if measures.side.bound.value and measures.attainment is not None:
        yield _formula(
            "attainment", phrase("100 * {a} / {t}", a=a, t=t), measures.attainment, _PERCENT
        )

    closed, baseline = measures.gap_closed, comparison.baseline
    if closed and closed.value is not None and baseline is not None:
        way = phrase("({a} - {b}) / ({t} - {b})", a=a, b=baseline.text, t=t)
        yield _formula("gap closed", way, closed, _SHARE)

    if comparison.expected is not None:
        yield _formula("expected", _expected(comparison), comparison.expected, _SHARE)

    if measures.pace and comparison.expected:
        yield _formula("pace", _pace(comparison, measures, a, t), measures.pace, _SHARE)


def _expected(comparison: Comparison) -> Text:
    path = "points" if comparison.goal.target.points else comparison.goal.target.path
    named = Name("linear" if comparison.straight else path)
    elapsed = comparison.elapsed
    return phrase("{name}: {formula}", name=named, formula=elapsed.text) if elapsed else named


def _pace(comparison: Comparison, measures: Measures, a: Text, t: Text) -> Text:
    expected = Exact(comparison.expected or Fraction(0))
    if not comparison.from_zero and comparison.baseline is not None:
        template = phrase("({a} - {b}) / ({t} - {b}) / {expected}")
        return template.filled(a=a, b=comparison.baseline.text, t=t, expected=expected)
    if comparison.large_is_good(measures.side):
        return phrase("{a} / {t} / {expected}", a=a, t=t, expected=expected)
    return phrase("{expected} / ({a} / {t})", a=a, t=t, expected=expected)


def _rates(comparison: Comparison, measures: Measures) -> Iterator[Formula]:
    """How far ahead of the path it is in time, and how fast it would have to go on."""
    a, t = comparison.actual.text, measures.side.bound.text
    last_day = comparison.figure.end

    if measures.time_distance is not None:
        ahead = phrase("months of {month} days from {day} to the path's day for {a}")
        ahead = ahead.filled(month=Exact(MONTH), day=last_day, a=a)
        yield _formula("time distance", ahead, measures.time_distance, "month")

    if measures.required_rate:
        days = (comparison.goal.finish - last_day).days
        needed = phrase("({t} - {a}) / {days} days, per month of {month} days")
        needed = needed.filled(t=t, a=a, days=str(days), month=Exact(MONTH))
        rate = measures.required_rate.needed
        yield _formula("required rate", needed, rate, comparison.goal.unit)


def _outlook(comparison: Comparison, measures: Measures) -> Iterator[Formula]:
    """Where it leads, by the formula of the method that was used, and what is then missing."""
    projected, unit = measures.projected, comparison.goal.unit
    if projected.amount is None or projected.method is None or projected.formula is None:
        return

    method = Name(projected.method)
    named = phrase("{name}: {formula}", name=method, formula=projected.formula)
    yield _formula("projection", named, projected.amount, unit)

    if measures.shortfall:
        ends = (measures.side.bound.text, projected.amount.text)
        more, less = ends if measures.side.direction == 1 else reversed(ends)
        missing = phrase("{more} - {less}", more=more, less=less)
        yield _formula("shortfall", missing, measures.shortfall.amount, unit)

    if projected.error is not None:
        cases = phrase("mean of {count} cases left out in turn", count=len(projected.errors))
        yield _formula("projection error", cases, projected.error, unit)
