"""What a relation says of single cells, and which of these have to do with each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

from plan_tracker.grids.relations.relation import TableRelation
from plan_tracker.grids.shape.sheet import NUMBERS
from plan_tracker.loading.drafted.understood import At, UnderstoodTable
from plan_tracker.model.relation import RelationKind

_SURELY_MEANT = 3  # times as many rows must obey a relation as do not
_EXACT = 1e-12  # what floating point may add, as a share


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation between single cells, the first of which is worked out from the others.

    It is `fulfilled` where the numbers fulfil it just as they are printed.
    """

    kind: RelationKind
    cells: tuple[At, ...]
    stated: bool
    fulfilled: bool


def ties_of(table: UnderstoodTable) -> Iterator[Tie]:
    """The ties of all relations that can be held against each other: sums, shares and growth.

    Shares and growth compare only where words tell of them, and most rows obey.
    """
    for relation in table.relations:
        stated = _is_stated(relation)
        for observation in (*relation.lines.held, *relation.lines.failed):
            if observation not in relation.may_miss:
                tie = _tie(table, relation, observation, stated=stated)
                if tie is not None:
                    yield tie


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
    fulfilled = isfinite(miss) and miss <= room + _EXACT * max(map(abs, [printed, *values]))
    return Tie(lines.kind, (result, *parts), stated, fulfilled)


def _ratio(kind: RelationKind, first: float, second: float) -> float:
    if first == 0:
        return float("inf")
    if kind == "growth":
        return 100 * (second - first) / abs(first)
    return second / first * (100 if kind == "share" else 1)


def _is_stated(relation: TableRelation) -> bool:
    held, failed = len(relation.lines.held), len(relation.lines.failed)
    return relation.stated and held >= _SURELY_MEANT * failed
