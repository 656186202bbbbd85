"""Units that measure one thing, and how many of one the other is worth."""

import tomllib
from fractions import Fraction
from functools import cache
from pathlib import Path


def factor_between(unit: str, to: str) -> Fraction | None:
    """How many of the unit `to` one `unit` is worth; None where they measure different things."""
    if unit == to:
        return Fraction(1)

    for worth in dimensions():
        if unit in worth and to in worth:
            return worth[unit] / worth[to]
    return None


@cache
def dimensions() -> tuple[dict[str, Fraction], ...]:
    """By dimension what each of its units is worth."""
    text = Path(__file__).with_name("units.toml").read_text(encoding="utf-8")
    return tuple(
        {unit: Fraction(worth) for unit, worth in units.items()}
        for units in tomllib.loads(text).values()
    )
