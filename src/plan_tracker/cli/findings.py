"""Which finding a word on the command line means."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from plan_tracker.cli.output import refuse

if TYPE_CHECKING:
    from plan_tracker.model.finding import Finding

_SHORTEST = 4  # characters of a fingerprint that may stand for it
_LISTED = 8


def one_finding(
    findings: "Sequence[Finding]", word: str, among: "Sequence[Finding]" = ()
) -> "Finding":
    """The finding with this fingerprint, or its beginning, this code, or this statement.

    One of `among` is meant only where none of the `findings` is. Ends the command where there is
    none, or several.
    """
    found = _named(findings, word) or _named(among, word)
    if not found:
        refuse(f"{word!r} names no finding: `tracker check` shows the name of each")
    if len(found) > 1:
        names = [f"  {each.fingerprint} {each.code} {each.name}" for each in found[:_LISTED]]
        more = [f"  and {len(found) - _LISTED} more"] if len(found) > _LISTED else []
        refuse(f"{word!r} names {len(found)} findings: give the fingerprint of one", *names, *more)
    return found[0]


def mendable_findings(
    findings: "Sequence[Finding]", word: str, among: "Sequence[Finding]"
) -> "list[Finding]":
    """All remarks of a code, else the one finding that a word means; it may have no repair."""
    from plan_tracker.report.words.findings import is_remark

    of_code = [each for each in findings if each.code == word]
    if of_code and all(map(is_remark, of_code)):
        return of_code
    return [one_finding(findings, word, among)]


def _named(findings: "Sequence[Finding]", word: str) -> "list[Finding]":
    found = [each for each in findings if word in (each.fingerprint, each.code, *each.statements)]
    if found or len(word) < _SHORTEST:
        return found
    return [each for each in findings if each.fingerprint.startswith(word)]
