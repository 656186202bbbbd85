"""What a relation says of single cells, and which of these have to do with each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite

from plan_tracker.grids.relations.relation import LineRelation, TableRelation
from plan_tracker.grids.shape.sheet import NUMBERS
from plan_tracker.loading.drafted.understood import At, UnderstoodTable
from plan_tracker.model.relation import RelationKind

_SUMS = ("sum", "difference")
_RATIOS = ("share", "attainment", "growth", "quotient")
_SURELY_MEANT = 3  # times as many rows must obey a relation as do not
_NEARLY = 0.02  # the share of a total by which it may miss its parts where one figure slipped
_EXACT = 1e-12  # what floating point may add, as a share


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation between single cells, the first of which is worked out from the others.

    It is `fulfilled` where the numbers fulfil it just as they are printed, and `holds` where they
    do though the last digit of each is one off. In a sum the cells in `less` are taken off; a
    quotient is in ten to the `power` of its unit.
    """

    kind: RelationKind
    cells: tuple[At, ...]
    stated: bool
    fulfilled: bool
    holds: bool
    less: tuple[At, ...] = ()
    power: int = 0

    @property
    def adds(self) -> bool:
        """Whether it is a sum, or one turned round, and no ratio."""
        return self.kind in _SUMS


def ties_of(table: UnderstoodTable) -> Iterator[Tie]:
    """The ties of all relations that can be held against each other: sums and ratios.

    Ratios compare only where most rows obey. Of those that no word tells of, which hold by luck in
    a few tables, only the cells that do not obey are compared, and the others nothing.
    """
    for relation in table.relations:
        lines, stated = relation.lines, _is_stated(table, relation)
        held = lines.held if stated or lines.kind in _SUMS else ()
        for observation in (*held, *lines.failed):
            tie = _tie(table, relation, observation, stated=stated)
            if tie is not None:
                yield tie


def without_consequences(ties: Sequence[Tie]) -> list[Tie]:
    """The ties but for ratios that were worked out from cells of a sum that does not hold.

    What a ratio was worked out from it agrees with, be that right or wrong: it is no witness
    against the other cells of the sum, which would only be told of once more.
    """
    doubted = {at for tie in ties if tie.adds and not tie.holds for at in tie.cells}
    return [tie for tie in ties if tie.adds or not tie.fulfilled or doubted.isdisjoint(tie.cells)]


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
    lines, sheet = _divided(relation.lines), table.sheet
    result = relation.cell(lines.result, observation)
    parts = [
        at for line in lines.of if sheet.kinds[at := relation.cell(line, observation)] in NUMBERS
    ]
    less = {relation.cell(line, observation) for line in lines.less}
    values = [float(sheet.values[at]) * (-1 if at in less else 1) for at in parts]
    printed, unit = float(sheet.values[result]), float(sheet.units[result])
    if lines.kind in _SUMS and len(parts) > 1:
        worked_out, room = sum(values), 0.0
    elif lines.kind in _RATIOS and len(parts) == 2 and _often_holds(lines):
        worked_out, room = _ratio(lines.kind, *values) * 10.0**lines.power, unit / 2
    else:
        return None
    miss = abs(worked_out - printed)
    error = _EXACT * max(map(abs, [printed, *values]))
    fulfilled = isfinite(miss) and miss <= room + error
    holds = fulfilled or miss <= sum(float(table.units[at]) for at in (result, *parts)) + error
    return Tie(lines.kind, (result, *parts), stated, fulfilled, holds, tuple(less), lines.power)


def _divided(lines: LineRelation) -> LineRelation:
    """A product as the quotient that its rate is; other relations as they are."""
    if lines.kind != "product":
        return lines
    amount, rate = lines.of
    return replace(lines, kind="quotient", result=rate, of=(amount, lines.result))


def _ratio(kind: RelationKind, first: float, second: float) -> float:
    if first == 0:
        return float("inf")
    if kind == "growth":
        return 100 * (second - first) / abs(first)
    return second / first * (1 if kind == "quotient" else 100)


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
