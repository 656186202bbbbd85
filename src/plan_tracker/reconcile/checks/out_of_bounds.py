"""A value that its indicator cannot have."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from plan_tracker.loading.fit import LEVEL_KINDS, bounds_of
from plan_tracker.model.text import Title, phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.evidence.gather import statement_saying
from plan_tracker.reconcile.evidence.limits import against, limit
from plan_tracker.reconcile.evidence.words import between, quoted
from plan_tracker.reconcile.system.system import System

_REMEDY = phrase("Compare the document, or correct the indicator's bounds.")
_PROPOSED = phrase("The indicator's bounds are still to be confirmed: confirm or correct them.")


class OutOfBounds:
    """A value that its indicator cannot have."""

    page = page_of("PT103")

    def about(self, spoken: Spoken) -> Mask:
        """Every statement."""
        return spoken.everything()

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a text."""
        for owner in system.rows(_outside(system)):
            statement = system.statements[owner]
            indicator = system.plan.indicators[statement.subject.indicator]
            possible = bounds_of(indicator)
            if not (statement.readings[0].lax & possible).empty:
                continue

            unit = statement.subject.unit
            said = replace(statement_saying(statement), wrong=True)
            remedy = _PROPOSED if indicator.confirm else _REMEDY
            yield Remark(
                "warning" if indicator.confirm else "error",
                (owner,),
                phrase(
                    "{text} cannot be: {indicator} is {bounds}.",
                    text=quoted(said.printed, said.interval, unit, possible),
                    indicator=Title(indicator.name, indicator.id),
                    bounds=between(possible, unit),
                ),
                remedy,
                evidence=against(said, limit("possible", possible, name=indicator.id), unit),
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
