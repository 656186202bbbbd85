"""What the methods that follow a longer history share: its points as columns, and as a formula."""

from collections.abc import Sequence
from datetime import date
from math import isfinite

from plan_tracker.model.text import Numbers, phrase
from plan_tracker.progress.estimate import UncertainNumber
from plan_tracker.progress.projected.method import Foreseen, Point


def columns(points: Sequence[Point]) -> tuple[list[float], list[float]]:
    """The days and the levels of known points."""
    days = [float(point.day) for point in points]
    levels = [float(point.amount.value or 0) for point in points]
    return days, levels


def foreseen_from(
    points: Sequence[Point], value: float, low: float, high: float
) -> Foreseen | None:
    """What was computed from points; None where it is no number. The formula names the points."""
    if not all(map(isfinite, (value, low, high))):
        return None

    amount = UncertainNumber.read(value, min(low, value), max(high, value))
    at = phrase("{value} at {day}")
    named = [
        at.filled(value=point.amount.text, day=date.fromordinal(point.day)) for point in points
    ]
    return Foreseen(amount, Numbers(named))
