"""Two levels of one quantity that disagree, alone: either is wrong, and no search is needed.

That is so where neither can be read otherwise, and no slip of one comes near what the other says.
"""

from plan_tracker.reading.costs import GIVEN_UP, LAX
from plan_tracker.reconcile.bounds.block_system import BlockSystem
from plan_tracker.reconcile.culprits.block_readings import BlockReadings
from plan_tracker.reconcile.culprits.contradiction import Contradiction
from plan_tracker.reconcile.culprits.relaxed_readings import Change, RelaxedReadings
from plan_tracker.reconcile.culprits.slips import Slips, ends
from plan_tracker.reconcile.system.system import BOUND

_NEAR = 1e-6


def disagreeing_pair(block_system: BlockSystem, readings: BlockReadings) -> Contradiction | None:
    """What a search would tell of such a pair; None where the block is anything else."""
    system, owners = block_system.system, block_system.block.owners
    statements = len(system.statements)
    levels = system.links.form.tolist() == [BOUND, BOUND] and not len(system.sums.owner)
    if not levels or len(block_system.keys) != 1 or len(owners) != 2 or statements != 2:
        return None

    plainly = all(_is_read_one_way(readings.steps[owner]) for owner in owners)
    if readings.forms or not plainly or not _are_apart(readings, *owners):
        return None

    slips = readings.slips()
    first, second = owners
    if _comes_near(slips[first], readings.steps[second]):
        return None
    if _comes_near(slips[second], readings.steps[first]):
        return None

    solutions = tuple((Change(owner, GIVEN_UP),) for owner in owners)
    return Contradiction(
        True, tuple(sorted(owners)), solutions, ((), ()), complete=True, mended=True
    )


def _is_read_one_way(readings: RelaxedReadings) -> bool:
    """Whether a text is read with more or less care, and no otherwise; and is not below zero."""
    careless = readings[-1].options[-1].interval
    plain = len(readings) <= 2 and readings[-1].cost <= LAX and not readings.switched
    alone = all(len(step.options) == 1 for step in readings)
    return plain and alone and careless.low is not None and careless.low >= 0


def _are_apart(readings: BlockReadings, first: int, second: int) -> bool:
    """Whether two owners disagree however carelessly they are read."""
    intervals = [
        [option.interval for step in readings.steps[owner] for option in step.options]
        for owner in (first, second)
    ]
    return all((one & other).empty for one in intervals[0] for other in intervals[1])


def _comes_near(slips: Slips, other: RelaxedReadings) -> bool:
    """Whether some slip of one text may mean what the other says."""
    low, high = ends(other[-1].options[-1].interval)
    slack = _NEAR * max(abs(low), abs(high))
    return any(
        slip.link is not None or (slip.low <= high + slack and slip.high >= low - slack)
        for slip in slips.all
    )
