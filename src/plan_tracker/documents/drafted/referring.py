"""Claims that refer back: `… rose to $742 million. This indicates an increase of 22%`."""

from dataclasses import replace

from plan_tracker.documents.drafted.passages import Passages
from plan_tracker.documents.reported import Figure

_BACK = 12  # figures before, of which one may be meant
_NEAR = 6  # words before a claim, of which one refers back


def with_claims_referred(passages: Passages) -> Passages:
    """The figures, claims that have none of their own given to the one that their words refer to.

    That is the last figure before them: of the same sentence, or the only one of the sentence
    before, where theirs begins by referring to it.
    """
    figures: list[Figure] = []
    places: dict[int, int] = {}
    for number, figure in enumerate(passages.figures):
        home = None if figure.printed else _home(passages, number)
        if home is not None:
            earlier = places[home.start]
            claims = (*figures[earlier].claims, *figure.claims)
            figures[earlier] = replace(figures[earlier], claims=claims)
        else:
            places[figure.start] = len(figures)
            figures.append(figure)
    return replace(passages, figures=tuple(figures))


def _home(passages: Passages, number: int) -> Figure | None:
    """The figure that claims without one refer back to."""
    words = passages.before(number)[-_NEAR:]
    if not any("refers-back" in token.uses for token in words):
        return None

    near = range(max(0, number - _BACK), number)
    levels = [at for at in near if _is_level(passages.figures[at])]
    before = [at for at in levels if passages.alike(at, number)]
    if before:
        return passages.figures[before[-1]]
    earlier = [at for at in levels if passages.sentence(at) == passages.sentence(number) - 1]
    return passages.figures[earlier[0]] if len(earlier) == 1 else None


def _is_level(figure: Figure) -> bool:
    """Whether a figure is printed and no plan."""
    return bool(figure.printed) and figure.standing == "actual"
