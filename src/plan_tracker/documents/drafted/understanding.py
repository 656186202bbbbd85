"""All ties between the numbers of a document."""

from collections.abc import Iterator
from dataclasses import replace

from plan_tracker.documents.drafted.bonds import Bond, bonds_of, kind_of
from plan_tracker.documents.drafted.flows import flows_of
from plan_tracker.documents.drafted.numbers import claim_readings, exceeds, level_readings
from plan_tracker.documents.drafted.parts import (
    differences_of,
    is_called_difference,
    sums_of,
)
from plan_tracker.documents.drafted.passages import Passages
from plan_tracker.documents.drafted.repeated import told_twice
from plan_tracker.documents.drafted.shares import may_be_share, said_of_share
from plan_tracker.documents.drafted.statements import levels_said
from plan_tracker.documents.drafted.ties import Node, Said, Ties
from plan_tracker.documents.drafted.together import shares_together
from plan_tracker.documents.drafted.ways import settle
from plan_tracker.documents.drafted.wording import is_of_each_year, years_between
from plan_tracker.documents.reported import Figure

_SEVERAL = 2  # years at least of which a growth can be that of each
_EACH_YEAR = 500  # above the numbers of nodes that words tell of
_FEW = 8  # figures of a sentence in which a plan and what it is for are surely told together


def tie(passages: Passages) -> Ties:
    """What the numbers of a document have to do with each other, as words say and numbers allow."""
    ties = Ties(said=list(levels_said(passages)))
    differences = list(differences_of(passages))
    wholes = {
        sum_.parts[-1].figure: sum_.total
        for sum_ in differences
        if is_called_difference(passages, sum_.parts[-1].figure)
    }
    for number in range(len(passages.figures)):
        ties.said += _claims_said(passages, number, wholes.get(number))
    ties.sums += [*sums_of(passages), *differences, *shares_together(passages)]
    ties.same += told_twice(passages)
    summed = {node.figure for sum_ in ties.sums for node in (sum_.total, *sum_.parts)}
    ties.flows += (flow for flow in flows_of(passages) if summed.isdisjoint(flow))
    settle(passages, ties)
    return ties


def _plan_told_apart(passages: Passages, number: int) -> int | None:
    """The plan that the sentence of a figure tells as a figure of its own, and no other."""
    own, together = passages.figures[number], passages.figures_in(passages.sentence(number))
    alike = [
        at
        for at in together[: _FEW + 1]
        if passages.figures[at].printed and passages.figures[at].unit == own.unit
    ]
    plans = [at for at in alike if passages.figures[at].standing == "plan"]
    few = len(together) <= _FEW and len(alike) == 2
    return plans[0] if few and len(plans) == 1 else None


def _is_of_plan(figure: Figure) -> bool:
    """Whether the N of n/N was planned: `1.440 ha/1.593 ha`, where both have their unit."""
    done, _, planned = figure.printed.partition("/")
    spelled = (any(sign.isalpha() for sign in part) for part in (done, planned))
    return figure.kind == "count" and all(spelled)


def _speaks_of_another(passages: Passages, number: int, bond: Bond, *, first: bool) -> bool:
    """Whether claims are about a quantity that is not printed, and not about the figure.

    Where a sentence tells no level, each is about its own, `accidents fell by 800 (14%), deaths by
    30 (1%)`; and a rise that is more than the level itself was never a rise of it.
    """
    figure = passages.figures[number]
    if not figure.printed:
        return not first
    if bond.levels or (figure.low is not None and figure.low < 0):
        return False
    level = level_readings(figure)
    changes = [at for at in bond.ratios if figure.claims[at].kind == "change"]
    return any(
        exceeds(level, [claim_readings(figure.claims[at], figure, "change")]) for at in changes
    )


def _over_years(passages: Passages, said: Said, bond: Bond) -> Said:
    """A growth of each year over all the years from its base; untied where these are not said."""
    figure, at = passages.figures[said.figure], said.claim or 0
    if not (bond.levels and is_of_each_year(passages, figure.claims[at])):
        return said
    years = years_between(figure, figure.claims[bond.levels[0]])
    if years is None or years < _SEVERAL:
        return replace(said, subject=Node(said.figure, "own", _EACH_YEAR + at), sure=False)
    return replace(said, years=years)


def _claims_said(passages: Passages, number: int, whole: Node | None) -> Iterator[Said]:
    """What is claimed of a figure; of one that is a difference, a percentage is of its `whole`."""
    figure, own = passages.figures[number], Node(number)
    bonds = bonds_of(passages, number)
    loose = {
        at
        for at, claim in enumerate(figure.claims)
        if may_be_share(claim, figure)
        and not any(at in bond.ratios and bond.levels for bond in bonds)
    }
    for at in sorted(loose):
        yield said_of_share(passages, number, at)

    for place, bond in enumerate(bonds):
        apart = _speaks_of_another(passages, number, bond, first=place == 0)
        own = Node(number, "own", place + 1) if apart else Node(number)
        other = Node(number, bond.role, place)
        plan = _plan_told_apart(passages, number) if bond.role == "plan" else None
        alone = bond.role == "plan" and not bond.levels and len(bonds) == 1
        if alone and _is_of_plan(figure):
            other = Node(number, "whole")
        elif alone and (whole is not None or plan is not None):
            other = whole or Node(plan or 0)
        for at in bond.ratios:
            if at not in loose:
                said = Said(number, at, kind_of(figure.claims[at]), own, other, bond.sure)
                yield _over_years(passages, said, bond)
        for at in bond.levels:
            yield Said(number, at, kind_of(figure.claims[at]), other, None, bond.sure)
