"""A figure that is a thousand or a million times its neighbours.

Figures of one indicator for one entity over periods of about one length rarely differ a
thousandfold. Where a single figure differs from all the others by about 10^3, 10^6 or 10^9, a
scale word is likely wrong in it. Growth can be real, so this is never more than a warning.

Does not apply to indicators with fewer than three figures of the kind, nor to a figure whose
contradiction with other statements has already been reported.
"""

from collections.abc import Iterable

import numpy as np

from plan_tracker.model.text import Amount, phrase
from plan_tracker.reconcile.explain.remark import Mended, Remark
from plan_tracker.reconcile.system.system import System

CODE = "PT104"
NAME = "scale-suspected"
_NEAR = 0.5  # decades
_FEWEST = 3
_GROUP = ["indicator", "entity", "measure", "unit", "basis", "days"]


def remarks(system: System, mended: dict[int, Mended]) -> Iterable[Remark]:
    """One remark a figure."""
    frame = system.frame[(system.frame["kind"] == "level") & (system.frame["value"] > 0)]
    days = (frame["end"] - frame["start"]).dt.days // 10
    frame = frame.assign(days=days, decades=np.log10(frame["value"]))
    groups = frame.groupby(_GROUP, sort=False)["decades"]
    frame = frame.assign(middle=groups.transform("median"), count=groups.transform("size"))
    away = frame["decades"] - frame["middle"]
    powers = (away / 3).round()
    odd = (powers != 0) & ((away - 3 * powers).abs() < _NEAR) & (frame["count"] >= _FEWEST)
    for owner in frame.index[odd].difference(list(mended)):
        unit = system.statements[owner].subject.unit
        usual = 10 ** float(frame["middle"][owner])
        yield Remark(
            "warning",
            (int(owner),),
            phrase(
                "“{printed}” is about {times} times the other figures of its indicator, which are "
                "near {usual}.",
                printed=system.statements[owner].printed,
                times=f"10^{int(3 * powers[owner])}",
                usual=Amount(usual, unit),
            ),
            phrase("Compare the document: a scale word may be wrong."),
        )
