"""One quantity, said twice.

Two figures speak of the same indicator, entity and period. Read as widely as they were printed,
they must have a value in common. Offices revise their figures: a difference between two sources
is at most a warning, unless the plan's settings raise it.

Does not apply to a quantity that only one statement gives.
"""

from plan_tracker.model.text import Phrase
from plan_tracker.reconcile.explain.core import Core

CODE = "PT302"
NAME = "said-twice"


def sentence(core: Core) -> Phrase | None:
    """Both values."""
    return core.doubled()
