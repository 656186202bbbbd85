"""Statements that could not be decided in time.

Whether some statements can all be true could not be settled in the time allowed. They are neither
right nor wrong: they are undecided, and are counted as such.

Does not apply to anything that was decided.
"""

from plan_tracker.model.text import phrase
from plan_tracker.reconcile.explain.remark import Remark

CODE = "PT501"
NAME = "undecided"


def undecided(owners: tuple[int, ...]) -> Remark:
    """The remark on all undecided statements."""
    return Remark(
        "warning",
        owners,
        phrase(
            "Whether {count} statements can all be true was not settled in the time allowed.",
            count=len(owners),
        ),
        phrase("Split the source, or look at the statements by hand."),
    )
