"""What a relation says of single cells, and which of these have to do with each other."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from math import isfinite, log

import numpy as np
from numpy.typing import NDArray

from plan_tracker.grids.relations.relation import RATIOS, LineRelation, ManyCells, TableRelation
from plan_tracker.grids.shape.sheet import Flags, Floats
from plan_tracker.grids.understood import At, UnderstoodTable
from plan_tracker.model.relation import RelationKind

_SUMS = ("sum", "difference")
_SURELY_MEANT = 3  # times as many rows must obey a relation as do not
_SURE = log(1e-12)  # the chance by luck up to which a quotient that no word tells of can fail
_MOST_TIES = 300  # of a block that is searched as a whole
_SHORT = 20  # cells of a tie that tells who is wrong in a larger block
_NEARLY = 0.02  # the share of a total by which it may miss its parts where one figure slipped
_EXACT = 1e-12  # what floating point may add, as a share


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation between single cells, the first of which is worked out from the others.

    In a sum the cells in `less` are taken off; a quotient is in ten to the `power` of its unit. One
    that is `bounded` is a sum that is not less than its parts.
    """

    kind: RelationKind
    cells: tuple[At, ...]
    stated: bool
    less: tuple[At, ...] = ()
    power: int = 0
    bounded: bool = False

    @property
    def adds(self) -> bool:
        """Whether it is a sum, or one turned round, and no ratio."""
        return self.kind in _SUMS


@dataclass(frozen=True, slots=True)
class Ties:
    """All that one relation ties, as arrays with a tie in each row.

    The `cells` are numbers, from which `width` tells row and column; the first is worked out from
    the others, and -1 stands for none; those in the columns `less` are taken off. A tie is
    `fulfilled` where the numbers fulfil it just as they are printed, and `holds` where they do
    though the last digit of each is one off; `bounded` where it bounds its result only from below.
    """

    kind: RelationKind
    stated: bool
    width: int
    cells: NDArray[np.int64]
    fulfilled: Flags
    holds: Flags
    bounded: Flags
    less: tuple[int, ...] = ()
    power: int = 0

    @property
    def adds(self) -> bool:
        """Whether they are sums, or such turned round, and no ratios."""
        return self.kind in _SUMS

    def tie(self, number: int) -> Tie:
        """One of them."""
        row = self.cells[number].tolist()
        known = tuple(self._at(cell) for cell in row if cell >= 0)
        less = tuple(self._at(row[column]) for column in self.less if row[column] >= 0)
        bounded = bool(self.bounded[number])
        return Tie(self.kind, known, self.stated, less, self.power, bounded)

    def where(self, wanted: Flags) -> "Ties":
        """Those of them that are wanted."""
        return replace(
            self,
            cells=self.cells[wanted],
            fulfilled=self.fulfilled[wanted],
            holds=self.holds[wanted],
            bounded=self.bounded[wanted],
        )

    def _at(self, cell: int) -> At:
        return divmod(cell, self.width)


def ties_of(table: UnderstoodTable) -> list[Ties]:
    """The ties of all relations that can be held against each other: sums and ratios.

    Ratios compare only where most rows obey. Of those that no word tells of, which hold by luck in
    a few tables, only the cells that do not obey are compared, and the others nothing.
    """
    return [ties for relation in table.relations if (ties := _ties(table, relation)) is not None]


def without_consequences(ties: Sequence[Ties]) -> list[Ties]:
    """The ties but for what was worked out from cells of a sum that does not hold.

    What a ratio or a difference was worked out from it agrees with, be that right or wrong: it is
    no witness against the other cells of the sum, which would only be told of once more.
    """
    ties = _without_carried_on(ties)
    in_doubt = cells_of(group.where(~group.holds) for group in ties if group.adds)
    return [group if group.adds else group.where(_witnesses(group, in_doubt)) for group in ties]


def _witnesses(group: Ties, in_doubt: NDArray[np.int64]) -> Flags:
    """Which ties say something by themselves: all but those that agree with a cell in doubt."""
    of_doubted = np.isin(group.cells, in_doubt).any(axis=1)
    return np.logical_or(~group.fulfilled, ~of_doubted)


def _without_carried_on(ties: Sequence[Ties]) -> list[Ties]:
    """The ties but for differences that carry the fault of a sum on, and sums of these alone."""
    differences = [group for group in ties if group.kind == "difference"]
    against = cells_of(group.where(~group.holds) for group in differences)
    doubted = cells_of(
        group.where(~group.holds & ~np.isin(group.cells, against).any(axis=1))
        for group in ties
        if group.kind == "sum"
    )
    if not len(doubted) or not differences:
        return list(ties)

    def carries_on(difference: Ties) -> Flags:
        of_doubted = np.isin(difference.cells[:, 1:], doubted)
        return np.logical_and(difference.fulfilled, of_doubted.any(axis=1))

    def repeats(group: Ties) -> Flags:
        is_carried = np.isin(group.cells, carried) | (group.cells < 0)
        return np.logical_and(is_carried.all(axis=1) & ~group.holds, group.kind == "sum")

    carried = np.concatenate([group.cells[carries_on(group), 0] for group in differences])
    return [
        group.where(~(carries_on(group) if group.kind == "difference" else repeats(group)))
        for group in ties
    ]


def cells_of(ties: Iterable[Ties]) -> NDArray[np.int64]:
    """The cells that are tied, each once."""
    cells = [group.cells.ravel() for group in ties]
    return _each_once(np.concatenate(cells)) if cells else np.array([], dtype=np.int64)


def _each_once(cells: NDArray[np.int64]) -> NDArray[np.int64]:
    """These cells in their order, each once, without the places of none: negative numbers."""
    is_there = np.zeros(cells.max(initial=-1) + 1, dtype=bool)
    is_there[cells[cells >= 0]] = True
    return np.flatnonzero(is_there)


def count_cells(
    ties: Sequence[Ties], width: int, more: Collection[At] = (), but: Collection[At] = ()
) -> int:
    """How many different cells are tied, with some `more`, `but` some."""
    others, left_out = (
        np.array([row * width + column for row, column in cells], dtype=np.int64)
        for cells in (more, but)
    )
    cells = _each_once(np.concatenate([cells_of(ties), others]))
    return len(cells) - int(np.isin(cells, left_out).sum())


def doubtful_ties(ties: Sequence[Ties]) -> list[Tie]:
    """The ties that are not fulfilled, and all that share cells with them, be it by others.

    Where these are very many, only the short ones that share cells with the doubtful ones
    themselves: all others agree with what is printed, and say little of who is wrong.
    """
    if all(group.fulfilled.all() for group in ties):
        return []

    numbered = [(group, at) for group in ties for at in range(len(group.cells))]
    widths = [group.cells.shape[1] for group, _ in numbered]
    cells = np.concatenate([group.cells.ravel() for group in ties])
    is_cell = cells >= 0
    owners = np.repeat(np.arange(len(numbered)), widths)[is_cell]
    neighbours = _Neighbours(owners, cells[is_cell])
    doubtful = np.flatnonzero(~np.concatenate([group.fulfilled for group in ties])).tolist()
    wanted: set[int] = set()
    seen: set[int] = set()
    for number in doubtful:
        if number not in seen:
            block = neighbours.together(number)
            seen |= block
            wanted |= block if len(block) <= _MOST_TIES else set[int]()
    lengths = np.bincount(owners, minlength=len(numbered))
    short = {number for number in neighbours.beside(doubtful) if lengths[number] <= _SHORT}
    wanted |= short | set(doubtful)
    return [group.tie(at) for group, at in (numbered[number] for number in sorted(wanted))]


class _Neighbours:
    """Which ties have a cell in common, by their numbers."""

    def __init__(self, owners: NDArray[np.int64], cells: NDArray[np.int64]) -> None:
        """`owners` are in order; each owns the cell beside it."""
        _, self._shared = np.unique(cells, return_inverse=True)
        by_cell = np.argsort(self._shared, kind="stable")
        self._owners = owners[by_cell]
        ends = np.arange(self._shared.max() + 2)
        self._starts_of_cells = np.searchsorted(self._shared[by_cell], ends).tolist()
        self._starts_of_owners = np.searchsorted(owners, np.arange(owners[-1] + 2)).tolist()

    def beside(self, owners: Sequence[int]) -> set[int]:
        """All that own a cell of these, themselves among them."""
        cells = {cell for owner in owners for cell in self._cells(owner)}
        return {beside for cell in cells for beside in self._owners_of(cell)}

    def together(self, owner: int) -> set[int]:
        """This one, and all that own a cell in common with it or with those found."""
        reached, seen_cells, to_visit = {owner}, set[int](), [owner]
        while to_visit:
            for cell in self._cells(to_visit.pop()):
                if cell in seen_cells:
                    continue
                seen_cells.add(cell)
                beside = self._owners_of(cell)
                to_visit += [neighbour for neighbour in beside if neighbour not in reached]
                reached.update(beside)
        return reached

    def _cells(self, owner: int) -> list[int]:
        begin, end = self._starts_of_owners[owner : owner + 2]
        cells: list[int] = self._shared[begin:end].tolist()
        return cells

    def _owners_of(self, cell: int) -> list[int]:
        begin, end = self._starts_of_cells[cell : cell + 2]
        owners: list[int] = self._owners[begin:end].tolist()
        return owners


def _ties(table: UnderstoodTable, relation: TableRelation) -> Ties | None:
    """What a relation ties; None where it is of a kind that compares nothing."""
    lines, stated = _divided(relation.lines), _is_stated(table, relation)
    adds = lines.kind in _SUMS
    is_ratio = lines.kind in RATIOS and len(lines.of) == 2 and _often_holds(lines)
    if lines.kind == "quotient" and not stated:
        is_ratio &= lines.log_chance <= _SURE
    if not adds and not is_ratio:
        return None

    observed = np.array((*lines.held, *lines.failed), dtype=np.int64)
    compared = ~np.isin(observed, list(relation.may_miss))
    if not (adds or stated):
        compared[: len(lines.held)] = False
    bounded = np.isin(observed[compared], list(relation.bounded))
    result, *parts = (
        (rows[compared], columns[compared])
        for rows, columns in map(relation.cells, (lines.result, *lines.of))
    )
    sheet = table.sheet
    less = tuple(at for at, line in enumerate(lines.of, 1) if line in lines.less)
    known = np.array([sheet.is_number[part] for part in parts])
    values = np.array([sheet.values[part] for part in parts])
    values[[at - 1 for at in less]] *= -1
    printed = sheet.values[result]
    if adds:
        tied = known.sum(axis=0) > np.where(bounded, 0, 1)
        worked_out, room = np.where(known, values, 0.0).sum(axis=0), np.zeros(len(printed))
    else:
        tied = known.all(axis=0)
        worked_out = _ratio(lines.kind, values) * 10.0**lines.power
        room = sheet.units[result] / 2

    miss = np.abs(worked_out - printed)
    miss = np.where(bounded & (worked_out < printed), 0.0, miss)
    sizes = np.where(known, np.abs(values), 0.0).max(axis=0)
    error = _EXACT * np.maximum(np.abs(printed), sizes)
    fulfilled = np.isfinite(miss) & (miss <= room + error)
    units = np.array([table.units[part] for part in parts])
    wide = table.units[result] + np.where(known, units, 0.0).sum(axis=0)
    holds = fulfilled | (miss <= wide + error)

    width = len(sheet.columns)
    cells = np.array([_numbers(result, width), *(_numbers(part, width) for part in parts)])
    cells[1:][~known] = -1
    ties = Ties(lines.kind, stated, width, cells.T, fulfilled, holds, bounded, less, lines.power)
    return ties.where(tied)


def _numbers(cells: ManyCells, width: int) -> NDArray[np.int64]:
    """Each cell as one number."""
    return cells[0] * width + cells[1]


def _divided(lines: LineRelation) -> LineRelation:
    """A product as the quotient that its rate is; other relations as they are."""
    if lines.kind != "product":
        return lines
    amount, rate = lines.of
    return replace(lines, kind="quotient", result=rate, of=(amount, lines.result))


def _ratio(kind: RelationKind, values: Floats) -> Floats:
    first, second = values[0], values[-1]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if kind == "growth":
            ratio = 100 * (second - first) / np.abs(first)
        else:
            ratio = second / first * (1 if kind == "quotient" else 100)
    return np.where(first == 0, np.inf, ratio)


def _is_stated(table: UnderstoodTable, relation: TableRelation) -> bool:
    """Whether words tell of a relation, and it is surely meant wherever it is observed.

    Most observations obey it, or all but one, in which it nearly holds.
    """
    held, failed = relation.lines.held, relation.lines.failed
    if not relation.stated or _often_holds(relation.lines):
        return relation.stated
    return len(failed) == 1 < len(held) and _nearly_holds(table, relation, failed[0])


def _often_holds(lines: LineRelation) -> bool:
    return len(lines.held) >= _SURELY_MEANT * len(lines.failed)


def _nearly_holds(table: UnderstoodTable, relation: TableRelation, observation: int) -> bool:
    """Whether a sum misses by so little that what was printed is surely meant to be one."""
    lines, values = relation.lines, table.sheet.values
    parts = [float(values[relation.cell(line, observation)]) for line in lines.of]
    total = float(values[relation.cell(lines.result, observation)])
    miss = abs(sum(part for part in parts if isfinite(part)) - total)
    return lines.kind == "sum" and miss <= _NEARLY * abs(total)
