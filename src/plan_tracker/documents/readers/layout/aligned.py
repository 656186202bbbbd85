"""Tables whose columns are told by what stands below each other."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import pstdev

from plan_tracker.documents.readers.layout.columns import (
    Columns,
    DataLine,
    Span,
    find_columns,
    fits,
    name_columns,
    overlap,
    under,
    with_row_numbers,
)
from plan_tracker.documents.readers.layout.heads import aligned_with, head_rows
from plan_tracker.documents.readers.layout.line import Line, Piece, Rule
from plan_tracker.documents.readers.layout.pieces import Style, is_figure, is_number, pieces
from plan_tracker.documents.readers.layout.raw_table import RawCell, RawTable, Row
from plan_tracker.language.tables import table_unit

_YEAR = re.compile(r"(?:1[89]|20)\d\d\*?")
_MOST_BETWEEN = 5  # lines without figures inside a table
_MOST_HEADS = 8
_MOST_UNIT_LINES = 8
_LONGEST_NAME = 14  # words
_FAR_BELOW = 6.0  # of the size; the next line of a table is nearer
_SAME_TEXT = 1.5  # of the size; lines of one text are nearer
_BESIDE = 0.9  # the same for a line in the middle beside two others
_NEAR_ABOVE = 2.6  # the same for a heading, and for the line of a unit
_MARKED = 500  # blanks, wider than any page
_FEWEST_SINGLE = 3  # lines of a name and one figure
_FEWEST_FILLED = 0.3  # of the cells of figures


@dataclass(frozen=True, slots=True)
class Unclear:
    """Lines that are a table whose columns cannot be told."""

    lines: tuple[Line, ...]


Found = RawTable | Unclear | Line


@dataclass(frozen=True, slots=True)
class Setting:
    """How tables are set, and the rules that are drawn where they stand."""

    style: Style
    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines `first` to `last` of a region, which are one table without its headings."""

    first: int
    last: int


def aligned_tables(lines: Sequence[Line], setting: Setting) -> Iterator[Found]:
    """The lines of a region from the top, tables among them in their place."""
    cut = [DataLine(line, tuple(pieces(line, setting.style, setting.upright))) for line in lines]
    at = 0
    for run in _runs(cut):
        reader = _Reader(cut, setting, run, at)
        found = reader.table()
        if found is None:
            continue
        first, table = found
        yield from lines[at:first]
        yield table
        at = run.last + 1
    yield from lines[at:]


def _is_data(line: DataLine) -> bool:
    """Whether a line has several figures apart from each other, and more figures than texts."""
    figures = [piece for piece in line.pieces if is_figure(piece.text)]
    if len(figures) < 2 or not any(is_number(piece.text) for piece in figures):
        return False
    return len(figures) >= len(line.pieces) - len(figures)


def _is_years(line: DataLine) -> bool:
    """Whether all that a line says are years."""
    said = [piece.text for piece in line.pieces if is_figure(piece.text)]
    return bool(said) and all(_YEAR.fullmatch(text) for text in said)


def _is_single(line: DataLine) -> bool:
    """Whether a line has a name and one figure apart from it."""
    return (
        len(line.pieces) == 2
        and is_figure(line.pieces[1].text)
        and not is_figure(line.pieces[0].text)
    )


def _runs(cut: Sequence[DataLine]) -> Iterator[_Run]:
    """The stretches of lines that have columns in common."""
    at = 0
    while at < len(cut):
        begins = _is_data(cut[at]) or _begins_single(cut, at)
        if not begins or _is_years(cut[at]):
            at += 1
            continue
        last = _end(cut, at)
        rows = sum(bool(_figures(line)) for line in cut[at : last + 1])
        if rows >= 2 or _stands_under_heads(cut, at) or _is_marked(cut[at]):
            yield _Run(at, last)
        at = last + 1


def _begins_single(cut: Sequence[DataLine], at: int) -> bool:
    """Whether a column of one figure begins here: three figures at least that end below another."""
    if not _is_single(cut[at]):
        return False
    if _is_marked(cut[at]):
        return True
    right, size = cut[at].pieces[1].right, cut[at].line.size
    same = 1
    for line in cut[at + 1 : at + 1 + 2 * _FEWEST_SINGLE]:
        if _is_data(line):
            return any(abs(piece.right - right) <= 0.3 * size for piece in line.pieces)
        if _is_single(line) and abs(line.pieces[1].right - right) <= 0.3 * size:
            same += 1
    return same >= _FEWEST_SINGLE


def _is_marked(line: DataLine) -> bool:
    """Whether marks stand between the cells of a line, and not blanks."""
    apart = (after.left - piece.right for piece, after in pairwise(line.pieces))
    return max(apart, default=0) > _MARKED * line.pieces[0].words[0].blank


def _figures(line: DataLine) -> tuple[Piece, ...]:
    return line.figures if any(is_figure(piece.text) for piece in line.pieces) else ()


def _stands_under_heads(cut: Sequence[DataLine], at: int) -> bool:
    """Whether a line of figures alone has a heading over each of them."""
    above = cut[at - 1] if at else None
    if above is None or _figures(above):
        return False
    spans = [(piece.left, piece.right) for piece in cut[at].figures]
    return len(spans) > 2 and len(above.pieces) >= len(spans) and fits(spans, above.pieces)


def _end(cut: Sequence[DataLine], first: int) -> int:
    """The last line of the table that begins with a line."""
    spans = [(piece.left, piece.right) for piece in cut[first].figures]
    last, pending, count = first, 0, cut[first].trailing
    for at in range(first + 1, len(cut)):
        line, before = cut[at].line, cut[at - 1].line
        if line.base - before.base > _FAR_BELOW * max(line.size, before.size):
            break
        data = with_row_numbers([cut[first], cut[at]])[1]
        figures = _figures(data)
        if figures and _belongs(data, spans, count):
            spans = _grown(spans, figures)
            last, pending, count = at, 0, max(data.trailing, 2)
        elif figures or not _names(cut[at], spans) or pending >= _MOST_BETWEEN:
            break
        else:
            pending += 1
    return last + 1 if _ends_name(cut, last) else last


def _ends_name(cut: Sequence[DataLine], last: int) -> bool:
    """Whether the last line of a table has the rest of its name below it."""
    if last == 0 or last + 1 >= len(cut):
        return False
    above, line, below = cut[last - 1], cut[last], cut[last + 1]
    return _is_amid(above, line, below) and not _figures(below)


def _is_amid(above: DataLine, line: DataLine, below: DataLine) -> bool:
    """Whether a line stands in the middle beside two lines of names, which are one name."""
    if _figures(above) or _figures(below) or not _figures(line):
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


def _whole_names(body: Sequence[DataLine]) -> list[DataLine]:
    """The lines, names that stand on two lines beside their figures taken to these."""
    whole: list[DataLine] = []
    at = 0
    while at < len(body):
        if 0 < at < len(body) - 1 and _is_amid(body[at - 1], body[at], body[at + 1]):
            above, line, below = body[at - 1], body[at], body[at + 1]
            whole.pop()
            name = Piece((*above.pieces[0].words, *below.pieces[0].words))
            label = sorted((*line.label, name), key=lambda piece: piece.left)
            pieces_ = (*label, *line.figures)
            whole.append(replace(line, pieces=pieces_, named=len(label)))
            at += 2
        else:
            whole.append(body[at])
            at += 1
    return whole


def _belongs(line: DataLine, spans: Sequence[Span], count: int) -> bool:
    """Whether the figures of a line stand in the columns of those before it."""
    if not (_is_data(line) or _is_single(line) or len(line.pieces) == 1):
        return False
    if _is_years(line) and len(line.pieces) > 1 and not line.label:
        return False
    if fits(spans, line.figures):
        return not _is_single(line) or bool(under(spans, line.pieces[1]))
    return line.trailing == count and bool(line.label)


def _grown(spans: Sequence[Span], figures: Sequence[Piece]) -> list[Span]:
    """The columns with those of another line."""
    grown: list[Span] = []
    for left, right in sorted([*spans, *((piece.left, piece.right) for piece in figures)]):
        if grown and left < grown[-1][1]:
            grown[-1] = grown[-1][0], max(grown[-1][1], right)
        else:
            grown.append((left, right))
    # Columns that a line has merged tell no more than the line before.
    return grown if len(grown) >= len(spans) else list(spans)


def _names(line: DataLine, spans: Sequence[Span]) -> bool:
    """Whether a line without figures may name rows of a table: a short text at its left."""
    if len(line.pieces) != 1:
        return False
    piece = line.pieces[0]
    if len(piece.words) > _LONGEST_NAME or not spans or table_unit(piece.text.casefold()):
        return False
    left, right = spans[0][0], max(end for _, end in spans)
    return piece.left < left and piece.right < left + 0.4 * (right - left)


class _Reader:
    """One table of a region: its figures, and from there its headings and its unit above."""

    def __init__(
        self, cut: Sequence[DataLine], setting: Setting, run: _Run, first_free: int
    ) -> None:
        self._cut = cut
        self._setting = setting
        self._run = run
        self._free = first_free  # the lines above are of what stands before

    def table(self) -> tuple[int, RawTable | Unclear] | None:
        """The table with the number of its first line; None where there is none after all."""
        run = self._run
        body = with_row_numbers(self._cut[run.first : run.last + 1])
        data = [line for line in body if _figures(line)]
        columns = find_columns(data)
        if columns is None:
            columns, body = self._near_names(body)
        if columns is None:
            return run.first, Unclear(tuple(line.line for line in body))

        if _is_thin([line for line in body if _figures(line)], columns):
            return None
        names_first, heads_first = self._headings(columns)
        body = _whole_names([*self._cut[names_first : run.first], *body])
        names = name_columns([line for line in body if _figures(line)], columns.spans[0][0])
        spans = (*names, *columns.spans)
        heads = [line.line for line in self._cut[heads_first:names_first]]
        unit_first = self._unit(heads_first)
        above = [line.line for line in self._cut[unit_first:heads_first]]
        table = RawTable(
            body[0].line.page,
            self._cut[unit_first].line.number,
            body[0].line.size,
            spans,
            self._head_rows(heads, columns, len(names), spans),
            tuple(_rows(body, columns, names)),
            (" ".join(line.text for line in above),) if above else (),
            len(names),
        )
        return unit_first, table

    def _head_rows(
        self, heads: Sequence[Line], columns: Columns, names: int, spans: Sequence[Span]
    ) -> tuple[Row, ...]:
        if heads and _is_tight(columns, heads[0]):
            return tuple(
                tuple(RawCell(word.text, at, at) for at, word in enumerate(line.words, names - 1))
                for line in heads
            )
        setting = self._setting
        return head_rows(heads, spans, setting.style, setting.level, setting.upright, names)

    def _near_names(self, body: list[DataLine]) -> tuple[Columns | None, list[DataLine]]:
        """The columns once figures that stand near a name are taken from it."""
        sure = [line for line in body if _figures(line) and len(line.label) <= 1]
        widest = max((len(line.figures) for line in sure), default=0)
        columns = find_columns([line for line in sure if len(line.figures) == widest])
        if columns is None:
            return None, body
        parted = [_parted(line, columns) for line in body]
        return find_columns([line for line in parted if _figures(line)]), parted

    def _headings(self, columns: Columns) -> tuple[int, int]:
        """Where names that stand over the first figures begin, and where the headings do."""
        edge = columns.spans[0][0]
        names = self._run.first
        while names > self._free and self._is_section(names - 1, edge):
            names -= 1
        first = self._heads_from(names, columns)
        if first == names and names < self._run.first:
            # Without headings above them, names are a title.
            names = self._run.first
            first = self._heads_from(names, columns)
        return names, first

    def _is_section(self, at: int, edge: float) -> bool:
        line = self._cut[at]
        if self._run.first - at > _MOST_BETWEEN or not self._near(at, _FAR_BELOW):
            return False
        if len(line.pieces) != 1 or is_figure(line.pieces[0].text):
            return False
        piece = line.pieces[0]
        return piece.left < edge and len(piece.words) <= _LONGEST_NAME

    def _near(self, at: int, much: float) -> bool:
        line, below = self._cut[at].line, self._cut[at + 1].line
        return below.base - line.base <= much * max(line.size, below.size)

    def _heads_from(self, below: int, columns: Columns) -> int:
        """The first line of the headings above a line."""
        first = below
        for at in range(below - 1, max(self._free, below - _MOST_HEADS) - 1, -1):
            if not self._near(at, _NEAR_ABOVE if first < below else 2 * _NEAR_ABOVE):
                break
            if self._is_ruled_off(at) and self._has_heads(first, below):
                break
            kind = self._head_kind(at, columns)
            if kind == "none":
                break
            if kind == "head":
                first = at
        return first

    def _has_heads(self, first: int, below: int) -> bool:
        return any(len(self._cut[at].pieces) > 1 for at in range(first, below))

    def _is_ruled_off(self, at: int) -> bool:
        """Whether a rule goes over the whole table between a line and the one below it."""
        line, below = self._cut[at].line, self._cut[at + 1].line
        left, right = self._cut[self._run.first].line.left, self._cut[self._run.first].line.right
        return any(
            line.base <= rule.at <= below.base - 0.5 * below.size
            and rule.start <= left + 2 and rule.end >= right - 4
            for rule in self._setting.level
        )  # fmt: skip

    def _head_kind(self, at: int, columns: Columns) -> str:
        """Whether a line is a heading, a part of one that stands beside the figures, or neither."""
        line = self._cut[at]
        text = line.line.text
        edge = columns.spans[0][0]
        unit = is_unit_line(text) or text.endswith("]")
        if unit and not self._goes_on_above(at):
            return "none"
        over = [piece for piece in line.pieces if piece.right > edge]
        if _is_tight(columns, line.line):
            return "head" if len(line.line.words) == len(columns.spans) + 1 else "none"
        if len(line.pieces) == 1:
            piece = line.pieces[0]
            if not over:
                return "beside" if len(piece.words) <= _LONGEST_NAME else "none"
            ends_with_it = len(piece.words) <= 6 and aligned_with(piece, columns.spans) is not None
            near = piece.left >= edge - 2 * line.line.size
            return "head" if near or ends_with_it else "none"
        if max(len(piece.words) for piece in line.pieces) > _LONGEST_NAME:
            return "none"
        return "head" if over else "beside"

    def _goes_on_above(self, at: int) -> bool:
        """Whether a line in brackets is the last of a heading: others stand right above it."""
        if at <= self._free or len(self._cut[at].pieces) > 1:
            return False
        return self._near(at - 1, _SAME_TEXT) and len(self._cut[at - 1].pieces) > 1

    def _unit(self, first: int) -> int:
        """The first of the lines right above the headings that say in what the table counts."""
        if first <= self._free or not self._near(first - 1, 2 * _NEAR_ABOVE):
            return first
        text = self._cut[first - 1].line.text
        if is_unit_line(text):
            return first - 1
        closing = {"]": "[", ")": "("}.get(text[-1:])
        if closing is None:
            return first
        for at in range(first - 1, max(self._free, first - _MOST_UNIT_LINES) - 1, -1):
            if self._cut[at].line.text.startswith(closing):
                return at
            if at < first - 1 and not self._near(at, _NEAR_ABOVE):
                break
        return first


def _is_thin(lines: Sequence[DataLine], columns: Columns) -> bool:
    """Whether most of what would be a table is empty, as where a chart has its values."""
    strong = sum(_is_data(line) or _is_single(line) for line in lines)
    filled = sum(len(line.figures) for line in lines) / (len(lines) * len(columns.spans))
    return 2 * strong < len(lines) or filled < _FEWEST_FILLED


def _rows(body: Sequence[DataLine], columns: Columns, names: Sequence[Span]) -> Iterator[Row]:
    """The rows of the body: names over several lines whole, names above their figures too."""
    indent_of = _indents([line.label or line.pieces[:1] for line in body if line.pieces])
    unnamed = [line for line in body if _figures(line) and not line.label]
    above = 2 * len(unnamed) > sum(bool(_figures(line)) for line in body)
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
    if not _figures(line):
        return []
    placed = columns.of(line) or []
    return [
        RawCell(piece.text, names + column, names + column, piece.bold)
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
        return [RawCell(text, 0, 0, bold, indent_of(pieces[0]))]
    cells: dict[int, RawCell] = {}
    for piece in pieces:
        column = max(range(len(names)), key=lambda at: overlap(names[at], piece))
        indent = indent_of(piece) if column == 0 else 0
        if column in cells:
            cells[column] = replace(cells[column], text=f"{cells[column].text} {piece.text}")
        else:
            cells[column] = RawCell(piece.text, column, column, piece.bold, indent)
    return [cells[column] for column in sorted(cells)]


def _is_tight(columns: Columns, line: Line) -> bool:
    """Whether columns are no farther apart than words, so that places tell nothing of headings."""
    blank = line.words[0].blank
    apart = (after[0] - span[1] for span, after in pairwise(columns.spans))
    return columns.counted or min(apart, default=9 * blank) <= blank


def is_unit_line(text: str) -> bool:
    """Whether a line says in what a table counts: `Unit: USD`, `(Numbers in thousands)`."""
    return bool(table_unit(text.casefold())) or _is_bracketed(text)


def _is_bracketed(text: str) -> bool:
    """Whether a line is all in brackets, and no number: `(Numbers in thousands)`."""
    opened = text[:1] + text[-1:]
    return opened in ("[]", "()") and not is_number(text)


def _parted(line: DataLine, columns: Columns) -> DataLine:
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
    firsts = [pieces_[0] for pieces_ in names if pieces_]
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
