"""What the numbers of a document have to do with each other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from plan_tracker.model.interval import Interval
from plan_tracker.model.statement import StatementKind

# What a quantity is to a figure: what it tells of, a plan for it, what it compares with, or the N
# that it counts out of.
Role = Literal["own", "plan", "base", "whole"]


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A quantity by the figure that speaks of it; several plans or bases of one have numbers."""

    figure: int
    role: Role = "own"
    number: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """A printed number as a statement: that of a figure, or of one of its claims.

    It tells the level of `subject`, or its ratio or difference to `against`. `sure` says that words
    state what it is about, and not its place or ours; `kind` is what it was taken for, `years` the
    number of years that a growth per year goes over.
    """

    figure: int
    claim: int | None
    kind: StatementKind
    subject: Node
    against: Node | None = None
    sure: bool = True
    years: int = 1


@dataclass(frozen=True, slots=True)
class Sum:
    """A whole and its parts; `stated` where words say that these are all or some of it."""

    total: Node
    parts: tuple[Node, ...]
    rest: Interval
    stated: bool = False


@dataclass(slots=True)
class Ties:
    """All that is taken from a document: statements, sums, and nodes that are one quantity.

    `flows` are figures that seem to be one flow over several periods.
    """

    said: list[Said] = field(default_factory=list)
    sums: list[Sum] = field(default_factory=list)
    same: list[tuple[Node, Node]] = field(default_factory=list)
    flows: list[Sequence[int]] = field(default_factory=list)
