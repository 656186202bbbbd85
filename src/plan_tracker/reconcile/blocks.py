"""Blocks: quantities that no constraint ties to any others, and which of them need a decision."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plan_tracker.reconcile.propagate import Constraints, propagate
from plan_tracker.reconcile.system import BOUND, KEY, Codes, System

# Bounds this close may touch only by rounding, or at an end that is not included.
_CLOSE = 1e-9


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


def doubtful_blocks(system: System, constraints: Constraints) -> list[Block]:
    """Blocks that bounds alone do not show to be possible: for the exact solver to decide."""
    graph = edges(constraints)
    count = len(constraints.signed)
    ground = graph.nodes - 1
    inner = (graph.a != ground) & (graph.b != ground)
    label = components(graph.a[inner], graph.b[inner], graph.nodes)
    low, high = propagate(constraints)
    with np.errstate(invalid="ignore"):
        close = low >= high - _CLOSE * np.abs(high)
    doubtful = np.zeros(graph.nodes, dtype=bool)
    doubtful[label[:count][close]] = True
    doubtful[label[:count][constraints.signed]] = True
    circular = _circular(graph, inner, label)
    doubtful |= circular
    in_doubt = system.keys[doubtful[label[:count]]].sort_values(list(KEY)).index.tolist()
    blocks = (_block(system, label, int(root), in_doubt) for root in np.flatnonzero(doubtful))
    return [block for block in blocks if len(block.owners) > 1]


def _circular(graph: Edges, inner: NDArray[np.bool_], label: Codes) -> NDArray[np.bool_]:
    """Which blocks have a cycle of ties: more edges than a tree on their nodes would have."""
    a = label[graph.a[inner]]
    ties = np.bincount(a, minlength=graph.nodes)
    members = np.bincount(label, minlength=graph.nodes)
    return np.asarray((ties >= members) & (members > 0))


def _block(system: System, label: Codes, root: int, order: Sequence[int]) -> Block:
    quantities = np.flatnonzero(label[: len(system.keys)] == root)
    links = np.flatnonzero(np.isin(system.links.x, quantities))
    sums = np.flatnonzero(np.isin(system.sums.total, quantities))
    owners = np.unique(np.concatenate([system.links.owner[links], system.sums.owner[sums]]))
    # In an order that does not depend on that of files and rows, so that no answer does either.
    rank = {each: place for place, each in enumerate(order)}
    return Block(
        tuple(sorted(quantities.tolist(), key=rank.__getitem__)),
        tuple(sorted(owners.tolist(), key=lambda owner: _name(system, owner))),
        tuple(links.tolist()),
        tuple(sorted(sums.tolist(), key=lambda row: rank[int(system.sums.total[row])])),
    )


def _name(system: System, owner: int) -> tuple[str, str]:
    trusted = system.trust(owner)
    return ("", system.statements[owner].name) if trusted is None else (trusted.kind, trusted.name)
