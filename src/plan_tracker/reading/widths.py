"""How wide a printed number is: the one table, and the intervals that it gives.

v is the value, u the unit of the last printed digit after scaling, w the unit of the last digit
that is not zero, capped at a share of v. A key `hedge.width.side.unit` says by how many u or w an
interval reaches below or above v; what is not there is 0, and of u and w the wider counts.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType

from plan_tracker.model.interval import Interval
from plan_tracker.reading.numbers import Numeral

WIDTHS: Mapping[str, Fraction] = MappingProxyType(
    {
        "plain.ordinary.below.u": Fraction(1, 2),
        "plain.ordinary.above.u": Fraction(1, 2),
        "plain.lax.below.u": Fraction(1),  # cut off or rounded up
        "plain.lax.above.u": Fraction(1),
        "plain.lax.below.w": Fraction(1),  # zeros at the end that say nothing
        "plain.lax.above.w": Fraction(1),
        "over.ordinary.above.w": Fraction(1),
        "over.lax.below.u": Fraction(1, 2),
        "over.lax.above.w": Fraction(2),
        "nearly.ordinary.below.w": Fraction(1),
        "nearly.lax.below.w": Fraction(2),
        "nearly.lax.above.u": Fraction(1, 2),
        "about.ordinary.below.w": Fraction(1),
        "about.ordinary.above.w": Fraction(1),
        "about.lax.below.w": Fraction(2),
        "about.lax.above.w": Fraction(2),
        "range.lax.below.u": Fraction(1),
        "range.lax.above.u": Fraction(1),
        "unchanged.ordinary.below.u": Fraction(1),
        "unchanged.ordinary.above.u": Fraction(1),
        "unchanged.lax.below.u": Fraction(2),
        "unchanged.lax.above.u": Fraction(2),
        "plain.cap": Fraction(1, 10),  # w is at most this share of v
        "hedged.cap": Fraction(1, 2),
    }
)
_SIDES = ("ordinary.below", "ordinary.above", "lax.below", "lax.above")
_NONE = Fraction(0)
Spread = tuple[Interval, Interval]  # ordinary, lax


def spread(number: Numeral, hedges: Iterable[str], widths: Mapping[str, Fraction]) -> Spread:
    """The ordinary and the lax interval of one number; several hedges allow what any does."""
    spreads = [_hedged(number, hedge, widths) for hedge in hedges] or [
        _hedged(number, "plain", widths)
    ]
    if len(spreads) == 1:
        return spreads[0]
    return hull(*(one[0] for one in spreads)), hull(*(one[1] for one in spreads))


def spread_range(
    low: Numeral, high: Numeral, hedges: tuple[str, ...], widths: Mapping[str, Fraction]
) -> Spread:
    """The ordinary and the lax interval of `a–b`."""
    ordinary = Interval(low.value, high.value)
    below = _reach(widths, "range.lax.below", low.last, Fraction(0))
    above = _reach(widths, "range.lax.above", high.last, Fraction(0))
    lax = Interval(low.value - below, high.value + above)
    for end in (low, high) if hedges else ():
        hedged = spread(end, hedges, widths)
        ordinary, lax = hull(ordinary, hedged[0]), hull(lax, hedged[1])
    return ordinary, lax


def spread_unchanged(centre: Fraction, last: Fraction, widths: Mapping[str, Fraction]) -> Spread:
    """What "unchanged" allows around `centre`, `last` being the unit of the level's last digit."""
    sides = {
        side: _reach(widths, f"unchanged.{side}", last, Fraction(0))
        for side in ("ordinary.below", "ordinary.above", "lax.below", "lax.above")
    }
    ordinary = Interval.around(centre, sides["ordinary.below"], sides["ordinary.above"])
    return ordinary, hull(ordinary, Interval.around(centre, sides["lax.below"], sides["lax.above"]))


def hull(*intervals: Interval) -> Interval:
    """The smallest interval that holds all of them."""
    lows = [interval.low for interval in intervals]
    highs = [interval.high for interval in intervals]
    low = None if None in lows else min(end for end in lows if end is not None)
    high = None if None in highs else max(end for end in highs if end is not None)
    return Interval(
        low,
        high,
        low is not None and all(one.low_open for one in intervals if one.low == low),
        high is not None and all(one.high_open for one in intervals if one.high == high),
    )


def _hedged(number: Numeral, hedge: str, widths: Mapping[str, Fraction]) -> Spread:
    if hedge == "at-least":
        return (Interval(number.value, None),) * 2
    if hedge == "at-most":
        return (Interval(None, number.value),) * 2
    size = abs(number.value)
    share = "plain.cap" if hedge == "plain" else "hedged.cap"
    nonzero = min(number.nonzero, size * _width(widths, share)) or number.last
    exclusive = hedge in ("over", "nearly")
    last = number.last
    below, above, lax_below, lax_above = (
        _reach(widths, f"{hedge}.{side}", last, nonzero) for side in _SIDES
    )
    ordinary = Interval(size - below, size + above, exclusive, exclusive)
    # As the hull of both: an end that both reach is open where the ordinary one is.
    lax = Interval(
        size - max(below, lax_below),
        size + max(above, lax_above),
        exclusive and lax_below < below,
        exclusive and lax_above < above,
    )
    return (-ordinary, -lax) if number.negative else (ordinary, lax)


def _reach(widths: Mapping[str, Fraction], key: str, last: Fraction, nonzero: Fraction) -> Fraction:
    by_last, by_nonzero = _width(widths, f"{key}.u"), _width(widths, f"{key}.w")
    if not by_nonzero:
        return by_last * last if by_last else by_last
    return max(by_last * last, by_nonzero * nonzero) if by_last else by_nonzero * nonzero


def _width(widths: Mapping[str, Fraction], key: str) -> Fraction:
    found = widths.get(key)
    return found if found is not None else WIDTHS.get(key, _NONE)
