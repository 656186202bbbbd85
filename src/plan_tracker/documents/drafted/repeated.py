"""Figures that a document tells twice: under one name, in one unit, of one time."""

from collections.abc import Hashable, Iterator

from plan_tracker.documents.drafted.passages import Passages
from plan_tracker.documents.drafted.ties import Node

_NAMES = 2  # words that a name has at least


def told_twice(passages: Passages) -> Iterator[tuple[Node, Node]]:
    """The figures that are one quantity, each with the first that tells it.

    Only what opens its sentence with all of its name and its time is told in full: what leaves out
    a word may speak of a month, of a part or of another place. So may what stands under another
    heading, which may name the place, and what has other words behind it.
    """
    first: dict[Hashable, int] = {}
    for number in range(len(passages.figures)):
        name = _name(passages, number)
        if name is None:
            continue
        if name in first:
            yield Node(first[name]), Node(number)
        else:
            first[name] = number


def _name(passages: Passages, number: int) -> Hashable | None:
    """All that tells a figure from others; None where its sentence leaves some of it out."""
    figure = passages.figures[number]
    opens = number == 0 or not passages.alike(number, number - 1)
    if not opens or not figure.printed or figure.kind != "level" or not figure.period:
        return None

    named, timed = passages.named_by(number)
    if not timed or sum(word[:1].isalpha() for word in named) < _NAMES:
        return None
    section = passages.document.section(figure.start)
    below = figure.value is not None and figure.value < 0
    narrowed = (token.text for token in passages.behind(number) if token.text[:1].isalnum())
    return (*named, "", *narrowed), figure.unit, figure.period, figure.standing, section, below
