"""A plan value that a source names beside a figure.

A source says what the plan is. That must meet the declared target, or what other statements say
about the same plan, each read as widely as it was printed.

Does not apply where the plan declares no such target and nothing else speaks of it.
"""

from plan_tracker.model.text import Phrase
from plan_tracker.reconcile.explain.core import Core

CODE = "PT207"
NAME = "target-mismatch"


def sentence(core: Core) -> Phrase | None:
    """What is said twice, and that it differs."""
    return core.doubled()
