"""What a way to judge targets must have to be one."""

from collections.abc import Mapping
from typing import Protocol

from plan_tracker.model.plan import MethodName
from plan_tracker.progress.methods.yearly import Yearly
from plan_tracker.progress.outcome import Assessed
from plan_tracker.progress.status import Status


class JudgingMethod(Protocol):
    """A way to judge. Its docstring is its page: idea, formula, source, weak points.

    `bands` are what it calls a target, each with the status that this comes to.
    """

    name: MethodName
    bands: Mapping[str, Status]


class YearlyMethod(JudgingMethod, Protocol):
    """A way to judge by one value a year."""

    def assess(self, yearly: Yearly) -> Assessed | None:
        """A value, perhaps a score, and one of the bands; None where it is not assessable."""
        ...
