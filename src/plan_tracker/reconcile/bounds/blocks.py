"""The blocks of a system: quantities that no constraint ties to any others."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import Any

import numpy as np
import pandas as pd

from plan_tracker.loading.frame.codes import number_rows
from plan_tracker.reconcile.bounds.block_system import BlockSystem, Neighbour, in_own_order
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.bounds.graph import components, edges
from plan_tracker.reconcile.bounds.propagate import propagate
from plan_tracker.reconcile.system.system import KEY, Codes, Links, System

_TAKEN_AT_ONCE = 1_000  # blocks
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

    @cached_property
    def sizes(self) -> Codes:
        """How many constraints each block has."""
        return np.asarray(np.diff(self._links) + np.diff(self._sums))

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

    def systems_of(self, numbers: Sequence[int]) -> Iterator[BlockSystem]:
        """Each of these blocks as a system of its own, in an order that rows do not decide.

        Their rows are taken together, so many blocks at a time: to take few of a frame costs as
        much as to take many.
        """
        for first in range(0, len(numbers), _TAKEN_AT_ONCE):
            taken = numbers[first : first + _TAKEN_AT_ONCE]
            owners = [self.owners(number) for number in taken]
            said = [each[each < len(self._system.statements)] for each in owners]
            quantities = [self.quantities(number, number + 1) for number in taken]
            frame = self._system.frame.iloc[np.concatenate(said)]
            keys = self._system.keys.iloc[np.concatenate(quantities)]
            key_rows = list(zip(*(keys[name].tolist() for name in KEY), strict=True))

            row = key = 0
            for at, number in enumerate(taken):
                rows = slice(row, row := row + len(said[at]))
                key_at = slice(key, key := key + len(quantities[at]))
                yield self._system_of(
                    number, owners[at], frame.iloc[rows], keys.iloc[key_at], key_rows[key_at]
                )

    def _system_of(
        self,
        number: int,
        owners: Codes,
        frame: pd.DataFrame,
        keys: pd.DataFrame,
        key_rows: Sequence[tuple[Any, ...]],
    ) -> BlockSystem:
        system, c = self._system, self.constraints(number, number + 1)
        owner, total_owner = (np.searchsorted(owners, e) for e in (c.owner, c.sums.owner))
        own = replace(c, owner=owner, sums=replace(c.sums, owner=total_owner))
        numbers: list[int] = owners.tolist()
        small = System(
            system.plan,
            [system.statements[each] for each in numbers[: len(frame)]],
            frame,
            keys,
            c.signed,
            tuple(system.trusted[each - len(system.statements)] for each in numbers[len(frame) :]),
            Links(own.owner, own.form, own.x, own.y),
            own.sums,
        )
        block = in_own_order(small, key_rows)
        beside = partial(self._beside, number)
        return BlockSystem(number, small, own, block, tuple(numbers), tuple(key_rows), beside)

    def _beside(self, number: int) -> tuple[Neighbour, ...]:
        """What is known of the quantities of other blocks that differ from its own in time alone.

        Those of blocks that contradict themselves are left out.
        """
        keys, (alike, first, starts) = self._system.keys, self._alike_but_for_time
        groups = np.unique(alike[self.quantities(number, number + 1)]).tolist()
        rows_alike = np.concatenate([first[starts[each] : starts[each + 1]] for each in groups])
        others = np.sort(rows_alike[self.label[rows_alike] != number]).tolist()
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

    @cached_property
    def _alike_but_for_time(self) -> tuple[Codes, Codes, Codes]:
        """The group of each quantity, the quantities by group, and where each group begins."""
        texts = (self._system.keys[name].cat for name in _TIMELESS)
        alike = number_rows(
            (np.asarray(each.codes, dtype=np.int64), len(each.categories)) for each in texts
        )
        return alike, *_grouped(alike, int(alike.max(initial=-1)) + 1)


def _grouped(groups: Codes, count: int) -> tuple[Codes, Codes]:
    """The rows of each group one after the other, and where each group begins."""
    order = np.argsort(groups.astype(np.min_scalar_type(count)), kind="stable")
    return order, np.searchsorted(groups[order], np.arange(count + 1))
