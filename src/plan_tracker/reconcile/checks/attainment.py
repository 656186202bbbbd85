"""A figure as a percentage of its plan.

A source says that a figure is so many percent of a target. The figure divided by the target, each
read as widely as it was printed, must meet the percentage as it was printed. The target is the
declared one where the plan has one, else the value that the source gives.

Does not apply where the target is neither declared nor printed: then the percentage implies it.
"""

from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.explain.core import Core

CODE = "PT201"
NAME = "attainment-mismatch"
KIND = "attainment"


def sentence(core: Core) -> Phrase | None:
    """The figure, the target, and the percentage that they make."""
    return core.compared(
        KIND, phrase("{subject} of {reference} is {percent}; the source says {claim}.")
    )
