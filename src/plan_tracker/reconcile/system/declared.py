"""What the plan declares of quantities: a target at one of its values, or at any."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from plan_tracker.loading.fit import counted_at, measure_of
from plan_tracker.model.interval import Interval, hull
from plan_tracker.model.plan import Plan, Revision, Target
from plan_tracker.model.text import Text
from plan_tracker.reconcile.system.system import KEY

_TEXTS = [name for name in KEY if name not in ("start", "end")]


@dataclass(frozen=True, slots=True)
class Declared:
    """Values of a target that are declared of one quantity: it has one of them.

    `vintage` tells the quantity from that of all values, whose it is empty. `name` is how findings
    call it.
    """

    target: Target
    values: tuple[Target | Revision, ...]
    vintage: str = ""
    name: str | Text = ""

    @property
    def printed(self) -> str:
        """The text of the only value, else that which the target was declared with."""
        return (self.values[0] if len(self.values) == 1 else self.target).printed

    @property
    def interval(self) -> Interval:
        """What the values may be, as they are plainly read."""
        return hull(value.interval for value in self.values)

    @property
    def lax(self) -> Interval:
        """The same with little care."""
        return hull(value.lax or value.interval for value in self.values)


def all_values(target: Target) -> Declared:
    """The target with whatever value."""
    return Declared(target, (target, *target.revisions), name=target.id)


def declared_keys(declared: Sequence[Declared], plan: Plan) -> pd.DataFrame:
    """The quantities of declared values: a row each with the columns of KEY."""
    rows = []
    for each in declared:
        target, indicator = each.target, plan.indicators[each.target.indicator]
        timing = target.timing or indicator.timing
        period = counted_at(timing, target.period)
        measure, standing = measure_of(target.standing)
        what = (measure, indicator.unit, target.basis, timing, standing, each.vintage)
        rows.append((indicator.id, target.entity, period.start, period.end, *what))
    table = pd.DataFrame(rows, columns=list(KEY))
    table = table.astype(dict.fromkeys(("start", "end"), "datetime64[s]"))
    return table.astype(dict.fromkeys(_TEXTS, "str")).astype(dict.fromkeys(_TEXTS, "category"))
