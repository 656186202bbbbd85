"""How the numbers of a table's texts become intervals, by one law for all texts of a form.

A form is the text around a number, with what the row says it about. What the reader makes of it is
found from a few probes: the number times a factor plus a shift, and a hedge that names its widths.
A form whose probes do not all follow the law is read text by text.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from plan_tracker.language.numbers import decimal_mark
from plan_tracker.loading.tables.long.cells import MOST_DIGITS, Codes, Numbers
from plan_tracker.model.interval import Interval
from plan_tracker.model.reading import Reading, Rounding
from plan_tracker.reading.widths import WIDTHS

Widths = Mapping[str, Fraction]
Columns = dict[str, Numbers]
_SIDES = ("ordinary.below", "ordinary.above", "lax.below", "lax.above")
# Digits and decimals: short and long, with and without zeros, below and above a hundred, and
# such as could be taken for years.
_PROBES = (
    (1, 0), (2, 0), (3, 0), (5, 0), (13, 0), (40, 0), (99, 0), (100, 0), (1_300, 0), (1_987, 0),
    (2_023, 0), (64_200, 0), (1_250_000, 0), (255, 1), (5, 2), (1_200, 2), (986_543, 2),
)  # fmt: skip
_NEAR = 1e-13
_NONE: Codes = np.zeros(1, dtype=np.int64)
_MOST_POWER = 30
_POWERS = 10.0 ** np.arange(_MOST_POWER + MOST_DIGITS + 1)


@dataclass(frozen=True, slots=True)
class Law:
    """What every number of a form stands for, in the columns of the frame.

    `least` and `most` cut levels to what the indicator can have, but for those that lie outside;
    `open` says that an interval lies outside that only touches them. Numbers above 100 are in
    doubt where `doubt` names the other notation that they could be in. Of a `rate` zeros behind a
    decimal mark may say nothing. Ordinary and lax ends lie as far from the value as the source's
    `rounding` says, where digits are no coarser.
    """

    factor: Fraction
    shift: Fraction
    hedge: str
    least: float
    most: float
    open: bool
    doubt: str = ""
    rate: bool = False
    rounding: tuple[float, float, float] | None = None  # base, ordinary and lax reach

    def columns(
        self, digits: Numbers, decimals: Codes, zeros: Codes, widths: Widths, noise: Codes
    ) -> Columns:
        """Value and ends for numbers of so many digits, decimals, and zeros or noise at the end."""
        if not self.rate:
            zeros = np.where(decimals > 0, 0, zeros)
        least = 10.0**noise
        reach = tuple(side * least for side in _reach(self.hedge, digits, zeros, widths))
        ordinary = digits - reach[0], digits + reach[1]
        lax = np.minimum(ordinary[0], digits - reach[2]), np.maximum(ordinary[1], digits + reach[3])
        value = self._moved(digits, decimals)
        (low, high), (lax_low, lax_high) = self._ends(ordinary, decimals), self._ends(lax, decimals)
        if self.rounding is not None:
            base, far, lax_far = self.rounding
            kept = (low < value - far) | (high > value + far) | ~_multiple(value, base)
            low, high = _around(value, far, low, high, kept)
            lax_low, lax_high = _around(value, lax_far, lax_low, lax_high, kept)
        inside = np.maximum(low, self.least), np.minimum(high, self.most)
        cut = np.less(*inside) if self.open else np.less_equal(*inside)
        return {
            "value": value,
            "low": np.where(cut, inside[0], low),
            "high": np.where(cut, inside[1], high),
            "lax_low": np.where(cut, np.maximum(lax_low, self.least), lax_low),
            "lax_high": np.where(cut, np.minimum(lax_high, self.most), lax_high),
        }

    def _ends(self, ends: tuple[Numbers, Numbers], decimals: Codes) -> tuple[Numbers, Numbers]:
        low, high = (self._moved(end, decimals) for end in ends)
        return (high, low) if self.factor < 0 else (low, high)

    def _moved(self, numbers: Numbers, decimals: Codes) -> Numbers:
        """The numbers, in units of their last digit, times the factor plus the shift.

        A power of ten is applied in one step, so that the result is the nearest float.
        """
        sign = -1.0 if self.factor < 0 else 1.0
        size, power = abs(self.factor), 0
        while size >= 10 and size.numerator % 10 == 0 and power < _MOST_POWER:
            size, power = size / 10, power + 1
        scaled = numbers * _POWERS[np.maximum(power - decimals, 0)]
        scaled /= _POWERS[np.maximum(decimals - power, 0)]
        moved = sign * scaled * float(size)
        return moved + float(self.shift) if self.shift else moved


def _multiple(value: Numbers, base: float) -> NDArray[np.bool_]:
    """Which values are multiples of a base, but for what floats lose."""
    times = value / base
    return np.abs(times - np.rint(times)) <= _NEAR * np.maximum(np.abs(times), 1.0)


def _around(
    value: Numbers, reach: float, low: Numbers, high: Numbers, kept: NDArray[np.bool_]
) -> tuple[Numbers, Numbers]:
    """Ends that lie so far from the value, but for those that are kept."""
    return np.where(kept, low, value - reach), np.where(kept, high, value + reach)


def _reach(hedge: str, digits: Numbers, zeros: Codes, widths: Widths) -> tuple[Numbers, ...]:
    """How far each side goes, in units of the last digit."""
    if hedge in ("at-least", "at-most"):
        open_, none = np.full(len(digits), np.inf), np.zeros(len(digits))
        return (none, open_) * 2 if hedge == "at-least" else (open_, none) * 2
    name = hedge or "plain"
    cap = _width(widths, "hedged.cap" if hedge else "plain.cap")
    nonzero = np.minimum(10.0**zeros, digits * cap)
    nonzero = np.where(nonzero == 0, 1.0, nonzero)
    return tuple(
        np.maximum(_width(widths, f"{name}.{side}.u"), _width(widths, f"{name}.{side}.w") * nonzero)
        for side in _SIDES
    )


def _width(widths: Widths, key: str) -> float:
    return float(widths.get(key, WIDTHS.get(key, Fraction(0))))


def find_law(
    read: Callable[[str], tuple[Reading, ...]],
    locale: str,
    bounds: Interval,
    widths: Widths,
    rounding: Rounding | None = None,
) -> Law | None:
    """The law of a form, whose reader takes a number as printed; None where there is none.

    `bounds` are what the indicator's levels are cut to, `rounding` is that of plain levels.
    """
    probes = [(read(_printed(*probe, locale)), probe) for probe in _PROBES]
    if not all(readings for readings, _ in probes):
        return None
    first, second, plain = (readings[0] for readings, _ in probes[:3])
    factor = second.value - first.value
    doubt = next((r[1].notation for r, _ in probes if len(r) > 1 and r[1].notation), "")
    low, high = bounds.low, bounds.high
    law = Law(
        factor,
        first.value - factor,
        plain.hedge,
        -np.inf if low is None else float(low),
        np.inf if high is None else float(high),
        plain.ordinary.low_open or plain.ordinary.high_open,
        doubt,
        rounding=_widened(plain, rounding),
    )
    for either in (law, replace(law, rate=True)) if factor else ():
        if all(_follows(either, r, probe, first, widths) for r, probe in probes):
            return either
    return None


def _widened(plain: Reading, rounding: Rounding | None) -> tuple[float, float, float] | None:
    """The numbers of a source's rounding; neither percentages nor hedged numbers have one."""
    if rounding is None or plain.hedge or plain.unit == "%":
        return None
    return float(rounding.base), float(rounding.ordinary), float(rounding.lax)


def _printed(digits: int, decimals: int, locale: str) -> str:
    text = f"{digits:0{decimals + 1}d}"
    if not decimals:
        return text
    return f"{text[:-decimals]}{decimal_mark(locale)}{text[-decimals:]}"


def _follows(
    law: Law,
    readings: tuple[Reading, ...],
    probe: tuple[int, int],
    first: Reading,
    widths: Widths,
) -> bool:
    reading = readings[0]
    digits, decimals = probe
    text = str(digits)
    zeros = len(text) - len(text.rstrip("0"))
    alike = ("unit", "hedge", "notation", "cost", "of", "provisional")
    if any(getattr(reading, name) != getattr(first, name) for name in alike):
        return False
    doubts = [each.notation for each in readings[1:]]
    if doubts != ([law.doubt] if law.doubt and digits > 100 * 10**decimals else []):
        return False
    found = law.columns(
        np.array([float(digits)]), np.array([decimals]), np.array([zeros]), widths, _NONE
    )
    wanted = {
        "value": reading.value,
        "low": reading.ordinary.low,
        "high": reading.ordinary.high,
        "lax_low": reading.lax.low,
        "lax_high": reading.lax.high,
    }
    return all(_near(float(found[name][0]), exact) for name, exact in wanted.items())


def _near(value: float, exact: Fraction | None) -> bool:
    if exact is None or not np.isfinite(value):
        return exact is None and not np.isfinite(value)
    return abs(value - float(exact)) <= _NEAR * max(abs(value), 1.0)
