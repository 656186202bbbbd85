"""What the others of a contradiction leave for one statement that may be the wrong one."""

from typing import NamedTuple

from plan_tracker.model.constraint import NOT_NEGATIVE
from plan_tracker.model.evidence import Evidence
from plan_tracker.model.interval import EVERYTHING, Interval
from plan_tracker.reconcile.evidence.derived import known_by
from plan_tracker.reconcile.evidence.pivot import as_printed, held, is_compound, unit_of


class Left(NamedTuple):
    """What a statement should then have said, in the unit that it is printed in."""

    interval: Interval
    unit: str


def left_for(evidence: Evidence, name: str) -> Left | None:
    """What all others leave for what a statement says, as they are plainly read.

    None where they leave anything, or contradict each other without it.
    """
    ties = [tie for tie in evidence.ties if evidence.sayings[tie.owner].name == name]
    if len(ties) != 1 or is_compound(evidence, ties[0]):
        return None

    tie = ties[0]
    others = [each for each in evidence.constraints if each.owner != tie.owner]
    known = known_by(evidence, others)
    if any(known[quantity].empty for quantity in tie.quantities):
        return None

    interval = held(tie, known)
    if interval.empty or interval in (EVERYTHING, NOT_NEGATIVE):
        return None
    saying = evidence.sayings[tie.owner]
    return Left(as_printed(saying.kind, tie, interval), unit_of(evidence, tie))
