"""The columns that the pieces of several lines stand in."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from plan_tracker.documents.readers.layout.line import Line, Piece, gap
from plan_tracker.documents.readers.layout.pieces import is_figure, is_number

Span = tuple[float, float]
_YEAR = re.compile(r"(?:1[89]|20)\d\d[*\u00b9\u00b2\u00b3]?")
_NEAR = 2.5  # blanks between figures that follow each other as words do
MOST_NAMES = 4  # columns of names
_COUNT = re.compile(r"\d{1,3}\.?")


@dataclass(frozen=True, slots=True)
class DataLine:
    """A line with figures, in pieces from the left.

    Before its `first_figure` are names, the number or the year of a row. So many figures as
    `trailing` says stand at its end.
    """

    line: Line
    pieces: tuple[Piece, ...]
    named: int = 0  # pieces at its beginning that are names, whatever they look like
    first_figure: int = field(init=False)
    trailing: int = field(init=False)

    def __post_init__(self) -> None:
        figures = [is_figure(piece.text) for piece in self.pieces]
        first = self.named
        if len(figures) > 2 and (
            _YEAR.fullmatch(self.pieces[0].text) or _is_row_number(self.pieces)
        ):
            first = max(first, 1)
        while first < len(figures) and not figures[first]:
            first += 1
        last = len(figures)
        while last and figures[last - 1]:
            last -= 1
        object.__setattr__(self, "first_figure", first)
        object.__setattr__(self, "trailing", len(figures) - last)

    @property
    def label(self) -> tuple[Piece, ...]:
        """The pieces before its figures."""
        return self.pieces[: self.first_figure]

    @property
    def figures(self) -> tuple[Piece, ...]:
        """Its figures, and what stands between them."""
        return self.pieces[self.first_figure :]


def _is_row_number(pieces: Sequence[Piece]) -> bool:
    """Whether a line begins with its number: a short one before a name."""
    return _COUNT.fullmatch(pieces[0].text) is not None and not is_figure(pieces[1].text)


def with_row_numbers(lines: Sequence[DataLine]) -> list[DataLine]:
    """The lines, numbers of rows told as such where they stand below those of other rows.

    The name of such a row may stand on the lines above and below it.
    """
    counts = [line.pieces[0] for line in lines if line.first_figure > 1]
    if not counts:
        return list(lines)
    span = min(piece.left for piece in counts), max(piece.right for piece in counts)
    return [
        replace(line, named=1)
        if line.pieces
        and line.first_figure == 0
        and _COUNT.fullmatch(line.pieces[0].text)
        and overlap(span, line.pieces[0]) > 0
        else line
        for line in lines
    ]


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of figures are, from the left, and which piece of a line is in which.

    A line's names stand before the first of them. Columns that are `counted` are told by how many
    figures a line has, as their places tell nothing.
    """

    spans: tuple[Span, ...]
    counted: bool = False

    def of(self, line: DataLine) -> list[int] | None:
        """The columns of a line's figures; None where two are in one, or one is in two."""
        figures = line.figures
        if self.counted:
            return list(range(len(figures))) if len(figures) == len(self.spans) else None
        places = [_span_of(self.spans, piece) for piece in figures]
        if None in places or len(set(places)) < len(places):
            return None
        return [place for place in places if place is not None]


def _span_of(spans: Sequence[Span], piece: Piece) -> int | None:
    over = under(spans, piece)
    if not over:
        return None
    most = max(over, key=lambda at: overlap(spans[at], piece))
    others = [at for at in over if at != most]
    slack = 0.5 * piece.words[0].size
    return most if all(overlap(spans[at], piece) <= slack for at in others) else None


def under(spans: Sequence[Span], piece: Piece) -> list[int]:
    """The columns, which lie beside each other from the left, that a piece stands over."""
    at = bisect_right(spans, piece.left, key=lambda span: span[1])
    over: list[int] = []
    while at < len(spans) and spans[at][0] < piece.right:
        over.append(at)
        at += 1
    return over


def overlap(span: Span, piece: Piece) -> float:
    """How much of a piece is over a column; below 0 where it is beside it."""
    return min(span[1], piece.right) - max(span[0], piece.left)


def find_columns(lines: Sequence[DataLine]) -> Columns | None:
    """The columns of lines that belong together; None where these cannot be told, or are none."""
    if not lines:
        return None
    candidates = (_united, _by_ends, _counted)
    for find in candidates:
        columns = find(lines)
        if columns is not None and all(columns.of(line) is not None for line in lines):
            return columns
    return None


def _united(lines: Sequence[DataLine]) -> Columns | None:
    """Columns from figures that stand over each other."""
    spans: list[Span] = []
    pieces = [piece for line in lines for piece in line.figures]
    slack = 0.1 * pieces[0].words[0].size if pieces else 0.0
    for piece in sorted(pieces, key=lambda piece: piece.left):
        if spans and piece.left < spans[-1][1] - slack:
            spans[-1] = spans[-1][0], max(spans[-1][1], piece.right)
        else:
            spans.append((piece.left, piece.right))
    return Columns(tuple(_without_strays(spans, lines))) if spans else None


def _without_strays(spans: list[Span], lines: Sequence[DataLine]) -> list[Span]:
    """The columns; marks such as dashes that no line has beside their neighbour are of it."""
    if len(spans) < 2:
        return spans
    lefts = [span[0] for span in spans]
    in_span: list[set[int]] = [set() for _ in spans]
    numbers = [False] * len(spans)
    for number, line in enumerate(lines):
        for piece in line.figures:
            at = max(bisect_left(lefts, piece.left + 1e-6) - 1, 0)
            in_span[at].add(number)
            numbers[at] |= is_number(piece.text)
    kept: list[int] = []
    for at in range(len(spans)):
        before = kept[-1] if kept else None
        stray = before is not None and not (numbers[at] and numbers[before])
        if before is not None and stray and not in_span[at] & in_span[before]:
            spans[before] = spans[before][0], spans[at][1]
            in_span[before] |= in_span[at]
            numbers[before] |= numbers[at]
        else:
            kept.append(at)
    return [spans[at] for at in kept]


def _by_ends(lines: Sequence[DataLine]) -> Columns | None:
    """Columns from figures that end at one place, where wide ones reach over their neighbours."""
    most = max(lines, key=lambda line: len(line.figures))
    ends = [piece.right for piece in most.figures]
    size = most.line.size
    lefts = [piece.left for piece in most.figures]
    if ends != sorted(ends):
        return None
    for line in lines:
        for piece in line.figures:
            behind = bisect_left(ends, piece.right)
            nearest = min(
                range(max(behind - 1, 0), min(behind + 1, len(ends))),
                key=lambda at: abs(ends[at] - piece.right),
            )
            if abs(ends[nearest] - piece.right) > 0.5 * size:
                return None
            lefts[nearest] = max(lefts[nearest], ends[nearest - 1] if nearest else piece.left)
    spans = tuple(zip(lefts, ends, strict=True))
    return Columns(spans) if all(left < right for left, right in spans) else None


def _counted(lines: Sequence[DataLine]) -> Columns | None:
    """Columns where each line has a name and as many figures, whatever their places."""
    counts = {len(line.figures) for line in lines}
    if len(counts) > 1 or len(lines) < 2 or not all(line.label for line in lines):
        return None
    if any(line.trailing != len(line.figures) for line in lines):
        return None
    count = counts.pop()
    near = all(_stand_near(line.figures) for line in lines)
    if count < 2 or not near:
        return None
    lefts = [min(line.figures[at].left for line in lines) for at in range(count)]
    rights = [max(line.figures[at].right for line in lines) for at in range(count)]
    return Columns(tuple(zip(lefts, rights, strict=True)), counted=True)


def _stand_near(figures: Sequence[Piece]) -> bool:
    """Whether figures follow each other as words do, so that places tell nothing."""
    return all(
        gap(before.words[-1], figure.words[0]) <= _NEAR for before, figure in pairwise(figures)
    )


def fits(spans: Sequence[Span], pieces: Iterable[Piece]) -> bool:
    """Whether no two pieces stand over one column, and none over two."""
    taken: set[int] = set()
    for piece in pieces:
        over = under(spans, piece)
        if len(over) > 1 or taken & set(over):
            return False
        taken |= set(over)
    return True


def name_columns(lines: Sequence[DataLine], edge: float) -> list[Span]:
    """The columns of names before the figures, which begin at `edge`; one if they are not clear.

    It has no width where no figures have names beside them.
    """
    pieces = sorted((piece for line in lines for piece in line.label), key=lambda piece: piece.left)
    if not pieces:
        return [(edge - 0.1, edge - 0.1)]
    whole = min(pieces[0].left, edge - 0.1), min(max(piece.right for piece in pieces), edge)
    if all(len(line.label) < 2 for line in lines):
        return [whole]
    spans: list[Span] = []
    for piece in pieces:
        if spans and piece.left < spans[-1][1]:
            spans[-1] = spans[-1][0], max(spans[-1][1], piece.right)
        else:
            spans.append((piece.left, piece.right))
    clear = all(fits(spans, line.label) for line in lines)
    return spans if clear and len(spans) <= MOST_NAMES else [whole]
