"""Tables whose cells have lines around them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from plan_tracker.documents.readers.layout.line import Line, Page, Piece, Rule, Word
from plan_tracker.documents.readers.layout.pieces import Style, is_figure, is_number, pieces
from plan_tracker.documents.readers.layout.raw_table import RawCell, RawTable, Row

_NEAR = 2.5  # points between rules that meet
MOST_RULES = 600  # level or upright, that can be those of tables
_MOST_CELLS = 20_000  # of one table on a page
_FEWEST_FILLED = 0.4  # of its cells

At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Lattice:
    """Level and upright rules that meet."""

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    ys: tuple[float, ...]
    xs: tuple[float, ...]

    def holds(self, word: Word) -> bool:
        """Whether a word stands within."""
        height = word.base - word.size / 4
        return self.xs[0] <= word.middle <= self.xs[-1] and self.ys[0] <= height <= self.ys[-1]

    def at(self, word: Word) -> At:
        """The row and the column that a word stands in."""
        height = word.base - word.size / 4
        row = min(bisect_right(self.ys, height), len(self.ys) - 1) - 1
        column = min(bisect_right(self.xs, word.middle), len(self.xs) - 1) - 1
        return max(row, 0), max(column, 0)

    def first_cells(self) -> dict[At, At]:
        """For each cell the first of those that no rule parts it from."""
        first: dict[At, At] = {}
        upright, level = _by_place(self.upright, self.xs), _by_place(self.level, self.ys)
        for row, (top, bottom) in enumerate(pairwise(self.ys)):
            for column, (left, right) in enumerate(pairwise(self.xs)):
                first[row, column] = row, column
                if column and not _covers(upright[column], top, bottom):
                    first[row, column] = first[row, column - 1]
                elif row and not _covers(level[row], left, right):
                    above = first[row - 1, column]
                    if above[1] == column or first[row, column - 1] == above:
                        first[row, column] = above
        return first


def _by_place(rules: Sequence[Rule], places: Sequence[float]) -> list[list[Rule]]:
    """The rules that are drawn at each of the places."""
    at_place: list[list[Rule]] = [[] for _ in places]
    for rule in rules:
        at_place[bisect_right(places, rule.at) - 1].append(rule)
    return at_place


def _covers(rules: Sequence[Rule], start: float, end: float) -> bool:
    """Whether a rule is drawn most of the way from start to end."""
    middle = (start + end) / 2
    return any(rule.start <= middle <= rule.end for rule in rules)


def joined(rules: Sequence[Rule]) -> list[Rule]:
    """Rules that are drawn in pieces, each as a whole."""
    whole: list[Rule] = []
    by_place: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if by_place and rule.at - by_place[-1][0].at <= 1.5:
            by_place[-1].append(rule)
        else:
            by_place.append([rule])
    for group in by_place:
        start = end = None
        for rule in sorted(group, key=lambda rule: rule.start):
            if start is None or end is None or rule.start - end > 4:
                if start is not None and end is not None:
                    whole.append(Rule(group[0].at, start, end))
                start, end = rule.start, rule.end
            else:
                end = max(end, rule.end)
        if start is not None and end is not None:
            whole.append(Rule(group[0].at, start, end))
    return whole


def lattices(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[Lattice]:
    """The groups of rules that meet and make two rows and two columns at least."""
    meets = _meetings(level, upright)
    waiting = set(range(len(level)))
    for row in range(len(level)):
        if row not in waiting:
            continue
        rows, columns = _reached_from(row, meets)
        waiting -= rows
        flat = tuple(level[at] for at in sorted(rows))
        tall = tuple(upright[at] for at in sorted(columns))
        ys, xs = _places(flat), _places(tall)
        if min(len(ys), len(xs)) >= 3 and len(ys) * len(xs) <= _MOST_CELLS:
            yield Lattice(flat, tall, ys, xs)


def _meetings(level: Sequence[Rule], upright: Sequence[Rule]) -> NDArray[np.bool_]:
    """Which level rule, in rows, meets which upright one."""
    across, up = (
        np.array([(rule.at, rule.start - _NEAR, rule.end + _NEAR) for rule in rules]).reshape(-1, 3)
        for rules in (level, upright)
    )
    at_up = (across[:, 1:2] <= up[:, 0]) & (up[:, 0] <= across[:, 2:])
    at_across = (up[:, 1] <= across[:, :1]) & (across[:, :1] <= up[:, 2])
    return at_up & at_across


def _reached_from(row: int, meets: NDArray[np.bool_]) -> tuple[set[int], set[int]]:
    """The level and the upright rules that one can come to from a level one, over those between."""
    rows, columns = {row}, set[int]()
    waiting = [(0, row)]
    while waiting:
        axis, at = waiting.pop()
        beside = meets[at] if axis == 0 else meets[:, at]
        reached = columns if axis == 0 else rows
        new = set(np.flatnonzero(beside).tolist()) - reached
        reached |= new
        waiting += ((1 - axis, other) for other in new)
    return rows, columns


def _places(rules: Sequence[Rule]) -> tuple[float, ...]:
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > _NEAR:
            places.append(at)
    return tuple(places)


def ruled_tables(page: Page, style: Style) -> tuple[list[RawTable], list[Line]]:
    """The tables of a page whose cells are all ruled, and the lines that are left.

    Where several rows stand between two rules, the lines tell only columns: such a table is left.
    """
    tables: list[RawTable] = []
    lines = list(page.lines)
    for lattice in lattices(page.level, page.upright):
        inside = [_within(lattice, line) for line in lines]
        table = _table(lattice, [line for line in inside if line], page, style)
        if table is not None:
            tables.append(table)
            lines = [rest for line in lines if (rest := _outside(lattice, line))]
    return tables, lines


def _within(lattice: Lattice, line: Line) -> Line | None:
    words = tuple(word for word in line.words if lattice.holds(word))
    return Line(words, line.number, line.page) if words else None


def _outside(lattice: Lattice, line: Line) -> Line | None:
    words = tuple(word for word in line.words if not lattice.holds(word))
    return Line(words, line.number, line.page) if words else None


def _table(lattice: Lattice, lines: Sequence[Line], page: Page, style: Style) -> RawTable | None:
    if not lines:
        return None
    first = lattice.first_cells()
    texts = _texts(lattice, lines, first, style)
    filled = {at for at in first.values() if at in texts}
    rows = Counter(row for row, _ in filled)
    columns = {column for _, column in filled}
    if len(filled) < _FEWEST_FILLED * len(set(first.values())) or min(len(rows), len(columns)) < 2:
        return None
    beside = [count > 1 for count in rows.values()]
    if 2 * sum(beside) < len(rows) or any(_several(cell) for cell in texts.values()):
        return None
    ends = _last_columns(first)
    made = [_row(list(row), texts, ends) for _, row in groupby(sorted(texts), key=itemgetter(0))]
    heads = _count_heads(made)
    size = lines[0].size
    spans = tuple(pairwise(lattice.xs))
    number = lines[0].number
    return RawTable(page.number, number, size, spans, tuple(made[:heads]), tuple(made[heads:]))


def _texts(
    lattice: Lattice, lines: Sequence[Line], first: Mapping[At, At], style: Style
) -> dict[At, list[Piece]]:
    """What stands in each cell, line by line."""
    texts: dict[At, list[Piece]] = {}
    near = Style(near=float("inf"), spaces_group=style.spaces_group)
    for line in lines:
        words: dict[At, list[Word]] = {}
        for word in line.words:
            words.setdefault(first[lattice.at(word)], []).append(word)
        for at, own in words.items():
            parts = pieces(Line(tuple(own), line.number, line.page), near)
            together = [word for part in parts for word in part.words]
            glued = parts[0].glued if len(parts) == 1 else frozenset[int]()
            texts.setdefault(at, []).append(Piece(tuple(together), glued))
    return texts


def _several(cell: Sequence[Piece]) -> bool:
    """Whether a cell has several lines of numbers."""
    return sum(is_number(piece.text) for piece in cell) > 1


def _last_columns(first: Mapping[At, At]) -> dict[At, int]:
    last: dict[At, int] = {}
    for (_, column), at in first.items():
        last[at] = max(last.get(at, 0), column)
    return last


def _row(row: Sequence[At], texts: Mapping[At, Sequence[Piece]], last: Mapping[At, int]) -> Row:
    cells = []
    for at in row:
        parts = texts[at]
        text = " ".join(piece.text for piece in parts)
        bold = all(piece.bold for piece in parts)
        # A number stands in one cell, whatever it spans.
        end = at[1] if is_number(text) else last[at]
        words = tuple(word for piece in parts for word in piece.words)
        cells.append(RawCell(text, at[1], end, bold, words=words))
    return tuple(cells)


def _count_heads(rows: Sequence[Row]) -> int:
    """How many rows stand above the first with a number behind its name."""
    for at, row in enumerate(rows):
        if any(is_figure(cell.text) for cell in row[1:]):
            return at
    return 0
