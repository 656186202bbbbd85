"""A plan value that a source only implies."""

from collections.abc import Iterable

import numpy as np

from plan_tracker.model.constraint import may_be_negative
from plan_tracker.model.statement import Quantity
from plan_tracker.model.text import Near, phrase
from plan_tracker.reconcile.checks.check import Mask, Replacements
from plan_tracker.reconcile.checks.pages import page_of
from plan_tracker.reconcile.checks.remark import Remark
from plan_tracker.reconcile.checks.spoken import Spoken
from plan_tracker.reconcile.system.claims import binds
from plan_tracker.reconcile.system.system import BOUND, System


class ImpliedTarget:
    """A plan value that a source only implies."""

    page = page_of("PT401")

    def about(self, spoken: Spoken) -> Mask:
        """Percentages of a plan."""
        return spoken.of_kind("attainment")

    def remarks(self, system: System, replaced: Replacements) -> Iterable[Remark]:
        """One remark a percentage of an unknown plan."""
        for figure, owner in _implying(system):
            figured, claim = system.statements[figure], system.statements[owner]
            printed = figured.readings[0].ordinary
            level = replaced[figure].interval if figure in replaced else printed
            if level.high is None or may_be_negative(level):
                continue

            plan = level.over(binds(claim, claim.readings[0].ordinary))
            assert claim.reference is not None
            yield Remark(
                "note",
                (figure, owner),
                phrase(
                    "The plan for {period} comes to {plan}: “{figure}” is “{share}” of it.",
                    figure=figured.printed,
                    share=claim.printed,
                    period=claim.reference.period,
                    plan=Near(plan, claim.subject.unit),
                ),
                phrase(
                    "Declare it under `targets` when its value is known: `{line}`.",
                    line=_declared(claim.reference),
                ),
            )


def _declared(plan: Quantity) -> str:
    """A target as it stands in a file, but for its value."""
    named = f"{plan.indicator}-{plan.period}".lower().replace("/", "-")
    entity = f"entity: {plan.entity}, " if plan.entity else ""
    about = f"indicator: {plan.indicator}, {entity}period: {plan.period}"
    return f"- {{id: {named}, {about}, value: …}}"


def _implying(system: System) -> Iterable[tuple[int, int]]:
    """The figures that are a percentage of a plan that nothing gives, each with its claim."""
    links, count = system.links, len(system.statements)
    given = np.full(len(system.keys), -1, dtype=np.int64)
    bounds = links.form == BOUND
    given[links.x[bounds]] = links.owner[bounds]

    claims = np.flatnonzero((links.owner < count) & ~bounds)
    claims = claims[(system.frame["kind"] == "attainment").to_numpy()[links.owner[claims]]]
    figure, plan = given[links.x[claims]], given[links.y[claims]]
    implying = (figure >= 0) & (figure < count) & (plan < 0)
    yield from zip(figure[implying].tolist(), links.owner[claims[implying]].tolist(), strict=True)
