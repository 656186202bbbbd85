"""An earlier level that a source names beside a figure.

A source says what a figure was in an earlier period. That must meet what other statements say
about the same period, each read as widely as it was printed.

Does not apply where nothing else speaks of that period.
"""

from plan_tracker.model.text import Phrase
from plan_tracker.reconcile.explain.core import Core

CODE = "PT206"
NAME = "base-mismatch"


def sentence(core: Core) -> Phrase | None:
    """What is said twice, and that it differs."""
    return core.doubled()
