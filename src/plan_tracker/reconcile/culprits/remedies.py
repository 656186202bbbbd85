"""What one owner may be taken to say instead, so that it stands with all others, and at what cost.

Another notation of its text; a slip, which costs the less the fewer others it could have been; to
let it go, which costs the more the less that leaves open.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from plan_tracker.reading.costs import (
    BESIDE,
    DEAREST,
    EVIDENCE,
    GIVEN_UP,
    LAX,
    NOTATION,
    SUREST,
    TIED,
)
from plan_tracker.reconcile.bounds.constraints import Constraints
from plan_tracker.reconcile.culprits.chance import cost_of_letting_go
from plan_tracker.reconcile.culprits.relaxed_readings import (
    Change,
    Changes,
    RelaxedReadings,
    Stand,
    stands,
)
from plan_tracker.reconcile.culprits.room_left import RoomsLeft
from plan_tracker.reconcile.culprits.slip_costs import CostedSlip, costed_slips, hardly_luck
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
                    yield Change(owner, step.cost, fitting, (None,) * len(fitting), level)
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
        left = self.rooms.of(owner, scope, taken, suspects)
        free = cost_of_letting_go(left.window, left.printed) - EVIDENCE * left.surprise
        given_up = min(max(round(free), GIVEN_UP), DEAREST)
        if given_up <= most and not self._careful(owner, (), scope, taken):
            given_up += BESIDE
        most = min(most, given_up)
        known = [each for each in costed_slips(self._slips_of[owner], left) if each.cost <= most]
        fitting: list[CostedSlip] = []
        for each in known:
            if fitting and each.cost > fitting[0].cost + TIED:
                yield _together(owner, fitting)
                fitting = []
            fits = self._fits(owner, each, scope, taken)
            if fits is not None and fits.cost < given_up:
                fitting = sorted([*fitting, fits], key=lambda each: each.cost)
        if fitting:
            yield _together(owner, fitting)
        yield Change(owner, given_up)

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

    def meant(self, owner: int, scope: Sequence[int], taken: Changes) -> Change:
        """What an owner that is let go may have meant: every slip that fits, even by luck."""
        others = {each: change for each, change in taken.items() if each != owner}
        left = self.rooms.of(owner, scope, others)
        known = costed_slips(self._slips_of[owner], left)
        fitting = [each for each in known if self._fits(owner, each, scope, others)]
        return replace(
            taken[owner],
            options=tuple(each.option for each in fitting),
            chances=tuple(each.chance for each in fitting),
        )

    def plainly(self, owner: int, scope: Sequence[int], taken: Changes) -> Change | None:
        """What an owner may have meant if all others stand as they are plainly read.

        Other notations, and slips that are hardly there by luck.
        """
        anew = tuple(
            option
            for step in self._readings[owner]
            for option in step.options
            if option.cost > LAX and self._careful(owner, (option,), scope, taken)
        )
        if anew:
            return Change(owner, anew[0].cost, anew, (None,) * len(anew), anew)
        left = self.rooms.of(owner, scope, taken)
        slips = self._slips_of[owner]
        careful = (each for each in costed_slips(slips, left) if each.careful)
        fitting = [
            each
            for each in careful
            if hardly_luck(slips, each.option, left)
            and self._careful(owner, (each.option,), scope, taken)
        ]
        return _together(owner, fitting) if fitting else None


def _together(owner: int, slips: Sequence[CostedSlip]) -> Change:
    """One change for slips that cannot be told apart."""
    options = tuple(each.option for each in slips)
    return Change(owner, slips[0].cost, options, tuple(each.chance for each in slips), options)
