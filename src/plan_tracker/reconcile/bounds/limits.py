"""How many blocks are searched: one limit for all parts of a system, whatever parts it comes in.

Blocks are ranked by the rows of their statements in the whole, so that the same ones are searched
wherever the whole is cut.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple, Protocol

from plan_tracker.reconcile.system.system import Codes


class Rank(NamedTuple):
    """How bad a contradictory block is, the worst first.

    The `rows` of statements, and the names of what the plan itself declares, tell apart what is as
    bad.
    """

    unweighed: bool
    unproven: bool
    nearness: float
    rows: tuple[float, ...]
    declared: tuple[str, ...]


class Ranked(NamedTuple):
    """A contradictory block, with how many constraints it has and its number in its part."""

    rank: Rank
    size: int
    block: int


class Counts(NamedTuple):
    """What small contradictory blocks cost, and larger ones, and how many are in doubt."""

    small: int
    larger: int
    unsure: int


class Asked(Protocol):
    """What a part of a system tells of its blocks; all but the counts is asked where needed."""

    @property
    def counts(self) -> Counts:
        """What decides whether all blocks are searched."""

    @property
    def ranks(self) -> Sequence[Ranked]:
        """The contradictory blocks."""

    @property
    def unsure_rows(self) -> Sequence[float]:
        """The row of the first statement of each block in doubt."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Which blocks are searched, where there are too many to search them all.

    Where there are `too_many` contradictory ones, those of at most `size` constraints are up to the
    rank `small`, others up to `larger`; None for none of them. Blocks in doubt are up to that whose
    first statement has the row `unsure`. All of them `worst_first` is for what ends with a time.
    """

    too_many: bool = False
    size: int = 0
    small: Rank | None = None
    larger: Rank | None = None
    unsure: float = inf
    worst_first: bool = False

    def search(self, block: Ranked) -> bool:
        """Whether a contradictory block is searched."""
        if not self.too_many:
            return True
        last = self.small if block.size <= self.size else self.larger
        return last is not None and block.rank <= last


def rows_of(owners: Sequence[int], rows: Codes) -> tuple[float, ...]:
    """The rows of owners in the whole; what is trusted comes after all statements."""
    return tuple(float(rows[owner]) if owner < len(rows) else inf for owner in owners)
