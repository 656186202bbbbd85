"""Tables whose columns are told by what stands below each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from plan_tracker.documents.readers.layout.body import is_thin, parted, rows_of, whole_names
from plan_tracker.documents.readers.layout.columns import (
    MOST_NAMES,
    Columns,
    DataLine,
    Span,
    find_columns,
    name_columns,
    with_row_numbers,
)
from plan_tracker.documents.readers.layout.heads import aligned_with, head_rows
from plan_tracker.documents.readers.layout.line import Line, Rule
from plan_tracker.documents.readers.layout.pieces import Style, is_figure, pieces
from plan_tracker.documents.readers.layout.raw_table import RawCell, RawTable, Row
from plan_tracker.documents.readers.layout.runs import (
    FAR_BELOW,
    LONGEST_NAME,
    MOST_BETWEEN,
    Run,
    is_bracketed,
    is_data,
    runs,
)
from plan_tracker.language.tables import table_unit

_MOST_COLUMNS = 500  # of figures; where there are more, nothing is told by their places
_MOST_HEADS = 8
_LONGEST_HEAD = 60  # words of a heading; a longer line is text
_MOST_UNIT_LINES = 8
_FEWEST_ROWS = 3  # of figures that are a table, though their columns are not seen
_MOST_AMID = 3  # lines from one of them to the next
_SAME_TEXT = 1.5  # of the size; lines of one text are nearer
_NEAR_ABOVE = 2.6  # the same for a heading, and for the line of a unit


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


def aligned_tables(lines: Sequence[Line], setting: Setting) -> Iterator[Found]:
    """The lines of a region from the top, tables among them in their place."""
    cut = [DataLine(line, tuple(pieces(line, setting.style, setting.upright))) for line in lines]
    at = 0
    for run in runs(cut):
        reader = _Reader(cut, setting, run, at)
        found = reader.table()
        if found is None:
            continue
        first, table = found
        yield from _without_table(cut[at:first])
        yield table
        at = run.last + 1
    yield from _without_table(cut[at:])


def _without_table(cut: Sequence[DataLine]) -> Iterator[Unclear | Line]:
    """Lines of which no table was made; rows of figures among them are one that is unclear."""
    at = 0
    for first, last in _rows_of_figures(cut):
        yield from (line.line for line in cut[at:first])
        yield Unclear(tuple(line.line for line in cut[first : last + 1]))
        at = last + 1
    yield from (line.line for line in cut[at:])


def _rows_of_figures(cut: Sequence[DataLine]) -> Iterator[tuple[int, int]]:
    """The first and the last of lines near each other that hold more figures than texts."""
    rows = [at for at, line in enumerate(cut) if is_data(line)]
    group = rows[:1]
    for at in rows[1:]:
        line, before = cut[at].line, cut[group[-1]].line
        near = line.base - before.base <= FAR_BELOW * max(line.size, before.size)
        if not near or at - group[-1] > _MOST_AMID:
            if len(group) >= _FEWEST_ROWS:
                yield group[0], group[-1]
            group = []
        group.append(at)
    if len(group) >= _FEWEST_ROWS:
        yield group[0], group[-1]


class _Reader:
    """One table of a region: its figures, and from there its headings and its unit above."""

    def __init__(
        self, cut: Sequence[DataLine], setting: Setting, run: Run, first_free: int
    ) -> None:
        self._cut = cut
        self._setting = setting
        self._run = run
        self._free = first_free  # the lines above are of what stands before

    def table(self) -> tuple[int, RawTable | Unclear] | None:
        """The table with the number of its first line; None where there is none after all."""
        run = self._run
        body = with_row_numbers(self._cut[run.first : run.last + 1])
        data = [line for line in body if line.figures]
        columns = find_columns(data)
        if columns is None:
            columns, body = self._near_names(body)
        if columns is None or len(columns.spans) > _MOST_COLUMNS:
            return run.first, Unclear(tuple(line.line for line in body))

        if is_thin([line for line in body if line.figures], columns):
            return None
        names_first, heads_first = self._headings(columns)
        body = whole_names([*self._cut[names_first : run.first], *body])
        names = name_columns([line for line in body if line.figures], columns.spans[0][0])
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
            tuple(rows_of(body, columns, names)),
            (" ".join(line.text for line in above),) if above else (),
            len(names),
        )
        return unit_first, table

    def _head_rows(
        self, heads: Sequence[Line], columns: Columns, names: int, spans: Sequence[Span]
    ) -> tuple[Row, ...]:
        if heads and _is_tight(columns, heads[0]):
            return tuple(
                tuple(
                    RawCell(word.text, at, at, words=(word,))
                    for at, word in enumerate(line.words, names - 1)
                )
                for line in heads
            )
        setting = self._setting
        return head_rows(heads, spans, setting.style, setting.level, setting.upright, names)

    def _near_names(self, body: list[DataLine]) -> tuple[Columns | None, list[DataLine]]:
        """The columns once figures that stand near a name are taken from it."""
        sure = [line for line in body if line.figures and len(line.label) <= 1]
        widest = max((len(line.figures) for line in sure), default=0)
        columns = find_columns([line for line in sure if len(line.figures) == widest])
        if columns is None:
            return None, body
        apart = [parted(line, columns) for line in body]
        return find_columns([line for line in apart if line.figures]), apart

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
        if self._run.first - at > MOST_BETWEEN or not self._near(at, FAR_BELOW):
            return False
        if len(line.pieces) != 1 or is_figure(line.pieces[0].text):
            return False
        piece = line.pieces[0]
        return piece.left < edge and len(piece.words) <= LONGEST_NAME

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
        if len(line.pieces) > 2 * (len(columns.spans) + MOST_NAMES):
            return "none"
        if len(line.pieces) == 1:
            piece = line.pieces[0]
            if len(piece.words) > _LONGEST_HEAD:
                return "none"
            if not over:
                return "beside" if len(piece.words) <= LONGEST_NAME else "none"
            ends_with_it = len(piece.words) <= 6 and aligned_with(piece, columns.spans) is not None
            near = piece.left >= edge - 2 * line.line.size
            return "head" if near or ends_with_it else "none"
        if max(len(piece.words) for piece in line.pieces) > LONGEST_NAME:
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


def _is_tight(columns: Columns, line: Line) -> bool:
    """Whether columns are no farther apart than words, so that places tell nothing of headings."""
    blank = line.words[0].blank
    apart = (after[0] - span[1] for span, after in pairwise(columns.spans))
    return columns.counted or min(apart, default=9 * blank) <= blank


def is_unit_line(text: str) -> bool:
    """Whether a line says in what a table counts: `Unit: USD`, `(Numbers in thousands)`."""
    return bool(table_unit(text.casefold())) or is_bracketed(text)
