"""Which blocks the exact solver is asked about, where there are too many to ask about all."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.bounds.exact import decide
from plan_tracker.reconcile.bounds.screening import screen
from plan_tracker.reconcile.bounds.violations import Violation, violations_in
from plan_tracker.reconcile.system.system import System

SMALL = 12  # constraints
MOST_OF_SMALL = 40_000  # constraints of small contradictory blocks whose culprits are searched for
MOST_OF_LARGER = 120_000  # the same of larger ones, by what they cost
LARGE = 60  # constraints: beyond that each costs the more the more there are
MOST_UNSURE = 1_000  # blocks that are asked about one by one


@dataclass(frozen=True, slots=True)
class Triage:
    """Blocks to be searched, contradictions that are only stated, and blocks left undecided.

    They are searched in that order. Those `proven` are known to hold a contradiction before. Of
    those that are `weighed` only how bad they are is asked.
    """

    searched: Sequence[int]
    proven: Sequence[int]
    weighed: Sequence[Violation]
    stated: Sequence[Violation]
    undecided: Sequence[int]


def triage(
    system: System, constraints: Constraints, blocks: Blocks, *, counted: bool = True
) -> Triage:
    """Sort out the blocks that arrays alone do not show to be possible.

    How many are searched is `counted`, so that every machine searches the same, or else left to
    how long that may take: then they are all to be searched, the worst first.
    """
    screened = screen(blocks)
    exactly = decide(system, blocks, screened.unsure.tolist())
    impossible = sorted([*screened.impossible.tolist(), *exactly.impossible])
    unsure = exactly.unsure
    weighed: Sequence[Violation] = ()
    stated: Sequence[Violation] = ()
    if impossible and (not counted or len(_affordable(blocks, impossible)) < len(impossible)):
        violations = violations_in(system, constraints, blocks, impossible)
        worst_first = [each.block for each in (*violations.told, *violations.unsure)]
        impossible = list(dict.fromkeys(worst_first))
        if counted:
            impossible = _affordable(blocks, impossible)
        kept = set(impossible)
        stated = [each for each in violations.told if each.block not in kept]
        weighed = [each for each in violations.unsure if each.block not in kept]
    asked = unsure[:MOST_UNSURE]
    return Triage([*asked, *impossible], impossible, weighed, stated, unsure[MOST_UNSURE:])


def _affordable(blocks: Blocks, numbers: Sequence[int]) -> list[int]:
    """The first of these that are searched: what many large ones need is not taken from others."""
    wanted = np.asarray(numbers, dtype=np.int64)
    sizes = blocks.sizes[wanted]
    cost = sizes * np.maximum(1, sizes // LARGE)
    small = sizes <= SMALL
    within = np.where(
        small,
        np.cumsum(np.where(small, cost, 0)) <= MOST_OF_SMALL,
        np.cumsum(np.where(small, 0, cost)) <= MOST_OF_LARGER,
    )
    affordable: list[int] = wanted[within].tolist()
    return affordable
