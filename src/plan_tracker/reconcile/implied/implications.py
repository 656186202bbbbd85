"""What the other statements of a finding imply for the one that does not fit them.

Statements of a contradiction speak of different things: a level, a growth, a share, a target. Here
each of them is brought to one quantity, in exact fractions, so that anyone can see that what one
says and what the others imply do not meet.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from plan_tracker.model.finding import Finding
from plan_tracker.model.interval import EVERYTHING
from plan_tracker.reconcile.implied.implication import Implication, Part, Row, Term
from plan_tracker.reconcile.implied.involved import Involved, Repairs, involved
from plan_tracker.reconcile.implied.limits import limits
from plan_tracker.reconcile.implied.narrowing import NOT_NEGATIVE, Constraint, Known, Tie, narrowed
from plan_tracker.reconcile.implied.pivot import (
    as_printed,
    held,
    leads_to,
    pivot_of,
    says_of,
    speaks_of,
    subject_of,
    unit_of,
)
from plan_tracker.reconcile.implied.sharp import sharp
from plan_tracker.reconcile.system.system import BOUND, System


def implications(system: System, findings: Iterable[Finding]) -> dict[str, Implication]:
    """By fingerprint, for every finding in which what one says and the others imply do not meet."""
    asked = list(findings)
    contradictions = [each for each in asked if len(each.statements) + len(each.trusted) > 1]
    found = ((each.finding, _implication(each)) for each in involved(system, contradictions))
    known = {finding.fingerprint: each for finding, each in found if each is not None}
    return known | limits(system, asked)


def _implication(found: Involved) -> Implication | None:
    pivot = pivot_of(found)
    if pivot is None:
        return None
    said, together = _said(found, pivot), _together(found, pivot, {})
    if together is None or not (said.interval & together.interval).empty:
        return None
    name, sides = found.name(pivot.owner), found.finding.alternatives
    return Implication(
        name,
        bool(sides) and all(name in names for names in sides),
        "level" if pivot.form == BOUND else found.kind(pivot.owner),
        *subject_of(found, pivot),
        unit_of(found, pivot),
        (
            said,
            *_given(found, pivot),
            *_implied(found, pivot, together),
            *_mended(found, pivot),
        ),
    )


def _row(found: Involved, part: Part, owner: int) -> Row:
    """What an owner prints."""
    name = found.name(owner)
    careful, careless = (found.prints(owner, careless=wide) for wide in (False, True))
    kind, doubtful = found.kind(owner), name in found.blamed
    return Row(part, name, found.printed(owner), careful, careless, kind, suspect=doubtful)


def _said(found: Involved, pivot: Tie) -> Row:
    return _row(found, "said", pivot.owner)


def _given(found: Involved, pivot: Tie) -> Iterator[Row]:
    """The other levels in the same unit, which lie on the same axis."""
    for tie in found.ties:
        apart = pivot.form == BOUND == tie.form and tie.x != pivot.x
        if apart and found.unit(tie.x) == unit_of(found, pivot):
            yield _row(found, "given", tie.owner)


def _implied(found: Involved, pivot: Tie, together: Row) -> Iterator[Row]:
    """What each of the others implies, and all of them together where that is another thing."""
    rows = list(_implied_apart(found, pivot))
    yield from rows
    possible = as_printed(found, pivot, found.free[pivot.x])
    if [each.interval & possible for each in rows] != [together.interval]:
        yield together


def _implied_apart(found: Involved, pivot: Tie) -> Iterator[Row]:
    """What each of the others implies by itself, given what the rest says of its quantities."""
    others = _others(found, pivot)
    rest = [each for each in others if not speaks_of(each, pivot)]
    careful, careless = (_narrowed(found, rest, wide) for wide in (False, True))
    for each in others:
        if speaks_of(each, pivot):
            row = _by_itself(found, pivot, each, careful, careless)
            if row.interval not in (EVERYTHING, as_printed(found, pivot, NOT_NEGATIVE)):
                yield row
    if pivot.form != BOUND:
        yield _compared(found, pivot, careful, careless)


def _by_itself(
    found: Involved, pivot: Tie, constraint: Constraint, careful: Known, careless: Known
) -> Row:
    interval, wide = (
        as_printed(found, pivot, says_of(found.said(constraint, {}, careless=wide), pivot, known))
        for wide, known in ((False, careful), (True, careless))
    )
    terms = tuple(_terms(found, constraint, pivot, careful))
    row = _row(found, "implied", constraint.owner)
    forward = leads_to(constraint, pivot)
    return replace(row, interval=interval, careless=wide, terms=terms, forward=forward)


def _compared(found: Involved, pivot: Tie, careful: Known, careless: Known) -> Row:
    """The two quantities that a claim compares, held against each other."""
    interval, wide = (as_printed(found, pivot, held(pivot, each)) for each in (careful, careless))
    terms = tuple(_term(found, each, careful) for each in (pivot.x, pivot.y))
    return Row("implied", "", "", interval, wide, f"{found.kind(pivot.owner)} of two", terms=terms)


def _together(found: Involved, pivot: Tie, repairs: Repairs) -> Row | None:
    """What all of the others imply; None where they contradict each other."""
    careful, careless = (
        sharp(
            [found.said(each, repairs, careless=wide) for each in _others(found, pivot)],
            found.free,
            pivot,
        )
        for wide in (False, True)
    )
    if careful is None or careless is None:
        return None
    interval, wide = (as_printed(found, pivot, each) for each in (careful, careless))
    return Row("together", "", "", interval, wide)


def _mended(found: Involved, pivot: Tie) -> Iterator[Row]:
    """What the others imply as they are repaired, and what the pivot says as it is."""
    own, repairs = found.name(pivot.owner), found.repairs
    others = [each for name, each in repairs.items() if name != own]
    together = _together(found, pivot, repairs) if others else None
    if together is not None:
        terms = tuple(Term(each.to, each.interval, "") for each in others)
        yield replace(together, part="mended", terms=terms)
    if own in repairs:
        meant = repairs[own]
        yield Row("repaired", own, meant.to, meant.interval, meant.interval)


def _others(found: Involved, pivot: Tie) -> list[Constraint]:
    return [each for each in found.constraints if each.owner != pivot.owner]


def _narrowed(found: Involved, constraints: Sequence[Constraint], wide: bool) -> Known:
    return narrowed([found.said(each, {}, careless=wide) for each in constraints], found.free)


def _terms(found: Involved, constraint: Constraint, pivot: Tie, known: Known) -> Iterator[Term]:
    """The other quantities that a constraint speaks of, a total before other parts; a rate."""
    if pivot.form == BOUND:
        for quantity in constraint.quantities:
            if quantity != pivot.x:
                yield _term(found, quantity, known)
        if found.kind(constraint.owner) == "rate":
            yield Term("", found.says(constraint.owner, careless=False), "")


def _term(found: Involved, quantity: int, known: Known) -> Term:
    """By the one text that gives it, in its own currency or by a rate in another."""
    rates = (each for each in found.ties if found.kind(each.owner) == "rate")
    alike = {quantity, *(each.y for each in rates if each.x == quantity)}
    said = {each.owner for each in found.ties if each.form == BOUND and each.x in alike}
    printed = found.printed(said.pop()) if len(said) == 1 else ""
    return Term(printed, known[quantity], found.unit(quantity) if quantity >= 0 else "")
