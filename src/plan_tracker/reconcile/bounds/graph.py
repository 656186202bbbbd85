"""Constraints as edges between quantities: what is tied together, and what could have failed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.system.system import BOUND, Codes


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
