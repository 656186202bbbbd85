"""Blocks: quantities that no constraint ties to any others, and which of them need a decision."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from plan_tracker.loading.frame.codes import number_rows
from plan_tracker.reconcile.bounds.propagate import Constraints, propagate
from plan_tracker.reconcile.bounds.witness import possible
from plan_tracker.reconcile.system.system import BOUND, KEY, Codes, Links, System

# Bounds this close may touch only by rounding, or at an end that is not included.
CLOSE = 1e-9
_AT_ONCE = 2_000  # blocks
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Block:
    """Quantities that constraints tie together, with the owners of those constraints.

    `links` and `sums` are rows of the system's links and sums.
    """

    quantities: tuple[int, ...]
    owners: tuple[int, ...]
    links: tuple[int, ...]
    sums: tuple[int, ...]


_TIMELESS = [name for name in KEY if name not in ("start", "end")]


class UndecidedError(Exception):
    """Whether a block can hold took more work to find out than is allowed."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Links and sums as edges between nodes: quantities, one node a sum, and the ground last.

    A bound ties its quantity to the ground, a sum's node its total and each of its parts. The first
    `links` edges are links, the next `sums` lead to totals, the others to parts.
    """

    owner: Codes
    a: Codes
    b: Codes
    links: int
    sums: int
    nodes: int


def edges(constraints: Constraints) -> Edges:
    """The graph of all constraints."""
    c, count = constraints, len(constraints.signed)
    sums = len(c.sums.owner)
    ground = count + sums
    instance = np.repeat(np.arange(sums), np.diff(c.sums.first))
    there = c.sums.part >= 0
    return Edges(
        np.concatenate([c.owner, c.sums.owner, c.sums.owner[instance[there]]]),
        np.concatenate([c.x, count + np.arange(sums), count + instance[there]]),
        np.concatenate([np.where(c.form == BOUND, ground, c.y), c.sums.total, c.sums.part[there]]),
        len(c.owner),
        sums,
        ground + 1,
    )


def tested(graph: Edges) -> NDArray[np.bool_]:
    """Which edges lie on a cycle, so that what they say could have failed.

    An edge that ends in a node with no other edge says nothing that another contradicts. Such
    edges are peeled off until none is left.
    """
    kept = np.ones(len(graph.a), dtype=bool)
    to_total = slice(graph.links, graph.links + graph.sums)
    to_parts = slice(graph.links + graph.sums, None)
    while True:
        ends = np.concatenate([graph.a[kept], graph.b[kept]])
        degree = np.bincount(ends, minlength=graph.nodes)
        loose = kept & ((degree[graph.a] == 1) | (degree[graph.b] == 1))
        # Without its total a sum says nothing about its parts.
        whole = np.zeros(graph.nodes, dtype=bool)
        whole[graph.a[to_total]] = (kept & ~loose)[to_total]
        loose[to_parts] |= kept[to_parts] & ~whole[graph.a[to_parts]]
        if not loose.any():
            return kept
        kept &= ~loose


def components(a: Codes, b: Codes, nodes: int) -> Codes:
    """The smallest node that each node is tied to, by edges a to b."""
    label = np.arange(nodes)
    while True:
        smaller = label.copy()
        np.minimum.at(smaller, a, label[b])
        np.minimum.at(smaller, b, label[a])
        smaller = smaller[smaller]
        if np.array_equal(smaller, label):
            return label
        label = smaller


class Known(NamedTuple):
    """A quantity of another block, by its key, and the bounds that are known of it."""

    key: tuple[Any, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Part:
    """A block, by number, as a system of its own; `owners` are its owners' numbers in the whole.

    `beside` finds the quantities of other blocks that differ from one of its own in time alone.
    """

    number: int
    system: System
    constraints: Constraints
    block: Block
    owners: tuple[int, ...]
    beside: Callable[[], tuple[Known, ...]]


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
        signed = c.signed[self.quantities(first, last)]
        return replace(c, x=x, y=y, sums=replace(c.sums, total=total, part=part), signed=signed)

    def _rows(self, first: int, last: int) -> tuple[Codes, Codes]:
        links, sums = (np.arange(each[first], each[last]) for each in (self._links, self._sums))
        return links, sums

    def part(self, number: int) -> Part:
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
        return Part(number, small, own, _ordered(small), tuple(owners.tolist()), beside)

    def _beside(self, number: int) -> tuple[Known, ...]:
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
        found: list[Known] = []
        for block in np.unique(self.label[others]).tolist():
            rows = self.quantities(block, block + 1)
            low, high = propagate(self.constraints(block, block + 1))
            if not (low > high).any():
                found += [
                    Known(tuple(keys.iloc[row][list(KEY)]), float(low[at]), float(high[at]))
                    for at, row in enumerate(rows.tolist())
                    if row in others
                ]
        return tuple(found)


def _grouped(groups: Codes, count: int) -> tuple[Codes, Codes]:
    """The rows of each group one after the other, and where each group begins."""
    order = np.argsort(groups.astype(np.min_scalar_type(count)), kind="stable")
    return order, np.searchsorted(groups[order], np.arange(count + 1))


def _ordered(system: System) -> Block:
    """Everything in a system, so that no answer depends on the order of files and rows."""
    keys = list(zip(*(system.keys[name].tolist() for name in KEY), strict=True))
    order = sorted(range(len(keys)), key=keys.__getitem__)
    rank = {quantity: place for place, quantity in enumerate(order)}
    sums = system.sums
    return Block(
        tuple(order),
        tuple(sorted(range(system.owners), key=lambda owner: _name(system, owner))),
        tuple(range(len(system.links.owner))),
        tuple(sorted(range(len(sums.owner)), key=lambda row: rank[int(sums.total[row])])),
    )


def _name(system: System, owner: int) -> tuple[str, str]:
    trusted = system.trust(owner)
    if trusted is None:
        return "", system.statements[owner].name
    return trusted.kind, str(trusted.name)


@dataclass(frozen=True, slots=True)
class Doubts:
    """The blocks that arrays alone do not show to be possible, by number.

    Those `impossible` hold a contradiction; whether those `unsure` do is for a solver to say.
    """

    impossible: Codes
    unsure: Codes


def doubts(blocks: Blocks) -> Doubts:
    """Propagate bounds, then look for values under which each block that has a cycle holds."""
    firsts = range(0, blocks.count, _AT_ONCE)
    if len(firsts) > 1:
        with ThreadPoolExecutor(_THREADS) as pool:
            found = list(pool.map(partial(_doubts, blocks), firsts))
    else:
        found = [_doubts(blocks, first) for first in firsts]
    none = np.empty(0, dtype=np.int64)
    impossible, unsure = zip(*found, strict=True) if found else ((), ())
    return Doubts(np.concatenate([none, *impossible]), np.concatenate([none, *unsure]))


def _doubts(blocks: Blocks, first: int) -> tuple[Codes, Codes]:
    """The impossible and the unsure ones of some blocks, which are few enough to stay in cache."""
    last = min(first + _AT_ONCE, blocks.count)
    c, count = blocks.constraints(first, last), last - first
    label = blocks.label[blocks.quantities(first, last)] - first
    low, high = propagate(c)
    with np.errstate(invalid="ignore"):
        empty = low > high + CLOSE * np.abs(high)
        close = low >= high - CLOSE * np.abs(high)
    impossible, unsure = (_any(label[each], count) for each in (empty, close | c.signed))
    asked = blocks.circular[first:last] & ~impossible & ~unsure
    unsure |= asked & ~possible(c, low, high, label, asked)
    tied = np.bincount(label[np.concatenate([c.x, c.sums.total])], minlength=count) > 1
    return (
        first + np.flatnonzero(impossible & tied),
        first + np.flatnonzero(unsure & ~impossible & tied),
    )


def _any(blocks: Codes, count: int) -> NDArray[np.bool_]:
    """Which of the blocks are there."""
    return np.bincount(blocks, minlength=count) > 0
