"""Numbers that are a hundred, a thousand or a million times those beside them."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Ints: TypeAlias = NDArray[np.int64]

_BESIDE = (-2, -1, 1, 2)  # places away from a number at which its neighbours stand
_FEWEST = 2  # neighbours that tell of what size a number is
_ALIKE = 0.5  # decades within which neighbours lie that tell it
_NEAR = 0.3  # decades by which a number may be off from a hundred or a thousand times that


def powers_away(sizes: Floats, series: Ints) -> tuple[Ints, Floats]:
    """By which powers of ten numbers are away from their neighbours, and what is usual there.

    `sizes` are in the order of their series, which have `series` as their numbers, one after the
    other; what is not above zero is no neighbour. The power is 0 for what is not away, or nearly a
    power that no slip makes: 2, 3, 6 and 9 are those of percent signs and of words of scale.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        decades = np.where(sizes > 0, np.log10(sizes), np.nan)
    beside = np.array([_shifted(decades, series, places) for places in _BESIDE])
    known = np.isfinite(beside)
    count = known.sum(axis=0)
    ordered = np.sort(beside, axis=0)  # those that are not known come last
    at = np.arange(len(sizes))
    last = np.maximum(count - 1, 0)
    middle = (ordered[last // 2, at] + ordered[(last + 1) // 2, at]) / 2

    with np.errstate(invalid="ignore"):
        alike = (np.abs(beside - middle) <= _ALIKE / 2).sum(axis=0)
    enough = np.minimum(count, len(_BESIDE) - 1)  # one of four may be wrong itself
    tell = (count >= _FEWEST) & (alike >= enough) & np.isfinite(decades)
    away = np.where(tell, decades - middle, 0.0)
    thousands = 3 * np.round(away / 3)
    hundred = np.where(np.abs(np.abs(away) - 2) <= _NEAR, 2 * np.sign(away), 0.0)
    powers = np.where(np.abs(away - thousands) <= _NEAR, thousands, hundred)
    return powers.astype(np.int64), np.power(10.0, middle)


def _shifted(decades: Floats, series: Ints, places: int) -> Floats:
    """What stands so many places behind each number in its series, and NaN where nothing does."""
    beside = np.full(len(decades), np.nan)
    if abs(places) >= len(decades):
        return beside
    if places > 0:
        here, there = slice(0, -places), slice(places, None)
    else:
        here, there = slice(-places, None), slice(0, places)
    beside[here] = np.where(series[here] == series[there], decades[there], np.nan)
    return beside
