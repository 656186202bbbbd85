"""In which order people see targets, in every format: declared ones first, the worst first."""

from collections.abc import Iterator, Sequence

from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.progress.status import WORST_FIRST

SECTIONS = {"declared": "Declared targets", "implied": "Plan values that the sources only imply"}


def sections(targets: Sequence[TargetStatus]) -> Iterator[tuple[str, list[TargetStatus]]]:
    """Declared targets, then implied ones, each worst first; what has no target is left out."""
    for origin, title in SECTIONS.items():
        chosen = [target for target in targets if target.target.origin == origin]
        if chosen:
            yield title, worst_first(chosen)


def in_order(targets: Sequence[TargetStatus]) -> list[TargetStatus]:
    """All of them, as the sections have them."""
    return [target for _, chosen in sections(targets) for target in chosen]


def worst_first(targets: Sequence[TargetStatus]) -> list[TargetStatus]:
    """By status, and within one by how far behind its path each is; else as they stand."""
    return sorted(targets, key=_badness)


def _badness(target: TargetStatus) -> tuple[int, float]:
    pace = float("inf") if target.pace is None else target.pace
    return WORST_FIRST.index(target.status), pace
