"""What a relation says of single cells, and which of these have to do with each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from plan_tracker.grids.relations.relation import TableRelation
from plan_tracker.grids.shape.sheet import NUMBERS
from plan_tracker.loading.drafted.understood import At, UnderstoodTable
from plan_tracker.model.relation import RelationKind

_SURELY_MEANT = 3  # times as many rows must obey a relation as do not
_NEARLY = 0.02  # the share of a total by which it may miss its parts where one figure slipped
_EXACT = 1e-12  # what floating point may add, as a share


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation between single cells, the first of which is worked out from the others.

    It is `fulfilled` where the numbers fulfil it just as they are printed, and `holds` where they do
    though the last digit of each is one off.
    """

    kind: RelationKind
    cells: tuple[At, ...]
    stated: bool
    fulfilled: bool
    holds: bool


def ties_of(table: UnderstoodTable) -> Iterator[Tie]:
    """The ties of all relations that can be held against each other: sums, shares and growth.

    Shares and growth compare only where words tell of them, and most rows obey.
    """
    for relation in table.relations:
        stated = _is_stated(table, relation)
        for observation in (*relation.lines.held, *relation.lines.failed):
            tie = _tie(table, relation, observation, stated=stated)
            if tie is not None:
                yield tie


def without_consequences(ties: Sequence[Tie]) -> list[Tie]:
    """The ties but for ratios that were worked out from cells of a sum that does not hold.

    What a ratio was worked out from it agrees with, be that right or wrong: it is no witness
    against the other cells of the sum, which would only be told of once more.
    """
    doubted = {at for tie in ties if tie.kind == "sum" and not tie.holds for at in tie.cells}
    return [
        tie
        for tie in ties
        if tie.kind == "sum" or not tie.fulfilled or doubted.isdisjoint(tie.cells)
    ]


def together_with(ties: Sequence[Tie], wanted: Sequence[bool]) -> list[Tie]:
    """The wanted ties, and all that share cells with them, directly or by others."""
    group: dict[At, At] = {}

    def root(at: At) -> At:
        while (above := group.setdefault(at, at)) != at:
            group[at] = group[above]
            at = above
        return at

    for tie in ties:
        first = root(tie.cells[0])
        for at in tie.cells[1:]:
            group[root(at)] = first
            first = root(first)
    roots = {root(tie.cells[0]) for tie, is_wanted in zip(ties, wanted, strict=True) if is_wanted}
    return [tie for tie in ties if root(tie.cells[0]) in roots]


def _tie(
    table: UnderstoodTable, relation: TableRelation, observation: int, *, stated: bool
) -> Tie | None:
    lines, sheet = relation.lines, table.sheet
    result = relation.cell(lines.result, observation)
    parts = [
        at for line in lines.of if sheet.kinds[at := relation.cell(line, observation)] in NUMBERS
    ]
    values = [float(sheet.values[at]) for at in parts]
    printed, unit = float(sheet.values[result]), float(sheet.units[result])
    if lines.kind == "sum" and len(parts) > 1:
        worked_out, room = sum(values), 0.0
    elif lines.kind in ("share", "growth", "quotient") and len(parts) == 2 and stated:
        worked_out, room = _ratio(lines.kind, *values), unit / 2
    else:
        return None
    miss = abs(worked_out - printed)
    error = _EXACT * max(map(abs, [printed, *values]))
    fulfilled = isfinite(miss) and miss <= room + error
    holds = fulfilled or miss <= sum(float(table.units[at]) for at in (result, *parts)) + error
    return Tie(lines.kind, (result, *parts), stated, fulfilled, holds)


def _ratio(kind: RelationKind, first: float, second: float) -> float:
    if first == 0:
        return float("inf")
    if kind == "growth":
        return 100 * (second - first) / abs(first)
    return second / first * (100 if kind == "share" else 1)


def _is_stated(table: UnderstoodTable, relation: TableRelation) -> bool:
    """Whether words tell of a relation, and it is surely meant wherever it is observed.

    Most observations obey it, or all but one, in which it nearly holds.
    """
    held, failed = len(relation.lines.held), relation.lines.failed
    if not relation.stated or held >= _SURELY_MEANT * len(failed):
        return relation.stated
    return len(failed) == 1 and held > 1 and _nearly_holds(table, relation, failed[0])


def _nearly_holds(table: UnderstoodTable, relation: TableRelation, observation: int) -> bool:
    """Whether a sum misses by so little that what was printed is surely meant to be one."""
    lines, values = relation.lines, table.sheet.values
    parts = [float(values[relation.cell(line, observation)]) for line in lines.of]
    total = float(values[relation.cell(lines.result, observation)])
    miss = abs(sum(part for part in parts if isfinite(part)) - total)
    return lines.kind == "sum" and miss <= _NEARLY * abs(total)
