"""A change in the unit of the figure, or in percentage points.

A source says by how much a figure rose or fell. The two figures, each read as widely as it was
printed, must differ by that much. A rank that rises by three steps falls by three in number.

Does not apply where nothing else gives the earlier figure: then the change implies it.
"""

from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.explain.core import Core

CODE = "PT205"
NAME = "change-mismatch"
KIND = "change"


def sentence(core: Core) -> Phrase | None:
    """Both figures, and the difference between them."""
    return core.compared(
        KIND,
        phrase("{subject} against {reference} is a change of {change}; the source says {claim}."),
    )
