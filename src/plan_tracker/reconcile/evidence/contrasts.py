"""What the other statements of a finding imply for the one that does not fit them.

Statements of a contradiction speak of different things: a level, a growth, a share, a target. Here
each of them is brought to one quantity, in exact fractions, so that anyone can see that what one
says and what the others imply do not meet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plan_tracker.model.constraint import BOUND, NOT_NEGATIVE, Constraint, Known, Sum, Tie
from plan_tracker.model.evidence import Evidence, Saying, Term
from plan_tracker.model.finding import Finding, Repair
from plan_tracker.model.interval import EVERYTHING, Interval
from plan_tracker.model.text import Phrase, phrase
from plan_tracker.reconcile.evidence.contrast import Contrast, Role, Row
from plan_tracker.reconcile.evidence.derived import Meant, known_by, said, term_of
from plan_tracker.reconcile.evidence.gather import gather_for
from plan_tracker.reconcile.evidence.narrowing import narrowed
from plan_tracker.reconcile.evidence.pivot import (
    as_printed,
    held,
    leads_to,
    pivot_of,
    says_of,
    speaks_of,
    unit_of,
)
from plan_tracker.reconcile.system.claims import bound_by
from plan_tracker.reconcile.system.system import System

_PART = phrase("{other} as a part of it")
_WHOLE = phrase("{other} as what it is a part of")
_WITH_REST = phrase("{others} together, and {claim} of it besides")


def contrasts(system: System, findings: Iterable[Finding]) -> dict[str, Contrast]:
    """By fingerprint, for every finding in which what one says and the others imply do not meet."""
    found = {
        finding.fingerprint: _contrast(finding, evidence)
        for finding, evidence in gather_for(system, findings)
    }
    return {fingerprint: each for fingerprint, each in found.items() if each is not None}


def _contrast(finding: Finding, evidence: Evidence) -> Contrast | None:
    pivot = pivot_of(evidence, finding.alternatives)
    return None if pivot is None else _Held(finding, evidence, pivot).contrast()


@dataclass(frozen=True, slots=True)
class _Held:
    """The evidence of a finding, of which one constraint is held against all others."""

    finding: Finding
    evidence: Evidence
    pivot: Tie

    def contrast(self) -> Contrast | None:
        """None where what is said and what is implied meet."""
        said_row, together = self._row(Role.SAID, self.pivot.owner), self._together({})
        if together is None or not (said_row.interval & together.interval).empty:
            return None

        saying = self._saying
        assert saying.about is not None
        ways_out = self.finding.alternatives
        blamed = bool(ways_out) and all(saying.name in changed for changed in ways_out)
        return Contrast(
            culprit=saying.name,
            certain=blamed or saying.wrong,
            kind="level" if self.pivot.form == BOUND else saying.kind,
            about=saying.about,
            unit=unit_of(self.evidence, self.pivot),
            rows=(said_row, *self._given(), *self._implied(together), *self._mended()),
        )

    @property
    def _saying(self) -> Saying:
        return self.evidence.sayings[self.pivot.owner]

    @property
    def _others(self) -> list[Constraint]:
        return [each for each in self.evidence.constraints if each.owner != self.pivot.owner]

    def _row(self, role: Role, owner: int) -> Row:
        """What somebody prints."""
        saying = self.evidence.sayings[owner]
        blamed = any(saying.name in changed for changed in self.finding.alternatives)
        return Row(
            role,
            saying.name,
            saying.printed,
            saying.interval,
            saying.careless,
            saying.kind,
            saying.source,
            suspect=blamed or saying.wrong,
        )

    def _given(self) -> Iterator[Row]:
        """The other levels in the same unit, which lie on the same axis."""
        unit = unit_of(self.evidence, self.pivot)
        for tie in self.evidence.ties:
            apart = self.pivot.form == BOUND == tie.form and tie.x != self.pivot.x
            if apart and self.evidence.units[tie.x] == unit:
                yield self._row(Role.GIVEN, tie.owner)

    def _implied(self, together: Row) -> Iterator[Row]:
        """What each of the others implies, and all of them where that is another thing."""
        rows = list(self._implied_apart())
        yield from rows

        possible = self._as_printed(self.evidence.free[self.pivot.x])
        if [row.interval & possible for row in rows] != [together.interval]:
            yield together

    def _implied_apart(self) -> Iterator[Row]:
        """What each of the others implies by itself, given what the rest says of its quantities."""
        rest = [each for each in self._others if not speaks_of(each, self.pivot)]
        careful = known_by(self.evidence, rest)
        careless = known_by(self.evidence, rest, careless=True)

        for constraint in self._others:
            if speaks_of(constraint, self.pivot):
                row = self._by_itself(constraint, careful, careless)
                nothing = row.interval in (EVERYTHING, self._as_printed(NOT_NEGATIVE))
                if not nothing or self.evidence.sayings[constraint.owner].is_limit:
                    yield row

        if self.pivot.form != BOUND:
            yield self._compared(careful, careless)

    def _by_itself(self, constraint: Constraint, careful: Known, careless: Known) -> Row:
        (plain,) = said(self.evidence, [constraint])
        (wide,) = said(self.evidence, [constraint], careless=True)
        terms = tuple(self._terms(constraint, careful))
        return replace(
            self._row(Role.IMPLIED, constraint.owner),
            interval=self._as_printed(says_of(plain, self.pivot, careful)),
            careless=self._as_printed(says_of(wide, self.pivot, careless)),
            terms=terms,
            claim=self._claim(constraint),
            words=self._words(constraint, terms),
        )

    def _claim(self, constraint: Constraint) -> Term | None:
        """What somebody claims without a text of their own: a rate, or what is left of a total."""
        saying = self.evidence.sayings[constraint.owner]
        if saying.kind in ("rate", "rebasing"):
            return Term("", saying.binds, "")
        if saying.kind == "identity":
            return Term("", saying.binds * 100, "%")
        return None

    def _words(self, constraint: Constraint, terms: Sequence[Term]) -> Phrase | None:
        """How what the constraint implies follows from the other quantities."""
        saying = self.evidence.sayings[constraint.owner]
        if saying.relation is None:
            return None

        forward = leads_to(constraint, self.pivot)
        if isinstance(constraint, Sum):
            if len(terms) == 1:
                return _PART if forward else _WHOLE
            if forward and saying.binds != Interval.exactly(0):
                return _WITH_REST
        return saying.relation.forward if forward else saying.relation.backward

    def _compared(self, careful: Known, careless: Known) -> Row:
        """The two quantities that a claim compares, held against each other."""
        relation = self._saying.relation
        return Row(
            Role.IMPLIED,
            name="",
            printed="",
            interval=self._as_printed(held(self.pivot, careful)),
            careless=self._as_printed(held(self.pivot, careless)),
            kind=self._saying.kind,
            words=relation.compared if relation else None,
            terms=tuple(
                term_of(self.evidence, quantity, careful) for quantity in self.pivot.quantities
            ),
            compares=True,
        )

    def _together(self, meant: Meant) -> Row | None:
        """What all of the others imply; None where they contradict each other."""
        careful = self._range(said(self.evidence, self._others, meant=meant))
        careless = self._range(said(self.evidence, self._others, careless=True, meant=meant))
        if careful is None or careless is None:
            return None

        interval, wide = self._as_printed(careful), self._as_printed(careless)
        return Row(Role.TOGETHER, "", "", interval, wide)

    def _range(self, constraints: Sequence[Constraint]) -> Interval | None:
        """What constraints together leave for what the pivot bounds."""
        free, pivot = self.evidence.free, self.pivot
        if all(each.quantities == (pivot.x,) == pivot.quantities for each in constraints):
            left = narrowed(constraints, free)[pivot.x]
            return None if left.empty else left

        from plan_tracker.reconcile.evidence.exact_range import exact_range  # slow: z3

        return exact_range(constraints, free, pivot)

    def _mended(self) -> Iterator[Row]:
        """What the others imply as they are repaired, and what the pivot says as it is."""
        repairs = self._repairs()
        own = repairs.pop(self.pivot.owner, None)

        together = self._together(_meant(self.evidence, repairs)) if repairs else None
        if together is not None:
            terms = tuple(Term(repair.to, repair.interval, "") for repair in repairs.values())
            yield replace(together, role=Role.MENDED, terms=terms)

        if own is not None:
            name = self._saying.name
            yield Row(Role.REPAIRED, name, own.to, own.interval, own.interval)

    def _repairs(self) -> dict[int, Repair]:
        """The repairs of those who say something here, by their place."""
        touched = {constraint.owner for constraint in self.evidence.constraints}
        place_of = {self.evidence.sayings[owner].name: owner for owner in touched}
        return {
            place_of[repair.statement]: repair
            for repair in self.finding.repairs
            if repair.statement in place_of
        }

    def _terms(self, constraint: Constraint, known: Known) -> Iterator[Term]:
        """The other quantities that a constraint speaks of, a total before other parts.

        Of a limit, what it is made of.
        """
        yield from self.evidence.sayings[constraint.owner].terms
        if self.pivot.form == BOUND:
            for quantity in constraint.quantities:
                if quantity != self.pivot.x:
                    yield term_of(self.evidence, quantity, known)

    def _as_printed(self, interval: Interval) -> Interval:
        return as_printed(self._saying.kind, self.pivot, interval)


def _meant(evidence: Evidence, repairs: Mapping[int, Repair]) -> Meant:
    """What the repaired texts bind."""
    sayings = ((place, evidence.sayings[place], repair) for place, repair in repairs.items())
    return {
        place: bound_by(saying.kind, saying.years, repair.interval)
        for place, saying, repair in sayings
    }
