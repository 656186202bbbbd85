"""The scale along which values lie: its ends, whether it counts in powers of ten, its ticks."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10

from plan_tracker.report.words.labels import label
from plan_tracker.report.words.languages import Scale
from plan_tracker.report.words.numbers import number, scale_of, unit_of

_DECADES = 1.7  # values further apart than so many powers of ten need an axis of powers
_MARGIN = 0.04  # of the axis, on each side of what it shows
LARGEST = 1e300  # that can be drawn
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, over `length` pixels from `start` on; `powers` of ten where set."""

    low: float
    high: float
    powers: bool
    start: float
    length: float

    def at(self, value: float) -> float:
        """The pixel of a value; one beyond the axis lies at its end."""
        inside = min(max(value, self.low), self.high)
        ends = (inside, self.low, self.high)
        x, low, high = map(log10, ends) if self.powers else ends
        return self.start + (x - low) / (high - low) * self.length

    def value(self, pixel: float) -> float:
        """The value at a pixel."""
        share = (pixel - self.start) / self.length
        if self.powers:
            return float(self.low * (self.high / self.low) ** share)
        return self.low + share * (self.high - self.low)

    @property
    def end(self) -> float:
        """The pixel where it ends."""
        return self.start + self.length

    def holds(self, value: float) -> bool:
        """Whether a value lies on the axis."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on the axis and how it is written."""

    value: float
    text: str


def axis_around(
    values: Iterable[float], start: float, length: float, *, powers: bool = False
) -> Axis:
    """An axis that shows all of these values with a little room on both sides.

    It counts in powers of ten where it may and values lie far apart. Such an axis begins above
    zero: what reaches down to zero is shown from its beginning on.
    """
    known = [min(max(each, -LARGEST), LARGEST) for each in values]
    low, high = min(known, default=0.0), max(known, default=1.0)
    positive = min((each for each in known if each > 0), default=high)
    if powers and low >= 0 and positive > 0 and log10(high / positive) > _DECADES:
        low = positive
        room = 10 ** (_MARGIN * log10(high / low))
        return Axis(low / room, high * room, True, start, length)
    room = _MARGIN * (high - low) or abs(high) / 100 or 1.0
    below = low - room
    return Axis(0.0 if low >= 0 > below else below, high + room, False, start, length)


def axis_from_zero(values: Iterable[float], start: float, length: float) -> Axis:
    """The same for amounts that are shown as lengths: it begins at nothing."""
    known = [min(max(each, -LARGEST), LARGEST) for each in values]
    low, high = min(0.0, *known), max(0.0, *known)
    room = _MARGIN * (high - low) or 1.0
    return Axis(low - room if low < 0 else 0.0, high + room, False, start, length)


def ticks(axis: Axis, unit: str, lang: str, count: int = 5) -> list[Tick]:
    """Round values along the axis; those of an axis of powers say their scale each."""
    if axis.powers:
        return [Tick(each, _power(each, lang)) for each in _powers(axis, count)]
    step = _step((axis.high - axis.low) / count)
    first, last = ceil(axis.low / step), floor(axis.high / step)
    scale = scale_for(axis, unit, lang)
    values = [each * step for each in range(first, last + 1)]
    return [Tick(value, _said(value, step, scale, unit, lang)) for value in values]


def _said(value: float, step: float, scale: Scale, unit: str, lang: str) -> str:
    """A tick, with as many digits as tell it from the next."""
    shown = value / scale.factor
    digits = 1 + max(floor(log10(abs(shown))) if shown else 0, 0)
    digits += max(-floor(log10(step / scale.factor)), 0) + 1
    return number(shown, lang, min(digits, 12)) + ("%" if unit == "%" else "")


def _step(least: float) -> float:
    """The smallest round step that is no smaller."""
    power = 10.0 ** floor(log10(least))
    return next(each * power for each in _STEPS if each * power >= least * (1 - 1e-9))


def _powers(axis: Axis, count: int) -> list[float]:
    first, last = ceil(log10(axis.low)), floor(log10(axis.high))
    by = next(each for each in (1, 2, 3, 6, 12, 24, 48, 96, 300) if (last - first) / each <= count)
    return [10.0**each for each in range(first, last + 1) if each % by == 0]


def _power(value: float, lang: str) -> str:
    scale = scale_of(Fraction(value), lang)
    return f"{number(value / scale.factor, lang)} {scale.word}".strip()


def scale_for(axis: Axis, unit: str, lang: str) -> Scale:
    """In what the values along an axis are counted."""
    if unit in ("%", "rank", "time"):
        return Scale()
    return scale_of(max(abs(axis.low), abs(axis.high)), lang)


def axis_unit(axis: Axis, unit: str, lang: str) -> str:
    """What the ticks count: `billion VND`; for powers of ten the unit, and that they are such."""
    if axis.powers:
        powers = label("each step is a power of ten", lang)
        return f"{unit_of(Scale(), unit, lang)} ({powers})"
    return "" if unit == "%" else unit_of(scale_for(axis, unit, lang), unit, lang)
