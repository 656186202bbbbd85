"""A figure as a multiple of another.

A source says that a figure is so many times another, or only that it is higher. The two figures,
each read as widely as it was printed, must admit that multiple.

Does not apply where nothing else gives the other figure.
"""

from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.explain.core import Core

CODE = "PT203"
NAME = "multiple-mismatch"
KIND = "multiple"


def sentence(core: Core) -> Phrase | None:
    """Both figures, and how many times one is the other."""
    return core.compared(
        KIND, phrase("{subject} is {times} times {reference}; the source says {claim}.")
    )
