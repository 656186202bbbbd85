"""What further figure would test a statement that nothing could contradict so far."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plan_tracker.loading.fit import measure_of
from plan_tracker.model.plan import Timing
from plan_tracker.model.statement import Quantity, Statement
from plan_tracker.report.report import Report

_LEVELS = ("level", "target", "base")
_Key = tuple[str, str, date, date, str, str]  # indicator, entity, days, measure, standing


@dataclass(frozen=True, slots=True)
class Wanted:
    """A quantity whose value would test a statement, through a claim about it.

    `again` says that the quantity is given already, and would have to be by another source too.
    """

    quantity: Quantity
    claim: str
    again: bool = False


def awaiting_timing(report: Report, statement: Statement) -> tuple[str, ...]:
    """The figures that a statement would be held against if it were said what they mean.

    They are about the same at the end of the same day, over periods of other lengths or with
    another timing, and for one of the two nobody has declared any.
    """
    subject = statement.subject
    if statement.kind not in _LEVELS:
        return ()
    return tuple(
        each.name
        for each in report.statements
        if each.kind in _LEVELS
        and replace(each.subject, period=subject.period, timing=subject.timing) == subject
        and each.subject.period.end == subject.period.end
        and "" in (each.subject.timing, subject.timing)
        and _over(each.subject) != _over(subject)
    )


def _over(quantity: Quantity) -> tuple[date, Timing]:
    return quantity.period.start, quantity.timing


def wanted(report: Report, statement: Statement) -> tuple[Wanted, ...]:
    """The quantities that would make the statement tested, each on its own; none for a stage."""
    return wanted_by(report, [statement])[0]


def wanted_by(report: Report, statements: Iterable[Statement]) -> list[tuple[Wanted, ...]]:
    """The same for many statements, in their order."""
    given = {_key(each.subject) for each in report.statements if each.kind in _LEVELS}
    given |= {
        (
            target.indicator,
            target.entity,
            target.period.start,
            target.period.end,
            *measure_of(target.standing),
        )
        for target in report.plan.targets
    }
    claims: dict[_Key, list[Statement]] = {}
    for each in report.statements:
        if each.reference:
            claims.setdefault(_key(each.subject), []).append(each)
    return [_wanted(each, given, claims) for each in statements]


def _wanted(
    statement: Statement, given: set[_Key], claims: Mapping[_Key, Sequence[Statement]]
) -> tuple[Wanted, ...]:
    if statement.kind == "stage":
        return ()
    if statement.kind not in _LEVELS:
        return _missing(statement, given)
    about = claims.get(_key(statement.subject), ())
    open_ends = [want for claim in about for want in _missing(claim, given)]
    return tuple(open_ends) or (Wanted(statement.subject, statement.name, again=True),)


def _missing(claim: Statement, given: set[_Key]) -> tuple[Wanted, ...]:
    """The ends of a claim that nothing gives; where both are given, its own end once more."""
    ends = [end for end in (claim.subject, claim.reference) if end is not None]
    absent = tuple(Wanted(end, claim.name) for end in ends if _key(end) not in given)
    return absent or (Wanted(claim.subject, claim.name, again=True),)


def _key(quantity: Quantity) -> _Key:
    period = quantity.period
    what = (quantity.measure, quantity.standing)
    return (quantity.indicator, quantity.entity, period.start, period.end, *what)
