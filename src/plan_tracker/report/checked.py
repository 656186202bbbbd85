"""What `tracker check` says about a plan, as plain values: targets are not judged for it."""

from dataclasses import dataclass

import numpy as np

from plan_tracker.model.finding import Finding
from plan_tracker.model.plan import Severity
from plan_tracker.reconcile.reconcile import Reconciled

SHOWN = 500  # findings; nobody reads more of them on a page
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


@dataclass(frozen=True, slots=True)
class Checked:
    """What does not add up in a plan.

    `findings` are worst first; `printed` has the text of the statement that each of the first
    `SHOWN` begins with, and `undecided` names of statements.
    """

    findings: tuple[Finding, ...]
    printed: dict[str, str]
    undecided: tuple[str, ...]
    summary: Summary


def build_checked(reconciled: Reconciled) -> Checked:
    """The findings, with what is said beside them."""
    frame = reconciled.system.frame
    begun = [finding.statements[0] for finding in reconciled.findings[:SHOWN] if finding.statements]
    rows = frame.loc[frame["statement"].isin(begun), ["statement", "printed"]]
    return Checked(
        reconciled.findings,
        dict(zip(rows["statement"].tolist(), rows["printed"].tolist(), strict=True)),
        reconciled.undecided,
        summarise(reconciled),
    )


def summarise(reconciled: Reconciled) -> Summary:
    """The counts."""
    error, warning, note = (
        sum(each.severity == severity and not each.waiver for each in reconciled.findings)
        for severity in SEVERITIES
    )
    waived = sum(each.waiver is not None for each in reconciled.findings)
    statements, tested = len(reconciled.tested), int(np.count_nonzero(reconciled.tested))
    undecided, undiagnosed = len(reconciled.undecided), reconciled.undiagnosed
    untested = statements - tested
    return Summary(
        error, warning, note, statements, tested, untested, undecided, undiagnosed, waived
    )
