"""Cumulative figures that fall.

What adds up over a period cannot be less over a longer period than over a shorter one that begins
on the same day, unless the indicator can be negative.

Does not apply to levels, rates and ranks, nor to an indicator with `signed: true`.
"""

from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.explain.core import Core

CODE = "PT304"
NAME = "cumulative-fall"


def sentence(core: Core) -> Phrase | None:
    """The figures of both periods."""
    return core.ordered(
        phrase("{longer} is less than {shorter}, though it covers a longer period.")
    )
