"""What several figures of a sentence come to together, as a share of the whole told before."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from plan_tracker.documents.drafted.passages import Passages
from plan_tracker.documents.drafted.ties import Node, Sum
from plan_tracker.model.interval import Interval

_NONE, _WHOLE = Fraction(0), Fraction(100)  # percent
_BEHIND = 30  # signs after a share that may say what it is of


def shares_together(passages: Passages) -> Iterator[Sum]:
    """The sums of which words tell how much of a whole they are.

    `Exports were $12 billion. Cocoa, at $5 billion, and gold, at $4 billion, together accounted for
    75% of them.` The whole is the only figure of the sentence before that is an amount in their
    unit. That these are what is meant is inferred, not stated.
    """
    for number, figure in enumerate(passages.figures):
        if figure.unit != "%" or figure.low is None or figure.high is None:
            continue
        if not _is_together(passages, number):
            continue
        parts = _parts(passages, number)
        whole = _whole(passages, number, parts) if len(parts) > 1 else None
        if whole is not None:
            least, most = (max(_NONE, 1 - share / _WHOLE) for share in (figure.high, figure.low))
            yield Sum(Node(whole), tuple(map(Node, parts)), Interval(least, most))


def _is_together(passages: Passages, share: int) -> bool:
    """Whether words say that a percentage is what the numbers before it are of what went before."""
    before = passages.before(share)
    if not any("together" in token.uses for token in before):
        return False
    if not any(token.roles.get("cue") == "share" for token in before):
        return False
    end = passages.figures[share].end
    behind = passages.words(end, end + _BEHIND)[:2]
    if behind and behind[0].roles.get("cue") == "parts":
        return True  # of them
    uses = [token.uses for token in behind]
    return len(uses) > 1 and "of-whole" in uses[0] and "told-whole" in uses[1]


def _parts(passages: Passages, share: int) -> Sequence[int]:
    """The figures before a percentage in its sentence, where they all are amounts in one unit."""
    numbers = passages.figures_in(passages.sentence(share))
    parts = [number for number in numbers if number < share]
    figures = [passages.figures[number] for number in parts]
    units = {(figure.unit, figure.kind, figure.standing) for figure in figures if figure.printed}
    plain = len(units) == 1 and all(figure.printed and figure.unit != "%" for figure in figures)
    return parts if plain else ()


def _whole(passages: Passages, share: int, parts: Sequence[int]) -> int | None:
    """The only figure of the sentence before that the parts can be of."""
    part = passages.figures[parts[0]]
    alike = [
        number
        for number in passages.figures_in(passages.sentence(share) - 1)
        if (figure := passages.figures[number]).printed
        and (figure.unit, figure.kind, figure.period) == (part.unit, part.kind, part.period)
    ]
    return alike[0] if len(alike) == 1 else None
