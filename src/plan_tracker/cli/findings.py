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


def mendable_findings(
    findings: "Sequence[Finding]", word: str, among: "Sequence[Finding]"
) -> "list[Finding]":
    """All remarks of a code, else the one finding that a word means; it may have no repair."""
    from plan_tracker.report.words.findings import is_remark

    of_code = [each for each in findings if each.code == word]
    if of_code and all(map(is_remark, of_code)):
        return of_code
    return [one_finding(findings, word, among)]
