"""Which finding a word on the command line means."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plan_tracker.cli.output import refuse

if TYPE_CHECKING:
    from plan_tracker.model.finding import Finding


def one_finding(
    findings: "Sequence[Finding]", word: str, among: "Sequence[Finding]" = ()
) -> "Finding":
    """The finding that a word names, one of `among` only where none of the `findings` has it.

    Ends the command where there is none, or several.
    """
    from plan_tracker.report.check.named import UnclearNameError, finding_named

    try:
        return finding_named(findings, word, among)
    except UnclearNameError as error:
        refuse(*error.lines)
