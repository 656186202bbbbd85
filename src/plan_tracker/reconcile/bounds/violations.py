"""Contradictions that arrays alone explain, where there are too many to search for the culprits.

Each constraint is held against what its quantities are said to be directly. One that fails is a
contradiction by itself, and the few statements in it explain it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from plan_tracker.language.numbers import DECIMAL
from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import Constraints, widest
from plan_tracker.reconcile.bounds.propagate import propagate
from plan_tracker.reconcile.bounds.scale import units
from plan_tracker.reconcile.bounds.screening import CLOSE
from plan_tracker.reconcile.system.system import BOUND, RATIO, Codes, Numbers, System


@dataclass(frozen=True, slots=True)
class Violation:
    """A contradiction in a block: the owners that cannot all be right as they are printed.

    `gap` is how far they are apart, as a share of the larger, or 0 where no constraint shows it
    alone; `careless` says that bounds do not exclude that they were only read too closely. What it
    rests on is the `proof`: owners that cannot all be right even when they are read with no care.
    """

    block: int
    owners: tuple[int, ...]
    gap: float
    careless: bool
    proof: tuple[int, ...]


# By block, how far the plainest constraint that fails is apart, and its owners.
Plainest = dict[int, tuple[float, tuple[int, ...]]]


def violations_in(
    system: System, constraints: Constraints, blocks: Blocks, numbers: Sequence[int]
) -> list[Violation]:
    """One for each of these blocks, in which bounds do not meet; the worst first."""
    asked = np.zeros(blocks.count, dtype=bool)
    asked[numbers] = True

    # What fails even when everything is read with no care, either way that marks can be read.
    sure, proofs = asked.copy(), []
    notations = system.frame["doubtful"].unique()
    for misplaced in {False, any(notation.endswith(DECIMAL) for notation in notations)}:
        lax = _of_blocks(widest(system, misplaced=misplaced), blocks, asked)
        low, high = propagate(lax, units=units(lax, blocks.label, blocks.count))
        proofs.append(_plainest(lax, blocks.label))
        sure &= np.bincount(blocks.label[_apart(low, high)], minlength=blocks.count) > 0

    plainest = _plainest(_of_blocks(constraints, blocks, asked), blocks.label)
    violations = []
    for block in numbers:
        gap, owners = plainest.get(block) or (0.0, _everybody(blocks, block))
        proof = _proof(blocks, block, proofs) if sure[block] else owners
        violations.append(Violation(block, owners, gap, not sure[block], proof))
    return sorted(violations, key=lambda each: (each.careless, -each.gap, each.owners))


def _proof(blocks: Blocks, block: int, proofs: Sequence[Plainest]) -> tuple[int, ...]:
    """The owners that fail in every careless reading; all of the block where those differ."""
    each_way = [plainest[block][1] for plainest in proofs if block in plainest]
    alike = len(each_way) == len(proofs) and len(set(each_way)) == 1
    return each_way[0] if alike else _everybody(blocks, block)


def _everybody(blocks: Blocks, block: int) -> tuple[int, ...]:
    """All owners of a block: looked up only where they are asked for, as that takes its time."""
    return tuple(blocks.owners(block).tolist())


def _apart(low: Numbers, high: Numbers) -> NDArray[np.bool_]:
    """Where bounds are so far apart that no rounding of floats can have brought it about."""
    return np.asarray(low > high + CLOSE * np.abs(high))


def _gaps(low: Numbers, high: Numbers) -> Numbers:
    """How far bounds are apart, as a share of the larger."""
    return np.asarray((low - high) / np.maximum(np.abs(low), np.abs(high)))


def _of_blocks(c: Constraints, blocks: Blocks, asked: Any) -> Constraints:
    return c.only(asked[blocks.label[c.x]], asked[blocks.label[c.sums.total]])


@dataclass(frozen=True, slots=True)
class _Said:
    """What is said of each quantity directly, and who says so; -1 where nobody does."""

    low: Numbers
    high: Numbers
    low_owner: Codes
    high_owner: Codes


def _said(c: Constraints) -> _Said:
    count = len(c.signed)
    low, high = np.where(c.signed, -np.inf, 0.0), np.full(count, np.inf)
    low_owner, high_owner = (np.full(count, -1, dtype=np.int64) for _ in range(2))
    bounds = np.flatnonzero(c.form == BOUND)

    # Of several bounds of one quantity the last, which is the tightest, stays.
    rising = bounds[np.argsort(c.low[bounds], kind="stable")]
    low[c.x[rising]], low_owner[c.x[rising]] = c.low[rising], c.owner[rising]
    falling = bounds[np.argsort(-c.high[bounds], kind="stable")]
    high[c.x[falling]], high_owner[c.x[falling]] = c.high[falling], c.owner[falling]
    return _Said(low, high, low_owner, high_owner)


# Quantities at which constraints fail, how far they are apart, and who says so, by their place.
Failed = tuple[Codes, Numbers, Callable[[int], Iterable[int]]]


def _plainest(c: Constraints, label: Codes) -> Plainest:
    """The gap and the owners of the plainest constraint that fails in each block, by block.

    What is said of quantities alone is plainer than the claims about them.
    """
    said = _said(c)
    plainest: Plainest = {}
    for quantities, gaps, owners_at in (_doubled(said), *_summed(c, said), *_compared(c, said)):
        for place in np.argsort(-gaps, kind="stable").tolist():
            block = int(label[quantities[place]])
            if block not in plainest:
                owners = {owner for owner in owners_at(place) if owner >= 0}
                plainest[block] = float(gaps[place]), tuple(sorted(owners))
    return plainest


def _doubled(said: _Said) -> Failed:
    """Quantities that are said to be two things."""
    rows = np.flatnonzero(_apart(said.low, said.high))
    owners = np.column_stack([said.low_owner, said.high_owner])[rows]
    return rows, _gaps(said.low[rows], said.high[rows]), partial(_row, owners)


def _compared(c: Constraints, said: _Said) -> Iterator[Failed]:
    """Claims that their two quantities do not admit: x is too large for y, or too small."""
    signed = c.signed[c.x] | c.signed[c.y]
    ties = np.flatnonzero((c.form != BOUND) & ~(signed & (c.form == RATIO)))
    x, y, ratio = c.x[ties], c.y[ties], c.form[ties] == RATIO

    with np.errstate(invalid="ignore"):
        most = np.where(ratio, c.high[ties] * said.high[y], c.high[ties] + said.high[y])
        least = np.where(ratio, c.low[ties] * said.low[y], c.low[ties] + said.low[y])

    for low, high, mine, theirs in (
        (said.low[x], most, said.low_owner[x], said.high_owner[y]),
        (least, said.high[x], said.high_owner[x], said.low_owner[y]),
    ):
        rows = np.flatnonzero(_apart(low, high))
        owners = np.column_stack([c.owner[ties], mine, theirs])[rows]
        yield x[rows], _gaps(low[rows], high[rows]), partial(_row, owners)


def _row(owners: Codes, place: int) -> list[int]:
    row: list[int] = owners[place].tolist()
    return row


def _summed(c: Constraints, said: _Said) -> Iterator[Failed]:
    """Totals that are too small for their parts, or too large."""
    sums, total = c.sums, c.sums.total
    if not len(total):
        return

    there = sums.part >= 0
    unsaid = np.where(np.repeat(c.signed[total], np.diff(sums.first)), -np.inf, 0.0)
    least = np.add.reduceat(np.where(there, said.low[sums.part], unsaid), sums.first[:-1])
    most = np.add.reduceat(np.where(there, said.high[sums.part], np.inf), sums.first[:-1])

    with np.errstate(invalid="ignore"):
        left = c.least_left(said.low[total]), c.most_left(said.high[total])
    for low, high, mine, theirs in (
        (least, left[1], said.high_owner, said.low_owner),
        (left[0], most, said.low_owner, said.high_owner),
    ):
        rows = np.flatnonzero(_apart(low, high))

        def owners(
            place: int, rows: Codes = rows, mine: Codes = mine, theirs: Codes = theirs
        ) -> Any:
            row = rows[place]
            parts = sums.part[sums.first[row] : sums.first[row + 1]]
            of_parts = theirs[parts[parts >= 0]].tolist()
            return (int(sums.owner[row]), int(mine[total[row]]), *of_parts)

        yield total[rows], _gaps(low[rows], high[rows]), owners
