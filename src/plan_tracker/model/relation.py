"""A relation between lines of a table, as programs and people are told of it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from plan_tracker.model.place import Place

RelationKind: TypeAlias = Literal[
    "sum", "difference", "average", "share", "attainment", "growth", "product", "quotient", "rank"
]


@dataclass(frozen=True, slots=True)
class Relation:
    """A row or column that is worked out from others.

    The places are those of headings or names of rows. It `held` in so many of the cells `tested`;
    `chance` is the probability that numbers that have nothing to do with each other would hold as
    often.
    `stated` says whether words tell of it too, or arithmetic alone. Of what a difference is `of`,
    that in `less` is taken off.
    """

    kind: RelationKind
    result: Place
    of: tuple[Place, ...]
    held: int
    tested: int
    chance: float
    stated: Literal["words", "arithmetic"]
    less: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Rounding:
    """A table, by its first figure, all of whose numbers are multiples of a base.

    Each of them is then taken to be up to that base from what it was.
    """

    table: Place
    base: int
