"""The one constraint of a finding that all others are held against."""

from collections.abc import Sequence

from plan_tracker.model.constraint import (
    BOUND,
    NOT_NEGATIVE,
    RATIO,
    Constraint,
    Known,
    Sum,
    Tie,
    divided,
    may_be_negative,
)
from plan_tracker.model.evidence import Evidence, SayingKind
from plan_tracker.model.interval import EVERYTHING, Interval

_Order = tuple[bool, bool, int, bool, bool, str]
WaysOut = Sequence[Sequence[str]]  # by each of them, the names of those that it changes


def pivot_of(evidence: Evidence, ways_out: WaysOut) -> Tie | None:
    """The culprit's constraint, a level if it can be; where several texts are wrong, a total.

    Growth over several years is compared by the level that it leads to.
    """
    ties = [
        tie for tie in evidence.ties if _is_said(evidence, tie) and not is_compound(evidence, tie)
    ]
    return min(ties, key=lambda tie: _unlike_a_culprit(evidence, tie, ways_out), default=None)


def _is_said(evidence: Evidence, tie: Tie) -> bool:
    saying = evidence.sayings[tie.owner]
    return saying.is_statement or saying.kind == "target"


def is_compound(evidence: Evidence, tie: Tie) -> bool:
    """Whether it is a growth over several years."""
    return tie.form == RATIO and evidence.sayings[tie.owner].years != 1


def _unlike_a_culprit(evidence: Evidence, tie: Tie, ways_out: WaysOut) -> _Order:
    saying = evidence.sayings[tie.owner]
    totals = {each.total for each in evidence.constraints if isinstance(each, Sum)}
    is_total = tie.form == BOUND and tie.x in totals

    # Where several texts are wrong at once no single one of them is the culprit.
    touched = {evidence.sayings[each.owner].name for each in evidence.constraints}
    joint = any(len(touched.intersection(changed)) > 1 for changed in ways_out)

    return (
        joint and not is_total,
        not saying.is_statement,
        sum(saying.name not in changed for changed in ways_out),
        not is_total,
        tie.form != BOUND,
        saying.name,
    )


def speaks_of(constraint: Constraint, pivot: Tie) -> bool:
    """Whether a constraint says something of that which the pivot bounds."""
    if pivot.form == BOUND:
        return pivot.x in constraint.quantities
    if isinstance(constraint, Sum):
        return False
    return (constraint.form, constraint.x, constraint.y) == (pivot.form, pivot.x, pivot.y)


def says_of(constraint: Constraint, pivot: Tie, known: Known) -> Interval:
    """What it says of it, given what is known of other quantities."""
    if isinstance(constraint, Tie) and pivot.form != BOUND:
        return constraint.interval
    return constraint.on(pivot.x, known)


def leads_to(constraint: Constraint, pivot: Tie) -> bool:
    """Whether the pivot's quantity is the subject of the constraint, or the total of a sum."""
    subject = constraint.total if isinstance(constraint, Sum) else constraint.x
    return subject == pivot.x


def held(tie: Tie, known: Known) -> Interval:
    """What is known of a quantity, or of the ratio or the difference of two."""
    if tie.form == BOUND:
        return known[tie.x]
    if tie.form == RATIO:
        if may_be_negative(known[tie.y]):
            return EVERYTHING
        return divided(known[tie.x], known[tie.y]) & NOT_NEGATIVE
    return known[tie.x] - known[tie.y]


def as_printed(kind: SayingKind, tie: Tie, interval: Interval) -> Interval:
    """What a saying of a kind binds, as its text prints it: a ratio in percent, growth less 100."""
    if tie.form != RATIO or kind in ("multiple", "rate", "order", "rebasing"):
        return interval

    percent = interval * 100
    return percent.shifted(-100) if kind == "growth" else percent


def unit_of(evidence: Evidence, tie: Tie) -> str:
    """The unit of the same: that of a quantity, `%`, or `time` for a multiple."""
    if tie.form == RATIO:
        return "time" if evidence.sayings[tie.owner].kind == "multiple" else "%"
    return evidence.units[tie.x]
