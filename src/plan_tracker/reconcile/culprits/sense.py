"""Whether a text can sensibly mean what a reading makes of it."""

from collections.abc import Iterable

from plan_tracker.loading.fit import bounds_of, countable
from plan_tracker.model.plan import Indicator
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Statement
from plan_tracker.reconcile.system.claims import FORMS
from plan_tracker.reconcile.system.system import BOUND

_FAR = 1000  # times as much as another period has, or as little


def is_whole(statement: Statement, reading: Reading) -> bool:
    """Whether it is a whole number where only those can be counted: 313.483 persons are none."""
    about_things = statement.reference is None and countable(statement.subject.unit)
    return not about_things or reading.value.denominator == 1


def makes_sense(
    statement: Statement, indicator: Indicator, reading: Reading, beside: Iterable[float]
) -> bool:
    """Whether a level is whole where it must be, within bounds, and of the size of its neighbours.

    `beside` are the levels of the same in other periods: one of them must be less than thousands of
    times as large or as small.
    """
    if FORMS.get(statement.kind) != BOUND:
        return True
    if not is_whole(statement, reading) or (reading.ordinary & bounds_of(indicator)).empty:
        return False

    sizes = [abs(level) for level in beside if level]
    size = abs(float(reading.value))
    return not sizes or any(level / _FAR < size < level * _FAR for level in sizes)
