"""What the numbers of a table are rounded to, where sums of the plan show that they are.

Offices round counts to a base so that nobody is found out, totals as well. All numbers are then
multiples of it, and sums miss by no more than it allows.
"""

from fractions import Fraction

import numpy as np
import pandas as pd

from plan_tracker.grids.relations.lines import rounding_base
from plan_tracker.loading.fit import LEVEL_KINDS
from plan_tracker.model.plan import Identity, Plan
from plan_tracker.model.reading import Rounding

_ENOUGH_MISSES = 2  # sums that show that a table rounds to a base
_SAME = ["entity", "period", "measure", "standing", "basis", "timing", "unit"]
_EXACT = 1 + 1e-9


def base_shown(frame: pd.DataFrame, plan: Plan) -> int:
    """The base that all levels of a table are multiples of, in their unit; 1 where there is none.

    Sums that their digits do not explain must show it.
    """
    levels = frame[frame["kind"].isin(LEVEL_KINDS) & (frame["unit"] != "%")]
    summed = {name for each in plan.identities for name in (each.total, *each.parts)}
    if not levels["indicator"].isin(summed).any():
        return 1

    digit = float((levels["high"] - levels["low"]).min())  # of plain numbers as they are printed
    if not digit >= 1 or digit != round(digit):
        return 1
    base = rounding_base(levels["value"].to_numpy() / digit) * int(digit)
    if base == digit:
        return 1

    sums = _Sums(levels[levels["indicator"].isin(summed)])
    told = sum(sums.explained(identity, base) for identity in plan.identities)
    return base if told >= _ENOUGH_MISSES else 1


def randomly_to(base: int) -> Rounding:
    """What is rounded to a base at random, up or down, may be a whole base off."""
    return Rounding(Fraction(base), Fraction(base), Fraction(base))


class _Sums:
    """The levels of a table side by side: a row for what is alike, a column for each indicator."""

    def __init__(self, levels: pd.DataFrame) -> None:
        said = levels[_SAME].astype("str").assign(indicator=levels["indicator"].astype("str"))
        once = ~said.duplicated()
        said = said.assign(low=levels["low"], high=levels["high"])[once]
        table = said.pivot(index=_SAME, columns="indicator", values=["low", "high"])
        self._low, self._high = table["low"], table["high"]

    def explained(self, identity: Identity, base: int) -> int:
        """In how many rows a sum is off by more than digits allow, and no more than the base."""
        names = [identity.total, *identity.parts]
        if identity.overlap or not set(names) <= set(self._low.columns):
            return 0

        rest = identity.rest
        low, high = (table[names].dropna().to_numpy() for table in (self._low, self._high))
        most = high[:, 0] * (1 - float(rest.low or 0))
        least = low[:, 0] * (1 - float(rest.high or 0))
        miss = np.maximum(low[:, 1:].sum(axis=1) - most, least - high[:, 1:].sum(axis=1))
        return int(((miss > 0) & (miss <= base * len(names) * _EXACT)).sum())
