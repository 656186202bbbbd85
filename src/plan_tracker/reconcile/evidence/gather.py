"""The evidence of a finding: what its owners say in a system, as exact constraints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count

import numpy as np

from plan_tracker.model.constraint import NOT_NEGATIVE, Constraint, Sum, Tie
from plan_tracker.model.evidence import About, Evidence, Saying
from plan_tracker.model.finding import Finding
from plan_tracker.model.interval import EVERYTHING, Interval, hull
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import Part
from plan_tracker.reconcile.evidence.words import named, statement_words, trusted_words
from plan_tracker.reconcile.system.claims import CLAIMS, TRUSTED_RELATIONS, binds
from plan_tracker.reconcile.system.system import System, Trusted


def gather(system: System, owners: Sequence[int]) -> Evidence:
    """What these owners say; identities and rates only where the others speak of what they tie."""
    return _evidence(system, owners, _by_owner(system, owners))


def gather_for(system: System, findings: Iterable[Finding]) -> Iterator[tuple[Finding, Evidence]]:
    """The evidence of findings: that which they carry, else what is found by their names.

    A finding about one text alone has none but what it carries.
    """
    asked = list(findings)
    owner_of = _owners_by_name(system, [each for each in asked if _is_stated(each)])
    constraints = _by_owner(system, list(owner_of.values()))

    for finding in asked:
        if finding.evidence is not None:
            yield finding, finding.evidence
        elif _is_stated(finding):
            names = (*finding.statements, *finding.trusted)
            owners = [owner_of[name] for name in names if name in owner_of]
            yield finding, _evidence(system, owners, constraints)


def _is_stated(finding: Finding) -> bool:
    """Whether several are held against each other, without evidence so far."""
    return finding.evidence is None and len(finding.statements) + len(finding.trusted) > 1


def statement_saying(statement: Statement, called: Part = "") -> Saying:
    """What a statement says, as it is plainly read; `called` so in words, else by its name."""
    reading, about = statement.readings[0], statement.subject
    careless = hull([reading.ordinary, reading.lax])
    claim = CLAIMS.get(statement.kind)
    return Saying(
        name=statement.name,
        words=statement_words(statement, called),
        kind=statement.kind,
        printed=statement.printed,
        unit=reading.unit,
        interval=reading.ordinary,
        careless=careless,
        binds=binds(statement, reading.ordinary),
        binds_careless=binds(statement, careless),
        source=statement.source,
        about=About(about.indicator, about.entity, about.period.text),
        years=statement.years,
        relation=claim.relation if claim else None,
    )


def _trusted_saying(trusted: Trusted) -> Saying:
    interval = trusted.interval
    careless = interval if trusted.lax is None else hull([interval, trusted.lax])
    return Saying(
        name=trusted.full_name,
        words=trusted_words(trusted),
        kind=trusted.kind,
        printed=trusted.printed,
        unit=trusted.unit,
        interval=interval,
        careless=careless,
        binds=interval,
        binds_careless=careless,
        about=trusted.about,
        relation=TRUSTED_RELATIONS.get(trusted.kind),
    )


def _evidence(
    system: System, owners: Sequence[int], by_owner: Mapping[int, Sequence[Constraint]]
) -> Evidence:
    said = [constraint for owner in owners for constraint in by_owner[owner]]
    taken = list(_touching(system, said))
    place_of = {owner: place for place, owner in enumerate(owners)}
    spoken = sorted({quantity for constraint in taken for quantity in constraint.quantities})
    return Evidence(
        tuple(_saying(system, owner) for owner in owners),
        tuple(replace(constraint, owner=place_of[constraint.owner]) for constraint in taken),
        _free(system, taken),
        _units(system, spoken),
    )


def _saying(system: System, owner: int) -> Saying:
    trusted = system.trust(owner)
    if trusted is None:
        statement = system.statements[owner]
        return statement_saying(statement, named(system, statement))
    return _trusted_saying(trusted)


def _free(system: System, constraints: Iterable[Constraint]) -> dict[int, Interval]:
    """What each quantity can be if nobody says anything.

    A part that nothing else speaks of can be negative where its total can.
    """
    free: dict[int, Interval] = {}
    for constraint in constraints:
        for quantity in constraint.quantities:
            whole = constraint.total if isinstance(constraint, Sum) else quantity
            signed = system.signed[quantity if quantity >= 0 else whole]
            free[quantity] = EVERYTHING if signed else NOT_NEGATIVE
    return free


def _units(system: System, quantities: Sequence[int]) -> dict[int, str]:
    spoken = [quantity for quantity in quantities if quantity >= 0]
    units = system.keys["unit"].array  # some values of it cost less than a part of the column
    return dict.fromkeys(quantities, "") | {each: str(units[each]) for each in spoken}


def _owners_by_name(system: System, findings: Sequence[Finding]) -> dict[str, int]:
    """The owner behind each name that the findings use."""
    if not findings:
        return {}

    names = system.frame["statement"]
    wanted = {name for finding in findings for name in finding.statements}
    rows = system.rows(names.isin(wanted))
    owner_of = dict(zip(names.iloc[rows].tolist(), rows, strict=True))
    first = len(system.statements)
    return owner_of | {each.full_name: first + at for at, each in enumerate(system.trusted)}


def _by_owner(system: System, owners: Sequence[int]) -> dict[int, list[Constraint]]:
    """The constraints of each owner, with no interval.

    A part that nothing else speaks of is a quantity below zero.
    """
    unspoken = count(-1, -1)
    found: dict[int, list[Constraint]] = {owner: [] for owner in owners}
    links, sums = system.links, system.sums

    for row in np.flatnonzero(np.isin(links.owner, owners)).tolist():
        owner, link = int(links.owner[row]), links.at(row)
        found[owner].append(Tie(owner, link.form, link.x, link.y, EVERYTHING))

    for row in np.flatnonzero(np.isin(sums.owner, owners)).tolist():
        owner, total = int(sums.owner[row]), int(sums.total[row])
        parts = sums.part[sums.first[row] : sums.first[row + 1]].tolist()
        numbered = tuple(next(unspoken) if part < 0 else part for part in parts)
        found[owner].append(Sum(owner, total, numbered, EVERYTHING))

    return found


def _touching(system: System, constraints: Sequence[Constraint]) -> Iterator[Constraint]:
    """The constraints that have to do with what the statements and the targets speak of.

    An identity or a rate has many; those are taken that share a quantity with what is taken.
    """
    left = list(constraints)
    taken = [each for each in left if _speaks(system, each.owner)]
    spoken: set[int] = set()
    while taken:
        yield from taken
        spoken.update(quantity for each in taken for quantity in each.quantities)
        left = [each for each in left if each not in taken]
        taken = [each for each in left if spoken.intersection(each.quantities)]


def _speaks(system: System, owner: int) -> bool:
    trusted = system.trust(owner)
    return trusted is None or trusted.kind == "target"
