"""What one owner may be taken to say instead, so that it stands with all others, and at what cost.

In the order of cost: another notation of its text; a slip, which costs the less the less likely it
fits by luck; to let it go.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from plan_tracker.model.interval import EVERYTHING, Interval
from plan_tracker.reading.costs import GIVEN_UP, LAX, NOTATION, SUREST
from plan_tracker.reconcile.chance import Window, chance_of, cost_at, middle, windows
from plan_tracker.reconcile.exact import Solver
from plan_tracker.reconcile.misprints import Slip, Slips
from plan_tracker.reconcile.options import Change, Changes, Ladder, Option, Stand, stands
from plan_tracker.reconcile.propagate import Constraints

_Costed = tuple[int, float, Option]  # cost, chance by luck, slip


class Remedies:
    """The remedies of the owners of one block, all others being read with little care at most."""

    def __init__(
        self,
        solver: Solver,
        ladders: Mapping[int, Ladder],
        slips: Mapping[int, Slips],
        constraints: Constraints,
    ) -> None:
        self._solver = solver
        self._ladders = ladders
        self._slips_of = slips
        self._constraints = constraints
        self.lax: dict[int, Stand] = {each: of.level(LAX) for each, of in ladders.items()}
        self._careless = {
            owner: hull(option for step in ladder[:most] for option in step.options)
            for owner, ladder in ladders.items()
            if owner >= 0 and (most := ladder.level(LAX) + 1)
        }
        self._known: dict[tuple[int, tuple[int, ...]], tuple[Window, Window]] = {}

    def floor(self, owner: int) -> int:
        """The least that it can cost to read this owner otherwise than carelessly."""
        ladder = self._ladders[owner]
        dearer = [step.cost for step in ladder if step.cost > LAX]
        return min([*dearer, SUREST if ladder.given_up == GIVEN_UP else ladder.given_up])

    def of(
        self, owner: int, scope: Sequence[int], taken: Changes, suspects: Sequence[int] = ()
    ) -> Iterator[Change]:
        """The changes of one owner with which all in scope stand, the cheapest first.

        Those `taken` are changed already. That all others can stand when it is let go is known.
        `suspects` are statements that will likely be asked about in the same scope.
        """
        if owner < 0:
            yield Change(owner, NOTATION, stand=1)
            return
        given = {**self.lax, **stands(taken)}
        ladder = self._ladders[owner]
        for level, step in enumerate(ladder):
            if step.cost > LAX and self._solver.holds(scope, {**given, owner: level}):
                fitting = self._fitting(owner, step.options, scope, given)
                yield Change(owner, step.cost, fitting, (None,) * len(fitting), level)
        if ladder.given_up == GIVEN_UP:
            yield from self._slips(owner, scope, taken, suspects)
        yield Change(owner, ladder.given_up)

    def _slips(
        self, owner: int, scope: Sequence[int], taken: Changes, suspects: Sequence[int]
    ) -> Iterator[Change]:
        """The slips that prove something; those that often happen rule out those that do not."""
        given, found = {**self.lax, **stands(taken)}, False
        pair = self._windows(owner, scope, taken, suspects)
        for slips in (self._slips_of[owner].likely, self._slips_of[owner].unlikely):
            costed = self._costed(owner, slips, pair)
            for cost, tied in groupby(costed, key=lambda each: each[0]):
                chances = {option: chance for _, chance, option in tied if cost < GIVEN_UP}
                fitting = self._fitting(owner, chances, scope, given)
                if fitting:
                    found = True
                    luck = tuple(chances[option] for option in fitting)
                    yield Change(owner, cost, fitting, luck, fitting)
            if found:
                return

    def meant(self, owner: int, scope: Sequence[int], taken: Changes) -> Change:
        """What an owner that is given up may have meant: every slip that fits, even by luck."""
        others = {each: change for each, change in taken.items() if each != owner}
        given = {**self.lax, **stands(others)}
        pair = self._windows(owner, scope, others, ())
        slips = self._slips_of[owner]
        costed = (self._costed(owner, each, pair) for each in (slips.likely, slips.unlikely))
        chances = {option: chance for each in costed for _, chance, option in each}
        fitting = self._fitting(owner, chances, scope, given)
        return replace(
            taken[owner], options=fitting, chances=tuple(chances[each] for each in fitting)
        )

    def _fitting(
        self,
        owner: int,
        options: Iterable[Option],
        scope: Sequence[int],
        given: Mapping[int, Stand],
    ) -> tuple[Option, ...]:
        return tuple(
            each for each in options if self._solver.holds(scope, {**given, owner: (each,)})
        )

    def _costed(
        self, owner: int, slips: Sequence[Slip], pair: tuple[Window, Window]
    ) -> list[_Costed]:
        """Cost, chance and slip, the cheapest first, of those that the wider window may hold."""
        careful, careless = pair
        window = careful if careful.possible else careless
        printed = middle(self._ladders[owner][0].options[0].interval)
        found: list[_Costed] = []
        for slip in slips:
            if careless.meets(slip.low, slip.high):
                kin = [each.centre for each in slips if each.how == slip.how]
                chance = chance_of(slip.how, printed, kin, window)
                cost = cost_at(chance, slip.cost)
                found += [(cost, chance, option) for option in slip.options()]
        return sorted(found, key=lambda each: each[:2])

    def _windows(
        self, owner: int, scope: Sequence[int], taken: Changes, suspects: Sequence[int]
    ) -> tuple[Window, Window]:
        """What the others leave for an owner when they are careful, and when they are careless."""
        if taken:
            return self._left([owner], scope, taken)[0]
        key = tuple(scope)
        if (owner, key) not in self._known:
            asked = sorted({owner, *suspects})
            for each, pair in zip(asked, self._left(asked, scope, taken), strict=True):
                self._known[each, key] = pair
        return self._known[owner, key]

    def _left(
        self, owners: Sequence[int], scope: Sequence[int], taken: Changes
    ) -> list[tuple[Window, Window]]:
        inside = set(scope)
        let_go = {each for each in self._ladders if each not in inside}
        let_go |= {each for each, change in taken.items() if change.stand == ()}
        changed = {
            owner: hull(change.options)
            for owner, change in taken.items()
            if change.options and change.stand != ()
        }
        careful, careless = (
            windows(self._constraints, owners, let_go, {**read, **changed})
            for read in ({}, self._careless)
        )
        return list(zip(careful, careless, strict=True))


def hull(options: Iterable[Option]) -> Interval:
    """The smallest interval around all options; everything where there are none."""
    ends = [(each.interval.low, each.interval.high) for each in options]
    if not ends:
        return EVERYTHING
    lows, highs = zip(*ends, strict=True)
    return Interval(None if None in lows else min(lows), None if None in highs else max(highs))
