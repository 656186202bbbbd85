"""A plan value that a source only implies.

A source says that a figure is so many percent of its plan, and neither prints the plan nor does
the plan declare it. Then the two imply it, as a range: worth knowing, and shown as implied
wherever it is used.

Does not apply where the target is declared or printed.
"""

from collections.abc import Iterable

import numpy as np

from plan_tracker.model.text import Span, phrase
from plan_tracker.reconcile.explain.core import interval_of
from plan_tracker.reconcile.explain.remark import Mended, Remark
from plan_tracker.reconcile.system.claims import binds
from plan_tracker.reconcile.system.system import BOUND, System

CODE = "PT401"
NAME = "implied-target"


def remarks(system: System, mended: dict[int, Mended]) -> Iterable[Remark]:
    """One remark a percentage of an unknown plan."""
    for figure, owner in _implying(system):
        figured, claim = system.statements[figure], system.statements[owner]
        taken = mended[figure].interval if figure in mended else interval_of(figured)
        if taken.low is None or taken.high is None:
            continue
        share = binds(claim, interval_of(claim))
        plan = taken.over(share)
        assert claim.reference is not None
        yield Remark(
            "note",
            (figure, owner),
            phrase(
                "“{figure}” as “{share}” of the plan for {period} implies a plan of {plan}.",
                figure=figured.printed,
                share=claim.printed,
                period=claim.reference.period,
                plan=Span(plan, claim.subject.unit),
            ),
            phrase("Declare the target when its value is known."),
        )


def _implying(system: System) -> Iterable[tuple[int, int]]:
    """The figures that are a percentage of a plan that nothing gives, each with its claim."""
    links, count = system.links, len(system.statements)
    given = np.full(len(system.keys), -1, dtype=np.int64)
    bounds = links.form == BOUND
    given[links.x[bounds]] = links.owner[bounds]
    claims = np.flatnonzero((links.owner < count) & ~bounds)
    claims = claims[(system.frame["kind"] == "attainment").to_numpy()[links.owner[claims]]]
    figure, plan = given[links.x[claims]], given[links.y[claims]]
    found = (figure >= 0) & (figure < count) & (plan < 0)
    yield from zip(figure[found].tolist(), links.owner[claims[found]].tolist(), strict=True)
