"""Whether a block can hold, decided in exact rationals.

Each owner is assumed at a step of its ladder: one of its options up to that cost holds. The solver
answers whether that can be, and if not, which assumptions cannot stand together.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import z3

from plan_tracker.model.interval import Interval
from plan_tracker.reconcile.blocks import Block
from plan_tracker.reconcile.options import Ladder, Option
from plan_tracker.reconcile.system import BOUND, RATIO, System

Levels = Mapping[int, int]  # owner -> step of its ladder; the first step where it is not named


class Undecided(Exception):
    """The time allowed ran out."""


class Solver:
    """One block in the solver; `ladders` has the steps of every owner."""

    def __init__(
        self,
        system: System,
        block: Block,
        ladders: Mapping[int, Ladder],
        shared: Mapping[int, Sequence[int]],
        milliseconds: int,
    ) -> None:
        self._system = system
        self._ladders = ladders
        self._solver = z3.SolverFor("QF_LRA")
        self._solver.set("timeout", milliseconds)
        self._literals: dict[tuple[int, int], Any] = {}
        self._names: dict[int, tuple[int, int]] = {}
        self._switches = {form: z3.Bool(f"s{-form}") for form in shared}
        self._form = {owner: form for form, owners in shared.items() for owner in owners}
        self._links: dict[int, list[int]] = {}
        self._sums: dict[int, list[int]] = {}
        for row in block.links:
            self._links.setdefault(int(system.links.owner[row]), []).append(row)
        for row in block.sums:
            self._sums.setdefault(int(system.sums.owner[row]), []).append(row)
        self._quantities = {each: z3.Real(f"x{each}") for each in block.quantities}
        for number, variable in self._quantities.items():
            if not system.signed[number]:
                self._solver.add(variable >= 0)

    def core(self, owners: Iterable[int], levels: Levels) -> tuple[int, ...] | None:
        """Owners that cannot all stand at these levels, as few as can be; None if all can.

        Raises Undecided when the time allowed runs out.
        """
        literals = self._assumed(owners, levels)
        if self._holds(literals):
            return None
        found = sorted(self._core(), key=self._kept_last)
        for literal in list(found):
            rest = [each for each in found if not each.eq(literal)]
            if len(rest) < len(found) and not self._holds(rest):
                found = self._core()
        return tuple(sorted(self._names[literal.get_id()][0] for literal in found))

    def _kept_last(self, literal: Any) -> tuple[bool, bool, int]:
        """What explains best is tried last when a core is made smaller: the trusted, then levels."""
        owner = self._names[literal.get_id()][0]
        said = owner < len(self._system.statements)
        return not said, said and self._system.statements[owner].reference is None, owner

    def holds(
        self, owners: Iterable[int], levels: Levels, chosen: Mapping[int, Option] | None = None
    ) -> bool:
        """Whether all can stand at these levels, with exactly the chosen options.

        Raises Undecided when the time allowed runs out.
        """
        given = chosen or {}
        literals = self._assumed((each for each in owners if each not in given), levels)
        self._solver.push()
        for owner, option in given.items():
            self._solver.add(self._says(owner, option))
        try:
            return self._holds(literals)
        finally:
            self._solver.pop()

    def _assumed(self, owners: Iterable[int], levels: Levels) -> list[Any]:
        return [
            self._literal(owner, levels.get(owner, 0))
            for owner in owners
            if self._ladders[owner][levels.get(owner, 0)].options or owner < 0
        ]

    def _holds(self, literals: list[Any]) -> bool:
        answer = self._solver.check(literals)
        if answer == z3.unknown:
            raise Undecided
        return bool(answer == z3.sat)

    def _core(self) -> list[Any]:
        return list(self._solver.unsat_core())

    def _literal(self, owner: int, level: int) -> Any:
        """The assumption that an owner stands at a level, made when first needed."""
        if (owner, level) not in self._literals:
            literal = z3.Bool(f"a{owner}_{level}")
            self._literals[owner, level] = literal
            self._names[literal.get_id()] = (owner, level)
            self._solver.add(z3.Implies(literal, self._stands(owner, level)))
        return self._literals[owner, level]

    def _stands(self, owner: int, level: int) -> Any:
        if owner < 0:
            return z3.BoolVal(True) if level else z3.Not(self._switches[owner])
        steps = [self._ladders[owner][each] for each in range(level + 1)]
        options = [option for step in steps for option in step.options]
        form = self._form.get(owner)
        if form is None:
            return z3.Or([self._says(owner, option) for option in options])
        return self._shared(owner, options, form)

    def _shared(self, owner: int, options: list[Option], form: int) -> Any:
        """A text whose form is read one way in its whole source: that way costs it nothing."""
        notation = self._ladders[form].readings[1].options[0].how
        switched = [
            option
            for step in self._ladders[owner].readings
            for option in step.options
            if option.how == notation
        ]
        least = min(option.cost for option in switched)
        switched = [each for each in switched if each.cost - least <= options[-1].cost]
        either = [self._says(owner, option) for option in options]
        return z3.Or(
            z3.And(z3.Not(self._switches[form]), z3.Or(either)),
            z3.And(self._switches[form], z3.Or([self._says(owner, each) for each in switched])),
        )

    def _says(self, owner: int, option: Option) -> Any:
        """What the owner's constraints are when it is read so."""
        parts = [self._link(row, option.interval) for row in self._links.get(owner, ())]
        parts += [self._sum(row, option.interval) for row in self._sums.get(owner, ())]
        return z3.And(parts)

    def _link(self, row: int, interval: Interval) -> Any:
        links = self._system.links
        x = self._quantities[int(links.x[row])]
        if links.form[row] == BOUND:
            return _within(x, interval, z3.RealVal(1))
        y = self._quantities[int(links.y[row])]
        if links.form[row] == RATIO:
            return _within(x, interval, y)
        return _within(x - y, interval, z3.RealVal(1))

    def _sum(self, row: int, rest: Interval) -> Any:
        sums = self._system.sums
        total = self._quantities[int(sums.total[row])]
        parts = [int(each) for each in sums.part[sums.first[row] : sums.first[row + 1]]]
        terms = [self._quantities[each] if each >= 0 else self._unspoken(row, i)
                 for i, each in enumerate(parts)]  # fmt: skip
        return _within(total - z3.Sum(terms), rest, total)

    def _unspoken(self, row: int, index: int) -> Any:
        """A part that nothing else speaks of."""
        variable = z3.Real(f"u{row}_{index}")
        if not self._system.signed[self._system.sums.total[row]]:
            self._solver.add(variable >= 0)
        return variable


def _within(term: Any, interval: Interval, unit: Any) -> Any:
    """`term` in `interval` times `unit`."""
    limits = []
    if interval.low is not None:
        low = _rational(interval.low) * unit
        limits.append(term > low if interval.low_open else term >= low)
    if interval.high is not None:
        high = _rational(interval.high) * unit
        limits.append(term < high if interval.high_open else term <= high)
    return z3.And(limits)


def _rational(value: Fraction) -> Any:
    return z3.Q(value.numerator, value.denominator)
