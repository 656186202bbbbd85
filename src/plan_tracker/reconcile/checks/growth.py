"""Growth against an earlier figure.

A source says by how many percent a figure grew or fell against another period. The two figures,
each read as widely as it was printed, must admit that growth. Growth per year counts as many
years as lie between the two. Growth of more than 100 % may be an index: 105.2 for +5.2 %.

Does not apply where nothing else gives the earlier figure: then the growth implies it.
"""

from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.explain.core import Core

CODE = "PT202"
NAME = "growth-mismatch"
KIND = "growth"


def sentence(core: Core) -> Phrase | None:
    """Both figures, and the growth from one to the other."""
    return core.compared(
        KIND,
        phrase("{subject} against {reference} is growth of {growth}; the source says {claim}."),
    )
