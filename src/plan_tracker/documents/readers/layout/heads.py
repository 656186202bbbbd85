"""The headings of columns: stacked lines, and heads over several columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from plan_tracker.documents.readers.layout.columns import Span, overlap
from plan_tracker.documents.readers.layout.line import Line, Piece, Rule
from plan_tracker.documents.readers.layout.pieces import Style, pieces
from plan_tracker.documents.readers.layout.raw_table import RawCell, Row

_NEAR = 1.9  # blanks between words of one heading
_UNDER = 1.3  # of the size; a rule so near below a heading is its own
_MOST_BELOW = 20  # rules that are looked at below a line
_OFF = 0.6  # of the size that ends or middles of a heading may be off those of its column


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What is drawn at a line of headings, whether it is the last, and how many names it has.

    The rules are those right `below` it, and those `beside` its words by where they stand.
    """

    below: Sequence[Rule]
    beside: Sequence[float]
    last: bool
    names: int


@dataclass(frozen=True, slots=True)
class _Head:
    """What one line says over columns `first` to `last`."""

    piece: Piece
    first: int
    last: int


def head_rows(
    lines: Sequence[Line],
    spans: Sequence[Span],
    style: Style,
    level: Sequence[Rule],
    upright: Sequence[Rule],
    names: int = 1,
) -> tuple[Row, ...]:
    """The rows of headings over the columns, the first of which are those of names.

    Lines that stand over single columns are one row; a head over several columns has its own above.
    """
    placed = []
    for line in lines:
        drawn = _drawn(line, level, upright, line is lines[-1], names)
        heads = [
            head
            for piece in _pieces(line, spans, style, upright)
            for head in _placed(piece, line, spans, drawn)
        ]
        placed.append(_over_groups(heads, spans, names))
    return tuple(_stacked(placed, len(spans)))


def _drawn(
    line: Line, level: Sequence[Rule], upright: Sequence[Rule], last: bool, names: int
) -> _Drawn:
    """What of all rules counts for a line; of very many below it, those that are nearest."""
    below = [rule for rule in level if 0 <= rule.at - line.base <= _UNDER * line.size]
    nearest = sorted(below, key=lambda rule: rule.at)[:_MOST_BELOW]
    height = line.base - line.size / 4
    beside = [rule.at for rule in upright if rule.start <= height <= rule.end]
    return _Drawn(nearest, beside, last, names)


def _pieces(
    line: Line, spans: Sequence[Span], style: Style, upright: Sequence[Rule]
) -> Iterator[Piece]:
    """What stands apart on a line of headings: nearer to each other than in other lines."""
    near = replace(style, near=min(style.near, _NEAR))
    for piece in pieces(line, near, upright):
        yield from _apart(piece, spans)


def _apart(piece: Piece, spans: Sequence[Span]) -> Iterator[Piece]:
    """A piece in two where each then ends or stands as its column does."""
    for at in range(1, len(piece.words)):
        before, behind = Piece(piece.words[:at]), Piece(piece.words[at:])
        columns = aligned_with(before, spans), aligned_with(behind, spans)
        if columns[0] is not None and columns[1] is not None and columns[0] < columns[1]:
            yield before
            yield from _apart(behind, spans)
            return
    yield piece


def aligned_with(piece: Piece, spans: Sequence[Span]) -> int | None:
    """The column that a piece ends with, or whose middle is its own."""
    off = _OFF * piece.words[0].size
    for at, (left, right) in enumerate(spans):
        if abs(piece.right - right) <= off or abs(piece.middle - (left + right) / 2) <= off:
            return at
    return None


def _placed(
    piece: Piece,
    line: Line,
    spans: Sequence[Span],
    drawn: _Drawn,
) -> Iterator[_Head]:
    """The columns that a piece stands over: of the box around it, unless it is on the last line."""
    boxed = None if drawn.last else _boxed(piece, line, spans, drawn)
    if boxed is not None:
        yield _Head(piece, *boxed)
        return
    over = [at for at, span in enumerate(spans) if overlap(span, piece) > 0]
    names = drawn.names
    if over and over[0] < names <= over[-1]:
        # Names may reach over the first figures, their headings stand over one of the two.
        unnamed = spans[0][0] == spans[0][1]
        by_figures = unnamed or piece.middle >= spans[names][0]
        over = [at for at in over if (at >= names) == by_figures]
    if len(over) > 1 and aligned_with(piece, [spans[at] for at in over]) is not None:
        over = [over[aligned_with(piece, [spans[at] for at in over]) or 0]]
    between = None if over or drawn.last else _between(piece, spans, names)
    if between is not None:
        over = [between, between + 1]
    if not over:
        unnamed = spans[0][0] == spans[0][1]
        near = range(names if unnamed else 0, len(spans))
        over = [min(near, key=lambda at: _away(spans[at], piece))]
    yield _Head(piece, over[0], over[-1])


def _between(piece: Piece, spans: Sequence[Span], names: int) -> int | None:
    """The first of two columns of figures between which a piece stands in the middle."""
    for at in range(names, len(spans) - 1):
        (left, ends), (begins, right) = spans[at], spans[at + 1]
        off = abs(piece.middle - (left + right) / 2)
        if ends <= piece.left and piece.right <= begins and off <= (right - left) / 8:
            return at
    return None


def _away(span: Span, piece: Piece) -> float:
    return max(span[0] - piece.right, piece.left - span[1])


def _boxed(
    piece: Piece,
    line: Line,
    spans: Sequence[Span],
    drawn: _Drawn,
) -> tuple[int, int] | None:
    """The columns over which a rule right below a piece goes, between upright ones beside it.

    None where there are not several, or where other words stand over them too.
    """
    for rule in drawn.below:
        if piece.left < rule.start - 2 or piece.right > rule.end + 2:
            continue
        left = max([rule.start, *(at for at in drawn.beside if at <= piece.left + 1)])
        right = min([rule.end, *(at for at in drawn.beside if at >= piece.right - 1)])
        within = [
            at
            for at, span in enumerate(spans)
            if at >= drawn.names and left <= _middle(span) <= right
        ]
        over = [word for word in line.words if left <= word.middle <= right]
        if len(within) > 1 and len(over) == len(piece.words):
            return within[0], within[-1]
    return None


def _middle(span: Span) -> float:
    return (span[0] + span[1]) / 2


def _over_groups(heads: Sequence[_Head], spans: Sequence[Span], names: int) -> list[_Head]:
    """Heads in the middle of as many columns each, where together they are over all of them."""
    named = [head for head in heads if head.first >= names]
    columns = len(spans) - names
    if len(named) < 2 or columns % len(named) or columns == len(named):
        return list(heads)
    if len({(head.first, head.last) for head in named}) < len(named):
        return list(heads)
    each = columns // len(named)
    groups = [(names + each * at, names - 1 + each * (at + 1)) for at in range(len(named))]
    off = 0.5 * (spans[-1][1] - spans[names][0]) / columns
    fits = all(
        abs(head.piece.middle - (spans[first][0] + spans[last][1]) / 2) <= off
        and first <= head.first <= head.last <= last
        for head, (first, last) in zip(named, groups, strict=True)
    )
    if not fits:
        return list(heads)
    over = iter(groups)
    return [head if head.first < names else _Head(head.piece, *next(over)) for head in heads]


def _stacked(lines: Sequence[Sequence[_Head]], columns: int) -> Iterator[Row]:
    """Rows of heads over several columns, and one of all that stands over single ones."""
    wide: list[list[_Head]] = []
    single: list[list[Piece]] = [[] for _ in range(columns)]
    for heads in lines:
        row = []
        for head in heads:
            if head.first == head.last:
                single[head.first].append(head.piece)
            else:
                row.append(head)
        if row:
            wide.append(row)
    for row in wide:
        yield tuple(
            RawCell(head.piece.text, head.first, head.last, head.piece.bold, words=head.piece.words)
            for head in _without_overlap(row)
        )
    lowest = tuple(
        RawCell(
            _text(said),
            column,
            column,
            all(piece.bold for piece in said),
            words=tuple(word for piece in said for word in piece.words),
        )
        for column, said in enumerate(single)
        if said
    )
    if lowest:
        yield lowest


def _without_overlap(row: Sequence[_Head]) -> Iterator[_Head]:
    """Heads that reach over each other end where the next begins."""
    for head, after in pairwise([*row, None]):
        if head is None:
            continue
        last = head.last if after is None else max(head.first, min(head.last, after.first - 1))
        yield replace(head, last=last)


def _text(said: Iterable[Piece]) -> str:
    """Lines over each other as one: a word cut by a hyphen is whole again."""
    text = ""
    for piece in said:
        cut = text.endswith("-") and piece.text[:1].islower() and text[-2:-1].isalpha()
        text = text[:-1] + piece.text if cut else f"{text} {piece.text}".strip()
    return text
