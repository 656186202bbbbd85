"""Find the sums of a table, level by level."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from math import log

import numpy as np

from plan_tracker.grids.relations.lines import Lines
from plan_tracker.grids.relations.relation import LineRelation
from plan_tracker.grids.relations.runs import GAPS, beside, open_runs
from plan_tracker.grids.relations.sums import (
    CAREFUL,
    CARELESS,
    ROUGH,
    Run,
    sum_of_run,
    sums_of_two,
)

_ROUNDS = 6
_MOST_RESULTS = 300
_TWO = 2  # figures that another is worked out from, or parts
_USUAL = 40  # lines of a table that a person looks through
# The chance by luck up to which a sum is believed: where its name says that it is one; where only
# numbers say so; and where it shares parts with others.
_NAMED, _NAMELESS, _SURE = log(0.3), log(1e-3), log(1e-10)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table's texts say of its lines, each by its number from 0.

    `levels` is how deep a line stands below others, `named` whether its name says that it is worked
    out from others, and `kinds` what it says that its numbers are (percentages, means, rates): only
    those of one kind add up. `groups` are lines that are called alike below different headings.
    """

    levels: tuple[int, ...]
    named: tuple[bool, ...]
    kinds: tuple[tuple[bool, ...], ...]
    groups: tuple[tuple[int, ...], ...] = ()

    def alike(self, lines: Sequence[int]) -> list[tuple[int, ...]]:
        """These lines, those whose numbers are of one kind together."""
        kinds = dict.fromkeys(self.kinds[line] for line in lines)
        return [tuple(line for line in lines if self.kinds[line] == kind) for kind in kinds]

    def results(self, named: Sequence[bool]) -> frozenset[int]:
        """The lines that may be worked out from others.

        In a long table those are the ones that are `named` so or stand above others, and not more
        than a few hundred of them, so that the work grows with the size of a table and no faster.
        """
        if len(self.levels) <= _MOST_RESULTS:
            return frozenset(range(len(self.levels)))
        below = [*self.levels[1:], 0]
        likely = (
            line
            for line, is_named in enumerate(named)
            if is_named or below[line] > self.levels[line]
        )
        return frozenset(islice(likely, _MOST_RESULTS))


def find_sums(lines: Lines, layout: Layout) -> list[LineRelation]:
    """Lines that are the sum of others, the surest first in each round.

    What was found to be a part is left out in the next round, so that totals of totals are found.
    """
    found: list[LineRelation] = []
    left = tuple(range(lines.count))
    results = layout.results(layout.named)
    for number in range(_ROUNDS):
        groups = layout.groups if number == 0 else ()
        candidates = [
            candidate
            for alike in layout.alike(left)
            for candidate in _candidates(lines, alike, layout, groups, results)
        ]
        fresh = _believed(candidates, found, lines, layout)
        if not fresh:
            break
        found += fresh
        parts = {part for relation in fresh for part in relation.of}
        left = tuple(line for line in left if line not in parts)
    return _without_parts_of_parts(found)


def find_means(lines: Lines, layout: Layout, sums: Sequence[LineRelation]) -> list[LineRelation]:
    """Lines that are the mean of those beside them, and no sum."""
    order = tuple(range(lines.count))
    results = layout.results(layout.named) - {relation.result for relation in sums}
    found: dict[int, LineRelation] = {}
    for run in open_runs(lines, order, results, CAREFUL, mean=True):
        relation = sum_of_run(lines, run, CAREFUL, GAPS * 2, mean=True)
        if relation is None or len(relation.of) < 3 or relation.log_chance > _SURE:
            continue
        best = found.get(run.result)
        if len(relation.held) > 2 * len(relation.failed) and (
            best is None or relation.log_chance < best.log_chance
        ):
            found[run.result] = relation
    return list(found.values())


def _candidates(
    lines: Lines,
    left: Sequence[int],
    layout: Layout,
    groups: Iterable[tuple[int, ...]],
    results: frozenset[int],
) -> Iterator[LineRelation]:
    # In a long table more lines would fit by luck; in a usual one the texts have been looked at.
    tried = GAPS * 2 * max(1, lines.count // _USUAL)
    stated = list(_stated_runs(left, layout.levels, results))
    in_order = [
        run for order in (left, *groups) for run in open_runs(lines, order, results, CARELESS)
    ]
    usual = [*stated, *in_order]
    for tolerance, runs in ((CAREFUL, usual), (CARELESS, usual), (ROUGH, stated)):
        for run in runs:
            relation = sum_of_run(lines, run, tolerance, tried)
            if relation is not None:
                yield relation
    yield from _of_all_others(lines, left, layout)
    if lines.count <= _MOST_RESULTS:
        yield from sums_of_two(lines, left, len(left))


def _of_all_others(lines: Lines, left: Sequence[int], layout: Layout) -> Iterator[LineRelation]:
    """The one line that is called a total, at an end, as the sum of all others.

    Where two of its figures are wrong and a third one, worked out from them, is right, no more than
    that one tells of a sum; that the others nearly do is another witness.
    """
    totals = [line for line in left if layout.named[line]]
    others = tuple(line for line in left if line not in totals)
    if len(totals) != 1 or totals[0] not in (left[0], left[-1]) or len(others) < _TWO:
        return
    run = Run(totals[0], others, whole=True, all_others=True)
    relation = sum_of_run(lines, run, CAREFUL, 1)
    if relation is None:
        return
    failed = list(relation.failed)
    printed = lines.values[failed, relation.result]
    missed = np.abs(printed - np.nansum(lines.values[np.ix_(failed, others)], axis=1))
    near = np.sort(np.clip(2 * missed / np.maximum(np.abs(printed), 1e-300), 1e-9, 1.0))
    independent = _failures(relation, lines, layout)
    chance = relation.log_chance + float(np.log(near[:independent]).sum())
    yield replace(relation, log_chance=chance)


def _stated_runs(
    order: Sequence[int], levels: Sequence[int], results: frozenset[int]
) -> Iterator[Run]:
    """Each line with those that stand one level below it, and with those on its own level."""
    if len(set(levels)) < 2:
        return
    for at, line in enumerate(order):
        if line not in results:
            continue
        for side in beside(order, at):
            below = []
            for other in side:
                if levels[other] <= levels[line]:
                    break
                below.append(other)
            nearest = min((levels[other] for other in below), default=0)
            children = tuple(other for other in below if levels[other] == nearest)
            if len(children) > 1:
                yield Run(line, children, whole=True)
            alike = tuple(other for other in side if levels[other] == levels[line])
            if len(alike) > 1:
                yield Run(line, alike)


def _believed(
    candidates: Iterable[LineRelation],
    found: Sequence[LineRelation],
    lines: Lines,
    layout: Layout,
) -> list[LineRelation]:
    """The candidates that luck does not explain, and that fit the ones found before them."""
    fresh: list[LineRelation] = []
    for candidate in sorted(candidates, key=lambda each: (each.log_chance, -len(each.of))):
        limit = _NAMED if layout.named[candidate.result] else _NAMELESS
        failures = _failures(candidate, lines, layout)
        if candidate.log_chance > limit or len(candidate.held) < failures:
            continue
        if len({layout.kinds[line] for line in (candidate.result, *candidate.of)}) > 1:
            continue  # percentages, means and levels do not add up together
        if all(_fits(candidate, other) for other in found) and all(
            _fits(candidate, other, same_round=True) for other in fresh
        ):
            fresh.append(candidate)
    return fresh


def _failures(sum_: LineRelation, lines: Lines, layout: Layout) -> int:
    """In how many observations a sum fails by itself.

    Where a name says that it is one, and its parts are all other lines, a fault is carried on into
    what is worked out from the figure that is wrong: a difference from it is wrong as well. Where
    that is right although both its figures fail, they have one fault between them.
    """
    failed = set(sum_.failed)
    if not layout.named[sum_.result] or len(sum_.of) < lines.count - 1:
        return len(failed)
    carried = {at for at in failed if not lines.telling[at]}
    shared = [
        others
        for at, others in lines.worked_out.items()
        if at in sum_.held and len(failed.intersection(others)) == len(others) == _TWO
    ]
    return len(failed - carried) - len(shared)


def _fits(relation: LineRelation, other: LineRelation, *, same_round: bool = False) -> bool:
    """Whether two sums can both be meant."""
    parts, others = set(relation.of), set(other.of)
    if {relation.result, *parts} == {other.result, *others}:
        return False  # the same, or turned round: a = b + c is b = a - c
    if other.result in parts and relation.result in others:
        return False
    if relation.result == other.result and (parts <= others or parts >= others):
        return False  # the surer one has all the parts, and no more
    shared = bool(parts & others) and (same_round or relation.result == other.result)
    return not shared or relation.log_chance <= _SURE


def _without_parts_of_parts(found: Sequence[LineRelation]) -> list[LineRelation]:
    """Sums of subtotals in place of sums of what these are made of."""
    by_size = sorted(found, key=lambda relation: len(relation.of))
    whole: list[LineRelation] = []
    for relation in by_size:
        parts = set(relation.of)
        for inner in by_size:
            inside = set(inner.of)
            between = min(parts) - 1 <= inner.result <= max(parts) + 1
            subtotal = inner.result not in {*parts, relation.result} and between
            if subtotal and inside < parts:
                parts = parts - inside | {inner.result}
        changed = replace(relation, of=tuple(sorted(parts)))
        if not any((changed.result, changed.of) == (kept.result, kept.of) for kept in whole):
            whole.append(changed)
    return whole
