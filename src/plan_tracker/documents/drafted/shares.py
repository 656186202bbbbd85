"""What a percentage is a share of, and which percentages are none though they look like one."""

from collections.abc import Iterator

from plan_tracker.documents.drafted.numbers import claim_readings, fits, level_readings
from plan_tracker.documents.drafted.passages import Passages
from plan_tracker.documents.drafted.ties import Node, Said
from plan_tracker.documents.reported import Claim, Figure

_BACK = 6  # figures of a sentence before, of which one may be the whole
_NO_AMOUNT = frozenset({"%", "rank", "score", "point", "time"})


def said_of_share(passages: Passages, number: int, at: int) -> Said:
    """A claim that is a share, or may be one: of what the words name, else of what it fits.

    What words do not call a share is one only where its numbers say so; else it is of a plan that
    is not printed, `trong đó thuế 60 tỷ đồng, đạt 45%`.
    """
    figure, own = passages.figures[number], Node(number)
    claim = figure.claims[at]
    if figure.kind == "count":
        return _of_count(passages, number, at)

    whole = _whole(passages, figure)
    named = bool(claim.whole)
    if whole is not None and claim.stated and claim.kind == "share" and not named:
        return Said(number, at, "share", own, Node(whole))

    for part, total in _pairs(passages, number, whole):
        if _fits(passages, claim, part, total):
            return Said(number, at, "share", Node(part), Node(total), sure=False)

    if claim.kind == "share" and claim.stated:
        return Said(number, at, "share", own, Node(number, "whole", at + 1))
    return Said(number, at, "attainment", own, Node(number, "plan", at + 1), sure=False)


def _of_count(passages: Passages, number: int, at: int) -> Said:
    """The percentage of n/N; behind another number it may be of what is left out of n."""
    figure, own = passages.figures[number], Node(number)
    between = passages.text[figure.end : figure.claims[at].start]
    if any(sign.isdigit() for sign in between):
        return Said(number, at, "share", own, Node(number, "whole", at + 1), sure=False)
    return Said(number, at, "share", own, Node(number, "whole"))


def may_be_share(claim: Claim, figure: Figure) -> bool:
    """Whether a claim is a share, or a percentage whose words say no more than `đạt 45%`."""
    if claim.kind == "share":
        return True
    return claim.kind == "attainment" and not claim.stated and figure.unit not in _NO_AMOUNT


def _whole(passages: Passages, figure: Figure) -> int | None:
    """The number of the figure that this one is part of, in the same unit."""
    if figure.whole is None:
        return None
    number = passages.at(figure.whole)
    return number if number is not None and _in_unit_of(passages, number, figure) else None


def _in_unit_of(passages: Passages, number: int, figure: Figure) -> bool:
    return passages.figures[number].unit == figure.unit


def _pairs(passages: Passages, number: int, whole: int | None) -> Iterator[tuple[int, int]]:
    """Figures and what they may be a share of, the likeliest first."""
    if whole is not None:
        yield number, whole
    for other in range(number - 1, max(-1, number - 1 - _BACK), -1):
        if passages.sentence(other) < passages.sentence(number) - 1:
            break
        if passages.figures[other].unit == passages.figures[number].unit and other != whole:
            yield number, other
            yield other, number


def _fits(passages: Passages, claim: Claim, part: int, total: int) -> bool:
    levels = [passages.figures[part], passages.figures[total]]
    if any(not level.printed or level.kind != "level" for level in levels):
        return False
    first, second = (level_readings(level) for level in levels)
    said = claim_readings(claim, levels[0], "share")
    return fits("share", said, first, second, lax=False)
