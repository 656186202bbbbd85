"""Where a relation that numbers or words suggest was not meant, and its failures are none."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from plan_tracker.grids.relations.relation import RATIOS, TableRelation
from plan_tracker.grids.shape.sheet import Flags, Floats, Sheet

_OFTEN = 3  # times as many observations obey what is surely meant as do not


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the columns of a table, or of its rows.

    `ratios` do not add up with levels, `intensive` ones (rates, medians, margins of error) with
    nothing at all, and `added` are parts of sums or sums, so that they are no means.
    """

    ratios: Collection[int]
    intensive: Collection[int]
    added: Collection[int]


def of_ratios(relations: Sequence[TableRelation]) -> set[int]:
    """The lines that are worked out as ratios."""
    of_others = {each.lines.result for each in relations if each.lines.kind in RATIOS}
    return of_others | {each.lines.of[1] for each in relations if each.lines.kind == "product"}


def of_differences(relations: Sequence[TableRelation], ratios: Collection[int]) -> set[int]:
    """The lines that are what others which are no ratios differ by: they add up as these do."""
    return {
        each.lines.result
        for each in relations
        if each.lines.kind == "difference" and not any(line in ratios for line in each.lines.of)
    }


def added_up(sheet: Sheet, relations: Sequence[TableRelation]) -> set[int]:
    """The lines that are added up to others, so that they are no means; but for parts of 100 %."""
    lines: set[int] = set()
    for relation in relations:
        if relation.lines.kind != "sum":
            continue
        held = len(relation.lines.held)
        totals = sheet.values[relation.cells(relation.lines.result)][:held]
        if (totals != totals[:1]).any():
            lines |= {relation.lines.result, *relation.lines.of}
    return lines


def as_meant(
    sheet: Sheet, relations: Sequence[TableRelation], lines: Told, observed: Told
) -> list[TableRelation]:
    """The relations between `lines`, without the failures that say no more than that they were not
    meant there; those that were meant nowhere are left out.
    """
    meant = [
        _without_failures_among_ratios(sheet, relation, observed)
        for relation in relations
        if not _compounds(sheet, relation)
    ]
    return _without_rivals([_without_intensive(relation, lines) for relation in meant])


def _without_failures_among_ratios(
    sheet: Sheet, relation: TableRelation, observed: Told
) -> TableRelation:
    """A relation without the failures in observations of ratios, or where what stands for a sum
    lies between its parts, as a mean and a median do, in one that is not `added` up to others.
    """
    lines = relation.lines

    def lies_between(observation: int) -> bool:
        parts = [sheet.values[relation.cell(line, observation)] for line in lines.of]
        known = [value for value in parts if value == value]
        total = sheet.values[relation.cell(lines.result, observation)]
        return lines.kind == "sum" and bool(min(known) <= total <= max(known))

    failed = [
        at
        for at in lines.failed
        if at not in observed.ratios and (at in observed.added or not lies_between(at))
    ]
    return _failing(relation, failed)


def _without_intensive(relation: TableRelation, lines: Told) -> TableRelation:
    """A sum of rates, medians or margins of error that no word tells of is none where it fails."""
    is_sum = relation.lines.kind == "sum"
    if is_sum and not relation.stated and relation.lines.result in lines.intensive:
        return _failing(relation, ())
    return relation


def _compounds(sheet: Sheet, relation: TableRelation) -> bool:
    """Whether a sum that often fails is growth over periods that follow each other, which holds
    more often: percentages p and q make p + q + pq/100 together, for small ones nearly their sum.
    """
    lines = relation.lines
    if lines.kind != "sum" or relation.stated or not lines.failed:
        return False
    printed, unit = _numbers(sheet, relation, lines.result)
    factors, moved = np.ones(len(printed)), np.zeros(len(printed))
    for line in lines.of:
        part, unit_of_part = _numbers(sheet, relation, line)
        factor = 1 + part / 100
        moved = moved * np.abs(factor) + unit_of_part * np.abs(factors)
        factors = factors * factor
    grown = 100 * (factors - 1)
    known = ~np.isnan(printed + grown)
    holds: Flags = np.abs(printed - grown) <= (unit + moved) / 2 * (1 + 1e-9)
    failing = int((known & ~holds).sum())
    return _OFTEN * failing <= len(lines.failed) and int((known & holds).sum()) >= len(lines.held)


def _numbers(sheet: Sheet, relation: TableRelation, line: int) -> tuple[Floats, Floats]:
    """The numbers of a line wherever a relation is observed, and the units of their last digits."""
    cells = relation.cells(line)
    return sheet.values[cells], sheet.units[cells]


def _without_rivals(relations: Sequence[TableRelation]) -> list[TableRelation]:
    """Of several lines that are each held to be the sum of the same parts, only those that surely
    are can fail: where one holds more often, another that often fails was not meant to.
    """
    rivals: dict[frozenset[int], list[TableRelation]] = defaultdict(list)
    for relation in relations:
        if relation.lines.kind == "sum":
            rivals[frozenset(relation.lines.of)].append(relation)

    def is_meant(relation: TableRelation) -> bool:
        of_same = rivals.get(frozenset(relation.lines.of), [])
        if relation.lines.kind != "sum" or len(of_same) == 1:
            return True
        fewest = min(len(rival.lines.failed) for rival in of_same)
        surely = len(relation.lines.held) >= _OFTEN * len(relation.lines.failed)
        return surely and (relation.stated or len(relation.lines.failed) == fewest)

    return [relation if is_meant(relation) else _failing(relation, ()) for relation in relations]


def _failing(relation: TableRelation, failed: Sequence[int]) -> TableRelation:
    """A relation that fails nowhere else."""
    return replace(relation, lines=replace(relation.lines, failed=tuple(failed)))
