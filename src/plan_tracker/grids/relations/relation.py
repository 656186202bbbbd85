"""One relation between lines of a table, and what speaks for it."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from plan_tracker.model.relation import RelationKind

RATIOS: tuple[RelationKind, ...] = ("share", "attainment", "growth", "quotient")
ManyCells: TypeAlias = tuple[NDArray[np.int64], NDArray[np.int64]]  # their rows, their columns


@dataclass(frozen=True, slots=True)
class LineRelation:
    """A line that is worked out from others, wherever all of them have numbers.

    `held` and `failed` are the observations in which it does and does not hold by the intervals of
    what is printed. `log_chance` is the natural logarithm of the chance that numbers that have
    nothing to do with each other would hold as often, over all relations that were tried.
    Of the lines that a sum or difference is worked out from, those in `less` are taken off. The
    lines of a product are an amount and a rate, which make ten to the `power` of it.
    """

    kind: RelationKind
    result: int
    of: tuple[int, ...]
    held: tuple[int, ...]
    failed: tuple[int, ...]
    log_chance: float
    less: tuple[int, ...] = ()
    power: int = 0


@dataclass(frozen=True, slots=True)
class TableRelation:
    """A relation of a table by the rows and columns of its sheet.

    Where it goes `across`, its lines are columns and it is observed by row; else the other way.
    `stated` says whether words tell of it too. In the observations that `may_miss` it need not
    hold by the digits, as words or marks say. Where it is `bounded`, a mark stands for a part, so
    that a sum is no less than what is told of it.
    """

    across: bool
    lines: LineRelation
    stated: bool
    may_miss: frozenset[int] = frozenset()
    bounded: frozenset[int] = frozenset()

    def cell(self, line: int, observation: int) -> tuple[int, int]:
        """The row and column of a line where it is observed."""
        return (observation, line) if self.across else (line, observation)

    def cells(self, line: int) -> ManyCells:
        """All cells of a line that are observed: where the relation holds, then where it does not.

        Arrays of a sheet can be asked for them at once.
        """
        observed = np.array((*self.lines.held, *self.lines.failed), dtype=np.int64)
        alike = np.full(len(observed), line, dtype=np.int64)
        return (observed, alike) if self.across else (alike, observed)
