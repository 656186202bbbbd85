"""Claims of a sentence that names nothing, given to the figures of the sentence before it.

`Xảy ra 120 vụ, làm chết 30 người. So với cùng kỳ giảm 12 vụ (9%), giảm 5 người chết.`
"""

from collections.abc import Sequence
from dataclasses import replace

from plan_tracker.documents.reported import Claim, Figure

_STEPS = frozenset({"%", "point", "score", "rank", "time", ""})
_NAMED = 20  # signs after a claim that may name its figure


def with_following_claims(
    figures: Sequence[Figure], orphan: Figure, text: str
) -> list[Figure] | None:
    """The figures with the claims of the orphan; None where one of them could be of any.

    A change is of the figure in its unit, of several the one whose words come after it; what
    follows a change is of the same figure; else there must be only one figure.
    """
    printed = [at for at, figure in enumerate(figures) if figure.printed]
    given: dict[int, list[Claim]] = {}
    home = printed[0] if len(printed) == 1 else -1
    for claim in orphan.claims:
        if claim.kind == "change" and claim.unit not in _STEPS:
            alike = [at for at in printed if figures[at].unit == claim.unit]
            home = _of_these(figures, alike, text[claim.end : claim.end + _NAMED])
        if home < 0:
            return None
        given.setdefault(home, []).append(claim)
    return [
        replace(figure, claims=(*figure.claims, *given.get(at, ())))
        for at, figure in enumerate(figures)
    ]


def _of_these(figures: Sequence[Figure], alike: Sequence[int], after: str) -> int:
    """The only one, else the one whose subject has the word that follows; -1 for none."""
    if len(alike) < 2:
        return alike[0] if alike else -1
    words = after.replace("(", " ( ").split()
    word = words[0].strip(",.;").lower() if words else ""
    named = [at for at in alike if word in figures[at].subject.lower().split()]
    return named[0] if word and named else -1
