"""What the other statements of a finding imply for the one that does not fit them.

Statements of a contradiction speak of different things: a level, a growth, a share, a target. Here
each of them is brought to one quantity, in exact fractions, so that anyone can see that what one
says and what the others imply do not meet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

import numpy as np

from plan_tracker.model.finding import Finding, Repair
from plan_tracker.model.interval import EVERYTHING, Interval
from plan_tracker.model.statement import Statement
from plan_tracker.reconcile.claims import binds
from plan_tracker.reconcile.narrowing import (
    NOT_NEGATIVE,
    Constraint,
    Known,
    Sum,
    Tie,
    divided,
    hull,
    narrowed,
)
from plan_tracker.reconcile.sharp import sharp
from plan_tracker.reconcile.system import BOUND, RATIO, System

Part = Literal["said", "given", "implied", "together", "mended", "repaired"]


@dataclass(frozen=True, slots=True)
class Term:
    """A quantity in words: the text that gives it, or, where none does alone, its interval."""

    printed: str
    interval: Interval
    unit: str


@dataclass(frozen=True, slots=True)
class Row:
    """One interval of the picture, in its unit, and where it comes from.

    `name` is the statement, or what is trusted, that says so; `printed` its text. `part` tells the
    one that does not fit, what the others give on the way, what each of them implies, what all
    imply together, the same with their texts repaired, and what its own repaired text says.
    `relation` is the kind of the statement, or "identity", "rate" or "order"; with "of two" it
    compares what is known of both quantities of a claim; `forward`
    that it leads from what a claim compares with (the whole, the earlier level, the parts) to what
    it is about; `terms` are the other quantities. `careless` is the interval with every text read
    as widely as a careless office may mean it. A `suspect` may be the one that is wrong.
    """

    part: Part
    name: str
    printed: str
    interval: Interval
    careless: Interval
    relation: str = ""
    forward: bool = True
    terms: tuple[Term, ...] = ()
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Implication:
    """The rows of one finding, all about one quantity or ratio, in `unit`.

    `culprit` is who says the first row; `certain` that every cheapest way out blames it. `kind` is
    that of a claim where a ratio or a difference is compared, else "level". `indicator`, `entity`
    and `period` tell the quantity, or that which the claim is about.
    """

    culprit: str
    certain: bool
    kind: str
    indicator: str
    entity: str
    period: str
    unit: str
    rows: tuple[Row, ...]

    def of(self, *parts: Part) -> tuple[Row, ...]:
        """The rows of some parts."""
        return tuple(row for row in self.rows if row.part in parts)

    @property
    def said(self) -> Row:
        """What does not fit."""
        return self.rows[0]

    @property
    def together(self) -> Row:
        """What all others imply as they are printed."""
        return self.of("implied", "together")[-1]

    @property
    def window(self) -> Row:
        """What all others imply, repaired where they have a repair."""
        return next(iter(self.of("mended")), self.together)


def implications(system: System, findings: Iterable[Finding]) -> dict[str, Implication]:
    """By fingerprint, for every finding in which what one says and the others imply do not meet."""
    contradictions = [each for each in findings if len(each.statements) + len(each.trusted) > 1]
    numbers = _numbers(system, contradictions)
    ties = _by_owner(system, list(numbers.values()))
    found = {}
    for finding in contradictions:
        names = [name for name in (*finding.statements, *finding.trusted) if name in numbers]
        core = _Core(system, finding, {numbers[name]: ties[numbers[name]] for name in names})
        implication = core.implication() if core.owners else None
        if implication is not None:
            found[finding.fingerprint] = implication
    return found


def _numbers(system: System, findings: Iterable[Finding]) -> dict[str, int]:
    """The owner behind each name that the findings use."""
    said = system.frame["statement"]
    wanted = {name for finding in findings for name in finding.statements}
    rows = system.rows(said.isin(wanted))
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


class _Core:
    """The constraints of one finding, and the one of them that the others are held against."""

    def __init__(
        self, system: System, finding: Finding, constraints: Mapping[int, list[Constraint]]
    ) -> None:
        self._system, self._finding = system, finding
        own = _touching(system, constraints)
        self.owners = tuple(own)
        self._constraints = [each for ties in own.values() for each in ties]
        self._free: Known = {
            quantity: EVERYTHING if system.signed[max(constraint.quantities)] else NOT_NEGATIVE
            for constraint in self._constraints
            for quantity in constraint.quantities
        }
        self._repairs = {each.statement: each for each in finding.repairs}
        self._names = {self._name(owner) for owner in self.owners}
        self._blamed = {name for names in finding.alternatives for name in names}

    def implication(self) -> Implication | None:
        pivot = self._pivot()
        if pivot is None:
            return None
        said, together = self._said(pivot), self._together(pivot, {})
        if not (said.interval & together.interval).empty:
            return None
        rows = (said, *self._given(pivot), *self._implied(pivot, together), *self._mended(pivot))
        statement, name = self._statement(pivot.owner), self._name(pivot.owner)
        kind = "level" if statement is None or pivot.form == BOUND else statement.kind
        sides = self._finding.alternatives
        certain = bool(sides) and all(name in names for names in sides)
        return Implication(name, certain, kind, *self._subject(pivot), self._unit(pivot), rows)

    def _pivot(self) -> Tie | None:
        """The constraint that all others are brought to: that of a culprit, a level if it can be.

        Growth over several years is compared by the level that it leads to.
        """
        ties = [each for each in self._constraints if isinstance(each, Tie)]
        found = [each for each in ties if self._is_said(each) and not self._is_compound(each)]
        return min(found, key=self._unlike_a_culprit, default=None)

    def _is_said(self, tie: Tie) -> bool:
        trusted = self._system.trust(tie.owner)
        return trusted is None or trusted.kind == "target"

    def _is_compound(self, tie: Tie) -> bool:
        statement = self._statement(tie.owner)
        return statement is not None and tie.form == RATIO and statement.years != 1

    def _unlike_a_culprit(self, tie: Tie) -> tuple[bool, bool, int, bool, bool, int]:
        name, sides = self._name(tie.owner), self._finding.alternatives
        totals = {each.total for each in self._constraints if isinstance(each, Sum)}
        is_total = tie.form == BOUND and tie.x in totals
        # Where several texts are wrong at once no single one of them is the culprit.
        joint = any(len(self._names.intersection(names)) > 1 for names in sides)
        return (
            joint and not is_total,
            self._system.trust(tie.owner) is not None,
            sum(name not in names for names in sides),
            not is_total,
            tie.form != BOUND,
            tie.owner,
        )

    def _said(self, pivot: Tie) -> Row:
        """What the pivot prints: a level, or a claim in its own unit."""
        said, statement = self._row("said", pivot.owner), self._statement(pivot.owner)
        if statement is None:
            return said
        reading = statement.readings[0]
        careless = hull([reading.ordinary, reading.lax])
        return replace(said, interval=reading.ordinary, careless=careless)

    def _mended(self, pivot: Tie) -> Iterator[Row]:
        """What the others imply as they are repaired, and what the pivot says as it is."""
        statement, own = self._statement(pivot.owner), self._name(pivot.owner)
        if self._names & self._repairs.keys() - {own}:
            terms = (
                Term(repair.to, repair.interval, "")
                for name, repair in self._repairs.items()
                if name in self._names and name != own
            )
            yield replace(self._together(pivot, self._repairs), part="mended", terms=tuple(terms))
        if statement is not None and own in self._repairs:
            meant = self._repairs[own]
            yield Row("repaired", own, meant.to, meant.interval, meant.interval)

    def _row(self, part: Part, owner: int) -> Row:
        """What an owner says by itself: a level, a factor or a difference."""
        name = self._name(owner)
        intervals = self._interval(owner, careless=False), self._interval(owner, careless=True)
        return Row(part, name, self._printed(owner), *intervals, suspect=name in self._blamed)

    def _given(self, pivot: Tie) -> Iterator[Row]:
        """The other levels in the same unit, which lie on the same axis."""
        for tie in self._constraints:
            if isinstance(tie, Tie) and pivot.form == BOUND == tie.form and tie.x != pivot.x:
                if self._quantity_unit(tie.x) == self._unit(pivot):
                    yield replace(self._row("given", tie.owner), relation=self._kind(tie.owner))

    def _others(self, pivot: Tie) -> list[Constraint]:
        return [each for each in self._constraints if each.owner != pivot.owner]

    def _implied(self, pivot: Tie, together: Row) -> Iterator[Row]:
        """What each of the others implies, and all of them together where that is another thing."""
        rows = list(self._implied_apart(pivot))
        yield from rows
        if [each.interval for each in rows] != [together.interval]:
            yield together

    def _implied_apart(self, pivot: Tie) -> Iterator[Row]:
        """What each of the others implies by itself, given what the rest says of its quantities."""
        others = self._others(pivot)
        direct = [each for each in others if _is_direct(each, pivot)]
        rest = [each for each in others if each not in direct]
        careful, careless = (self._narrowed(rest, wide, {}) for wide in (False, True))
        for constraint in direct:
            interval, wide = (
                self._shown(pivot, self._on(pivot, self._with(constraint, wide), known))
                for wide, known in ((False, careful), (True, careless))
            )
            terms = tuple(self._terms(constraint, pivot, careful))
            row = self._row("implied", constraint.owner)
            if interval not in (EVERYTHING, self._anything(pivot)):
                yield replace(row, interval=interval, careless=wide, terms=terms,
                              relation=self._kind(constraint.owner),
                              forward=_is_forward(constraint, pivot))  # fmt: skip
        if pivot.form != BOUND:
            yield self._compared(pivot, rest, careful, careless)

    def _compared(
        self, pivot: Tie, rest: Sequence[Constraint], careful: Known, careless: Known
    ) -> Row:
        """The two quantities that a claim compares, held against each other."""
        interval, wide = (self._shown(pivot, _held(pivot, known)) for known in (careful, careless))
        terms = tuple(self._term(each, rest, careful) for each in (pivot.x, pivot.y))
        relation = f"{self._kind(pivot.owner)} of two"
        return Row("implied", "", "", interval, wide, relation, terms=terms)

    def _together(self, pivot: Tie, repairs: Mapping[str, Repair]) -> Row:
        """What all of the others imply; nothing where they contradict each other."""
        others = self._others(pivot)
        careful, careless = (
            sharp([self._with(each, wide, repairs) for each in others], self._free, pivot)
            for wide in (False, True)
        )
        ends = [self._shown(pivot, each or EVERYTHING) for each in (careful, careless)]
        return Row("together", "", "", ends[0], ends[1])

    def _narrowed(
        self, constraints: Iterable[Constraint], wide: bool, repairs: Mapping[str, Repair]
    ) -> dict[int, Interval]:
        return narrowed([self._with(each, wide, repairs) for each in constraints], self._free)

    def _with(
        self, constraint: Constraint, wide: bool, repairs: Mapping[str, Repair] = {}
    ) -> Constraint:
        """The constraint with what its owner says."""
        statement, name = self._statement(constraint.owner), self._name(constraint.owner)
        said = self._interval(constraint.owner, careless=wide)
        if statement is not None and name in repairs:
            said = binds(statement, repairs[name].interval)
        if isinstance(constraint, Sum):
            return replace(constraint, rest=said)
        return replace(constraint, interval=said)

    def _on(self, pivot: Tie, constraint: Constraint, known: Known) -> Interval:
        if isinstance(constraint, Tie) and pivot.form != BOUND:
            return constraint.interval
        return constraint.on(pivot.x, known)

    def _interval(self, owner: int, *, careless: bool) -> Interval:
        statement = self._statement(owner)
        if statement is None:
            trusted = self._system.trust(owner)
            assert trusted is not None
            return trusted.interval
        reading = statement.readings[0]
        ordinary = binds(statement, reading.ordinary)
        return hull([ordinary, binds(statement, reading.lax)]) if careless else ordinary

    def _shown(self, pivot: Tie, interval: Interval) -> Interval:
        """What a constraint binds, as its text prints it: a ratio in percent, growth less 100."""
        statement = self._statement(pivot.owner)
        if pivot.form != RATIO or statement is None or statement.kind == "multiple":
            return interval
        percent = interval * 100
        return percent.shifted(-100) if statement.kind == "growth" else percent

    def _anything(self, pivot: Tie) -> Interval:
        free = self._free[pivot.x] if pivot.form == BOUND else NOT_NEGATIVE
        return self._shown(pivot, free)

    def _unit(self, pivot: Tie) -> str:
        statement = self._statement(pivot.owner)
        if pivot.form == RATIO and statement is not None:
            return "time" if statement.kind == "multiple" else "%"
        return self._quantity_unit(pivot.x)

    def _subject(self, pivot: Tie) -> tuple[str, str, str]:
        """Indicator, entity and period, as people write it."""
        statement, name = self._statement(pivot.owner), self._name(pivot.owner)
        if statement is not None:
            about = statement.subject
            return about.indicator, about.entity, about.period.text
        targets = self._system.plan.targets
        target = next(each for each in targets if name == f"target {each.id}")
        return target.indicator, target.entity, target.period.text

    def _quantity_unit(self, quantity: int) -> str:
        return str(self._system.keys["unit"].iloc[quantity])

    def _terms(self, constraint: Constraint, pivot: Tie, known: Known) -> Iterator[Term]:
        """The other quantities that a constraint speaks of; a total before other parts."""
        if pivot.form == BOUND:
            for quantity in constraint.quantities:
                if quantity != pivot.x:
                    yield self._term(quantity, self._constraints, known)
            if self._kind(constraint.owner) == "rate":
                yield Term("", self._interval(constraint.owner, careless=False), "")

    def _term(self, quantity: int, among: Iterable[Constraint], known: Known) -> Term:
        """By the one text that gives it, in its own currency or by a rate in another."""
        ties = [each for each in among if isinstance(each, Tie)]
        rates = (each for each in ties if self._kind(each.owner) == "rate" and each.x == quantity)
        alike = {quantity, *(each.y for each in rates)}
        said = {each.owner for each in ties if each.form == BOUND and each.x in alike}
        printed = self._printed(said.pop()) if len(said) == 1 else ""
        return Term(printed, known[quantity], self._quantity_unit(quantity))

    def _kind(self, owner: int) -> str:
        trusted = self._system.trust(owner)
        return trusted.kind if trusted else self._system.statements[owner].kind

    def _statement(self, owner: int) -> Statement | None:
        return None if self._system.trust(owner) else self._system.statements[owner]

    def _name(self, owner: int) -> str:
        trusted = self._system.trust(owner)
        return trusted.full_name if trusted else self._system.statements[owner].name

    def _printed(self, owner: int) -> str:
        trusted = self._system.trust(owner)
        if trusted is None:
            return self._system.statements[owner].printed
        targets = {each.id: each.printed for each in self._system.plan.targets}
        return targets.get(str(trusted.name), "") if trusted.kind == "target" else ""


def _touching(
    system: System, constraints: Mapping[int, list[Constraint]]
) -> dict[int, list[Constraint]]:
    """The constraints of each owner that have to do with what the statements speak of.

    An identity or a rate has many; those are taken that share a quantity with what is taken.
    """
    first = len(system.statements)
    taken = {
        owner: list(ties)
        for owner, ties in constraints.items()
        if owner < first or _is_target(system, owner)
    }
    spoken = {q for ties in taken.values() for each in ties for q in each.quantities}
    left = [each for owner, ties in constraints.items() if owner not in taken for each in ties]
    while near := [each for each in left if spoken.intersection(each.quantities)]:
        for each in near:
            taken.setdefault(each.owner, []).append(each)
            spoken.update(each.quantities)
        left = [each for each in left if each not in near]
    return taken


def _is_target(system: System, owner: int) -> bool:
    trusted = system.trust(owner)
    return trusted is not None and trusted.kind == "target"


def _is_direct(constraint: Constraint, pivot: Tie) -> bool:
    """Whether a constraint speaks of what the pivot speaks of."""
    if pivot.form == BOUND:
        return pivot.x in constraint.quantities
    if isinstance(constraint, Sum):
        return False
    return (constraint.form, constraint.x, constraint.y) == (pivot.form, pivot.x, pivot.y)


def _is_forward(constraint: Constraint, pivot: Tie) -> bool:
    if isinstance(constraint, Sum):
        return constraint.total == pivot.x
    return constraint.x == pivot.x


def _held(pivot: Tie, known: Known) -> Interval:
    """What is known of a quantity, or of the ratio or the difference of two."""
    if pivot.form == BOUND:
        return known[pivot.x]
    if pivot.form == RATIO:
        return divided(known[pivot.x], known[pivot.y])
    return known[pivot.x] - known[pivot.y]
