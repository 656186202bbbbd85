"""What a few constraints leave for each quantity, in exact fractions.

`propagate` answers the same for a whole system in floats, to find what cannot hold; this is for
the few constraints of one finding, where every end that is shown must be the true one.
"""

from collections.abc import Sequence

from plan_tracker.model.constraint import Constraint, Known
from plan_tracker.model.interval import Interval


def narrowed(constraints: Sequence[Constraint], known: Known) -> dict[int, Interval]:
    """What each constraint by itself leaves of what is known, over and over.

    Sharp unless the constraints run in circles, where all of them together may leave less.
    """
    left = dict(known)
    for _ in range(len(constraints) + 1):
        before = dict(left)
        for constraint in constraints:
            for quantity in constraint.quantities:
                left[quantity] &= constraint.on(quantity, left)
        if left == before or any(interval.empty for interval in left.values()):
            break
    return left
