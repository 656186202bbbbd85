"""Whether a proposal can be loaded, before it is written; and what of it cannot."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from plan_tracker.grids.grid import Grid
from plan_tracker.grids.table_file import TableFile
from plan_tracker.loading.folder import load
from plan_tracker.loading.proposal.parts import LABEL_ROLES, Proposal
from plan_tracker.model.place import Problem, column_letters


def try_files(texts: Mapping[str, str], table: TableFile) -> list[Problem]:
    """What keeps the files of a plan from being loaded beside their table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in texts.items():
            file = folder / path
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        (folder / "seeds" / table.path.name).write_bytes(table.raw)
        return load(folder)[1]


def without_cells(
    proposals: Sequence[Proposal], problems: Sequence[Problem], grid: Grid
) -> list[Proposal]:
    """The proposals without the cells that these problems are about.

    Where what a row says of itself cannot be used, all of its figures are left out.
    """
    at = {(cell.place.line, cell.place.column): where for where, cell in grid.cells.items()}
    at |= {(grid.place(*where).line, grid.place(*where).column): where for where in grid.merged}
    wrong: dict[tuple[int, int], str] = {}
    for problem in problems:
        where = at.get((problem.place.line, problem.place.column))
        if where is not None and not problem.place.file.endswith(".yaml"):
            wrong[where] = problem.message
    return [_without(proposal, wrong) for proposal in proposals]


def _without(proposal: Proposal, wrong: Mapping[tuple[int, int], str]) -> Proposal:
    figures = [column.number for column in proposal.columns if column.role not in LABEL_ROLES]
    cells = dict(proposal.cells)
    for (row, column), message in wrong.items():
        if proposal.rows is None or not proposal.rows[0] <= row <= proposal.rows[1]:
            continue
        if column in figures:
            cells[f"{column_letters(column)}{row}"] = message
        else:
            for figure in figures:
                cells[f"{column_letters(figure)}{row}"] = f"its row: {message}"
    return replace(proposal, cells=cells)
