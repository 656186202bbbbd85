"""What is in an order in a table, and where that breaks: ranks, and rates of a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plan_tracker.grids.relations.ranks import OrderBreak
from plan_tracker.grids.relations.relation import TableRelation
from plan_tracker.grids.understood import At, UnderstoodTable
from plan_tracker.loading.drafted.ties import Ties, cells_of


@dataclass(frozen=True, slots=True)
class Orders:
    """What is in an order, as `ties` for all that is held against it.

    `breaks` are of ranks; `outside` are wholes that do not lie between their parts, by cells: the
    whole first.
    """

    ties: tuple[Ties, ...]
    breaks: tuple[OrderBreak, ...]
    outside: tuple[tuple[At, ...], ...]


def orders_of(table: UnderstoodTable, ties: Sequence[Ties]) -> Orders:
    """The orders of a table.

    Where a cell is in doubt by what `ties` it to others, which says more of who is wrong, an order
    that it breaks is not told of too.
    """
    width = len(table.sheet.columns)
    doubted = set(cells_of(each.where(~each.holds) for each in ties).tolist())

    def in_doubt(cells: Sequence[At]) -> bool:
        return any(row * width + column in doubted for row, column in cells)

    relations = [*(ranking.relation for ranking in table.rankings), *table.wholes]
    breaks = [
        order_break
        for ranking in table.rankings
        for order_break in ranking.breaks
        if not in_doubt(order_break.cells)
    ]
    outside = [
        cells
        for whole in table.wholes
        for observation in whole.lines.failed
        if not in_doubt(cells := _cells(whole, observation))
    ]
    told = {at for cells in outside for at in cells} | {at for each in breaks for at in each.cells}
    numbers = np.array([row * width + column for row, column in told], dtype=np.int64)
    ties = tuple(_ties(relation, width, numbers) for relation in relations)
    return Orders(ties, tuple(breaks), tuple(outside))


def _cells(relation: TableRelation, observation: int) -> tuple[At, ...]:
    lines = relation.lines
    return tuple(relation.cell(line, observation) for line in (lines.result, *lines.of))


def _ties(relation: TableRelation, width: int, told: NDArray[np.int64]) -> Ties:
    """The cells of a relation that are in order or told of, those of the result first."""
    lines = relation.lines
    rows_and_columns = [relation.cells(line) for line in (lines.result, *lines.of)]
    cells = np.array([rows * width + columns for rows, columns in rows_and_columns]).T
    holds = np.arange(len(cells)) < len(lines.held)
    nothing = np.zeros(len(cells), dtype=bool)
    ties = Ties(lines.kind, relation.stated, width, cells, holds, holds, nothing)
    return ties.where(holds | np.isin(cells, told).any(axis=1))
