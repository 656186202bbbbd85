"""What follows from evidence: what is left for its quantities, and how they are called."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from plan_tracker.model.constraint import BOUND, Constraint, Known, Sum
from plan_tracker.model.evidence import Evidence, Term
from plan_tracker.model.interval import Interval
from plan_tracker.reconcile.evidence.narrowing import narrowed

Meant = Mapping[int, Interval]  # what sayings bind as they are repaired, by their place


def said(
    evidence: Evidence,
    constraints: Iterable[Constraint],
    *,
    careless: bool = False,
    meant: Meant | None = None,
) -> list[Constraint]:
    """The constraints with what their owners say, or with what they meant where that is known."""
    found: list[Constraint] = []
    for constraint in constraints:
        saying = evidence.sayings[constraint.owner]
        interval = saying.binds_careless if careless else saying.binds
        interval = (meant or {}).get(constraint.owner, interval)
        if isinstance(constraint, Sum):
            found.append(replace(constraint, rest=interval))
        else:
            found.append(replace(constraint, interval=interval))
    return found


def known_by(
    evidence: Evidence, constraints: Sequence[Constraint], *, careless: bool = False
) -> Known:
    """What some of the constraints leave for each quantity."""
    return narrowed(said(evidence, constraints, careless=careless), evidence.free)


def term_of(evidence: Evidence, quantity: int, known: Known) -> Term:
    """A quantity by the one text that gives it, in its own currency or by a rate in another."""
    rates = (tie for tie in evidence.ties if evidence.sayings[tie.owner].kind == "rate")
    alike = {quantity, *(rate.y for rate in rates if rate.x == quantity)}
    givers = {tie.owner for tie in evidence.ties if tie.form == BOUND and tie.x in alike}
    printed = evidence.sayings[givers.pop()].printed if len(givers) == 1 else ""
    return Term(printed, known[quantity], evidence.units[quantity])
