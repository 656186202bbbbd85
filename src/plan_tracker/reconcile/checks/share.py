"""A figure as a share of a larger one.

A source says that a figure is so many percent of another. The two figures, each read as widely
as it was printed, must admit that share.

Does not apply where nothing else gives the larger figure: then the share implies it.
"""

from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.explain.core import Core

CODE = "PT204"
NAME = "share-mismatch"
KIND = "share"


def sentence(core: Core) -> Phrase | None:
    """The figure, the whole, and the share that they make."""
    return core.compared(
        KIND, phrase("{subject} is {percent} of {reference}; the source says {claim}.")
    )
