"""One amount in two currencies.

Two figures give one quantity in two currencies. With the range of the exchange rate that the plan
declares for the period, they must have a value in common. The rate is the plan's assumption: a
difference is at most a warning.

Does not apply where the plan declares no rate for the period.
"""

from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.explain.core import Core

CODE = "PT303"
NAME = "currency-mismatch"


def sentence(core: Core) -> Phrase | None:
    """Both amounts, and the rate that would make them one."""
    return core.converted(
        phrase("{subject} and {reference} need a rate of {times}; the plan has {rate}.")
    )
