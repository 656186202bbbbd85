"""What each kind of statement binds: a quantity, a ratio of two, or their difference."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from plan_tracker.model.interval import Interval
from plan_tracker.model.statement import Statement, StatementKind
from plan_tracker.reconcile.system.system import BOUND, DIFFERENCE, RATIO


@dataclass(frozen=True, slots=True)
class Factor:
    """A claim's number as the ratio of its quantities; nothing below `least` can be claimed.

    `of` takes the number and the years that it runs over, exactly or as arrays, and rises with it.
    """

    least: int
    of: Callable[[Any, Any], Any]


FACTORS: dict[StatementKind, Factor] = {
    "attainment": Factor(0, lambda number, years: number / 100),
    "growth": Factor(-100, lambda number, years: (1 + number / 100) ** years),
    "multiple": Factor(0, lambda number, years: number),
    "share": Factor(0, lambda number, years: number / 100),
}
FORMS: dict[StatementKind, int] = {
    "level": BOUND,
    "base": BOUND,
    "target": BOUND,
    **dict.fromkeys(FACTORS, RATIO),
    "change": DIFFERENCE,
}


def binds(statement: Statement, interval: Interval) -> Interval:
    """What a printed interval binds: the level or difference itself, or the ratio it claims."""
    factor = FACTORS.get(statement.kind)
    if factor is None:
        return interval
    least, years = Fraction(factor.least), statement.years
    low = least if interval.low is None else max(interval.low, least)
    high = None if interval.high is None else factor.of(max(interval.high, least), years)
    return Interval(factor.of(low, years), high, interval.low_open, interval.high_open)
