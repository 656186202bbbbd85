"""Which blocks the exact solver is asked about, where there are too many to ask about all."""

from collections.abc import Sequence
from dataclasses import dataclass

from plan_tracker.reconcile.bounds.blocks import Blocks
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.bounds.screening import screen
from plan_tracker.reconcile.bounds.violations import Violation, violations_in
from plan_tracker.reconcile.system.system import System

MOST_SEARCHED = 100  # contradictory blocks whose culprits are searched for
EXAMPLES = 3  # so many are, the worst, where there are more
MOST_UNSURE = 1_000  # blocks that are asked about one by one


@dataclass(frozen=True, slots=True)
class Triage:
    """Blocks to be searched, contradictions that are only stated, and blocks left undecided.

    Those `proven` are searched, but known to hold a contradiction before.
    """

    searched: Sequence[int]
    proven: Sequence[int]
    stated: Sequence[Violation]
    undecided: Sequence[int]


def triage(system: System, constraints: Constraints, blocks: Blocks) -> Triage:
    """Sort out the blocks that arrays alone do not show to be possible."""
    found = screen(blocks)
    impossible, unsure = found.impossible.tolist(), found.unsure.tolist()
    stated: list[Violation] = []
    if len(impossible) > MOST_SEARCHED:
        worst = violations_in(system, constraints, blocks, impossible)
        impossible, stated = [each.block for each in worst[:EXAMPLES]], worst[EXAMPLES:]
    searched = sorted([*impossible, *unsure[:MOST_UNSURE]])
    return Triage(searched, impossible, stated, unsure[MOST_UNSURE:])
