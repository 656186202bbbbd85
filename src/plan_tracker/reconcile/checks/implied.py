"""A plan value that a source only implies.

A source says that a figure is so many percent of its plan, and neither prints the plan nor does
the plan declare it. Then the two imply it, as a range: worth knowing, and shown as implied
wherever it is used.

Does not apply where the target is declared or printed.
"""

from collections.abc import Iterable

import numpy as np

from plan_tracker.reconcile.claims import binds
from plan_tracker.reconcile.core import interval_of
from plan_tracker.reconcile.remark import Mended, Remark
from plan_tracker.reconcile.system import BOUND, System
from plan_tracker.reconcile.words import span

CODE = "PT401"
NAME = "implied-target"


def remarks(system: System, mended: dict[int, Mended]) -> Iterable[Remark]:
    """One remark a percentage of an unknown plan."""
    links = system.links
    given = {int(x): int(owner) for x, owner in zip(
        links.x[links.form == BOUND], links.owner[links.form == BOUND], strict=True
    )}  # fmt: skip
    for row in np.flatnonzero(links.owner < len(system.statements)):
        owner, figure = int(links.owner[row]), given.get(int(links.x[row]))
        claim = system.statements[owner]
        if claim.kind != "attainment" or figure is None or int(links.y[row]) in given:
            continue
        if figure >= len(system.statements):
            continue
        figured = system.statements[figure]
        taken = mended[figure].interval if figure in mended else interval_of(figured)
        if taken.low is None or taken.high is None:
            continue
        share = binds(claim, interval_of(claim))
        plan = taken.over(share)
        assert claim.reference is not None
        yield Remark(
            "note",
            (figure, owner),
            f"“{figured.printed}” as “{claim.printed}” of the plan for "
            f"{claim.reference.period} implies a plan of "
            f"{span(plan, claim.subject.unit)}.",
            "Declare the target when its value is known.",
        )
