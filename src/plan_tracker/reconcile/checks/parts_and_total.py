"""The parts of a total.

An identity says of which parts a total is made, and what share of it may lie outside them. The
parts and the total, each read as widely as it was printed, must admit that: 4.2 and 3.7 printed
with a total of 7.8 are fine, since all three are rounded. A part that nobody speaks of can be
anything at or above zero.

Does not apply where the total or all the parts are unknown. An identity that no source states is
the plan's assumption, and what rests on it is at most a warning.
"""

from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.explain.core import Core

CODE = "PT301"
NAME = "parts-and-total"


def sentence(core: Core) -> Phrase | None:
    """The total beside the sum of its parts."""
    return core.summed(
        phrase(
            "The parts come to {sum}, the total is {total}: {rest} of it is left, "
            "where {allowed} may be."
        )
    )
