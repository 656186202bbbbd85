"""A value that its indicator cannot have.

The plan declares bounds where they truly hold: coverage lies between 0 and 100 %, a rank is at
least 1, and what is not `signed: true` cannot be negative. A figure whose whole interval lies
outside, read as widely as a careless office might mean it, is an error.

Does not apply to indicators without bounds, nor to a figure whose interval reaches into them.
"""

from collections.abc import Iterable

from plan_tracker.loading.fit import LEVEL_KINDS, bounds_of
from plan_tracker.reconcile.core import interval_of
from plan_tracker.reconcile.remark import Mended, Remark
from plan_tracker.reconcile.system import System
from plan_tracker.reconcile.words import span

CODE = "PT103"
NAME = "out-of-bounds"


def remarks(system: System, mended: dict[int, Mended]) -> Iterable[Remark]:
    """One remark a text."""
    for owner, statement in enumerate(system.statements):
        if statement.kind not in LEVEL_KINDS or not statement.readings:
            continue
        indicator = system.plan.indicators[statement.subject.indicator]
        bounds = bounds_of(indicator)
        if (statement.readings[0].lax & bounds).empty:
            unit = statement.subject.unit
            yield Remark(
                "error",
                (owner,),
                f"“{statement.printed}” is {span(interval_of(statement), unit)}, "
                f"but {indicator.id} lies in {span(bounds, unit)}.",
                "Compare the document, or correct the indicator's bounds.",
            )
