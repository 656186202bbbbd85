"""Numbers and dates as people read them, in the marks of their language."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from plan_tracker.model.interval import Interval
from plan_tracker.model.period import read_period
from plan_tracker.progress.estimate import Estimate
from plan_tracker.report.words.labels import said, unit_label
from plan_tracker.report.words.languages import Scale, language

UNKNOWN = "–"
_LARGEST = 21  # digits; beyond this nobody counts them
_SMALLEST = 12
_LEAST_PERCENT = 0.01
_THOUSANDS = 1000


def scale_of(amount: float | Fraction | None, lang: str) -> Scale:
    """The scale in which an amount, and what is compared with it, is easy to read."""
    if amount is None:
        return Scale()
    return language(lang).scale(amount if amount >= 0 else -amount)


def number(value: float | Fraction | None, lang: str, digits: int = 5) -> str:
    """All whole digits, and up to about `digits` significant ones; never 0 for what is not."""
    if value is None:
        return UNKNOWN
    exact = _exact(value)
    if exact and not -_SMALLEST <= exact.adjusted() < _LARGEST:
        return f"{exact:.3E}"
    whole = exact.adjusted() + 1 if exact else 1
    return _decimal(exact, min(digits - whole, digits - 2 - min(whole, 0)), lang)


def percent(value: float | None, lang: str) -> str:
    """A percentage with at most two decimals, and none where it is in the thousands."""
    if value is None:
        return UNKNOWN
    if 0 < value < _LEAST_PERCENT:
        return f"<{number(_LEAST_PERCENT, lang)}%"
    if abs(value) >= 10**_LARGEST:
        return f"{value:.3E}%"
    return f"{_decimal(_exact(value), 2 if abs(value) < _THOUSANDS else 0, lang)}%"


def ratio(value: float | None, lang: str) -> str:
    """How many times."""
    return UNKNOWN if value is None else f"×{_decimal(_exact(value), 2, lang)}"


def scaled(value: float | Fraction | None, scale: Scale, unit: str, lang: str) -> str:
    """A number in a scale that is named elsewhere; a percentage carries its sign."""
    if unit == "%":
        return percent(None if value is None else float(value), lang)
    return number(None if value is None else value / scale.factor, lang)


def amount(value: float | Fraction | None, unit: str, lang: str, digits: int = 5) -> str:
    """A number with its scale and unit: `45,405 billion VND`, `45.405 tỷ đồng`, `90.66%`."""
    if value is None:
        return UNKNOWN
    if unit == "%":
        return number(value, lang, digits) + "%"
    if unit == "rank":
        return f"{unit_label(unit, lang)} {number(value, lang, digits)}"
    scale = scale_of(value, lang)
    return f"{number(value / scale.factor, lang, digits)} {unit_of(scale, unit, lang)}".rstrip()


def unit_of(scale: Scale, unit: str, lang: str) -> str:
    """Scale and unit in words: `billion VND`, `triệu giao dịch`."""
    return f"{scale.word} {unit_label(unit, lang)}".strip()


def span(interval: Interval, unit: str, lang: str, digits: int = 12) -> str:
    """Both ends in one scale, exactly: `[2,153.5; 2,154.5] billion VND`, `(60; 70)`, `[0; …)`.

    A round bracket: the end is not included, or there is none.
    """
    ends = (interval.low, interval.high)
    largest = max((abs(end) for end in ends if end is not None), default=None)
    scale = Scale() if unit == "%" else scale_of(largest, lang)
    low, high = ("…" if end is None else number(end / scale.factor, lang, digits) for end in ends)
    left = "(" if interval.low is None or interval.low_open else "["
    right = ")" if interval.high is None or interval.high_open else "]"
    word = "%" if unit == "%" else f" {unit_of(scale, unit, lang)}".rstrip()
    return f"{left}{low}; {high}{right}{word}"


def estimated(estimate: Estimate, unit: str, lang: str) -> str:
    """A value with the interval that it may lie in, where that shows in seven digits."""
    value = amount(estimate.value, unit, lang, 7)
    ends = (amount(end, unit, lang, 7) for end in (estimate.low, estimate.high))
    if all(end == value for end in ends):
        return value
    low, high = (None if end is None else Fraction(end) for end in (estimate.low, estimate.high))
    return f"{value} {span(Interval(low, high), unit, lang, 7)}"


def day(value: date | None, lang: str) -> str:
    """A date with its full year: `2023-12-31`, `31/12/2023`."""
    if value is None:
        return UNKNOWN
    return language(lang).day(value)


def period(text: str, lang: str) -> str:
    """A period by its text: `2023-H1`, `6 tháng đầu năm 2023`."""
    return said(read_period(text), lang)


def _exact(value: float | Fraction) -> Decimal:
    """The number in decimals: a float by its shortest form, a fraction to 28 digits."""
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(repr(float(value)))


def _decimal(value: Decimal, places: int, lang: str) -> str:
    text = f"{value:,.{max(places, 0)}f}"
    short = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if short == "-0" else language(lang).marked(short)
