"""How wide a printed number is: the one table, and the intervals that it gives.

v is the value, u the unit of the last printed digit after scaling, w the unit of the last digit
that is not zero, capped at a share of v. A key `hedge.width.side.unit` says by how many u or w an
interval reaches below or above v; what is not there is 0, and of u and w the wider counts.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from plan_tracker.language.numbers import Numeral
from plan_tracker.model.interval import Interval, hull

# No proxy: what goes to another process must be copied there.
WIDTHS: Mapping[str, Fraction] = {
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
_SIDES = ("ordinary.below", "ordinary.above", "lax.below", "lax.above")
_NONE = Fraction(0)
Spread = tuple[Interval, Interval]  # ordinary, lax


def with_usual(widths: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
    """The usual widths where these say nothing else; the same mapping where they say nothing."""
    return {**WIDTHS, **widths} if widths else WIDTHS


def spread(
    number: Numeral, hedges: Iterable[str], widths: Mapping[str, Fraction], *, rate: bool = False
) -> Spread:
    """The ordinary and the lax interval of one number; several hedges allow what any does.

    Zeros behind a decimal mark are digits of an amount; of a `rate` they may say nothing.
    """
    named = tuple(hedges) or ("plain",)
    if len(named) == 1:
        return _hedged(number, named[0], widths, rate=rate)
    spreads = [_hedged(number, hedge, widths, rate=rate) for hedge in named]
    return hull(one[0] for one in spreads), hull(one[1] for one in spreads)


def spread_range(
    low: Numeral,
    high: Numeral,
    hedges: tuple[str, ...],
    widths: Mapping[str, Fraction],
    *,
    rate: bool = False,
) -> Spread:
    """The ordinary and the lax interval of `a–b`."""
    ordinary = Interval(low.value, high.value)
    below = _reach(widths, "range.lax.below", low.last)
    above = _reach(widths, "range.lax.above", high.last)
    lax = Interval(low.value - below, high.value + above)
    for end in (low, high) if hedges else ():
        hedged = spread(end, hedges, widths, rate=rate)
        ordinary, lax = hull([ordinary, hedged[0]]), hull([lax, hedged[1]])
    return ordinary, lax


def spread_unchanged(centre: Fraction, last: Fraction, widths: Mapping[str, Fraction]) -> Spread:
    """What "unchanged" allows around `centre`, `last` being the unit of the level's last digit."""
    sides = {side: _reach(widths, f"unchanged.{side}", last) for side in _SIDES}
    ordinary = Interval.around(centre, sides["ordinary.below"], sides["ordinary.above"])
    careless = Interval.around(centre, sides["lax.below"], sides["lax.above"])
    return ordinary, hull([ordinary, careless])


def _hedged(number: Numeral, hedge: str, widths: Mapping[str, Fraction], *, rate: bool) -> Spread:
    if hedge == "at-least":
        return (Interval(number.value, None),) * 2
    if hedge == "at-most":
        return (Interval(None, number.value),) * 2
    ratios = _usual_ratios(hedge) if widths is WIDTHS else _ratios(*_widths_of(hedge, widths))
    parts, digits = ratios.parts, int(number.whole + number.fraction)
    zeros = 0 if number.fraction and not (rate or number.rough) else number.zeros
    nonzero = min(10**zeros * parts, digits * ratios.cap) or parts
    reaches = [
        by_last if by_last > by_nonzero * nonzero else by_nonzero * nonzero
        for by_last, by_nonzero in ratios.sides
    ]
    below, above, lax_below, lax_above = reaches
    exclusive = hedge in ("over", "nearly")
    last, divisor = number.ratio
    size, divisor = digits * parts * parts, divisor * parts * parts
    low = Fraction((size - below) * last, divisor)
    high = Fraction((size + above) * last, divisor)
    # As the hull of both: an end that both reach is open where the ordinary one is.
    lax_low = Fraction((size - lax_below) * last, divisor) if lax_below > below else low
    lax_high = Fraction((size + lax_above) * last, divisor) if lax_above > above else high
    ordinary = Interval(low, high, exclusive, exclusive)
    lax = Interval(
        lax_low, lax_high, exclusive and lax_below < below, exclusive and lax_above < above
    )
    return (-ordinary, -lax) if number.negative else (ordinary, lax)


class _Ratios(NamedTuple):
    """Widths as whole numbers of `parts`: the cap of w, and for each side by how many u and w."""

    parts: int
    cap: int
    sides: tuple[tuple[int, int], ...]  # by u, in parts of a part, and by w


@lru_cache(maxsize=8)
def _usual_ratios(hedge: str) -> _Ratios:
    return _ratios(*_widths_of(hedge, WIDTHS))


def _widths_of(hedge: str, widths: Mapping[str, Fraction]) -> Iterator[Fraction]:
    """The cap of a hedge, then its widths by u and then those by w, in the order of the sides."""
    yield _width(widths, "plain.cap" if hedge == "plain" else "hedged.cap")
    for unit in ("u", "w"):
        for side in _SIDES:
            yield _width(widths, f"{hedge}.{side}.{unit}")


@lru_cache(maxsize=64)
def _ratios(cap: Fraction, *widths: Fraction) -> _Ratios:
    parts = lcm(cap.denominator, *(width.denominator for width in widths))
    cut, *whole = (int(width * parts) for width in (cap, *widths))
    by_last, by_nonzero = whole[: len(_SIDES)], whole[len(_SIDES) :]
    sides = zip((by_unit * parts for by_unit in by_last), by_nonzero, strict=True)
    return _Ratios(parts, cut, tuple(sides))


def _reach(widths: Mapping[str, Fraction], key: str, last: Fraction) -> Fraction:
    """How far an interval reaches by the unit of the last digit."""
    return _width(widths, f"{key}.u") * last


def _width(widths: Mapping[str, Fraction], key: str) -> Fraction:
    found = widths.get(key)
    return found if found is not None else WIDTHS.get(key, _NONE)
