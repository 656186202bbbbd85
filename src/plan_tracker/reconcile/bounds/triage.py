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
    impossible, unsure = screened.impossible.tolist(), screened.unsure.tolist()
    weighed: Sequence[Violation] = ()
    stated: Sequence[Violation] = ()
    if len(impossible) > MOST_SEARCHED:
        violations = violations_in(system, constraints, blocks, impossible)
        worst = [each.block for each in (*violations.told, *violations.unsure)]
        impossible = list(dict.fromkeys(worst))[:EXAMPLES]
        stated = [each for each in violations.told if each.block not in impossible]
        weighed = [each for each in violations.unsure if each.block not in impossible]
    searched = sorted([*impossible, *unsure[:MOST_UNSURE]])
    return Triage(searched, impossible, weighed, stated, unsure[MOST_UNSURE:])
