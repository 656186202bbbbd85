"""What a statement may really have been about: another period, another currency."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import isfinite
from typing import Any

from plan_tracker.model.interval import Interval
from plan_tracker.model.period import name_period
from plan_tracker.model.plan import Plan
from plan_tracker.model.statement import Statement
from plan_tracker.reconcile.bounds.block_system import BlockSystem
from plan_tracker.reconcile.system.system import BOUND, KEY, RATIO, Link

_START, _END = KEY.index("start"), KEY.index("end")
_AGAINST = ("growth", "change", "multiple")  # kinds that compare with something earlier
_DAYS = 3  # by which two halves, quarters or months may differ


@dataclass(frozen=True, slots=True)
class OtherReference:
    """What a claim may have been computed against instead: another period of the same.

    Where that is a quantity of another block, `level` is what is known of it.
    """

    period: str
    link: Link
    level: Interval | None = None

    def binds(self, claimed: Interval) -> tuple[Link, Interval]:
        """What the claim binds if that is what it compares with."""
        if self.level is None:
            return self.link, claimed
        both = claimed.times(self.level) if self.link.form == RATIO else claimed + self.level
        return Link(BOUND, self.link.x, -1), both


class OtherReferences:
    """The other periods that the claims of one block may compare with."""

    def __init__(self, block: BlockSystem) -> None:
        self._block = block
        self._keys = block.keys

    def references(self, owner: int) -> Iterator[OtherReference]:
        """All of the same length that are spoken of, for a claim that is not per year."""
        statement, link = self._block.system.statements[owner], self._block.system.links.of(owner)
        if link.form == BOUND or statement.years != 1:
            return

        subject, named = self._keys[link.x], self._keys[link.y]
        for quantity, key in enumerate(self._keys):
            if quantity not in (link.x, link.y) and _may_be(statement, subject, named, key):
                yield OtherReference(_named(key), link._replace(y=quantity))

        for known in self._block.beside():
            if isfinite(known.high) and _may_be(statement, subject, named, known.key):
                level = Interval(Fraction(known.low), Fraction(known.high))
                yield OtherReference(_named(known.key), link, level)

    def levels_beside(self, owner: int) -> Iterator[float]:
        """What is printed of the same for other periods; of other blocks, what is known of it."""
        system = self._block.system
        x = system.links.of(owner).x
        alike = {
            quantity
            for quantity, key in enumerate(self._keys)
            if quantity != x and _alike_but_for_time(self._keys[x], key)
        }
        for row, quantity in enumerate(system.links.x.tolist()):
            giver = int(system.links.owner[row])
            said = giver < len(system.statements) and system.links.form[row] == BOUND
            if said and quantity in alike:
                yield float(system.statements[giver].readings[0].value)

        for known in self._block.beside():
            if isfinite(known.high) and _alike_but_for_time(self._keys[x], known.key):
                yield (known.low + known.high) / 2


def _may_be(
    statement: Statement, subject: Sequence[Any], named: Sequence[Any], other: Sequence[Any]
) -> bool:
    """Whether a claim may have been computed against one quantity where it names another."""
    if not _alike_but_for_time(named, other):
        return False

    if statement.kind in _AGAINST:
        length, usual = other[_END] - other[_START], named[_END] - named[_START]
        as_long = abs((length - usual).days) <= _DAYS
        return bool(as_long and other[_END] < subject[_END])

    if statement.kind == "attainment":
        return bool(other[_START] <= subject[_START] and other[_END] >= subject[_END])
    return False


def _alike_but_for_time(one: Sequence[Any], other: Sequence[Any]) -> bool:
    pairs = enumerate(zip(one, other, strict=True))
    return all(a == b for place, (a, b) in pairs if place not in (_START, _END))


def _named(key: Sequence[Any]) -> str:
    return name_period(*(date.fromisoformat(str(key[at])[:10]) for at in (_START, _END)))


def rates_into(plan: Plan, statement: Statement) -> Mapping[str, Interval]:
    """What one of each other currency is worth in that of a figure, by the plan's rates."""
    period, unit = statement.subject.period, statement.subject.unit
    found: dict[str, Interval] = {}
    for rate in plan.rates:
        if rate.period.start <= period.start <= period.end <= rate.period.end:
            if rate.to == unit:
                found.setdefault(rate.from_, rate.range)
            elif rate.from_ == unit:
                found.setdefault(rate.to, Interval.exactly(1).over(rate.range))
    return found
