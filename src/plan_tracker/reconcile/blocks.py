"""Blocks: quantities that no constraint ties to any others, and which of them need a decision."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from plan_tracker.loading.codes import number_rows
from plan_tracker.reconcile.propagate import Constraints, propagate
from plan_tracker.reconcile.system import BOUND, KEY, Codes, Links, Sums, System
from plan_tracker.reconcile.witness import possible

# Bounds this close may touch only by rounding, or at an end that is not included.
CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Block:
    """Quantities that constraints tie together, with the owners of those constraints.

    `links` and `sums` are rows of the system's links and sums.
    """

    quantities: tuple[int, ...]
    owners: tuple[int, ...]
    links: tuple[int, ...]
    sums: tuple[int, ...]


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


@dataclass(frozen=True, slots=True)
class Part:
    """One block as a system of its own; `owners` are the numbers of its owners in the whole."""

    system: System
    constraints: Constraints
    block: Block
    owners: tuple[int, ...]


class Blocks:
    """The blocks of a system, by number; the block of each quantity is in `label`."""

    def __init__(self, system: System, constraints: Constraints) -> None:
        self._system, self._constraints = system, constraints
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
        self._quantities = _grouped(self.label, self.count)
        self._links = _grouped(self.label[system.links.x], self.count)
        self._sums = _grouped(self.label[system.sums.total], self.count)

    def links(self, number: int) -> Codes:
        """The links of a block, as rows of the system's."""
        return _group(self._links, number)

    def owners(self, number: int) -> Codes:
        """The owners of a block's constraints, ascending."""
        sums = self._system.sums.owner[_group(self._sums, number)]
        return np.unique(np.concatenate([self._system.links.owner[self.links(number)], sums]))

    def part(self, number: int) -> Part:
        """A block as a system of its own, in an order that does not depend on that of the rows."""
        system, c = self._system, self._constraints
        links, sums = self.links(number), _group(self._sums, number)
        quantities, owners = _group(self._quantities, number), self.owners(number)
        said = owners[owners < len(system.statements)]
        trusted = owners[len(said) :] - len(system.statements)
        of = {int(each): at for at, each in enumerate(quantities)}
        of[-1] = -1
        small = System(
            system.plan,
            [system.statements[owner] for owner in said.tolist()],
            system.frame.iloc[said],
            system.keys.iloc[quantities],
            system.signed[quantities],
            tuple(system.trusted[each] for each in trusted.tolist()),
            Links(
                np.searchsorted(owners, system.links.owner[links]),
                system.links.form[links],
                _renumbered(system.links.x[links], of),
                _renumbered(system.links.y[links], of),
            ),
            _sums_of(system.sums, sums, owners, of),
        )
        own = replace(
            c,
            owner=small.links.owner, form=small.links.form, x=small.links.x, y=small.links.y,
            low=c.low[links], high=c.high[links], sums=small.sums,
            rest_low=c.rest_low[sums], rest_high=c.rest_high[sums], signed=small.signed,
        )  # fmt: skip
        return Part(small, own, _ordered(small), tuple(owners.tolist()))


Groups = tuple[Codes, Codes]  # rows by group, and where each group begins


def _grouped(groups: Codes, count: int) -> Groups:
    order = np.argsort(groups, kind="stable")
    return order, np.searchsorted(groups[order], np.arange(count + 1))


def _group(groups: Groups, number: int) -> Codes:
    rows, starts = groups
    return rows[starts[number] : starts[number + 1]]


def _renumbered(values: Codes, numbers: dict[int, int]) -> Codes:
    return np.array([numbers[each] for each in values.tolist()], dtype=np.int64)


def _sums_of(sums: Sums, rows: Codes, owners: Codes, of: dict[int, int]) -> Sums:
    parts = [sums.part[sums.first[row] : sums.first[row + 1]] for row in rows]
    first = np.concatenate([[0], np.cumsum([len(each) for each in parts])]).astype(np.int64)
    none = [np.empty(0, dtype=np.int64)]
    return Sums(
        np.searchsorted(owners, sums.owner[rows]),
        _renumbered(sums.total[rows], of),
        _renumbered(np.concatenate([*none, *parts]), of),
        first,
    )


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
    return ("", system.statements[owner].name) if trusted is None else (trusted.kind, trusted.name)


@dataclass(frozen=True, slots=True)
class Doubts:
    """The blocks that arrays alone do not show to be possible, by number.

    Those `impossible` hold a contradiction; whether those `unsure` do is for a solver to say.
    """

    impossible: Codes
    unsure: Codes


def doubts(blocks: Blocks, constraints: Constraints) -> Doubts:
    """Propagate bounds, then look for values under which each block that has a cycle holds."""
    low, high = propagate(constraints)
    with np.errstate(invalid="ignore"):
        empty = low > high + CLOSE * np.abs(high)
        close = low >= high - CLOSE * np.abs(high)
    impossible, unsure = (_any(blocks, each) for each in (empty, close | constraints.signed))
    asked = blocks.circular & ~impossible & ~unsure
    unsure |= asked & ~possible(constraints, low, high, blocks.label, asked)
    both = np.concatenate([constraints.x, constraints.sums.total])
    tied = np.bincount(blocks.label[both], minlength=blocks.count) > 1
    return Doubts(np.flatnonzero(impossible & tied), np.flatnonzero(unsure & ~impossible & tied))


def _any(blocks: Blocks, quantities: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The blocks in which something is true of a quantity."""
    return np.bincount(blocks.label[quantities], minlength=blocks.count) > 0
