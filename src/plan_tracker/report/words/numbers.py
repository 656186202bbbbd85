"""Numbers and dates as people read them, in the marks of their language."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from plan_tracker.model.interval import Interval
from plan_tracker.model.period import read_period
from plan_tracker.model.text import phrase
from plan_tracker.progress.estimate import Estimate
from plan_tracker.report.words.labels import label, said, unit_label
from plan_tracker.report.words.languages import Scale, language

UNKNOWN = "–"
_LARGEST = 21  # digits; beyond this nobody counts them
_SMALLEST = 12
_LEAST_PERCENT, _WHOLE = 0.01, 100
COMPUTED = 3  # significant digits of what no source printed


def scale_of(amount: float | Fraction | None, lang: str) -> Scale:
    """The scale in which an amount, and what is compared with it, is easy to read."""
    if amount is None:
        return Scale()
    return language(lang).scale(amount if amount >= 0 else -amount)


def number(value: float | Fraction | None, lang: str, digits: int = 5) -> str:
    """All whole digits, and up to `digits` significant ones; never 0 for what is not."""
    if value is None:
        return UNKNOWN
    exact = _exact(value)
    if exact and not -_SMALLEST <= exact.adjusted() < _LARGEST:
        return f"{exact:.3E}"
    whole = exact.adjusted() + 1 if exact else 1
    return _decimal(exact, digits - whole, lang)


def percent(value: float | None, lang: str, digits: int = COMPUTED) -> str:
    """A percentage with few digits, and as many as show that it is not 100 %: `33.4 %`."""
    if value is None:
        return UNKNOWN
    if 0 < value < _LEAST_PERCENT:
        return f"<{_in_percent(number(_LEAST_PERCENT, lang), lang)}"
    exact = _exact(value)
    if abs(exact).adjusted() >= _LARGEST:
        return _in_percent(f"{exact:.3E}", lang)
    places = min(digits - 1 - exact.adjusted(), digits - 1) if exact else 0
    if exact != _WHOLE and round(exact, max(places, 0)) == _WHOLE:
        places = -(_WHOLE - exact).adjusted()
    return _in_percent(_decimal(exact, places, lang), lang)


def _in_percent(digits: str, lang: str) -> str:
    return language(lang).with_unit(digits, "%")


def ratio(value: float | None, lang: str) -> str:
    """How many times."""
    if value is None:
        return UNKNOWN
    times = phrase("{times} × the pace so far", times=number(value, lang, COMPUTED))
    return said(times, lang)


def scaled(
    value: float | Fraction | None, scale: Scale, unit: str, lang: str, digits: int = 5
) -> str:
    """A number in a scale that is named elsewhere; a percentage carries its sign."""
    if unit == "%":
        return percent(None if value is None else float(value), lang, digits)
    return number(None if value is None else value / scale.factor, lang, digits)


def amount(value: float | Fraction | None, unit: str, lang: str, digits: int = 5) -> str:
    """A number with its scale and unit: `45,405 billion VND`, `45.405 tỷ đồng`, `90.66 %`."""
    if value is None:
        return UNKNOWN
    if unit == "%":
        return _in_percent(number(value, lang, digits), lang)
    if unit == "rank":
        return f"{unit_label(unit, lang, 1)} {number(value, lang, digits)}"
    scale = scale_of(value, lang)
    named = unit_label(unit, lang, 1) if value == 1 else unit_of(scale, unit, lang)
    return f"{number(value / scale.factor, lang, digits)} {named}".rstrip()


def unit_of(scale: Scale, unit: str, lang: str) -> str:
    """Scale and unit in words: `billion VND`, `triệu giao dịch`."""
    return f"{scale.word} {unit_label(unit, lang)}".strip()


def span(interval: Interval, unit: str, lang: str, digits: int = 12) -> str:
    """Both ends in one scale: `279.34 to 288.27 million transactions`, `> 4.5 %`, `×3`."""
    ends = [end for end in (interval.low, interval.high) if end is not None]
    if not ends:
        return label("without limit", lang)
    size = max(abs(end) for end in ends)
    scale = Scale() if unit in ("%", "time", "rank") else scale_of(size, lang)
    numbers = f" {label('to', lang)} ".join(
        dict.fromkeys(number(end / scale.factor, lang, digits) for end in ends)
    )
    if unit == "%":
        return f"{_sign(interval)}{_in_percent(numbers, lang)}"
    if unit == "time":
        return f"{_sign(interval)}×{numbers}"
    return f"{_sign(interval)}{numbers} {unit_of(scale, unit, lang)}".strip()


def _sign(interval: Interval) -> str:
    """Before the one end that an interval has."""
    if interval.low is not None and interval.high is not None:
        return ""
    if interval.high is None:
        return "> " if interval.low_open else "≥ "
    return "< " if interval.high_open else "≤ "


def estimated(estimate: Estimate, unit: str, lang: str) -> str:
    """A value with the interval that it may lie in, where that shows in seven digits."""
    value = amount(estimate.value, unit, lang, 7)
    ends = (amount(end, unit, lang, 7) for end in (estimate.low, estimate.high))
    if all(end == value for end in ends):
        return value
    low, high = (None if end is None else Fraction(end) for end in (estimate.low, estimate.high))
    return f"{value} ({span(Interval(low, high), unit, lang, 7)})"


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
