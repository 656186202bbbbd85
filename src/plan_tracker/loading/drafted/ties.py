"""What a relation says of single cells, and which of these have to do with each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from plan_tracker.grids.relations.relation import ManyCells, TableRelation
from plan_tracker.grids.shape.sheet import Flags, Floats
from plan_tracker.grids.understood import At, UnderstoodTable
from plan_tracker.model.relation import RelationKind

_SURELY_MEANT = 3  # times as many rows must obey a relation as do not
_EXACT = 1e-12  # what floating point may add, as a share


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation between single cells, the first of which is worked out from the others."""

    kind: RelationKind
    cells: tuple[At, ...]
    stated: bool


@dataclass(frozen=True, slots=True)
class Ties:
    """All that one relation ties, as arrays with a tie in each row.

    The `cells` are numbers, from which `width` tells row and column; the first is worked out from
    the others, and -1 stands for none. A tie is `fulfilled` where the numbers fulfil it just as
    they are printed.
    """

    kind: RelationKind
    stated: bool
    width: int
    cells: NDArray[np.int64]
    fulfilled: Flags

    def tie(self, number: int) -> Tie:
        """One of them."""
        known = (cell for cell in self.cells[number].tolist() if cell >= 0)
        return Tie(self.kind, tuple(divmod(cell, self.width) for cell in known), self.stated)


def ties_of(table: UnderstoodTable) -> list[Ties]:
    """The ties of all relations that can be held against each other: sums, shares and growth.

    Shares and growth compare only where words tell of them, and most rows obey.
    """
    return [ties for relation in table.relations if (ties := _ties(table, relation)) is not None]


def count_cells(ties: Sequence[Ties]) -> int:
    """How many different cells are tied."""
    known = [each.cells[each.cells >= 0] for each in ties]
    return len(np.unique(np.concatenate(known))) if known else 0


def doubtful_ties(ties: Sequence[Ties]) -> list[Tie]:
    """The ties that are not fulfilled, and all that share cells with them, be it by others."""
    if all(each.fulfilled.all() for each in ties):
        return []

    numbered = [(group, at) for group in ties for at in range(len(group.cells))]
    widths = [group.cells.shape[1] for group, _ in numbered]
    cells = np.concatenate([group.cells.ravel() for group in ties])
    is_cell = cells >= 0
    owners = np.repeat(np.arange(len(numbered)), widths)[is_cell]
    doubtful = np.flatnonzero(~np.concatenate([group.fulfilled for group in ties]))
    together = _together(owners, cells[is_cell], doubtful.tolist())
    return [group.tie(at) for group, at in (numbered[number] for number in sorted(together))]


def _together(owners: NDArray[np.int64], cells: NDArray[np.int64], wanted: list[int]) -> set[int]:
    """The wanted numbers, and all that own a cell in common with one of these, or of those found.

    `owners` are in order; each owns the cell beside it.
    """
    _, shared = np.unique(cells, return_inverse=True)
    by_cell = np.argsort(shared, kind="stable")
    starts_of_cells = np.searchsorted(shared[by_cell], np.arange(shared.max() + 2)).tolist()
    starts_of_owners = np.searchsorted(owners, np.arange(owners[-1] + 2)).tolist()

    reached, seen = set(wanted), set[int]()
    left = list(wanted)
    while left:
        owner = left.pop()
        for cell in shared[starts_of_owners[owner] : starts_of_owners[owner + 1]].tolist():
            if cell in seen:
                continue
            seen.add(cell)
            beside = owners[by_cell[starts_of_cells[cell] : starts_of_cells[cell + 1]]].tolist()
            left += [other for other in beside if other not in reached]
            reached.update(beside)
    return reached


def _ties(table: UnderstoodTable, relation: TableRelation) -> Ties | None:
    """What a relation ties; None where it is of a kind that compares nothing."""
    kind, stated = relation.lines.kind, _is_stated(relation)
    is_ratio = kind in ("share", "growth", "quotient") and stated
    if kind != "sum" and not is_ratio:
        return None

    sheet, result = table.sheet, relation.cells(relation.lines.result)
    parts = [*map(relation.cells, relation.lines.of)]
    known = np.array([sheet.is_number[part] for part in parts])
    values = np.array([sheet.values[part] for part in parts])
    printed = sheet.values[result]
    if kind == "sum":
        tied = known.sum(axis=0) > 1
        worked_out, room = np.where(known, values, 0.0).sum(axis=0), np.zeros(len(printed))
    else:
        tied = known.all(axis=0) & (len(parts) == 2)
        worked_out, room = _ratio(kind, values), sheet.units[result] / 2

    miss = np.abs(worked_out - printed)
    largest = np.maximum(np.abs(printed), np.where(known, np.abs(values), 0.0).max(axis=0))
    fulfilled = np.isfinite(miss) & (miss <= room + _EXACT * largest)
    width = len(sheet.columns)
    cells = np.array([_numbers(result, width), *(_numbers(part, width) for part in parts)])
    cells[1:][~known] = -1
    return Ties(kind, stated, width, cells.T[tied], fulfilled[tied])


def _numbers(cells: ManyCells, width: int) -> NDArray[np.int64]:
    """Each cell as one number."""
    return cells[0] * width + cells[1]


def _ratio(kind: RelationKind, values: Floats) -> Floats:
    first, second = values[0], values[-1]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if kind == "growth":
            ratio = 100 * (second - first) / np.abs(first)
        else:
            ratio = second / first * (100 if kind == "share" else 1)
    return np.where(first == 0, np.inf, ratio)


def _is_stated(relation: TableRelation) -> bool:
    held, failed = len(relation.lines.held), len(relation.lines.failed)
    return relation.stated and held >= _SURELY_MEANT * failed
