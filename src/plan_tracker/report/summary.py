"""How many findings there are of each severity, and how much could be tested."""

from dataclasses import dataclass

import numpy as np

from plan_tracker.model.plan import Severity
from plan_tracker.reconcile.reconcile import Reconciled

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Summary:
    """How many findings of each severity, and how many statements could be held against others.

    `undiagnosed` counts the findings whose culprits were not searched for, there being too many.
    `waived` findings count in no severity.
    """

    error: int
    warning: int
    note: int
    statements: int
    tested: int
    untested: int
    undecided: int
    undiagnosed: int
    waived: int = 0


def summarise(reconciled: Reconciled, fulfilled: int = 0) -> Summary:
    """The counts; `fulfilled` are figures that agreed with others before any search."""
    error, warning, note = (
        sum(each.severity == severity and not each.waiver for each in reconciled.findings)
        for severity in SEVERITIES
    )
    waived = sum(each.waiver is not None for each in reconciled.findings)
    statements = len(reconciled.tested) + fulfilled
    tested = int(np.count_nonzero(reconciled.tested)) + fulfilled
    undecided, undiagnosed = len(reconciled.undecided), reconciled.undiagnosed
    untested = statements - tested
    return Summary(
        error, warning, note, statements, tested, untested, undecided, undiagnosed, waived
    )
