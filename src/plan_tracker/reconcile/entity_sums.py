"""What members of an entity make together, as identities: figures, and targets shared out.

An indicator with `rollup: sum` says that the figures of an entity's members make its own, and so do
the targets that are shared out among them. Where all members are declared nothing else may be left;
where the plan declares only some of a population, the rest may be anything.
"""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pandas as pd

from plan_tracker.model.interval import Interval
from plan_tracker.model.members import members_of
from plan_tracker.model.plan import Indicator, Plan
from plan_tracker.reconcile.system import KEY, Codes, Sums, Trusted

_ALIKE = [name for name in KEY if name != "entity"]
_ANY_SHARE = Interval(Fraction(0), Fraction(1))


def with_entity_sums(
    sums: Sums, keys: pd.DataFrame, plan: Plan, first_owner: int
) -> tuple[Sums, list[Trusted]]:
    """The sums with those over members, and what is trusted in them, an owner each."""
    trusted: list[Trusted] = []
    owners, totals, parts, counts = [sums.owner], [sums.total], [sums.part], [np.diff(sums.first)]
    for indicator, entity in _declared(plan):
        for complete, instances in _instances(keys, plan, indicator, entity):
            owner = first_owner + len(trusted)
            rest = Interval.exactly(0) if complete else _ANY_SHARE
            name = f"{indicator.id} of the members of {entity}"
            trusted.append(Trusted("identity", name, rest, True, indicator.place))
            owners.append(np.full(len(instances), owner))
            totals.append(np.array(list(instances), dtype=np.int64))
            parts += [np.array(each, dtype=np.int64) for each in instances.values()]
            counts.append(np.array([len(each) for each in instances.values()]))
    first = np.concatenate([[0], np.cumsum(np.concatenate(counts))]).astype(np.int64)
    return Sums(_flat(owners), _flat(totals), _flat(parts), first), trusted


def _flat(arrays: list[Codes]) -> Codes:
    return np.concatenate(arrays).astype(np.int64)


def _declared(plan: Plan) -> Iterator[tuple[Indicator, str]]:
    """The indicators that add up over members, with every entity that may have some."""
    parents = dict.fromkeys(each.parent for each in plan.entities.values() if each.parent)
    for indicator in plan.indicators.values():
        if indicator.roll_up and indicator.roll_up.by == "sum":
            yield from ((indicator, parent) for parent in parents)


def _instances(
    keys: pd.DataFrame, plan: Plan, indicator: Indicator, entity: str
) -> Iterator[tuple[bool, dict[int, list[int]]]]:
    """The parts by their total, -1 for a member that nothing speaks of, where any is spoken of.

    Once where all members are declared, once where they are not: that may change at a date.
    """
    rows = keys[keys["indicator"] == indicator.id].reset_index(names="quantity")
    totals, others = rows[rows["entity"] == entity], rows[rows["entity"] != entity]
    pairs = totals.merge(others, on=_ALIKE, suffixes=("", "_part"))
    found: dict[bool, dict[int, list[int]]] = {True: {}, False: {}}
    for end, same in pairs.groupby("end", sort=False):
        members = members_of(plan, entity, indicator.roll_up, pd.Timestamp(str(end)).date())
        spoken = same[same["entity_part"].isin(members.names)]
        complete = len(members.names) == members.count
        for total, parts in spoken.groupby("quantity", sort=False)["quantity_part"]:
            missing = [-1] if len(parts) < len(members.names) else []
            found[complete][int(str(total))] = [*parts.tolist(), *missing]
    return ((complete, instances) for complete, instances in found.items() if instances)
