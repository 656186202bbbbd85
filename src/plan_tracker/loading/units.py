"""Units that measure one thing, and how many of one the other is worth."""

import tomllib
from fractions import Fraction
from pathlib import Path

from plan_tracker.language.languages import remembered
from plan_tracker.language.unit_texts import read_unit


def factor_between(unit: str, to: str) -> Fraction | None:
    """How many of the unit `to` one `unit` is worth; None where they measure different things."""
    if unit == to:
        return Fraction(1)

    (base, times), (to_base, to_times) = _in_base(unit), _in_base(to)
    if "%" in (base, to_base):
        return None
    if base == to_base:
        return times / to_times
    for worth in dimensions():
        if base in worth and to_base in worth:
            return worth[base] * times / (worth[to_base] * to_times)
    return None


def _in_base(unit: str) -> tuple[str, Fraction]:
    """The unit that words stand for, and how many of it: of `thousand hectares` 1,000 ha."""
    read = read_unit(unit)
    return (read.unit, read.scale) if read.unit else (unit, Fraction(1))


@remembered
def dimensions() -> tuple[dict[str, Fraction], ...]:
    """By dimension what each of its units is worth."""
    text = Path(__file__).with_name("units.toml").read_text(encoding="utf-8")
    return tuple(
        {unit: Fraction(worth) for unit, worth in units.items()}
        for units in tomllib.loads(text).values()
    )
