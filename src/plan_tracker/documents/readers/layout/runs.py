"""Which lines of a text are the rows of one table."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plan_tracker.documents.readers.layout.columns import (
    DataLine,
    Span,
    fits,
    under,
    with_row_numbers,
)
from plan_tracker.documents.readers.layout.line import Piece
from plan_tracker.documents.readers.layout.pieces import is_figure, is_number
from plan_tracker.language.tables import table_unit

_YEAR = re.compile(r"(?:1[89]|20)\d\d\*?")
MOST_BETWEEN = 5  # lines without figures inside a table
LONGEST_NAME = 14  # words
FAR_BELOW = 6.0  # of the size; the next line of a table is nearer
_BESIDE = 0.9  # of the size; nearer is a line in the middle beside two others
_MARKED = 500  # blanks, wider than any page
_FEWEST_ALONE = 3  # numbers alone on their lines that are an axis
_FEWEST_SINGLE = 3  # lines of a name and one figure


@dataclass(frozen=True, slots=True)
class Run:
    """Lines `first` to `last` of a region, which are one table without its headings."""

    first: int
    last: int


def is_data(line: DataLine) -> bool:
    """Whether a line has several figures apart from each other, and more figures than texts."""
    figures = [piece for piece in line.pieces if is_figure(piece.text)]
    if len(figures) < 2 or not any(is_number(piece.text) for piece in figures):
        return False
    return len(figures) >= len(line.pieces) - len(figures)


def _is_years(line: DataLine) -> bool:
    """Whether all that a line says are years."""
    said = [piece.text for piece in line.pieces if is_figure(piece.text)]
    return bool(said) and all(_YEAR.fullmatch(text) for text in said)


def is_single(line: DataLine) -> bool:
    """Whether a line has a name and one figure apart from it."""
    return (
        len(line.pieces) == 2
        and is_figure(line.pieces[1].text)
        and not is_figure(line.pieces[0].text)
    )


def runs(cut: Sequence[DataLine]) -> Iterator[Run]:
    """The stretches of lines that have columns in common."""
    at = 0
    while at < len(cut):
        begins = is_data(cut[at]) or _begins_single(cut, at)
        if not begins or _is_years(cut[at]):
            at += 1
            continue
        last = _end(cut, at)
        rows = sum(bool(line.figures) for line in cut[at : last + 1])
        if rows >= 2 or _stands_under_heads(cut, at) or _is_marked(cut[at]):
            yield Run(at, last)
        at = last + 1


def _begins_single(cut: Sequence[DataLine], at: int) -> bool:
    """Whether a column of one figure begins here: three figures at least that end below another."""
    if not is_single(cut[at]):
        return False
    if _is_marked(cut[at]):
        return True
    right, size = cut[at].pieces[1].right, cut[at].line.size
    same = 1
    for line in cut[at + 1 : at + 1 + 2 * _FEWEST_SINGLE]:
        if is_data(line):
            return any(abs(piece.right - right) <= 0.3 * size for piece in line.pieces)
        if is_single(line) and abs(line.pieces[1].right - right) <= 0.3 * size:
            same += 1
    return same >= _FEWEST_SINGLE


def _is_marked(line: DataLine) -> bool:
    """Whether marks stand between the cells of a line, and not blanks."""
    apart = (after.left - piece.right for piece, after in pairwise(line.pieces))
    return max(apart, default=0) > _MARKED * line.pieces[0].words[0].blank


def _stands_under_heads(cut: Sequence[DataLine], at: int) -> bool:
    """Whether a line of figures alone has a heading over each of them."""
    above = cut[at - 1] if at else None
    if above is None or above.figures:
        return False
    spans = [(piece.left, piece.right) for piece in cut[at].figures]
    return len(spans) > 2 and len(above.pieces) >= len(spans) and fits(spans, above.pieces)


def _end(cut: Sequence[DataLine], first: int) -> int:
    """The last line of the table that begins with a line."""
    spans = [(piece.left, piece.right) for piece in cut[first].figures]
    last, pending, count = first, 0, cut[first].trailing
    for at in range(first + 1, len(cut)):
        line, before = cut[at].line, cut[at - 1].line
        if line.base - before.base > FAR_BELOW * max(line.size, before.size):
            break
        if count > 1 and _is_axis(cut, at):
            break
        data = with_row_numbers([cut[first], cut[at]])[1]
        figures = data.figures
        if figures and _belongs(data, spans, count):
            spans = _grown(spans, figures)
            last, pending, count = at, 0, max(data.trailing, 2)
            continue
        goes_on = not figures and _names(cut[at], spans) and pending < MOST_BETWEEN
        if not goes_on or (is_bracketed(line.text) and _of_others(cut, at + 1, count)):
            break
        pending += 1
    return last + 1 if _ends_name(cut, last) else last


def _is_axis(cut: Sequence[DataLine], at: int) -> bool:
    """Whether numbers alone follow each other: the axis of a chart below the table."""
    lines = cut[at : at + _FEWEST_ALONE]
    alone = all(len(line.pieces) == 1 and is_number(line.pieces[0].text) for line in lines)
    return alone and len(lines) == _FEWEST_ALONE


def _of_others(cut: Sequence[DataLine], at: int, count: int) -> bool:
    """Whether the next figures, behind the line of a unit, stand in another number of columns."""
    following = next((line for line in cut[at : at + MOST_BETWEEN] if line.figures), None)
    return following is not None and len(following.figures) != max(count, 1)


def is_bracketed(text: str) -> bool:
    """Whether a line is all in brackets, and no number: `(Numbers in thousands)`."""
    opened = text[:1] + text[-1:]
    return opened in ("[]", "()") and not is_number(text)


def _ends_name(cut: Sequence[DataLine], last: int) -> bool:
    """Whether the last line of a table has the rest of its name below it."""
    if last == 0 or last + 1 >= len(cut):
        return False
    above, line, below = cut[last - 1], cut[last], cut[last + 1]
    return is_amid(above, line, below) and not below.figures


def is_amid(above: DataLine, line: DataLine, below: DataLine) -> bool:
    """Whether a line stands in the middle beside two lines of names, which are one name."""
    if above.figures or below.figures or not line.figures:
        return False
    if len(above.pieces) != 1 or len(below.pieces) != 1:
        return False
    near = _BESIDE * line.line.size
    return (
        line.line.base - above.line.base <= near
        and below.line.base - line.line.base <= near
        and above.pieces[0].left < below.pieces[0].right
        and below.pieces[0].left < above.pieces[0].right
    )


def _belongs(line: DataLine, spans: Sequence[Span], count: int) -> bool:
    """Whether the figures of a line stand in the columns of those before it."""
    if not (is_data(line) or is_single(line) or len(line.pieces) == 1):
        return False
    if _is_years(line) and len(line.pieces) > 1 and not line.label:
        return False
    if fits(spans, line.figures):
        return not is_single(line) or bool(under(spans, line.pieces[1]))
    return line.trailing == count and bool(line.label)


def _grown(spans: Sequence[Span], figures: Sequence[Piece]) -> list[Span]:
    """The columns with those of another line."""
    grown = list(spans)
    for piece in figures:
        over = under(grown, piece)
        first = over[0] if over else bisect_left(grown, (piece.left, piece.right))
        ends = [(piece.left, piece.right), *(grown[at] for at in over)]
        left, right = min(start for start, _ in ends), max(end for _, end in ends)
        grown[first : first + len(over)] = [(left, right)]
    # Columns that a line has merged tell no more than the line before.
    return grown if len(grown) >= len(spans) else list(spans)


def _names(line: DataLine, spans: Sequence[Span]) -> bool:
    """Whether a line without figures may name rows of a table: a short text at its left."""
    if len(line.pieces) != 1:
        return False
    piece = line.pieces[0]
    if len(piece.words) > LONGEST_NAME or not spans or table_unit(piece.text.casefold()):
        return False
    left, right = spans[0][0], spans[-1][1]
    return piece.left < left and piece.right < left + 0.4 * (right - left)
