"""The marks that doubtful figures carry wherever they are shown."""

from collections.abc import Iterable

from plan_tracker.progress.outcome import TargetStatus

LEGEND = {
    "*": "repaired: the source printed something else",
    "?": "disputed: it contradicts other figures; what it may be instead is shown where known",
    "~": "implied: worked out from other figures, not declared",
    "p": "provisional: the source itself calls it an estimate",
}
_BY_STATE = {"printed": "", "repaired": "*", "disputed": "?", "derived": "~"}


def actual_marks(target: TargetStatus) -> str:
    """The marks of the figure that a target is judged by."""
    if target.actual is None:
        return ""
    return _BY_STATE[target.actual.state] + ("p" if target.provisional else "")


def target_marks(target: TargetStatus) -> str:
    """The marks of what is aimed at."""
    return "~" if target.target.origin == "implied" else ""


def marks_used(targets: Iterable[TargetStatus]) -> list[str]:
    """Those that a legend must explain, in its order."""
    used = "".join(actual_marks(each) + target_marks(each) for each in targets)
    return [mark for mark in LEGEND if mark in used]
