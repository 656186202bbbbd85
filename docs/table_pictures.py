"""The pictures of `docs/tables.md`: tables as they stand, and what is found in them.

Each is drawn of its file in `docs/tables/`: what is taken for headings and for names, which cells
are worked out from others, and what `tracker check FILE` says of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plan_tracker.grids.grid import Grid
from plan_tracker.grids.registry import read_grid
from plan_tracker.grids.table_file import open_table
from plan_tracker.grids.understood import UnderstoodTable, understand
from plan_tracker.loading.drafted.files import draft_files
from plan_tracker.loading.proposal.wide import propose
from plan_tracker.model.finding import Finding
from plan_tracker.model.place import Place, column_letters
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.check.content import build_checked
from plan_tracker.report.pictures.canvas import Canvas
from plan_tracker.report.pictures.lettering import width_of, wrapped
from plan_tracker.report.pictures.palette import LINE, PAPER, SOFT, TRACK, WINDOW, WRONG
from plan_tracker.report.pictures.shapes import Paint, Rectangle, Segment
from plan_tracker.report.pictures.svg import svg
from plan_tracker.report.words.counts import figures_counted
from plan_tracker.report.words.findings import sentences

TABLES = Path(__file__).parent / "tables"
SHAPES = (
    ("plan-and-outturn", "A plan and its outturn"),
    ("parts-and-total", "Parts and their total"),
    ("outline", "An outline, with totals above their parts"),
    ("places", "Places, each with the same measures"),
    ("quarters", "Parts of a year, and the year"),
    ("records", "Records: a row for each figure"),
)
_WIDTH = 760.0
_MARGIN = 10.0
_SIZE = 12.0  # of letters
_ROW = 22.0
_NUMBERS = 26.0  # the width of the column that numbers the rows
_PADDING = 7.0
_LINE = 17.0  # from one line of text to the next
_MOST_LINES = 6  # of a finding


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A table on a canvas: its grid, and where each row and column begins."""

    canvas: Canvas
    grid: Grid
    lefts: tuple[float, ...]
    top: float

    def box(self, row: int, column: int, paint: Paint, last: int = 0) -> None:
        """Fill or frame a cell, or all cells of its row up to the last one."""
        left, right = self.lefts[column - 1], self.lefts[max(column, last)]
        top = self.top + (row - 1) * _ROW
        self.canvas.draw(Rectangle(left, top, right, top + _ROW, paint))


def table_pictures(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every picture with the file that it belongs in."""
    for name, title in SHAPES:
        yield folder / f"table-{name}.svg", _picture(TABLES / f"{name}.csv", title)


def _picture(path: Path, title: str) -> str:
    grid, _ = read_grid(open_table(path), None, Place(path.name))
    assert grid is not None
    (table,) = understand(grid)
    drafted, _ = draft_files([path])
    reconciled = reconcile(drafted.loaded)
    checked = build_checked(reconciled, drafted.loaded.rounded, drafted)
    assert checked.figures is not None

    said = [(figures_counted(checked.figures, "en"), True)]
    said += ((text, False) for finding in checked.findings for text in sentences(finding))
    if not checked.summary.tested:
        said += ((text, False) for text in _proposed(grid, path))
    lines = [
        (line, bold)
        for text, bold in said
        for line in wrapped(text, _SIZE, _WIDTH - 2 * _MARGIN, _MOST_LINES, bold=bold)
    ]
    top = 2 * _MARGIN + _LINE
    below = top + _ROW * (grid.last_row + 1) + 2 * _LINE
    canvas = Canvas(_WIDTH, below + _LINE * len(lines) + _MARGIN)
    canvas.write(path.name, _MARGIN, _MARGIN + _LINE, size=_SIZE, color=SOFT)
    drawing = _Drawing(canvas, grid, _lefts(grid), top + _ROW)
    _draw(drawing, table, checked.findings)
    for number, (line, bold) in enumerate(lines):
        canvas.write(line, _MARGIN, below + _LINE * number, size=_SIZE, bold=bold)
    return svg(canvas.picture(title, " ".join(text for text, _ in said)))


def _lefts(grid: Grid) -> tuple[float, ...]:
    """Where columns begin, as wide as their longest texts; and where the last one ends."""
    lefts = [_MARGIN + _NUMBERS]
    for column in range(1, grid.last_column + 1):
        texts = [cell.text for (_, at), cell in grid.cells.items() if at == column]
        alone = {cell.text for (row, _), cell in grid.cells.items() if _is_alone(grid, row)}
        widest = max(width_of(text, _SIZE, bold=True) for text in texts if text not in alone)
        lefts.append(lefts[-1] + widest + 2 * _PADDING)
    return tuple(lefts)


def _is_alone(grid: Grid, row: int) -> bool:
    """Whether a row has one cell, whose text may run over others."""
    return sum(at == row for at, _ in grid.cells) == 1


def _draw(drawing: _Drawing, table: UnderstoodTable, findings: tuple[Finding, ...]) -> None:
    canvas, grid = drawing.canvas, drawing.grid
    rows, columns = table.sheet.rows, table.sheet.columns
    for row in table.shape.headings:
        drawing.box(rows[row], 1, Paint(fill=TRACK), grid.last_column)
    for relation in table.relations:
        lines = relation.lines
        for observation in (*lines.held, *lines.failed):
            at_row, at_column = relation.cell(lines.result, observation)
            drawing.box(rows[at_row], columns[at_column], Paint(fill=WINDOW))
    _draw_lines(drawing)
    for finding in findings:
        for place in finding.locations:
            at = next((at for at, cell in grid.cells.items() if cell.place == place), None)
            if at is not None:
                drawing.box(*at, Paint(stroke=WRONG, width=2))
    headings = {rows[row] for row in table.shape.headings}
    figures = {columns[column] for column in table.shape.figures}
    for (row, column), cell in grid.cells.items():
        y = drawing.top + row * _ROW - 7
        in_body = column in figures and not _is_alone(grid, row)
        x = drawing.lefts[column] - _PADDING if in_body else drawing.lefts[column - 1] + _PADDING
        indent = width_of(" ", _SIZE) * cell.indent
        canvas.write(
            cell.text,
            x if in_body else x + indent,
            y,
            size=_SIZE,
            align="right" if in_body else "left",
            bold=row in headings,
        )


def _draw_lines(drawing: _Drawing) -> None:
    """The lines between cells, with the letters and numbers that name these."""
    canvas, grid, lefts = drawing.canvas, drawing.grid, drawing.lefts
    bottom = drawing.top + _ROW * grid.last_row
    for row in range(grid.last_row + 1):
        y = drawing.top + _ROW * row
        canvas.draw(Segment(_MARGIN, y, lefts[-1], y, Paint(stroke=LINE)))
    for column, left in enumerate(lefts):
        canvas.draw(Segment(left, drawing.top - _ROW, left, bottom, Paint(stroke=LINE)))
        if column < grid.last_column:
            x = (left + lefts[column + 1]) / 2
            letters = column_letters(column + 1)
            canvas.write(letters, x, drawing.top - 7, size=10, color=SOFT, align="center")
    for row in range(1, grid.last_row + 1):
        if _is_alone(grid, row):  # a title runs over the cells beside it
            drawing.box(row, 1, Paint(fill=PAPER, stroke=LINE), grid.last_column)
        y = drawing.top + _ROW * row - 7
        canvas.write(str(row), _MARGIN + _NUMBERS / 2, y, size=10, color=SOFT, align="center")


def _proposed(grid: Grid, path: Path) -> Iterator[str]:
    """What `tracker init --from` takes the columns for."""
    proposals = propose(grid, path.stem)
    assert not isinstance(proposals, str)
    yield f"tracker init --from {path.name} takes the columns for:"
    for proposal in proposals:
        for column in proposal.columns:
            more = ", ".join(column.more.values())
            yield f"{column.heading or column.name}: {column.role}{more and f', {more}'}"
