"""Numbers as messages print them: few digits, English marks, open ends as round brackets."""

from fractions import Fraction
from math import isinf

from plan_tracker.model.interval import Interval

_BILLION = 10**9
_DIGITS = 6


def number(value: Fraction | float, digits: int = _DIGITS) -> str:
    """A number with thousands marks and at most `digits` significant digits after the point."""
    if isinstance(value, float) and isinf(value):
        return "anything" if value > 0 else "-anything"
    exact = value if isinstance(value, Fraction) else Fraction(value)
    size = abs(int(exact))
    if size >= _BILLION:
        return f"{number(exact / _BILLION)} billion"
    whole = len(str(size)) if size else 0
    places = max(digits - whole, 0) if whole < digits else 0
    text = f"{float(exact):,.{min(places, 6)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Fraction | float, unit: str) -> str:
    """A number with its unit."""
    shown = number(value)
    if unit in ("", "time"):
        return shown
    return f"{shown} {unit if value == 1 else _plural(unit)}"


def _plural(unit: str) -> str:
    """English words for units get a plural; `VND`, `%` and compound ones stay as they are."""
    if not unit.isascii() or not unit.isalpha() or not unit.islower() or len(unit) < 3:
        return unit
    return f"{unit[:-1]}ies" if unit.endswith("y") else f"{unit}s"


def between(low: float, high: float, unit: str = "", digits: int = _DIGITS) -> str:
    """One number where both ends print alike, else `low to high`."""
    first, last = number(low, digits), number(high, digits)
    if high == float("inf"):
        return f"at least {amount(low, unit)}"
    if low == -float("inf"):
        return f"at most {amount(high, unit)}"
    if first == last:
        return f"{first} {unit}".rstrip()
    if first.endswith(" billion") and last.endswith(" billion"):
        first = first.removesuffix(" billion")
    return f"{first} to {last} {unit}".rstrip()


def span(interval: Interval, unit: str = "") -> str:
    """An interval in brackets: `[32.5, 33.5] %`, `(2.1, 2.2) billion VND`."""
    low, high = interval.low, interval.high
    scale, unit = 1, "" if unit == "time" else unit
    if any(end is not None and abs(end) >= _BILLION for end in (low, high)):
        scale, unit = _BILLION, f"billion {unit}"
    left = "(" if low is None or interval.low_open else "["
    right = ")" if high is None or interval.high_open else "]"
    ends = ["" if end is None else number(end / scale) for end in (low, high)]
    return f"{left}{ends[0] or '...'}, {ends[1] or '...'}{right} {unit}".rstrip()


def listed(items: list[str], last: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"
