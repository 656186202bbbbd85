"""Many figures of one quantity: which of them agree, by their intervals alone.

To search for the fewest of many figures that must be wrong takes more work with every figure. On
one quantity, a sweep over the ends of their intervals tells it.
"""

from collections.abc import Mapping

import numpy as np

from plan_tracker.reading.costs import GIVEN_UP
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.culprits.conflict import MOST_SOLUTIONS, Conflict
from plan_tracker.reconcile.culprits.relaxed_readings import Change
from plan_tracker.reconcile.system.system import BOUND, Codes

_FEW = 3  # so many wrong figures are searched for


def crowded(c: Constraints, first_trusted: int, rank: Mapping[int, int]) -> list[Conflict]:
    """The contradictions among figures of one quantity, more than a few of which must be wrong.

    Those that disagree with more than half are wrong each. Where there is no such half, the figures
    are one contradiction, and any that agree may be right.
    """
    rows = np.flatnonzero((c.form == BOUND) & (c.owner < first_trusted))
    counts = np.bincount(c.x[rows])
    conflicts: list[Conflict] = []
    for quantity in np.flatnonzero(counts > _FEW + 1).tolist():
        conflicts += _conflicts(c, rows[c.x[rows] == quantity], rank)
    return conflicts


def _conflicts(c: Constraints, rows: Codes, rank: Mapping[int, int]) -> list[Conflict]:
    low, high, owners = c.low[rows], c.high[rows], c.owner[rows]

    # Figures agree if their intervals have a point in common: then the lowest end of one of them.
    points = np.unique(low)
    agree = np.searchsorted(np.sort(low), points, "right")
    agree -= np.searchsorted(np.sort(high), points, "left")
    most = int(agree.max())
    if len(rows) - most <= _FEW:
        return []

    best_first = points[np.argsort(-agree, kind="stable")]
    if 2 * most > len(rows):
        best_first = best_first[:1]

    solutions: list[dict[int, Change]] = []
    for point in best_first.tolist():
        wrong = sorted(owners[(low > point) | (high < point)].tolist(), key=rank.__getitem__)
        solutions.append({owner: Change(owner, GIVEN_UP) for owner in wrong})

    if len(solutions) == 1:
        right = int(min(set(owners.tolist()) - solutions[0].keys(), key=rank.__getitem__))
        return [
            Conflict((frozenset({right, owner}),), ({owner: change},), complete=True)
            for owner, change in solutions[0].items()
        ]

    core = frozenset({int(owners[np.argmax(low)]), int(owners[np.argmin(high)])})
    complete = len(solutions) <= MOST_SOLUTIONS
    return [Conflict((core,), tuple(solutions[:MOST_SOLUTIONS]), complete)]
