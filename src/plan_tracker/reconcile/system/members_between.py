"""Levels of entities that nobody prints, between those that are printed.

Provinces make up regions, and regions the country: where no region is printed, the country is held
against its provinces all the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from plan_tracker.model.members import members_of
from plan_tracker.model.plan import Between, Plan, RollUp
from plan_tracker.reconcile.system.quantities import (
    END,
    ENTITY,
    INDICATOR,
    MEASURE,
    START,
    VINTAGE,
    Quantities,
)
from plan_tracker.reconcile.system.system import Codes

_DEEPEST = 20  # levels of entities


def with_unspoken_levels(quantities: Quantities, plan: Plan) -> Quantities:
    """The quantities with those of entities between a member and a whole that are spoken of."""
    adding = [
        each.id
        for each in plan.indicators.values()
        if each.roll_up and each.roll_up.by == "sum" and not each.roll_up.over
    ]
    rows = np.flatnonzero(quantities.has(INDICATOR, adding)) if adding else np.empty(0, np.int64)
    parent = _parents(quantities, plan)
    if not len(rows) or not (parent[parent] >= 0).any():
        return quantities

    alike = quantities.alike_but_for(ENTITY)[rows] * len(parent)
    ancestor = quantities.codes[rows, ENTITY]
    spoken = alike + ancestor
    lineage = []
    for _ in range(_DEEPEST):
        ancestor = parent[ancestor]
        if not (ancestor >= 0).any():
            break
        lineage.append(ancestor)

    # From the top down: an ancestor is in the middle where one above it is spoken of.
    middle = []
    above = np.zeros(len(rows), dtype=bool)
    for ancestor in reversed(lineage):
        wanted = above & (ancestor >= 0)
        codes = quantities.codes[rows[wanted]].copy()
        codes[:, ENTITY] = ancestor[wanted]
        middle.append(codes)
        above |= (ancestor >= 0) & np.isin(alike + ancestor, spoken)
    more = np.concatenate([quantities.codes[:0], *middle])
    return quantities.with_more(more)[0]


def _parents(quantities: Quantities, plan: Plan) -> Codes:
    """The parent of each entity, by number; -1 for none, and for the last one, which is none."""
    names = quantities.names[ENTITY]
    parents = [plan.entities[name].parent if name in plan.entities else "" for name in names]
    known = {name: number for number, name in enumerate(names) if name}
    return np.array([*(known.get(name, -1) for name in parents), -1], dtype=np.int64)


def between_members(
    plan: Plan, quantities: Quantities, printed_by: Callable[[], Mapping[int, str]]
) -> Iterator[Between]:
    """Means and rates of wholes all of whose members are printed, `printed_by` statements.

    A mean lies between its members however they weigh; where that is printed too, or all weigh the
    same, it is told.
    """
    rules = {
        each.id: each.roll_up
        for each in plan.indicators.values()
        if each.roll_up is not None and each.roll_up.by != "sum"
    }
    if not rules:
        return
    weighing = [name for rule in rules.values() if (name := _weighing(rule))]
    rows = quantities.has(INDICATOR, [*rules, *weighing])
    rows &= quantities.codes[:, VINTAGE] == quantities.number(VINTAGE, "")
    alike, names = quantities.alike_but_for(ENTITY), printed_by()
    indicators, entities = quantities.names[INDICATOR], quantities.names[ENTITY]
    printed = {
        (int(alike[row]), str(entities[quantities.codes[row, ENTITY]])): row
        for row in np.flatnonzero(rows).tolist()
        if row in names
    }
    weights = _Weights(plan, quantities, list(printed.values()))
    for (series, entity), row in printed.items():
        rule = rules.get(indicators[quantities.codes[row, INDICATOR]])
        if rule is None:
            continue
        members = _printed_members(plan, quantities, printed, series, entity, rule, row)
        if not members:
            continue

        parts = [member.row for member in members]
        weighed = weights.of(parts, _weighing(rule))
        yield Between(
            names[row],
            tuple(names[part] for part in parts),
            tuple(names[weight] for weight in weighed),
            tuple(member.share for member in members) if rule.by == "mean" else (),
        )


def _weighing(rule: RollUp) -> str:
    """The indicator by which members weigh; empty where all weigh the same."""
    return rule.ratio[1] if rule.by == "ratio" else rule.weight


class _Weights:
    """What members weigh, where it is printed for their days."""

    def __init__(self, plan: Plan, quantities: Quantities, printed: Sequence[int]) -> None:
        self._plan, self._quantities = plan, quantities
        self._by_end: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for row in printed:
            self._by_end[self._key(row, quantities.codes[row, INDICATOR])].append(row)

    def of(self, members: Sequence[int], name: str) -> list[int]:
        """The quantity that weighs each of some members; none unless it is known of all."""
        number = self._quantities.number(INDICATOR, name) if name else -1
        found = [self._of(member, name, number) for member in members] if number >= 0 else []
        known = [row for row in found if row is not None]
        return known if len(known) == len(found) else []

    def _of(self, member: int, name: str, number: int) -> int | None:
        codes = self._quantities.codes
        adds_up = self._plan.indicators[name].kind == "flow"
        return next(
            (
                row
                for row in self._by_end[self._key(member, number)]
                if not adds_up or codes[row, START] == codes[member, START]
            ),
            None,
        )

    def _key(self, row: int, indicator: int) -> tuple[int, ...]:
        codes = self._quantities.codes[row]
        return (int(indicator), *(int(codes[part]) for part in (ENTITY, END, MEASURE)))


@dataclass(frozen=True, slots=True)
class _Member:
    """A printed member, and its `share` where all members of one entity weigh the same."""

    row: int
    share: Fraction


def _printed_members(
    plan: Plan,
    quantities: Quantities,
    printed: Mapping[tuple[int, str], int],
    series: int,
    entity: str,
    rule: RollUp,
    row: int,
) -> list[_Member]:
    """The members that are printed, or theirs where one is not; none unless all are."""
    members = members_of(plan, entity, rule, quantities.day(row, END))
    if len(members.names) < members.count:
        return []

    found: list[_Member] = []
    for name in members.names:
        part = printed.get((series, name))
        below = (
            [_Member(part, Fraction(1))]
            if part is not None
            else _printed_members(plan, quantities, printed, series, name, rule, row)
        )
        if not below:
            return []
        found += [_Member(member.row, member.share / len(members.names)) for member in below]
    return found
