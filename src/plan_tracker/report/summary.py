"""How many findings there are of each severity, and how much could be tested."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from plan_tracker.model.finding import Finding
from plan_tracker.model.plan import Severity

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Verdicts(Protocol):
    """What was found in statements, whole or in parts; `tested` has one entry a statement."""

    @property
    def findings(self) -> Sequence[Finding]: ...  # noqa: D102

    @property
    def tested(self) -> NDArray[np.bool_]: ...  # noqa: D102

    @property
    def undecided(self) -> Sequence[str]: ...  # noqa: D102

    @property
    def not_searched(self) -> tuple[str, ...]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Summary:
    """How many findings of each severity, and how many statements could be held against others.

    `not_searched` names the statements in contradictions whose culprits were not searched for, or
    not to the end. `waived` findings count in no severity.
    """

    error: int
    warning: int
    note: int
    statements: int
    tested: int
    untested: int
    undecided: int
    not_searched: tuple[str, ...]
    waived: int = 0


@dataclass(frozen=True, slots=True)
class FigureCounts:
    """Numbers that are printed in files, each counted once whatever is said of it.

    `checked` could be held against others. A contradiction counts by the figure that it points at:
    these `cannot_be_true` where it is an error, and are `doubtful` where it is only a warning.
    """

    printed: int
    checked: int
    cannot_be_true: int
    doubtful: int


def summarise(reconciled: Verdicts, fulfilled: int = 0) -> Summary:
    """The counts; `fulfilled` are figures that agreed with others before any search."""
    error, warning, note = (
        sum(each.severity == severity and not each.waiver for each in reconciled.findings)
        for severity in SEVERITIES
    )
    waived = sum(each.waiver is not None for each in reconciled.findings)
    statements = len(reconciled.tested) + fulfilled
    tested = int(np.count_nonzero(reconciled.tested)) + fulfilled
    undecided, not_searched = len(reconciled.undecided), reconciled.not_searched
    untested = statements - tested
    return Summary(
        error, warning, note, statements, tested, untested, undecided, not_searched, waived
    )
