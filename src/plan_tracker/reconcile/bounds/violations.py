"""Contradictions that arrays alone explain, where there are too many to search for the culprits.

The plainest constraint that fails by itself explains a block.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from plan_tracker.language.numbers import DECIMAL
from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import Constraints, widest
from plan_tracker.reconcile.bounds.failing import apart, failing
from plan_tracker.reconcile.bounds.propagate import propagate
from plan_tracker.reconcile.system.system import Codes, System


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
        low, high = propagate(lax)
        proofs.append(_plainest(lax, blocks.label))
        sure &= np.bincount(blocks.label[apart(low, high)], minlength=blocks.count) > 0

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


def _of_blocks(c: Constraints, blocks: Blocks, asked: Any) -> Constraints:
    return c.only(asked[blocks.label[c.x]], asked[blocks.label[c.sums.total]])


def _plainest(c: Constraints, label: Codes) -> Plainest:
    """The gap and the owners of the plainest constraint that fails in each block, by block.

    What is said of quantities alone is plainer than the claims about them.
    """
    plainest: Plainest = {}
    for quantities, gaps, owners_at in failing(c):
        for place in np.argsort(-gaps, kind="stable").tolist():
            block = int(label[quantities[place]])
            if block not in plainest:
                owners = {owner for owner in owners_at(place) if owner >= 0}
                plainest[block] = float(gaps[place]), tuple(sorted(owners))
    return plainest
