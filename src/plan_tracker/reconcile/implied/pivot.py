"""The one constraint of a finding that all others are held against."""

from plan_tracker.model.interval import Interval
from plan_tracker.reconcile.implied.involved import Involved
from plan_tracker.reconcile.implied.narrowing import (
    NOT_NEGATIVE,
    Constraint,
    Known,
    Sum,
    Tie,
    divided,
)
from plan_tracker.reconcile.system.system import BOUND, RATIO

_Order = tuple[bool, bool, int, bool, bool, str]


def pivot_of(found: Involved) -> Tie | None:
    """The culprit's constraint, a level if it can be; where several texts are wrong, a total.

    Growth over several years is compared by the level that it leads to.
    """
    ties = [each for each in found.ties if _is_said(found, each) and not _is_compound(found, each)]
    return min(ties, key=lambda each: _unlike_a_culprit(found, each), default=None)


def _is_said(found: Involved, tie: Tie) -> bool:
    trusted = found.system.trust(tie.owner)
    return trusted is None or trusted.kind == "target"


def _is_compound(found: Involved, tie: Tie) -> bool:
    statement = found.statement(tie.owner)
    return statement is not None and tie.form == RATIO and statement.years != 1


def _unlike_a_culprit(found: Involved, tie: Tie) -> _Order:
    name, sides = found.name(tie.owner), found.finding.alternatives
    totals = {each.total for each in found.constraints if isinstance(each, Sum)}
    is_total = tie.form == BOUND and tie.x in totals
    # Where several texts are wrong at once no single one of them is the culprit.
    joint = any(len(found.names.intersection(names)) > 1 for names in sides)
    return (
        joint and not is_total,
        found.system.trust(tie.owner) is not None,
        sum(name not in names for names in sides),
        not is_total,
        tie.form != BOUND,
        name,
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


def held(pivot: Tie, known: Known) -> Interval:
    """What is known of a quantity, or of the ratio or the difference of two."""
    if pivot.form == BOUND:
        return known[pivot.x]
    if pivot.form == RATIO:
        return divided(known[pivot.x], known[pivot.y]) & NOT_NEGATIVE
    return known[pivot.x] - known[pivot.y]


def as_printed(found: Involved, pivot: Tie, interval: Interval) -> Interval:
    """What the pivot binds, as its text prints it: a ratio in percent, growth less 100."""
    statement = found.statement(pivot.owner)
    if pivot.form != RATIO or statement is None or statement.kind == "multiple":
        return interval
    percent = interval * 100
    return percent.shifted(-100) if statement.kind == "growth" else percent


def unit_of(found: Involved, pivot: Tie) -> str:
    """The unit of the same: that of a quantity, `%`, or `time` for a multiple."""
    statement = found.statement(pivot.owner)
    if pivot.form == RATIO and statement is not None:
        return "time" if statement.kind == "multiple" else "%"
    return found.unit(pivot.x)


def subject_of(found: Involved, pivot: Tie) -> tuple[str, str, str]:
    """Indicator, entity and period that the pivot is about, as people write them."""
    statement, name = found.statement(pivot.owner), found.name(pivot.owner)
    if statement is not None:
        about = statement.subject
        return about.indicator, about.entity, about.period.text
    targets = found.system.plan.targets
    target = next(each for each in targets if name == f"target {each.id}")
    return target.indicator, target.entity, target.period.text
