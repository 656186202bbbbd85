"""How the printed numbers of figures and claims read, and whether three of them fit."""

from dataclasses import replace
from fractions import Fraction

from plan_tracker.documents.extract import NO_LANGUAGE
from plan_tracker.documents.figures.claim import as_said_beside
from plan_tracker.documents.reported import Claim, Figure
from plan_tracker.language.languages import remembered_lately
from plan_tracker.loading.fit import LEVEL_KINDS, currencies
from plan_tracker.model.interval import Interval, hull
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import StatementKind
from plan_tracker.reading import readings_of

_PERCENT = Fraction(1, 100)
Readings = tuple[Reading, ...]


def level_readings(figure: Figure) -> Readings:
    """The readings of a figure's own number."""
    unit = figure.unit if figure.shared_unit or figure.unit in currencies() else ""
    readings = _read(figure.printed, figure.locale, "level", unit, False)
    if NO_LANGUAGE in figure.doubts:
        readings = _in_any_notation(readings)
    return tuple(map(_decided, readings)) if figure.standing == "plan" else readings


def claim_readings(claim: Claim, figure: Figure, kind: StatementKind) -> Readings:
    """The readings of a claim about a figure, as a claim of a kind."""
    unit = claim.unit if kind in LEVEL_KINDS and claim.unit in currencies() else ""
    unit = figure.unit if kind == "change" else unit
    readings = _read(claim.printed, figure.locale, kind, unit, claim.as_index)
    if NO_LANGUAGE in figure.doubts:
        readings = _in_any_notation(readings)
    if kind == "target":
        return tuple(map(_decided, readings))
    return tuple(as_said_beside(reading, claim.doubts) for reading in readings)


@remembered_lately
def _read(printed: str, locale: str, kind: StatementKind, unit: str, index: bool) -> Readings:
    return readings_of(printed, locale, kind, unit=unit, index=index)


def _in_any_notation(readings: Readings) -> Readings:
    """What is printed as nobody knows in whose marks: it may be all that these marks can mean."""
    if len(readings) <= 1:
        return readings
    ordinary = hull(reading.ordinary for reading in readings)
    lax = hull(reading.lax for reading in readings)
    return (replace(readings[0], ordinary=ordinary, lax=lax),)


def _decided(reading: Reading) -> Reading:
    """A plan is decided and not measured: its zeros are no sign of rounding."""
    ordinary = reading.ordinary
    if reading.hedge or ordinary.low is None or ordinary.high is None:
        return reading
    room = (ordinary.high - ordinary.low) / 2
    lax = Interval(ordinary.low - room, ordinary.high + room)
    return replace(reading, lax=lax & reading.lax)


def fits(
    kind: StatementKind, claim: Readings, level: Readings, other: Readings, *, lax: bool = True
) -> bool:
    """Whether a level and what it is held against can be what a claim says.

    All are read with little care, or as careful offices print where it must not be `lax`. Amounts
    at or above zero alone can be held against each other.
    """
    if not (claim and level and other):
        return False
    firsts = (claim[0], level[0], other[0])
    said, is_, of = (each.lax if lax else each.ordinary for each in firsts)
    if kind == "change":
        return not (said & (is_ - of)).empty
    if _below_zero(is_) or _below_zero(of):
        return False
    ratio = is_.over(of)
    wanted = said if kind == "multiple" else said * _PERCENT
    if kind == "growth":
        wanted = wanted.shifted(1)
    return not (wanted & ratio).empty


def adds_up(total: Readings, parts: list[Readings]) -> bool:
    """Whether parts make their whole just as careful offices print them."""
    if not total or not all(parts):
        return False
    together = parts[0][0].ordinary
    for part in parts[1:]:
        together = together + part[0].ordinary
    return not (together & total[0].ordinary).empty


def exceeds(total: Readings, parts: list[Readings]) -> bool:
    """Whether parts are certainly more than their whole."""
    if not total or not all(parts):
        return False
    high, lows = total[0].lax.high, [part[0].lax.low for part in parts]
    return high is not None and sum(low for low in lows if low is not None) > high


def _below_zero(interval: Interval) -> bool:
    return interval.low is None or interval.low < 0
