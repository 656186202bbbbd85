"""A block as SMT-LIB text: its quantities, and what each owner says when it takes a stand.

The solver reads text far faster than it takes objects one by one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

from plan_tracker.model.constraint import may_be_negative
from plan_tracker.model.interval import Interval
from plan_tracker.reconcile.bounds.block_system import Block
from plan_tracker.reconcile.culprits.relaxed_readings import Option, RelaxedReadings, Stand
from plan_tracker.reconcile.system.system import BOUND, DIFFERENCE, RATIO, Link, System


class BlockText:
    """The text of one block; `readings` has the steps of every owner.

    `shared` maps the number of a form (below zero) to the owners of its texts. Names follow the
    block's own order, so that the solver sees one text for one report.
    """

    def __init__(
        self,
        system: System,
        block: Block,
        readings: Mapping[int, RelaxedReadings],
        shared: Mapping[int, Sequence[int]],
    ) -> None:
        self._system = system
        self._readings = readings
        self._form = {owner: form for form, owners in shared.items() for owner in owners}
        self._links = _by_owner(block.links, system.links.owner)
        self._sums = _by_owner(block.sums, system.sums.owner)
        self._names_of = {quantity: f"x{place}" for place, quantity in enumerate(block.quantities)}
        self._rows = {row: place for place, row in enumerate(block.sums)}
        self._shared_forms = tuple(shared)
        self._negative = _may_be_negative(system)

    def head(self, names: frozenset[str] | None = None) -> str:
        """The quantities, and the forms that texts of one source share: all, or those named."""
        return "".join(
            line for name, line in self._declared.items() if names is None or name in names
        )

    @cached_property
    def _declared(self) -> dict[str, str]:
        """The declaration of each quantity and form, by its name."""
        named = [(name, quantity) for quantity, name in self._names_of.items()]
        signed = self._system.signed
        declared: dict[str, str] = {}
        for name, quantity in [*named, *self._unspoken_parts()]:
            above = "" if signed[quantity] else f"(assert (>= {name} 0))"
            declared[name] = f"(declare-const {name} Real){above}"
        return declared | {
            f"s{-form}": f"(declare-const s{-form} Bool)" for form in self._shared_forms
        }

    def _unspoken_parts(self) -> Iterator[tuple[str, int]]:
        """Parts that nothing else speaks of, by name, each with the total that it is a part of."""
        for row in self._rows:
            total = int(self._system.sums.total[row])
            for index, part in enumerate(self._parts(row)):
                if part < 0:
                    yield self._unspoken(row, index), total

    def assumption(self, name: str, owner: int, stand: Stand) -> str:
        """By this name, that an owner takes a stand."""
        says = self._any(owner, stand) if isinstance(stand, tuple) else self._up_to(owner, stand)
        return f"(declare-const {name} Bool)(assert (=> {name} {says}))"

    def _up_to(self, owner: int, level: int) -> str:
        """That an owner is read as one of the steps of its readings up to a level says."""
        if owner < 0:
            return "true" if level else f"(not s{-owner})"

        steps = self._readings[owner][: level + 1]
        options = [option for step in steps for option in step.options]
        either = self._any(owner, options)
        form = self._form.get(owner)
        return either if form is None else self._shared(owner, options[-1].cost, form, either)

    def _any(self, owner: int, options: Iterable[Option]) -> str:
        return f"(or {' '.join(self._says(owner, option) for option in _widest(options))})"

    def _shared(self, owner: int, cost: int, form: int, either: str) -> str:
        """A text whose form is read one way in its whole source: that way costs it nothing."""
        affordable = (each for each in self._readings[owner].switched if each.cost <= cost)
        switched = self._any(owner, affordable)
        return f"(ite s{-form} {switched} {either})"

    def _says(self, owner: int, option: Option) -> str:
        """What the owner's constraints are when it is read so."""
        if option.link is not None:
            return self._link(owner, option.link, option.interval)

        links, interval = self._system.links, option.interval
        limits = [self._link(owner, links.at(row), interval) for row in self._links.get(owner, ())]
        limits += [self._sum(row, interval) for row in self._sums.get(owner, ())]
        return f"(and true {' '.join(limits)})"

    def _link(self, owner: int, link: Link, interval: Interval) -> str:
        x, y = self._names_of[link.x], self._names_of.get(link.y, "")
        if link.form == BOUND:
            return within(x, interval, "1")
        if link.form == RATIO and self._negative and self._system.signed[[link.x, link.y]].any():
            return self._ratio(owner, x, y, interval)
        if link.form == RATIO and self._system.trust(owner) is None:
            return f"(and (> {y} 0) {within(x, interval, y)})"
        if link.form == RATIO:
            return within(x, interval, y)
        return within(f"(- {x} {y})", interval, "1")

    def _ratio(self, owner: int, x: str, y: str, interval: Interval) -> str:
        """A ratio of what may be negative: below zero it is one of magnitudes, or of amounts."""
        claimed = self._system.trust(owner) is None
        ways = [either_sign(x, interval, y, nonzero=claimed)]
        if claimed:
            statement = self._system.statements[owner]
            if statement.kind in ("growth", "attainment"):
                ways.append(f"(and (< {y} 0) {mirrored(x, Interval.exactly(2) - interval, y)})")
            if statement.kind == "growth" and statement.years != 1:
                ways.append(f"(< {y} 0)")

            # Growth across zero, or what may be a share below nothing, cannot be told by a factor.
            if statement.kind == "growth":
                ways.append(f"(or (and (> {x} 0) (< {y} 0)) (and (< {x} 0) (> {y} 0)))")
            if interval.low == 0:
                ways.append(f"(or (< {x} 0) (< {y} 0))")
        return f"(or {' '.join(ways)})"

    def _sum(self, row: int, rest: Interval) -> str:
        total = self._names_of[int(self._system.sums.total[row])]
        terms = [
            self._names_of[part] if part >= 0 else self._unspoken(row, index)
            for index, part in enumerate(self._parts(row))
        ]
        left = f"(- {total} {' '.join(terms)})"
        signed = self._system.signed[int(self._system.sums.total[row])]
        return either_sign(left, rest, total) if signed else within(left, rest, total)

    def _unspoken(self, row: int, index: int) -> str:
        """The name of a part that nothing else speaks of."""
        return f"u{self._rows[row]}_{index}"

    def _parts(self, row: int) -> list[int]:
        sums = self._system.sums
        parts: list[int] = sums.part[sums.first[row] : sums.first[row + 1]].tolist()
        return parts


def _widest(options: Iterable[Option]) -> list[Option]:
    """The options without those that lie inside others: fewer cases for the solver to tell."""
    kept: list[Option] = []
    for option in options:
        if not any(_inside(option, wider) for wider in kept):
            kept = [narrower for narrower in kept if not _inside(narrower, option)]
            kept.append(option)
    return kept


def _inside(inner: Option, outer: Option) -> bool:
    return inner.link == outer.link and inner.interval & outer.interval == inner.interval


def _may_be_negative(system: System) -> bool:
    """Whether what is said admits negative quantities; else every base is taken to be positive."""
    if not system.signed.any():
        return False

    levels = system.links.owner[system.links.form == BOUND].tolist()
    printed = [_plainly(system, owner) for owner in levels]
    subtracted = len(system.sums.owner) > 0 or bool((system.links.form == DIFFERENCE).any())
    return subtracted or any(may_be_negative(interval) for interval in printed)


def _plainly(system: System, owner: int) -> Interval:
    trusted = system.trust(owner)
    if trusted is None:
        return system.statements[owner].readings[0].ordinary
    return trusted.interval


def _by_owner(rows: Iterable[int], owners: Any) -> dict[int, list[int]]:
    by_owner: dict[int, list[int]] = {}
    for row in rows:
        by_owner.setdefault(int(owners[row]), []).append(row)
    return by_owner


def within(term: str, interval: Interval, unit: str) -> str:
    """`term` in `interval` times `unit`, as SMT-LIB text."""
    limits = ["true"]
    if interval.low is not None:
        limits.append(f"({'>' if interval.low_open else '>='} {term} {_times(interval.low, unit)})")
    if interval.high is not None:
        limits.append(
            f"({'<' if interval.high_open else '<='} {term} {_times(interval.high, unit)})"
        )
    return f"(and {' '.join(limits)})"


def either_sign(term: str, interval: Interval, unit: str, *, nonzero: bool = False) -> str:
    """The same where the unit may be negative, as it then has the sign of the term.

    `nonzero` says that the unit is divided by.
    """
    if interval == Interval.exactly(0) and not nonzero:
        return within(term, interval, unit)

    above, below = within(term, interval, unit), mirrored(term, interval, unit)
    positive, negative = (">", "<") if nonzero else (">=", "<=")
    return f"(or (and ({positive} {unit} 0) {above}) (and ({negative} {unit} 0) {below}))"


def mirrored(term: str, interval: Interval, unit: str) -> str:
    """The negative of `term` in `interval` times the negative of `unit`."""
    return within(f"(- {term})", interval, f"(- {unit})")


def _times(value: Fraction, unit: str) -> str:
    top = str(value.numerator) if value >= 0 else f"(- {-value.numerator})"
    number = top if value.denominator == 1 else f"(/ {top} {value.denominator})"
    return number if unit == "1" else f"(* {number} {unit})"
