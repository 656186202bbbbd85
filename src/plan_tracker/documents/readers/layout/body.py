"""The rows of a table that is told by places: names and figures in their columns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from statistics import pstdev

from plan_tracker.documents.readers.layout.columns import Columns, DataLine, Span, overlap
from plan_tracker.documents.readers.layout.line import Piece
from plan_tracker.documents.readers.layout.pieces import is_figure
from plan_tracker.documents.readers.layout.raw_table import RawCell, Row
from plan_tracker.documents.readers.layout.runs import is_amid, is_data, is_single

_FEWEST_FILLED = 0.3  # of the cells of figures


def is_thin(lines: Sequence[DataLine], columns: Columns) -> bool:
    """Whether most of what would be a table is empty, as where a chart has its values."""
    strong = sum(is_data(line) or is_single(line) for line in lines)
    filled = sum(len(line.figures) for line in lines) / (len(lines) * len(columns.spans))
    return 2 * strong < len(lines) or filled < _FEWEST_FILLED


def rows_of(body: Sequence[DataLine], columns: Columns, names: Sequence[Span]) -> Iterator[Row]:
    """The rows of the body: names over several lines whole, names above their figures too."""
    indent_of = _indents([line.label or line.pieces[:1] for line in body if line.pieces])
    unnamed = [line for line in body if line.figures and not line.label]
    above = 2 * len(unnamed) > sum(bool(line.figures) for line in body)
    rows: list[Row] = []
    for line in body:
        cells = _figure_cells(line, columns, len(names))
        said = _name_cells(line.label if cells else line.pieces, names, indent_of)
        before = rows[-1] if rows else ()
        if before and before[-1].first < len(names):  # a name that has no figures yet
            if said and _goes_on(before, said):
                text = f"{before[0].text} {said[0].text}"
                said = [replace(before[0], text=text), *said[1:]]
                rows.pop()
            elif not said and above:
                said = list(before)
                rows.pop()
        rows.append((*said, *cells))
    yield from rows


def _goes_on(before: Row, said: Sequence[RawCell]) -> bool:
    """Whether names are the rest of the name above: they begin with a small letter."""
    return len(before) == 1 and said[0].text[:1].islower() and said[0].first == before[0].first


def _figure_cells(line: DataLine, columns: Columns, names: int) -> list[RawCell]:
    if not line.figures:
        return []
    placed = columns.of(line) or []
    return [
        RawCell(piece.text, names + column, names + column, piece.bold, words=piece.words)
        for piece, column in zip(line.figures, placed, strict=True)
    ]


def _name_cells(
    pieces: Sequence[Piece], names: Sequence[Span], indent_of: Callable[[Piece], int]
) -> list[RawCell]:
    """The cells of names: each in its column, or all in the one there is."""
    if not pieces:
        return []
    if len(names) == 1:
        text = " ".join(piece.text for piece in pieces)
        bold = all(piece.bold for piece in pieces)
        words = tuple(word for piece in pieces for word in piece.words)
        return [RawCell(text, 0, 0, bold, indent_of(pieces[0]), words)]
    in_columns: dict[int, list[Piece]] = {}
    for piece in pieces:
        column = max(range(len(names)), key=lambda at: overlap(names[at], piece))
        in_columns.setdefault(column, []).append(piece)
    cells: list[RawCell] = []
    for column, parts in sorted(in_columns.items()):
        text = " ".join(piece.text for piece in parts)
        words = tuple(word for piece in parts for word in piece.words)
        indent = indent_of(parts[0]) if column == 0 else 0
        cells.append(RawCell(text, column, column, parts[0].bold, indent, words))
    return cells


def whole_names(body: Sequence[DataLine]) -> list[DataLine]:
    """The lines, names that stand on two lines beside their figures taken to these."""
    whole: list[DataLine] = []
    at = 0
    while at < len(body):
        if 0 < at < len(body) - 1 and is_amid(body[at - 1], body[at], body[at + 1]):
            above, line, below = body[at - 1], body[at], body[at + 1]
            whole.pop()
            name = Piece((*above.pieces[0].words, *below.pieces[0].words))
            label = sorted((*line.label, name), key=lambda piece: piece.left)
            named = (*label, *line.figures)
            whole.append(replace(line, pieces=named, named=len(label)))
            at += 2
        else:
            whole.append(body[at])
            at += 1
    return whole


def parted(line: DataLine, columns: Columns) -> DataLine:
    """A line, a figure at the end of its name that stands in a column by itself."""
    texts = [at for at, piece in enumerate(line.pieces) if not is_figure(piece.text)]
    if not texts:
        return line
    at = texts[-1]
    piece = line.pieces[at]
    last = Piece(piece.words[-1:])
    inside = any(left - 2 <= last.left and last.right <= right + 2 for left, right in columns.spans)
    if len(piece.words) < 2 or not is_figure(last.text) or not inside:
        return line
    parts = (*line.pieces[:at], Piece(piece.words[:-1]), last, *line.pieces[at + 1 :])
    return replace(line, pieces=parts)


def _indents(names: Sequence[Sequence[Piece]]) -> Callable[[Piece], int]:
    """How many blanks a name is set in by; none where names are centred or end together."""
    firsts = [named[0] for named in names if named]
    if not firsts:
        return lambda piece: 0
    spread = {
        "left": pstdev(piece.left for piece in firsts),
        "middle": pstdev(piece.middle for piece in firsts),
        "right": pstdev(piece.right for piece in firsts),
    }
    left = min(piece.left for piece in firsts)
    if min(spread.values()) < spread["left"] and spread["left"] > 0:
        lowest = min(spread, key=lambda side: spread[side])
        if lowest != "left" and spread[lowest] < 0.5 * spread["left"]:
            return lambda piece: 0
    return lambda piece: round((piece.left - left) / piece.words[0].blank)
