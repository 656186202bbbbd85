"""What is told of one block: its findings, and how its statements are taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.bounds.block_system import BlockSystem
from plan_tracker.reconcile.culprits.contradiction import Contradiction, UndecidedError
from plan_tracker.reconcile.culprits.diagnose import BlockDiagnosis
from plan_tracker.reconcile.findings.contradictions import contradiction_finding
from plan_tracker.reconcile.findings.replacements import Taken, taken_in


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one block, by plain values alone: another process may have found it.

    `undecided` says that it took more work than is allowed. `unsearched` are the owners, as the
    whole system numbers them, in contradictions whose culprits were not searched to the end.
    """

    findings: tuple[Finding, ...] = ()
    taken: tuple[Taken, ...] = ()
    unsearched: tuple[int, ...] = ()
    undecided: bool = False


def searched(block: BlockSystem) -> Told:
    """The contradictions of a block that bounds alone do not show to be possible."""
    try:
        return _told(block, BlockDiagnosis(block).contradictions())
    except UndecidedError:
        return Told(undecided=True)


def weighed(block: BlockSystem) -> Told:
    """The plainest contradiction of a block, and how bad it is, without its culprits."""
    try:
        return _told(block, [BlockDiagnosis(block).unsolved()])
    except UndecidedError:
        return Told(undecided=True)


def _told(block: BlockSystem, contradictions: Sequence[Contradiction]) -> Told:
    return Told(
        tuple(contradiction_finding(block.system, each) for each in contradictions),
        tuple(taken_in(block, each) for each in contradictions),
        tuple(_unsearched(block, contradictions)),
    )


def _unsearched(block: BlockSystem, contradictions: Iterable[Contradiction]) -> list[int]:
    owners = {
        block.owners[owner] for each in contradictions if not each.searched for owner in each.core
    }
    return sorted(owners)
