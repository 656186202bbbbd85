"""What a finding involves: its statements and what it trusts, as exact constraints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

import numpy as np

from plan_tracker.model.finding import Finding, Repair
from plan_tracker.model.interval import EVERYTHING, Interval, hull
from plan_tracker.model.statement import Statement
from plan_tracker.reconcile.implied.narrowing import NOT_NEGATIVE, Constraint, Known, Sum, Tie
from plan_tracker.reconcile.system.claims import binds
from plan_tracker.reconcile.system.system import System

Repairs = Mapping[str, Repair]  # by the name of the statement


@dataclass(frozen=True, slots=True)
class Involved:
    """The constraints of one finding, without intervals, and who says what they say.

    `free` is what is known of each quantity when nobody says anything: it may be negative or not.
    """

    system: System
    finding: Finding
    constraints: tuple[Constraint, ...]
    free: Known
    names: frozenset[str]
    blamed: frozenset[str]

    @property
    def ties(self) -> list[Tie]:
        """All constraints but sums."""
        return [each for each in self.constraints if isinstance(each, Tie)]

    @property
    def repairs(self) -> dict[str, Repair]:
        """Of the statements that are involved."""
        return {
            each.statement: each for each in self.finding.repairs if each.statement in self.names
        }

    def statement(self, owner: int) -> Statement | None:
        """The statement under this number; None where it is something trusted."""
        return None if self.system.trust(owner) else self.system.statements[owner]

    def name(self, owner: int) -> str:
        """An owner as the finding calls it."""
        return _name(self.system, owner)

    def kind(self, owner: int) -> str:
        """The kind of a statement, or of what is trusted."""
        trusted = self.system.trust(owner)
        return trusted.kind if trusted else self.system.statements[owner].kind

    def printed(self, owner: int) -> str:
        """The text of a statement or of a declared target."""
        trusted = self.system.trust(owner)
        if trusted is None:
            return self.system.statements[owner].printed
        targets = {each.id: each.printed for each in self.system.plan.targets}
        return targets.get(str(trusted.name), "") if trusted.kind == "target" else ""

    def unit(self, quantity: int) -> str:
        """What a quantity is counted in."""
        return str(self.system.keys["unit"].iloc[quantity])

    def says(self, owner: int, *, careless: bool) -> Interval:
        """What an owner binds: a level, a factor or a difference, or the rest of a total."""
        statement, trusted = self.statement(owner), self.system.trust(owner)
        if trusted is not None:
            return trusted.interval
        assert statement is not None
        return binds(statement, _read(statement, careless=careless))

    def prints(self, owner: int, *, careless: bool) -> Interval:
        """The same in the unit that the text has: a growth in percent."""
        statement = self.statement(owner)
        if statement is None:
            return self.says(owner, careless=careless)
        return _read(statement, careless=careless)

    def said(self, constraint: Constraint, repairs: Repairs, *, careless: bool) -> Constraint:
        """The constraint with what its owner says, as it is repaired where it is."""
        statement, name = self.statement(constraint.owner), self.name(constraint.owner)
        interval = self.says(constraint.owner, careless=careless)
        if statement is not None and name in repairs:
            interval = binds(statement, repairs[name].interval)
        if isinstance(constraint, Sum):
            return replace(constraint, rest=interval)
        return replace(constraint, interval=interval)


def involved(system: System, findings: Sequence[Finding]) -> Iterator[Involved]:
    """Each of the findings with its constraints."""
    numbers = _numbers(system, findings)
    constraints = _by_owner(system, list(numbers.values()))
    for finding in findings:
        names = [name for name in (*finding.statements, *finding.trusted) if name in numbers]
        own = tuple(
            _touching(system, {numbers[name]: constraints[numbers[name]] for name in names})
        )
        free = {
            quantity: EVERYTHING if system.signed[max(each.quantities)] else NOT_NEGATIVE
            for each in own
            for quantity in each.quantities
        }
        blamed = frozenset(name for side in finding.alternatives for name in side)
        taken = frozenset(_name(system, each.owner) for each in own)
        yield Involved(system, finding, own, free, taken, blamed)


def _read(statement: Statement, *, careless: bool) -> Interval:
    reading = statement.readings[0]
    return hull([reading.ordinary, reading.lax]) if careless else reading.ordinary


def _name(system: System, owner: int) -> str:
    trusted = system.trust(owner)
    return trusted.full_name if trusted else system.statements[owner].name


def _numbers(system: System, findings: Iterable[Finding]) -> dict[str, int]:
    """The owner behind each name that the findings use."""
    said = system.frame["statement"]
    rows = system.rows(said.isin({name for each in findings for name in each.statements}))
    numbers = dict(zip(said.iloc[rows].tolist(), rows, strict=True))
    first = len(system.statements)
    return numbers | {each.full_name: first + at for at, each in enumerate(system.trusted)}


def _by_owner(system: System, owners: Sequence[int]) -> dict[int, list[Constraint]]:
    """The constraints of each owner, with no interval yet.

    A part that nothing else speaks of is a quantity below zero.
    """
    unspoken = count(-1, -1)
    found: dict[int, list[Constraint]] = {owner: [] for owner in owners}
    links, sums = system.links, system.sums
    for row in np.flatnonzero(np.isin(links.owner, owners)).tolist():
        owner, form, x, y = (int(each[row]) for each in (links.owner, links.form, links.x, links.y))
        found[owner].append(Tie(owner, form, x, y, EVERYTHING))
    for row in np.flatnonzero(np.isin(sums.owner, owners)).tolist():
        owner, total = int(sums.owner[row]), int(sums.total[row])
        parts = sums.part[sums.first[row] : sums.first[row + 1]].tolist()
        numbered = tuple(next(unspoken) if part < 0 else part for part in parts)
        found[owner].append(Sum(owner, total, numbered, EVERYTHING))
    return found


def _touching(
    system: System, constraints: Mapping[int, Sequence[Constraint]]
) -> Iterator[Constraint]:
    """The constraints that have to do with what the statements and the targets speak of.

    An identity or a rate has many; those are taken that share a quantity with what is taken.
    """
    left = [each for own in constraints.values() for each in own]
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
