"""The blocks of a system: quantities that no constraint ties to any others."""

from dataclasses import replace
from functools import partial

import numpy as np

from plan_tracker.loading.frame.codes import number_rows
from plan_tracker.reconcile.bounds.block_system import BlockSystem, Neighbour, in_own_order
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.bounds.graph import components, edges
from plan_tracker.reconcile.bounds.propagate import propagate
from plan_tracker.reconcile.system.system import KEY, Codes, Links, System

_TIMELESS = [name for name in KEY if name not in ("start", "end")]


class Blocks:
    """The blocks of a system, by number; the block of each quantity is in `label`."""

    def __init__(self, system: System, constraints: Constraints) -> None:
        self._system = system
        graph = edges(constraints)
        ground = graph.nodes - 1
        inner = (graph.a != ground) & (graph.b != ground)
        node = number_rows([(components(graph.a[inner], graph.b[inner], graph.nodes), graph.nodes)])
        self.label = node[: len(constraints.signed)]
        self.count = int(self.label.max(initial=-1)) + 1
        ties = np.bincount(node[graph.a[inner]], minlength=self.count)[: self.count]
        members = np.bincount(node, minlength=self.count)[: self.count]
        # A tree has fewer edges than nodes.
        self.circular = (ties >= members) & (ties > 0)
        self._quantities, self._starts = _grouped(self.label, self.count)
        links, self._links = _grouped(self.label[constraints.x], self.count)
        sums, self._sums = _grouped(self.label[constraints.sums.total], self.count)
        self._constraints = constraints.take(links, sums)
        self._place = np.empty_like(self.label)
        self._place[self._quantities] = np.arange(len(self.label))

    def quantities(self, first: int, last: int) -> Codes:
        """The quantities of the blocks from `first` up to `last`."""
        return self._quantities[self._starts[first] : self._starts[last]]

    def owners(self, number: int) -> Codes:
        """The owners of a block's constraints, ascending."""
        links, sums = self._rows(number, number + 1)
        said = self._constraints.owner[links]
        return np.unique(np.concatenate([said, self._constraints.sums.owner[sums]]))

    def constraints(self, first: int, last: int) -> Constraints:
        """The constraints of the blocks from `first` up to `last`, on their quantities alone."""
        links, sums = self._rows(first, last)
        c = self._constraints.take(links, sums)
        x, y, total, part = (
            np.where(each < 0, -1, self._place[each] - self._starts[first])
            for each in (c.x, c.y, c.sums.total, c.sums.part)
        )
        own = self.quantities(first, last)
        whole = replace(c.sums, total=total, part=part)
        return replace(c, x=x, y=y, sums=whole, signed=c.signed[own], bases=c.bases[own])

    def _rows(self, first: int, last: int) -> tuple[Codes, Codes]:
        links, sums = (np.arange(each[first], each[last]) for each in (self._links, self._sums))
        return links, sums

    def system_of(self, number: int) -> BlockSystem:
        """A block as a system of its own, in an order that does not depend on that of the rows."""
        system, c, owners = self._system, self.constraints(number, number + 1), self.owners(number)
        said = owners[owners < len(system.statements)]
        owner, total_owner = (np.searchsorted(owners, e) for e in (c.owner, c.sums.owner))
        own = replace(c, owner=owner, sums=replace(c.sums, owner=total_owner))
        trusted = owners[len(said) :] - len(system.statements)
        small = System(
            system.plan,
            [system.statements[each] for each in said.tolist()],
            system.frame.iloc[said],
            system.keys.iloc[self.quantities(number, number + 1)],
            c.signed,
            tuple(system.trusted[each] for each in trusted.tolist()),
            Links(own.owner, own.form, own.x, own.y),
            own.sums,
        )
        beside = partial(self._beside, number)
        return BlockSystem(number, small, own, in_own_order(small), tuple(owners.tolist()), beside)

    def _beside(self, number: int) -> tuple[Neighbour, ...]:
        """What is known of the quantities of other blocks that differ from its own in time alone.

        Those of blocks that contradict themselves are left out.
        """
        keys = self._system.keys
        texts = (keys[name].cat for name in _TIMELESS)
        alike = number_rows(
            (np.asarray(each.codes, dtype=np.int64), len(each.categories)) for each in texts
        )
        own = self.quantities(number, number + 1)
        others = np.flatnonzero(np.isin(alike, alike[own]) & (self.label != number)).tolist()
        found: list[Neighbour] = []
        for block in np.unique(self.label[others]).tolist():
            rows = self.quantities(block, block + 1)
            low, high = propagate(self.constraints(block, block + 1))
            if not (low > high).any():
                found += [
                    Neighbour(tuple(keys.iloc[row][list(KEY)]), float(low[at]), float(high[at]))
                    for at, row in enumerate(rows.tolist())
                    if row in others
                ]
        return tuple(found)


def _grouped(groups: Codes, count: int) -> tuple[Codes, Codes]:
    """The rows of each group one after the other, and where each group begins."""
    order = np.argsort(groups.astype(np.min_scalar_type(count)), kind="stable")
    return order, np.searchsorted(groups[order], np.arange(count + 1))
