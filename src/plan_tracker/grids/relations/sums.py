"""Sums: a line that is the sum of others beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from plan_tracker.grids.relations.chance import log_chance
from plan_tracker.grids.relations.lines import Lines
from plan_tracker.grids.relations.relation import LineRelation
from plan_tracker.grids.shape.sheet import Flags, Floats
from plan_tracker.model.relation import RelationKind

Places = np.ndarray[tuple[int], np.dtype[np.int64]]
MOST_PARTS = 120
_NEAR = 8  # lines to either side, where two are looked for that make a third
_SEVERAL = 2  # levels in which a sum must be seen to hold, so that ratios may fail in it
_EXACT = 1e-12  # what floating point may add to a sum, as a share of it


@dataclass(frozen=True, slots=True)
class Run:
    """A line, and those that its parts may be: the first two of them, three, and so on.

    They are `whole` where it can be only all of them, as the texts say; `all_others` where these
    are all other lines of the table, so that ratios which do not add up say nothing against it.
    """

    result: int
    parts: tuple[int, ...]
    whole: bool = False
    all_others: bool = False


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a sum may miss: so many units of each number, or a share of the sum."""

    units: float = 0.5
    share: float = 0.0

    def room(self, units: Floats, sums: Floats) -> Floats:
        """By observation; `units` are those of all the numbers together."""
        return np.maximum(self.units * units, self.share * np.abs(sums)) + _EXACT * np.abs(sums)


# As careful offices print; as they print who cut off; as they print who work out what they print
# from what they do not. The last is only looked for where the texts say what the parts are.
CAREFUL, CARELESS, ROUGH = Tolerance(), Tolerance(1.0), Tolerance(1.0, 0.02)


def sum_of_run(
    lines: Lines, run: Run, tolerance: Tolerance, tried: int, *, mean: bool = False
) -> LineRelation | None:
    """The number of parts that makes the line in most observations; None where none does.

    The line may be their mean instead of their sum.
    """
    result, parts = run.result, list(run.parts[:MOST_PARTS])
    printed = lines.values[:, [result]]
    chosen = lines.values[:, parts]
    is_number = ~np.isnan(chosen)

    sums = np.cumsum(np.where(is_number, chosen, 0.0), axis=1)
    units = np.cumsum(np.where(is_number, lines.units[:, parts], 0.0), axis=1)
    if mean:
        how_many = np.maximum(np.cumsum(is_number, axis=1), 1)
        sums, units = sums / how_many, units / how_many
    room = tolerance.room(units + lines.units[:, [result]], sums)
    seen = room if tolerance.share else 0.0
    several = _second_largest(np.where(is_number, np.abs(chosen), 0.0)) > seen
    if mean:
        apart = np.where(is_number, np.abs(chosen - printed), 0.0)
        several = _second_largest(apart) > room
    complete = np.cumsum(~is_number & ~lines.nothing[:, parts], axis=1) == 0

    # Where a part is not known, the sum cannot fail, but it may be seen to hold without it.
    holds = np.abs(printed - sums) <= room
    tested = ~np.isnan(printed) & (np.cumsum(is_number, axis=1) > 0) & (holds | complete)
    shown = holds & tested & several & (printed != 0)
    if run.whole:
        shown[:, :-1] = False
    telling = shown & lines.telling[:, None]
    if lines.worked_out and not telling.any():
        telling = shown & lines.tell(holds)

    failing = tested & ~holds & ~lines.ratios[:, None]
    last = _best(telling.sum(axis=0), failing.sum(axis=0))
    if last is None:
        return None
    is_sure = run.all_others or telling[:, last].sum() >= _SEVERAL
    asked = tested[:, last] & np.where(
        holds[:, last], several[:, last], ~lines.ratios | (not is_sure)
    )
    chance = log_chance(
        2 * room[:, last],
        np.abs(printed[:, 0]),
        telling[:, last],
        asked,
        tried if run.whole else tried * len(parts),
    )
    kind: RelationKind = "average" if mean else "sum"
    return _relation(lines, kind, result, parts[: last + 1], _Shown(holds[:, last], asked), chance)


def sums_of_two(lines: Lines, order: Sequence[int], tried: int) -> Iterator[LineRelation]:
    """Lines that are the sum of two others not far away: totals of two, and differences."""
    values, units = lines.values[:, order], lines.units[:, order]
    count = len(order)
    for at in range(count):
        near = [
            beside
            for beside in range(max(0, at - _NEAR), min(count, at + _NEAR + 1))
            if beside != at
        ]
        left, right = _twos(len(near))
        first, second = np.array(near, dtype=int)[left], np.array(near, dtype=int)[right]
        tried_here = tried * len(first)

        # What fails in half of the observations holds in no more than the others.
        known = np.flatnonzero(~np.isnan(values[:, at]))
        half = known[: (len(known) + 1) // 2]
        _, tested, holds = _of_two(values[half], units[half], at, first, second)
        fails = tested & ~holds & ~lines.ratios[half, None]
        left_over = 2 * fails.sum(axis=0) < len(known)
        first, second = first[left_over], second[left_over]
        if len(first) == 0:
            continue

        printed = values[:, [at]]
        room, tested, holds = _of_two(values, units, at, first, second)
        smaller = np.minimum(np.abs(values[:, first]), np.abs(values[:, second]))
        telling = holds & (smaller > 0) & (printed != 0)
        telling &= lines.telling[:, None]
        meant = tested & (holds | ~lines.ratios[:, None])
        often = (telling.sum(axis=0) >= 2) & (holds.sum(axis=0) * 2 > meant.sum(axis=0))
        for pair in np.flatnonzero(often):
            two = [order[first[pair]], order[second[pair]]]
            size = np.nanmax(np.abs(lines.values[:, [order[at], *two]]), axis=1, initial=0.0)
            asked = tested[:, pair] & np.where(holds[:, pair], telling[:, pair], ~lines.ratios)
            chance = log_chance(2 * room[:, pair], size, telling[:, pair], asked, tried_here)
            yield _relation(lines, "sum", order[at], two, _Shown(holds[:, pair], asked), chance)


def _of_two(
    values: Floats, units: Floats, at: int, first: Places, second: Places
) -> tuple[Floats, Flags, Flags]:
    """How far sums of pairs of lines may miss another line, where they are tested, and hold."""
    printed, sums = values[:, [at]], values[:, first] + values[:, second]
    room = CAREFUL.room(units[:, [at]] + units[:, first] + units[:, second], sums)
    tested = ~np.isnan(sums) & ~np.isnan(printed)
    return room, tested, tested & (np.abs(printed - sums) <= room)


@lru_cache(maxsize=2 * _NEAR + 2)
def _twos(count: int) -> tuple[Places, Places]:
    """Every two of so many things."""
    left, right = np.triu_indices(count, 1)
    return left, right


def _second_largest(sizes: Floats) -> Floats:
    """The second largest of the first sizes of each row, for so many of them: at least two count.

    A total and one part of its size, beside which nothing else is seen, are no sum.
    """
    largest = np.maximum.accumulate(sizes, axis=1)
    before = np.concatenate([np.zeros((len(sizes), 1)), largest[:, :-1]], axis=1)
    return np.maximum.accumulate(np.minimum(sizes, before), axis=1)


@dataclass(frozen=True, slots=True)
class _Shown:
    """By observation: whether a sum holds, and whether it was asked."""

    holds: Flags
    asked: Flags


def _best(telling: "np.ndarray[tuple[int], np.dtype[np.int64]]", failing: Floats) -> int | None:
    """How many parts tell most: with the fewest failures among these, then the most parts."""
    if len(telling) < 2 or telling[1:].max() == 0:
        return None
    most = telling[1:].max()
    candidates = [at for at in range(1, len(telling)) if telling[at] == most]
    return min(candidates, key=lambda at: (failing[at], -at))


def _relation(
    lines: Lines,
    kind: RelationKind,
    result: int,
    parts: Sequence[int],
    shown: _Shown,
    chance: float,
) -> LineRelation:
    return LineRelation(
        kind,
        int(result),
        tuple(sorted(map(int, parts))),
        tuple(map(int, np.flatnonzero(shown.holds & ~np.isnan(lines.values[:, result])))),
        tuple(map(int, np.flatnonzero(shown.asked & ~shown.holds))),
        chance,
    )
