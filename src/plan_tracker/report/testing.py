"""What further figure would test a statement that nothing could contradict so far."""

from dataclasses import dataclass

from plan_tracker.model.statement import Quantity, Statement
from plan_tracker.report.report import Report

_LEVELS = ("level", "target", "base")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quantity whose value would test a statement, through a claim about it.

    `again` says that the quantity is given already, and would have to be by another source too.
    """

    quantity: Quantity
    claim: str
    again: bool = False


def wanted(report: Report, statement: Statement) -> tuple[Wanted, ...]:
    """The quantities that would make the statement tested, each on its own; none for a stage."""
    if statement.kind == "stage":
        return ()
    given = {_key(each.subject) for each in report.statements if each.kind in _LEVELS}
    given |= {
        (target.indicator, target.entity, target.period.start, target.period.end, "target")
        for target in report.plan.targets
    }
    if statement.kind not in _LEVELS:
        return _missing(statement, given)
    about = _key(statement.subject)
    claims = [each for each in report.statements if each.reference and about == _key(each.subject)]
    open_ends = [want for claim in claims for want in _missing(claim, given)]
    return tuple(open_ends) or (Wanted(statement.subject, statement.name, again=True),)


def _missing(claim: Statement, given: set[tuple[object, ...]]) -> tuple[Wanted, ...]:
    """The ends of a claim that nothing gives; where both are given, its own end once more."""
    ends = [end for end in (claim.subject, claim.reference) if end is not None]
    absent = tuple(Wanted(end, claim.name) for end in ends if _key(end) not in given)
    return absent or (Wanted(claim.subject, claim.name, again=True),)


def _key(quantity: Quantity) -> tuple[object, ...]:
    period = quantity.period
    return (quantity.indicator, quantity.entity, period.start, period.end, quantity.measure)
