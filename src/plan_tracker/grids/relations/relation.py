"""One relation between lines of a table, and what speaks for it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

RelationKind: TypeAlias = Literal[
    "sum", "difference", "average", "share", "attainment", "growth", "product"
]


@dataclass(frozen=True, slots=True)
class Relation:
    """A line that is worked out from others, wherever all of them have numbers.

    `held` and `failed` are the observations in which it does and does not hold by the intervals of
    what is printed. `log_chance` is the natural logarithm of the chance that numbers that have
    nothing to do with each other would hold as often, over all relations that were tried.
    """

    kind: RelationKind
    result: int
    of: tuple[int, ...]
    held: tuple[int, ...]
    failed: tuple[int, ...]
    log_chance: float
