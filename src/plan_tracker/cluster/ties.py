"""Which statements may be tied to each other: numbers of series, and which series are tied.

The plan alone nearly always says it. A statement belongs to a series, an indicator of an entity.
Identities, products and roll-ups tie indicators, of whichever entity; a roll-up ties an entity to
all of its tree. Days tie nothing apart: all of a series stays together. The few ties that only data
show are claims about other series, and tables in an order.

The number of a series is made of its names alone, so that whoever reads a table gives the same.
Series of one entity are next to each other. Two that come to one number by chance are taken to be
tied, which does no harm.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.loading.frame.codes import number_texts
from plan_tracker.model.plan import Plan
from plan_tracker.reconcile.bounds.graph import components
from plan_tracker.reconcile.system.system import Codes

Series = NDArray[np.uint64]  # numbers of series

_HALF = np.uint64(32)
_NO_PAIRS = np.empty((0, 2), dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class PlanTies:
    """What a plan says of ties: `family` has one name for all indicators that laws tie.

    `rolled_up` are the families some of whose indicators add up over entities, or are averaged; for
    these `root` has the top of the tree that an entity is in.
    """

    family: Mapping[str, str]
    rolled_up: frozenset[str]
    root: Mapping[str, str]

    @staticmethod
    def of(plan: Plan) -> "PlanTies":
        """The ties of a plan."""
        family = _families(plan.indicators, _tied_indicators(plan))
        rolled_up = {family[each.id] for each in plan.indicators.values() if each.roll_up}
        parents = [(each.id, each.parent) for each in plan.entities.values() if each.parent]
        return PlanTies(family, frozenset(rolled_up), _families(plan.entities, parents))

    def series(self, indicators: pd.Series, entities: pd.Series) -> Series:
        """The number of the series of each row."""
        (indicator,), names = number_texts([indicators])
        families = [self.family.get(name, name) for name in names]
        (entity,), whom = number_texts([entities])
        roots = [self.root.get(name, name) for name in whom]
        adding = np.array([name in self.rolled_up for name in families], dtype=bool)[indicator]

        # A tree may have the name of one of its entities.
        alone, trees = _hashed(whom), _hashed([f"tree {name}" for name in roots])
        of_whom = np.where(adding, trees[entity], alone[entity])
        of_family = _hashed(families)[indicator]
        return np.asarray((of_whom >> _HALF << _HALF) | (of_family >> _HALF), dtype=np.uint64)


def _hashed(names: Iterable[str]) -> Series:
    texts = np.array([*names, ""], dtype=object)
    return np.asarray(pd.util.hash_array(texts, categorize=False), dtype=np.uint64)


def _tied_indicators(plan: Plan) -> Iterator[Sequence[str]]:
    """Indicators that one law speaks of."""
    for identity in plan.identities:
        yield identity.total, *identity.parts
    for product in plan.products:
        yield product.result, *product.factors
    for indicator in plan.indicators.values():
        rule = indicator.roll_up
        if rule is not None:
            yield tuple(filter(None, (indicator.id, rule.weight, *rule.ratio)))


def _families(names: Iterable[str], tied: Iterable[Sequence[str]]) -> dict[str, str]:
    """One name for all names that are tied, each by way of others too."""
    number = {name: at for at, name in enumerate(names)}
    pairs = [
        (number.setdefault(group[0], len(number)), number.setdefault(name, len(number)))
        for group in tied
        for name in group[1:]
    ]
    first, second = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    known = list(number)
    label = components(first, second, len(known)).tolist()
    return {name: known[label[at]] for name, at in number.items()}


@dataclass(frozen=True, slots=True)
class Ties:
    """Series that statements speak of, ascending, with how many do, and pairs that are tied."""

    series: Series
    counts: Codes
    pairs: Series


def ties_in(frame: pd.DataFrame, plan: Plan, ties: PlanTies) -> tuple[Ties, Series]:
    """What statements show of ties, and the series of each of them."""
    subject = ties.series(frame["indicator"], frame["entity"])
    claims = (frame["ref_indicator"] != "").to_numpy(dtype=bool)
    compared = frame.loc[claims, ["ref_indicator", "ref_entity"]]
    reference = ties.series(compared["ref_indicator"], compared["ref_entity"])
    pairs = np.column_stack([subject[claims], reference])
    pairs = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0)
    series, counts = np.unique(subject, return_counts=True)
    ordered = _in_order(frame, plan, subject)
    return Ties(series, counts.astype(np.int64), np.concatenate([pairs, *ordered])), subject


def _in_order(frame: pd.DataFrame, plan: Plan, series: Series) -> Iterator[Series]:
    """The series of statements that one table shows in an order, or between each other."""
    groups = [each.statements for each in plan.out_of_order]
    groups += [(each.whole, *each.parts) for each in plan.between]
    names = pd.Index(frame["statement"]) if groups else pd.Index([])
    for group in groups:
        rows = names.get_indexer(pd.Index(group))
        if (rows >= 0).all():
            yield np.column_stack([np.full(len(rows), series[rows[0]]), series[rows]])


@dataclass(frozen=True, slots=True)
class Tied:
    """All series of a plan, ascending: the group of those that are tied to each, and its size."""

    series: Series
    group: Codes
    sizes: Codes

    def groups_of(self, series: Series) -> Codes:
        """The groups of some of them."""
        return self.group[np.searchsorted(self.series, series)]


def tied_by(ties: Sequence[Ties], aimed: Series) -> Tied:
    """What is tied by all statements of a plan; `aimed` are the series of its targets.

    Groups are numbered by the least of their series, so that those of one entity follow each other.
    """
    pairs = np.concatenate([_NO_PAIRS, *(each.pairs for each in ties)])
    series = np.unique(np.concatenate([aimed, pairs.ravel(), *(each.series for each in ties)]))
    first, second = (np.searchsorted(series, pairs[:, side]) for side in (0, 1))
    label = components(first, second, len(series))
    _, group = np.unique(label, return_inverse=True)
    sizes = np.zeros(int(group.max(initial=-1)) + 1, dtype=np.int64)
    for each in ties:
        np.add.at(sizes, group[np.searchsorted(series, each.series)], each.counts)
    return Tied(series, group.astype(np.int64), sizes)
