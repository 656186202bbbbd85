"""One block of quantities that constraints tie together, as a system of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.system.system import System


@dataclass(frozen=True, slots=True)
class Block:
    """Quantities that constraints tie together, with the owners of those constraints.

    `links` and `sums` are rows of the system's links and sums.
    """

    quantities: tuple[int, ...]
    owners: tuple[int, ...]
    links: tuple[int, ...]
    sums: tuple[int, ...]


class Neighbour(NamedTuple):
    """A quantity of another block, by its key, and the bounds that are known of it."""

    key: tuple[Any, ...]
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class BlockSystem:
    """A block, by number, as a system of its own; `owners` are its owners' numbers in the whole.

    `keys` are those of its quantities; `beside` finds the quantities of other blocks that differ
    from one of its own in time alone.
    """

    number: int
    system: System
    constraints: Constraints
    block: Block
    owners: tuple[int, ...]
    keys: tuple[tuple[Any, ...], ...]
    beside: Callable[[], tuple[Neighbour, ...]]


def in_own_order(system: System, keys: Sequence[tuple[Any, ...]]) -> Block:
    """All of a system as one block, so that no answer depends on the order of files and rows.

    `keys` are those of its quantities.
    """
    order = sorted(range(len(keys)), key=keys.__getitem__)
    rank = {quantity: place for place, quantity in enumerate(order)}
    sums = system.sums
    return Block(
        tuple(order),
        tuple(sorted(range(system.owners), key=lambda owner: _name(system, owner))),
        tuple(range(len(system.links.owner))),
        tuple(sorted(range(len(sums.owner)), key=lambda row: rank[int(sums.total[row])])),
    )


def _name(system: System, owner: int) -> tuple[str, ...]:
    trusted = system.trust(owner)
    if trusted is None:
        statement = system.statements[owner]
        # What is called by its words has an order by its place: tables are searched by columns.
        placed = (statement.figure,) if statement.known_as else ()
        return "", *placed, statement.name
    return trusted.kind, str(trusted.name)
