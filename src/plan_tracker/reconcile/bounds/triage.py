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
MOST_OF_SMALL = 12_000  # constraints of small contradictory blocks whose culprits are searched for
MOST_SEARCHED = 100  # larger contradictory blocks whose culprits are searched for
EXAMPLES = 3  # so many are, the worst, where there are more
MOST_UNSURE = 1_000  # blocks that are asked about one by one


@dataclass(frozen=True, slots=True)
class Triage:
    """Blocks to be searched, contradictions that are only stated, and blocks left undecided.

    Those `proven` are known to hold a contradiction before they are searched. Of those that are
    `weighed` only how bad they are is asked.
    """

    searched: Sequence[int]
    proven: Sequence[int]
    weighed: Sequence[Violation]
    stated: Sequence[Violation]
    undecided: Sequence[int]


def triage(system: System, constraints: Constraints, blocks: Blocks) -> Triage:
    """Sort out the blocks that arrays alone do not show to be possible."""
    screened = screen(blocks)
    exactly = decide(system, blocks, screened.unsure.tolist())
    impossible = sorted([*screened.impossible.tolist(), *exactly.impossible])
    unsure = exactly.unsure
    weighed: Sequence[Violation] = ()
    stated: Sequence[Violation] = ()
    if _too_many(blocks, impossible):
        violations = violations_in(system, constraints, blocks, impossible)
        worst_first = [each.block for each in (*violations.told, *violations.unsure)]
        impossible = _worst(blocks, list(dict.fromkeys(worst_first)))
        kept = set(impossible)
        stated = [each for each in violations.told if each.block not in kept]
        weighed = [each for each in violations.unsure if each.block not in kept]
    searched = sorted([*impossible, *unsure[:MOST_UNSURE]])
    return Triage(searched, impossible, weighed, stated, unsure[MOST_UNSURE:])


def _too_many(blocks: Blocks, impossible: Sequence[int]) -> bool:
    """Whether there are more contradictory blocks, small or larger, than are searched."""
    sizes = blocks.sizes[np.asarray(impossible, dtype=np.int64)]
    small = sizes <= SMALL
    return int(sizes[small].sum()) > MOST_OF_SMALL or int((~small).sum()) > MOST_SEARCHED


def _worst(blocks: Blocks, worst_first: Sequence[int]) -> list[int]:
    """Those that are searched: what many large blocks need is not taken from the small ones."""
    numbers = np.asarray(worst_first, dtype=np.int64)
    sizes = blocks.sizes[numbers]
    small, larger = numbers[sizes <= SMALL], numbers[sizes > SMALL]
    fitting = small[np.cumsum(sizes[sizes <= SMALL]) <= MOST_OF_SMALL]
    examples = larger if len(larger) <= MOST_SEARCHED else larger[:EXAMPLES]
    return [*fitting.tolist(), *examples.tolist()]
