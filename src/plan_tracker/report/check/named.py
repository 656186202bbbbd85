"""Which finding a word means."""

from collections.abc import Sequence

from plan_tracker.model.finding import Finding

_SHORTEST = 4  # characters of a fingerprint that may stand for it
_LISTED = 8


class UnclearNameError(ValueError):
    """A word that names nothing, or several things; `lines` say what was expected."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def finding_named(findings: Sequence[Finding], word: str, among: Sequence[Finding] = ()) -> Finding:
    """The finding with this fingerprint, or its beginning, this code, or this statement.

    One of `among` is meant only where none of the `findings` is. Raises UnclearNameError where
    there is none, or several.
    """
    found = _named(findings, word) or _named(among, word)
    if not found:
        raise UnclearNameError(f"{word!r} names no finding: `tracker check` shows the name of each")
    if len(found) > 1:
        names = [f"  {each.fingerprint} {each.code} {each.name}" for each in found[:_LISTED]]
        more = [f"  and {len(found) - _LISTED} more"] if len(found) > _LISTED else []
        head = f"{word!r} names {len(found)} findings: give the fingerprint of one"
        raise UnclearNameError(head, *names, *more)
    return found[0]


def _named(findings: Sequence[Finding], word: str) -> list[Finding]:
    found = [each for each in findings if word in (each.fingerprint, each.code, *each.statements)]
    if found or len(word) < _SHORTEST:
        return found
    return [each for each in findings if each.fingerprint.startswith(word)]
