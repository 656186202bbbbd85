"""A reading in the terms of its indicator: its unit, its bounds, its direction."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from plan_tracker.language.languages import Phrasebook, figure_words, locales, remembered
from plan_tracker.loading.units import factor_between
from plan_tracker.model.interval import Interval
from plan_tracker.model.language import ENGLISH
from plan_tracker.model.period import Period
from plan_tracker.model.plan import Indicator, Timing
from plan_tracker.model.reading import Reading, Rounding
from plan_tracker.model.statement import Measure, StatementKind

# What a standing makes of a figure: only actual figures are observations.
_MEASURE_BY_STANDING: Mapping[str, Measure] = MappingProxyType(
    {
        "actual": "actual",
        "plan": "target",
        "approved": "target",
        "proposed": "proposed",
        "potential": "potential",
    }
)
# Claims about a level itself; the other kinds compare two quantities.
LEVEL_KINDS: tuple[StatementKind, ...] = ("level", "target", "base")

# Units that are measured and not counted, beside money and rates.
_MEASURES = frozenset({
    "%", "‰", "point", "score", "°C", "°F", "time", "rank", "year", "month", "week", "day", "hour",
    "minute", "sec", "t", "kg", "gram", "lb", "ounce", "quintal", "tCO2e", "toe", "barrel", "l",
    "gallon", "ha", "acre", "km", "mile", "light-year", "m", "cm", "mm", "inch", "ft", "m2", "km2",
    "mi2", "ft2", "m3", "ft3", "km/h", "mph", "tkm", "pkm", "kW", "MW", "MWp", "GW", "kWh", "MWh",
    "GWh", "TWh", "Mbps", "Gbps", "GB", "TB", "TEU", "cent", "hp", "mAh", "mpg", "rpm",
})  # fmt: skip


def measure_of(standing: str) -> tuple[Measure, str]:
    """What a standing makes of a figure, and the plan that it names where there are several."""
    known = _MEASURE_BY_STANDING.get(standing)
    return ("target", standing) if known is None else (known, "")


def fit(
    reading: Reading, kind: StatementKind, indicator: Indicator, rounding: Rounding | None = None
) -> Reading | None:
    """The reading in the indicator's terms, or None where its unit cannot be the indicator's.

    What measures the same in another unit is converted. n of N in an indicator of percent is
    n / N; a change of rank by n steps up is -n; levels are cut to the indicator's bounds, unless
    they lie wholly outside: that is for a check to say. Plain levels other than percentages are
    as wide as their source's `rounding` says.
    """
    reading = in_unit(reading, indicator.unit)
    if kind == "change":
        return _turned(reading, indicator) if _is_change(reading.unit, indicator.unit) else None
    if kind not in LEVEL_KINDS:
        return reading
    if reading.of and indicator.unit == "%":
        share = reading.value / reading.of * 100
        exact = Interval.exactly(share)
        return replace(reading, value=share, ordinary=exact, lax=exact, unit="%")
    both_money = reading.unit in currencies() and indicator.unit in currencies()
    if reading.unit != indicator.unit and not both_money:
        return None
    if rounding is not None:
        reading = _rounded(reading, rounding)
    ordinary = reading.ordinary & bounds_of(indicator)
    if ordinary.empty:
        return reading
    return replace(reading, ordinary=ordinary, lax=reading.lax & bounds_of(indicator))


def in_unit(reading: Reading, unit: str) -> Reading:
    """The reading in another unit of the same dimension: so many GWh as kWh."""
    factor = factor_between(reading.unit, unit)
    return reading if factor is None else replace(reading.scaled(factor), unit=unit)


def _rounded(reading: Reading, rounding: Rounding) -> Reading:
    """A plain number with the widths that its source declares, if its digits are no coarser.

    What is declared is all that is allowed: zeros at its end say nothing more. What is no multiple
    of the base was not rounded to it.
    """
    plain = not reading.hedge and reading.of is None and reading.unit != "%"
    if not plain or reading.value % rounding.base:
        return reading

    ordinary = Interval.around(reading.value, rounding.ordinary)
    if (ordinary & reading.ordinary) != reading.ordinary:
        return reading
    return replace(reading, ordinary=ordinary, lax=Interval.around(reading.value, rounding.lax))


@remembered
def currencies() -> frozenset[str]:
    """The units that are money, in any language."""
    return frozenset(unit for locale in locales() for unit in _money(figure_words(locale)))


def _money(figures: Phrasebook) -> Iterator[str]:
    """The currencies of a language; a code that has no word of its own is one too."""
    for table in ("currency", "further-currency", "prefix"):
        yield from figures.get(table, ())
    for codes in figures.get("code", {}).values():
        yield from codes


def dimension(unit: str) -> str:
    """What a unit counts, as far as that matters for a sum or a quotient: money, shares, things."""
    if unit in currencies():
        return "money"
    return "share" if unit == "%" else "things"


def countable(unit: str) -> bool:
    """Whether it is things that are known to come whole: persons, cases; no money, no measures."""
    return unit in _things() and unit not in _MEASURES and "/" not in unit


@remembered
def _things() -> frozenset[str]:
    """The units of all languages that are no money, and the words for them."""
    units = [figure_words(locale)["unit"] for locale in locales()]
    words = (word for table in units for listed in table.values() for word in listed)
    return frozenset(unit for table in units for unit in table) | frozenset(words)


def unit_words(indicators: Iterable[Indicator]) -> dict[str, str]:
    """The indicators' own units as words that their figures may be printed with, one or many.

    So may be what the plan calls them otherwise; what is a unit itself stands for no other.
    """
    own = [each for each in indicators if each.unit not in currencies()]
    aliases = {form: each.unit for each in own for alias in each.aliases for form in _forms(alias)}
    forms = {form: each.unit for each in own for form in _forms(each.unit)}
    return aliases | forms | {each.unit: each.unit for each in own}


def _forms(word: str) -> Iterator[str]:
    """A word for one thing and for several, whichever of the two it is."""
    yield word
    yield ENGLISH.unit(word, 2)
    for single in (word[:-1], word[:-2], f"{word[:-3]}y"):
        if single and single != word and ENGLISH.unit(single, 2) == word:
            yield single
            return


def bounds_of(indicator: Indicator) -> Interval:
    """What the indicator's values can be: at or above zero unless signed, or as declared."""
    if indicator.bounds.low is None and not indicator.signed:
        return Interval(Fraction(0), indicator.bounds.high)
    return indicator.bounds


def counted_at(timing: Timing, period: Period) -> Period:
    """The period as a timing takes it: a level counts at the last day, all else over all of it."""
    return period.last_day if timing == "end" else period.whole


def _is_change(unit: str, of: str) -> bool:
    """Whether a change printed in one unit can be that of a level in another."""
    if of == "%":
        return unit in ("", "%", "point", "score")
    return unit in ("", of) or {unit, of} <= currencies()


def _turned(reading: Reading, indicator: Indicator) -> Reading:
    if indicator.kind != "rank":
        return reading
    return replace(reading, value=-reading.value, ordinary=-reading.ordinary, lax=-reading.lax)
