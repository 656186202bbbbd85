"""Blocks whose numbers have more digits than a float, decided by exact bounds.

Levels, differences and sums without a rest are bounds that intervals of fractions add up exactly;
in a block without a cycle they can all hold if they leave something for every quantity.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce

from plan_tracker.model.interval import EVERYTHING, Interval
from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.system.system import BOUND, RATIO, System

_MOST = 60  # constraints of a block: a chain of so many is gone through so many times
_NOT_NEGATIVE = Interval(low=Fraction(0))
_AMBIGUOUS = ("growth", "change")  # where "by 5%" may be of two kinds


@dataclass(slots=True)
class Decided:
    """The blocks that hold, those that cannot, and those that are left to the solver."""

    possible: list[int] = field(default_factory=list)
    impossible: list[int] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)


def decide(system: System, blocks: Blocks, numbers: Sequence[int]) -> Decided:
    """Decide those of these blocks that are small, and made of levels, differences and sums."""
    decided = Decided()
    for number in numbers:
        c = blocks.constraints(number, number + 1)
        if not _within_reach(c) or blocks.circular[number]:
            decided.unsure.append(number)
        elif _possible(system, c):
            decided.possible.append(number)
        elif _read_one_way(system, blocks.owners(number).tolist()):
            decided.impossible.append(number)
        else:
            decided.unsure.append(number)
    return decided


def _within_reach(c: Constraints) -> bool:
    few = len(c.form) + len(c.sums.part) <= _MOST
    ratios, rests = (c.form == RATIO).any(), (c.rest_low != 0).any() or (c.rest_high != 0).any()
    return bool(few and not ratios and not rests)


def _read_one_way(system: System, owners: Sequence[int]) -> bool:
    """Whether none of these has another reading that is as plain as the first."""
    said = [system.statements[owner] for owner in owners if owner < len(system.statements)]
    return all(
        statement.kind not in _AMBIGUOUS
        and all(other.cost > statement.readings[0].cost for other in statement.readings[1:])
        for statement in said
    )


def _possible(system: System, c: Constraints) -> bool:
    """Whether exact bounds leave something for every quantity."""
    left = [EVERYTHING if signed else _NOT_NEGATIVE for signed in c.signed.tolist()]
    rows = list(zip(c.owner.tolist(), c.form.tolist(), c.x.tolist(), c.y.tolist(), strict=True))
    for owner, form, x, _ in rows:
        if form == BOUND:
            left[x] = left[x] & _said(system, owner)

    ties = [(x, y, _said(system, owner)) for owner, form, x, y in rows if form != BOUND]
    sums = list(_sums(c, left))
    while not any(interval.empty for interval in left):
        before = list(left)
        for x, y, difference in ties:
            left[x] = left[x] & (left[y] + difference)
            left[y] = left[y] & (left[x] - difference)
        for total, parts in sums:
            _add(left, total, parts)
        if left == before:
            return True
    return False


def _said(system: System, owner: int) -> Interval:
    trusted = system.trust(owner)
    if trusted is not None:
        return trusted.interval
    return system.statements[owner].readings[0].ordinary


def _sums(c: Constraints, left: list[Interval]) -> Iterator[tuple[int, list[int]]]:
    """Each total with its parts; a part that nobody speaks of is one more quantity."""
    first = c.sums.first.tolist()
    for row, total in enumerate(c.sums.total.tolist()):
        parts: list[int] = []
        for part in c.sums.part[first[row] : first[row + 1]].tolist():
            parts.append(part if part >= 0 else len(left))
            if part < 0:
                left.append(EVERYTHING if c.signed[total] else _NOT_NEGATIVE)
        yield total, parts


def _add(left: list[Interval], total: int, parts: Sequence[int]) -> None:
    """What a total leaves its parts, and they leave it."""
    left[total] = left[total] & reduce(Interval.__add__, (left[part] for part in parts))
    for place, part in enumerate(parts):
        others = (left[other] for at, other in enumerate(parts) if at != place)
        left[part] = left[part] & reduce(Interval.__sub__, others, left[total])
