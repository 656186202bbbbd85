"""A figure that is a thousand or a million times its neighbours."""

from collections.abc import Iterable

import numpy as np

from plan_tracker.model.text import Amount, phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.system.system import System

_NEAR = 0.5  # decades
_FEWEST = 3
_GROUP = ["indicator", "entity", "measure", "unit", "basis", "days"]


class SuspectedScale:
    """A figure that is a thousand or a million times its neighbours."""

    page = page_of("PT104")

    def about(self, spoken: Spoken) -> Mask:
        """Every statement."""
        return spoken.everything()

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a figure."""
        frame = system.frame[(system.frame["kind"] == "level") & (system.frame["value"] > 0)]
        days = (frame["end"] - frame["start"]).dt.days // 10
        frame = frame.assign(days=days, decades=np.log10(frame["value"]))
        groups = frame.groupby(_GROUP, sort=False)["decades"]
        frame = frame.assign(middle=groups.transform("median"), count=groups.transform("size"))
        away = frame["decades"] - frame["middle"]
        powers = (away / 3).round()
        odd = (powers != 0) & ((away - 3 * powers).abs() < _NEAR) & (frame["count"] >= _FEWEST)
        for owner in frame.index[odd].difference(list(replaced)):
            unit = system.statements[owner].subject.unit
            usual = 10 ** float(frame["middle"][owner])
            yield Remark(
                "warning",
                (int(owner),),
                phrase(
                    "“{printed}” is about {times} times the other figures of its indicator, "
                    "which are near {usual}.",
                    printed=system.statements[owner].printed,
                    times=f"10^{int(3 * powers[owner])}",
                    usual=Amount(usual, unit),
                ),
                phrase("Compare the document: a scale word may be wrong."),
            )
