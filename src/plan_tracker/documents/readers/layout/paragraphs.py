"""Lines of text that are one paragraph."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plan_tracker.documents.readers.layout.line import Line, gap, usual_step

_LAST = 8  # signs at the end of a line that tell how it ends
_CUT = re.compile(r"[^\W\d_]{2,}-$")
_ENDS = re.compile(r"[.:;!?\u2026][)\"\u201d\u2019]*[\u00b9\u00b2\u00b3\u2070-\u2079]*$")
_ITEM = re.compile(
    r"(?:[-\u2013\u2014\u2022\u25aa\u25cf\u25a0+*]|\(?(?:[a-z]|\d{1,4})[.)]|[IVX]+\.)\s"
)
_OF_FIGURES = frozenset("0123456789()%$-\u2013\u2212")
_APART = 1.9  # blanks between figures that are not of one number
_FAR = 1.35  # of the usual step between lines
_SET_IN = 1.2  # of the size
_FULL = 0.75  # of the width of a column; a shorter line ends its paragraph
_WIDEST = 140  # signs, where lines are ended by hand
_OTHER = 0.12  # by how much sizes differ that are not the same


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that go on from one to the next."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """What they say together; a word cut by a hyphen at the end of a line is whole again.

        Figures that stand apart have ` | ` between them, as those of a table's row have.
        """
        return joined_lines([_with_marks(line) for line in self.lines])


def _with_marks(line: Line) -> str:
    """What a line says, with marks between figures that are farther apart than words."""
    text = line.words[0].text
    for before, word in pairwise(line.words):
        figures = before.text[-1] in _OF_FIGURES and word.text[0] in _OF_FIGURES
        text += f"{' | ' if figures and gap(before, word) >= _APART else ' '}{word.text}"
    return text


def joined_lines(texts: Sequence[str]) -> str:
    """Lines as one: `an-` and `nual` are `annual`."""
    parts: list[str] = []
    for line in texts:
        if parts and is_cut(parts[-1]) and line[:1].islower():
            parts[-1] = parts[-1][:-1]
        elif parts:
            parts.append(" ")
        parts.append(line)
    return "".join(parts)


def is_cut(text: str) -> bool:
    """Whether a text ends within a word."""
    return _CUT.search(text[-_LAST:]) is not None


def _is_ended(text: str) -> bool:
    """Whether a text ends a sentence."""
    return _ENDS.search(text[-_LAST:]) is not None


def paragraphs(lines: Sequence[Line]) -> Iterator[Lines]:
    """The paragraphs of lines that stand below each other in one column."""
    if not lines:
        return
    step = usual_step(lines)
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    begun = [lines[0]]
    for line in lines[1:]:
        if _goes_on(begun[-1], line, step, left, right):
            begun.append(line)
        else:
            yield Lines(tuple(begun))
            begun = [line]
    yield Lines(tuple(begun))


def is_item(line: Line) -> bool:
    """Whether a line begins an item of a list."""
    return _ITEM.match(line.text) is not None


def _goes_on(before: Line, line: Line, step: float, left: float, right: float) -> bool:
    """Whether a line goes on with what the one before says."""
    if abs(line.size - before.size) > _OTHER * max(line.size, before.size):
        return False
    if line.base - before.base > max(_FAR * step, 1.5 * line.size) or line.base <= before.base:
        return False
    text = line.text
    if is_cut(before.text) and text[:1].islower():
        return True
    if _ITEM.match(text) or before.bold != line.bold:
        return False
    if text[:1].islower() or text[:1] in "(%":
        return not _is_ended(before.text) or text[:1].islower()
    full = before.right - left >= _FULL * (right - left)
    if not line.page:
        # A line of a plain text may be a whole paragraph, unless all lines end near one place.
        wrapped = full and right - left <= _WIDEST
        return wrapped and text[:1].isdigit() and not _is_ended(before.text)
    set_in = line.left - before.left > _SET_IN * line.size
    if not full or (set_in and _is_ended(before.text)):
        return False
    return not (_is_ended(before.text) and before.right < right - 6 * line.size)
