"""A value that its indicator cannot have.

The plan declares bounds where they truly hold: coverage lies between 0 and 100 %, a rank is at
least 1, and what is not `signed: true` cannot be negative. A figure whose whole interval lies
outside, read as widely as a careless office might mean it, is an error.

Does not apply to indicators without bounds, nor to a figure whose interval reaches into them.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from plan_tracker.loading.fit import LEVEL_KINDS, bounds_of
from plan_tracker.model.text import Span, phrase
from plan_tracker.reconcile.explain.core import interval_of
from plan_tracker.reconcile.explain.remark import Mended, Remark
from plan_tracker.reconcile.system.system import System

CODE = "PT103"
NAME = "out-of-bounds"


def remarks(system: System, mended: dict[int, Mended]) -> Iterable[Remark]:
    """One remark a text."""
    for owner in system.rows(_outside(system)):
        statement = system.statements[owner]
        indicator = system.plan.indicators[statement.subject.indicator]
        bounds = bounds_of(indicator)
        if (statement.readings[0].lax & bounds).empty:
            unit = statement.subject.unit
            yield Remark(
                "error",
                (owner,),
                phrase(
                    "“{printed}” is {interval}, but {indicator} lies in {bounds}.",
                    printed=statement.printed,
                    interval=Span(interval_of(statement), unit),
                    indicator=indicator.id,
                    bounds=Span(bounds, unit),
                ),
                phrase("Compare the document, or correct the indicator's bounds."),
            )


def _outside(system: System) -> Any:
    """Which levels, as floats, reach no further than the ends of what is possible."""
    frame = system.frame
    names = frame["indicator"].cat
    bounds = [bounds_of(system.plan.indicators[name]) for name in names.categories]
    least = np.array([-np.inf if each.low is None else float(each.low) for each in bounds])
    most = np.array([np.inf if each.high is None else float(each.high) for each in bounds])
    at_ends = (frame["lax_high"] <= least[names.codes]) | (frame["lax_low"] >= most[names.codes])
    return at_ends & frame["kind"].isin(LEVEL_KINDS)
