"""Documents as they are laid out on a page, with what is said of their figures."""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plan_tracker.documents.document import Block, Paragraph, Table
from plan_tracker.documents.readers.laid_rows import is_number
from plan_tracker.grids.grid import Cell, Grid
from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place

INVOLVED = "involved"
_MARKS = ("error", "warning", "note", INVOLVED)
_ROWS_SHOWN = 400  # of a table; nobody reads more of them on a page


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `mark` and the `anchors` of findings are those of a marked figure.

    A mark is the severity of what may be wrong with it, or `involved`.
    """

    text: str
    mark: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph in pieces."""

    pieces: tuple[Piece, ...]
    role: str


@dataclass(frozen=True, slots=True)
class LaidCell:
    """A cell that goes `across` columns; `number` says that it is set at the right."""

    piece: Piece
    across: int = 1
    number: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table in rows of cells; `more` of its rows are not shown."""

    title: str
    rows: tuple[tuple[LaidCell, ...], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What a finding says of one of its figures: that it may be wrong, or is `involved`."""

    statement: str
    place: Place
    mark: str
    anchor: str


def remarks_of(findings: Iterable[Finding], anchors: Mapping[str, str]) -> Iterator[Remark]:
    """The places of findings that are shown, by the anchors of their cards."""
    for finding in findings:
        anchor = anchors.get(finding.fingerprint)
        if anchor is None:
            continue
        culprits = {name for names in finding.alternatives for name in names}
        for name, place in zip(finding.statements, finding.locations, strict=False):
            mark = finding.severity if name in culprits or not culprits else INVOLVED
            yield Remark(name, place, mark, anchor)


def lay_out(blocks: Sequence[Block], remarks: Iterable[Remark]) -> Iterator[Line | Rows]:
    """The blocks of a document with the remarks on them."""
    by_place: dict[Place, list[Remark]] = defaultdict(list)
    for remark in remarks:
        by_place[remark.place.whole].append(remark)

    for block in blocks:
        if isinstance(block, Paragraph):
            pieces = _pieces(block.text, by_place.get(block.place.whole, ()))
            yield Line(tuple(pieces), block.role)
        else:
            yield _rows(block, by_place)


def _rows(table: Table, by_place: Mapping[Place, Sequence[Remark]]) -> Rows:
    grid = table.grid
    first = grid.first_row + table.captions
    last = min(grid.last_row, first + _ROWS_SHOWN - 1)
    rows = tuple(tuple(_row(grid, row, by_place)) for row in range(first, last + 1))
    return Rows(grid.title, rows, grid.last_row - last)


def _row(grid: Grid, row: int, by_place: Mapping[Place, Sequence[Remark]]) -> Iterator[LaidCell]:
    """The cells of a row; one alone, and one that is merged, go over what is empty behind them."""
    columns = range(1, grid.last_column + 1)
    alone = sum(grid.cell(row, column) is not None for column in columns) == 1
    column = 1
    while column <= grid.last_column:
        cell = grid.cell(row, column)
        across = 1
        while column + across <= grid.last_column and (
            grid.merged.get((row, column + across)) == (row, column) or (cell is not None and alone)
        ):
            across += 1
        if cell is None:
            yield LaidCell(Piece(""), across)
        else:
            piece = _piece(cell, by_place.get(cell.place.whole, ()))
            yield LaidCell(piece, across, cell.number or is_number(cell.text))
        column += across


def _piece(cell: Cell, remarks: Sequence[Remark]) -> Piece:
    here = [remark for remark in remarks if _same_line(remark.place, cell.place)]
    return Piece(cell.text, worst(here), _anchors(here))


def _same_line(place: Place, cell: Place) -> bool:
    """Whether a place is in this line of a cell with several."""
    return not (place.end and cell.end) or (place.start < cell.end and cell.start < place.end)


def _pieces(text: str, remarks: Sequence[Remark]) -> Iterator[Piece]:
    """A text cut at the ends of its marked figures."""
    ends = [(remark.place.start, remark.place.end or len(text)) for remark in remarks]
    cuts = sorted({0, len(text), *(min(end, len(text)) for pair in ends for end in pair)})
    for start, end in itertools.pairwise(cuts):
        here = [
            remark
            for remark, (first, last) in zip(remarks, ends, strict=True)
            if first <= start and end <= last
        ]
        yield Piece(text[start:end], worst(here), _anchors(here))


def worst(remarks: Iterable[Remark]) -> str:
    """The mark of a figure with several; empty for one with none."""
    return min((remark.mark for remark in remarks), key=_MARKS.index, default="")


def _anchors(remarks: Iterable[Remark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(remark.anchor for remark in remarks))
