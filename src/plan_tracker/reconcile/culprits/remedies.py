"""What one owner may be taken to say instead, so that it stands with all others, and at what cost.

Another notation of its text; a slip, which costs the less the fewer others it could have been, and
only where hardly any would fit by luck; to let it go.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from plan_tracker.reading.costs import (
    BESIDE,
    GIVEN_UP,
    LAX,
    NOTATION,
    OFTEN,
    SELDOM,
    SUREST,
    TIED,
)
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.culprits.chance import any_of
from plan_tracker.reconcile.culprits.relaxed_readings import (
    Change,
    Changes,
    RelaxedReadings,
    Stand,
    stands,
)
from plan_tracker.reconcile.culprits.room_left import RoomsLeft
from plan_tracker.reconcile.culprits.slip_costs import CostedSlip, costed_slips, luck, luck_of_texts
from plan_tracker.reconcile.culprits.slips import Slips
from plan_tracker.reconcile.culprits.solver import Solver
from plan_tracker.reconcile.culprits.work import Work


class Remedies:
    """The remedies of the owners of one block, all others being read with little care at most."""

    def __init__(
        self,
        solver: Solver,
        readings: Mapping[int, RelaxedReadings],
        slips: Mapping[int, Slips],
        constraints: Constraints,
        work: Work,
    ) -> None:
        self._solver = solver
        self._readings = readings
        self._slips_of = slips
        self.rooms = RoomsLeft(readings, slips, constraints, work)
        self._luck: dict[tuple[object, ...], float] = {}
        self.lax: dict[int, Stand] = {each: of.step_at_most(LAX) for each, of in readings.items()}

    def floor(self, owner: int) -> int:
        """The least that it can cost to read this owner otherwise than carelessly."""
        readings = self._readings[owner]
        dearer = [step.cost for step in readings if step.cost > LAX]
        return min([*dearer, SUREST if readings.given_up == GIVEN_UP else readings.given_up])

    def of(
        self,
        owner: int,
        scope: Sequence[int],
        taken: Changes,
        most: int,
        suspects: Sequence[int] = (),
    ) -> Iterator[Change]:
        """The changes of one owner with which all in scope stand, the cheapest first.

        Those `taken` are changed already. That all others can stand when it is let go is known.
        What costs more than `most` is of no use. `suspects` are statements that will likely be
        asked about in the same scope.
        """
        if owner < 0:
            yield Change(owner, NOTATION, stand=1)
            return
        given = {**self.lax, **stands(taken)}
        readings = self._readings[owner]
        for level, step in enumerate(readings):
            if step.cost > LAX and self._solver.holds(scope, {**given, owner: level}):
                fitting = tuple(
                    each
                    for each in step.options
                    if self._solver.holds(scope, {**given, owner: (each,)})
                )
                if fitting:
                    yield Change(owner, step.cost, fitting, stand=level)
        if readings.given_up == GIVEN_UP:
            yield from self._slips(owner, scope, taken, most, suspects)
        else:
            yield Change(owner, readings.given_up)

    def _slips(
        self,
        owner: int,
        scope: Sequence[int],
        taken: Changes,
        most: int,
        suspects: Sequence[int],
    ) -> Iterator[Change]:
        """The slips that fit, those of about one cost together, then to let the owner go."""
        fitting: list[CostedSlip] = []
        chance = self._luck_of({owner, *suspects}, scope, taken)
        if chance <= SELDOM:
            left = self.rooms.of(owner, scope, taken, suspects)
            for slip in costed_slips(self._slips_of[owner], left):
                if slip.cost > most:
                    break
                if fitting and slip.cost > fitting[0].cost + TIED:
                    yield _together(owner, fitting, chance)
                    fitting = []
                fits = self._fits(owner, slip, scope, taken)
                if fits is not None and fits.cost < GIVEN_UP:
                    fitting = sorted([*fitting, fits], key=lambda slip: slip.cost)
        if fitting:
            yield _together(owner, fitting, chance)
        yield Change(owner, GIVEN_UP)

    def _luck_of(self, suspects: Iterable[int], scope: Sequence[int], taken: Changes) -> float:
        """The chance that some slip of one of these statements would fit by luck.

        Only of those without which all others can stand: no slip of another would mend anything.
        """
        asked = sorted(set(suspects).intersection(scope) - taken.keys())
        key = (tuple(scope), tuple(asked), frozenset(stands(taken).items()))
        if key not in self._luck:
            given = {**self.lax, **stands(taken)}
            able = [each for each in asked if self._solver.holds(scope, {**given, each: ()})]
            rooms = [self.rooms.of(each, scope, taken, able) for each in able]
            chances = map(luck, (self._slips_of[each] for each in able), rooms)
            self._luck[key] = any_of(chances)
        return self._luck[key]

    def _fits(
        self, owner: int, slip: CostedSlip, scope: Sequence[int], taken: Changes
    ) -> CostedSlip | None:
        """The slip at what it costs with the careless readings that it needs; None if it cannot."""
        if slip.careful and self._careful(owner, (slip.option,), scope, taken):
            return slip
        given = {**self.lax, **stands(taken), owner: (slip.option,)}
        return replace(slip, cost=slip.cost + BESIDE) if self._solver.holds(scope, given) else None

    def _careful(self, owner: int, stand: Stand, scope: Sequence[int], taken: Changes) -> bool:
        """Whether all others in scope can stand as they are plainly read."""
        return self._solver.holds(scope, {**stands(taken), owner: stand})

    def luck_of_notation(self, owner: int, scope: Sequence[int], taken: Changes) -> float:
        """The chance that the other notation of a text fits by luck what all others leave."""
        others = {each: change for each, change in taken.items() if each != owner}
        left = self.rooms.of(owner, scope, others)
        switched = [option.interval for option in self._readings[owner].switched[:1]]
        return luck_of_texts(switched, left) if left.bounds.possible else 0.0

    def meant(self, owner: int, scope: Sequence[int], taken: Changes) -> Change:
        """What an owner that is let go may have meant: the slips that fit, unless by mere luck."""
        others = {each: change for each, change in taken.items() if each != owner}
        left = self.rooms.of(owner, scope, others)
        slips = self._slips_of[owner]
        chance = luck(slips, left)
        if chance > OFTEN:
            return taken[owner]

        fitting = [
            slip.option
            for slip in costed_slips(slips, left)
            if self._fits(owner, slip, scope, others)
        ]
        return replace(taken[owner], options=tuple(fitting), chance=chance)

    def plainly(self, owner: int, scope: Sequence[int], taken: Changes) -> Change:
        """What an owner may have meant if all others stand as they are plainly read.

        Other notations, and slips unless by mere luck; else it is let go.
        """
        anew = tuple(
            option
            for step in self._readings[owner]
            for option in step.options
            if option.cost > LAX and self._careful(owner, (option,), scope, taken)
        )
        if anew:
            return Change(owner, anew[0].cost, anew, stand=anew)
        left = self.rooms.of(owner, scope, taken)
        slips = self._slips_of[owner]
        chance = luck(slips, left)
        if chance > OFTEN:
            return Change(owner, GIVEN_UP)

        fitting = [
            slip
            for slip in costed_slips(slips, left)
            if slip.careful and self._careful(owner, (slip.option,), scope, taken)
        ]
        return _together(owner, fitting, chance) if fitting else Change(owner, GIVEN_UP)


def _together(owner: int, slips: Sequence[CostedSlip], chance: float) -> Change:
    """One change for slips that cannot be told apart."""
    options = tuple(slip.option for slip in slips)
    return Change(owner, slips[0].cost, options, chance, options)
