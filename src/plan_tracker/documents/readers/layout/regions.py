"""Text that is set in columns, one column after the other."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plan_tracker.documents.readers.layout.line import Line, Piece, Word, gap

_FEWEST_LINES = 4
_MOST_EDGES = 12  # columns that are tried on a page
_DEEPEST = 6
_GUTTER = 0.9  # of the size of letters, at least, and
_BLANKS = 1.6
_SAME = 0.06  # of the size; heights that differ by less are the same
_GOES_ON = re.compile(r"[a-z\u00df-\u00f6\u00f8-\u00ff\u1e00-\u1eff(]|\d+ [a-z]")
_WORDS = re.compile(r"[^\W\d_]{2,}")

Region = tuple[Line, ...]


def regions(lines: Sequence[Line], depth: int = 0) -> Iterator[Region]:
    """The lines in the order in which they are read: above, column by column, below.

    A column is prose: a table's columns are left beside each other.
    """
    split = _split(lines) if depth < _DEEPEST and len(lines) >= _FEWEST_LINES else None
    if split is None:
        if lines:
            yield tuple(lines)
        return
    above, left, right, below = split
    for part in (above, left, right, below):
        yield from regions(part, depth + 1)


def _split(lines: Sequence[Line]) -> tuple[list[Line], ...] | None:
    """What is above, left of, right of and below a gutter; None where there is none."""
    for edge in _edges(lines):
        for first, after in _runs(lines, edge):
            left, right = _sides(lines[first:after], edge)
            if len(right) >= _FEWEST_LINES and left and _are_columns(left, right):
                return list(lines[:first]), left, right, list(lines[after:])
    return None


def _edges(lines: Sequence[Line]) -> list[float]:
    """Where columns may begin: the places at which most stretches of text begin."""
    starts = sorted(
        (word.left, word.size, word.text[0].isalpha())
        for line in lines
        for at, word in enumerate(line.words)
        if at == 0 or _far(line.words[at - 1], word)
    )
    if not starts:
        return []
    far_left = starts[0][0]
    groups: list[list[tuple[float, float, bool]]] = []
    for start in starts:
        if groups and start[0] - groups[-1][0][0] <= 0.4 * start[1]:
            groups[-1].append(start)
        else:
            groups.append([start])
    likely = [group for group in groups if len(group) >= _FEWEST_LINES]
    likely = [group for group in likely if group[0][0] > far_left + 8 * group[0][1]]
    # Prose begins its lines with letters, figures in columns do not.
    likely = [group for group in likely if 2 * sum(is_word for *_, is_word in group) > len(group)]
    likely.sort(key=lambda group: (-len(group), group[0][0]))
    return [group[0][0] for group in likely[:_MOST_EDGES]]


def _far(before: Word, word: Word) -> bool:
    return word.left - before.right >= _gutter(word)


def _gutter(word: Word) -> float:
    """How wide the white between columns of such words is at least."""
    return max(_GUTTER * word.size, _BLANKS * word.blank)


def _runs(lines: Sequence[Line], edge: float) -> Iterator[tuple[int, int]]:
    """Stretches of lines that leave a gutter before an edge white."""
    first = 0
    for at, line in enumerate(lines):
        if _crosses(line, edge):
            if at - first >= _FEWEST_LINES:
                yield first, at
            first = at + 1
    if len(lines) - first >= _FEWEST_LINES:
        yield first, len(lines)


def _crosses(line: Line, edge: float) -> bool:
    edge, gutter = _edge_of(line, edge), _gutter(line.words[0])
    return any(word.left < edge - 0.5 and word.right > edge - gutter for word in line.words)


def _edge_of(line: Line, edge: float) -> float:
    """Where a column begins on a line: at the mark of an item, which stands before its edge."""
    for word in line.words:
        if edge - 2 * word.size <= word.left < edge and not word.text[0].isalnum():
            return word.left if len(word.text) == 1 else edge
    return edge


def _sides(lines: Sequence[Line], edge: float) -> tuple[list[Line], list[Line]]:
    left, right = [], []
    for line in lines:
        begins = _edge_of(line, edge)
        before, behind = line.between(float("-inf"), begins), line.between(begins, float("inf"))
        left += [before] if before else []
        right += [behind] if behind else []
    return left, right


def _are_columns(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether two sides are columns of text: both are prose, or one is, at heights of its own."""
    prose = is_prose(left), is_prose(right)
    if all(prose):
        return True
    if not any(prose):
        return False
    heights = {line.number: line.base for line in left}
    beside = [
        line
        for line in right
        if line.number in heights and abs(heights[line.number] - line.base) <= _SAME * line.size
    ]
    return len(beside) <= 0.4 * min(len(left), len(right))


def is_prose(lines: Sequence[Line]) -> bool:
    """Whether most of what stands apart are stretches of words that go on from line to line."""
    if len(lines) < _FEWEST_LINES:
        return False
    stretches = [stretch.text for line in lines for stretch in _stretches(line)]
    worded = [text for text in stretches if len(_WORDS.findall(text)) >= 3]
    goes_on = [text for text in worded if _GOES_ON.match(text)]
    return len(worded) >= 0.5 * len(stretches) and len(goes_on) >= 0.25 * len(stretches)


def _stretches(line: Line) -> list[Piece]:
    stretches: list[list[Word]] = [[line.words[0]]]
    for before, word in pairwise(line.words):
        if gap(before, word) > 6:
            stretches.append([])
        stretches[-1].append(word)
    return [Piece(tuple(words)) for words in stretches]
