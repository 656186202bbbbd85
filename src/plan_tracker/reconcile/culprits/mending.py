"""The cheapest ways to break some cores: hitting sets, refined to what their owners could be.

Hitting sets of the cores are tried in the order of the least that they can cost; one that leaves
the rest possible is refined to the cheapest changes of its own owners. Before one that does not is
extended, one question tells whether other notations of all the rest would do: if not, whatever is
added costs as much as a slip, and it waits until that is cheap.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import compress

from plan_tracker.reading.costs import BESIDE, LAX, MIXED, NOTATION, SUREST
from plan_tracker.reconcile.culprits.conflict import MOST_SOLUTIONS, Conflict, Core
from plan_tracker.reconcile.culprits.contradiction import UndecidedError
from plan_tracker.reconcile.culprits.hitting_sets import HittingSets, WeighedSolution, most
from plan_tracker.reconcile.culprits.lax_readings import LaxReadings
from plan_tracker.reconcile.culprits.relaxed_readings import (
    Changes,
    RelaxedReadings,
    Stand,
    stands,
)
from plan_tracker.reconcile.culprits.remedies import Remedies
from plan_tracker.reconcile.culprits.solver import Solver

# Whether a core that turned up belongs to those that are broken together.
Belongs = Callable[[Core, Iterable[Core]], bool]


class Mending:
    """The ways out of cores in one block.

    `rank` is the block's own order of its owners; those from `first_trusted` on are trusted.
    """

    def __init__(
        self,
        solver: Solver,
        readings: Mapping[int, RelaxedReadings],
        remedies: Remedies,
        lax_readings: LaxReadings,
        rank: Mapping[int, int],
        first_trusted: int,
    ) -> None:
        self._solver = solver
        self._remedies = remedies
        self._lax_readings = lax_readings
        self._rank = rank
        self._first_trusted = first_trusted
        self._lax = remedies.lax
        self._respelled: dict[int, Stand] = {
            owner: own.costing_at_most(LAX + NOTATION + MIXED) for owner, own in readings.items()
        }
        self.floor = {owner: remedies.floor(owner) for owner in readings}

    def of(self, known: Sequence[Core], scope: Sequence[int], belongs: Belongs) -> Conflict | None:
        """The cheapest ways to break these cores, and those that turn up on the way.

        None where one turns up that does not belong to them. Raises UndecidedError when the work
        allowed runs out.
        """
        cores = dict.fromkeys(known)
        solutions: list[WeighedSolution] = []
        sufficient: list[frozenset[int]] = []  # when these are let go, all others can stand
        candidates = HittingSets(self.floor)

        while (candidate := candidates.next(solutions)) is not None:
            owners = candidate.owners
            left = [owner for owner in scope if owner not in owners]
            if any(fewer <= owners for fewer in sufficient) or self._solver.holds(left, self._lax):
                sufficient.append(owners)
                solutions += self._refined(scope, owners, tuple(cores), solutions)
                candidates.extend(candidate, self._ordered(frozenset().union(*cores)), 0)
                continue

            # If other notations of all the rest would not do, whatever is added costs as a slip.
            more = 0 if self._solver.holds(left, self._respelled) else SUREST
            if candidate.least < candidate.bound + more:
                candidates.put_off(candidate, more)
                continue

            unbroken = [core for core in cores if not core & owners]
            missed = unbroken[0] if unbroken else self._missed(left, more)
            if not belongs(missed, cores):
                return None
            cores[missed] = None
            candidates.extend(candidate, self._ordered(missed), more)

        if not solutions:
            raise UndecidedError
        kept = self._plainest(scope, self._cheapest(solutions))
        return Conflict(tuple(cores), tuple(kept[:MOST_SOLUTIONS]), len(kept) <= MOST_SOLUTIONS)

    def _missed(self, left: Sequence[int], more: int) -> Core:
        """A further core of owners that take more than this to stand together."""
        read = self._respelled if more else self._lax
        core = self._solver.core(left, read, self._remedies.rooms.likely_cores)
        assert core is not None
        return frozenset(core)

    def _refined(
        self,
        scope: Sequence[int],
        owners: frozenset[int],
        cores: Sequence[Core],
        known: Sequence[WeighedSolution],
    ) -> list[WeighedSolution]:
        """The cheapest changes of these owners with which all others can be lax."""
        suspects = [owner for core in cores for owner in core if 0 <= owner < self._first_trusted]
        refined: list[WeighedSolution] = []
        self._extend(scope, self._ordered(owners), suspects, (0, {}), known, refined)
        return refined

    def _extend(
        self,
        scope: Sequence[int],
        left: Sequence[int],
        suspects: Sequence[int],
        begun: WeighedSolution,
        known: Sequence[WeighedSolution],
        refined: list[WeighedSolution],
    ) -> None:
        """Add to `refined` what has begun, with each change of the owners that are left."""
        cost, taken = begun
        if not left:
            if not self._needless(scope, taken):
                refined.append(begun)
            return

        owner, *others = left
        inside = [each for each in scope if each not in others]
        least = sum(self.floor[other] for other in others)
        changed = len(taken) + len(left)
        limit = most([*known, *refined], changed) - cost - least
        for change in self._remedies.of(owner, inside, taken, limit, suspects):
            if cost + change.cost + least > most([*known, *refined], changed):
                return
            further = cost + change.cost, {**taken, owner: change}
            self._extend(scope, others, suspects, further, known, refined)
            if not others:
                return

    def _needless(self, scope: Sequence[int], taken: Changes) -> bool:
        """Whether one that is read as another kind of claim could as well be read as printed.

        What it binds instead leaves others unbounded, and so makes their changes look cheap.
        """
        given = {**self._lax, **stands(taken)}
        return any(
            self._solver.holds(scope, {**given, owner: self._lax[owner]})
            for owner, change in taken.items()
            if change.cost < SUREST and any(option.link is not None for option in change.options)
        )

    def _cheapest(self, solutions: Sequence[WeighedSolution]) -> list[WeighedSolution]:
        """The cheapest solutions and those that cannot be told from them, without needless changes.

        In an order that does not depend on that of the search.
        """

        def by_cost(solution: WeighedSolution) -> tuple[int, list[int]]:
            cost, changes = solution
            return cost, [self._rank[owner] for owner in changes]

        kept = [
            (cost, changes)
            for cost, changes in sorted(solutions, key=by_cost)
            if cost <= most(solutions, len(changes))
        ]
        return [
            (cost, changes)
            for cost, changes in kept
            if not any(fewer.keys() < changes.keys() for _, fewer in kept)
        ]

    def _plainest(
        self, scope: Sequence[int], solutions: Sequence[WeighedSolution]
    ) -> list[Changes]:
        """The solutions that are cheapest with the careless readings that each needs besides."""
        weighed: list[WeighedSolution] = []
        for cost, changes in solutions:
            if self._solver.holds(scope, stands(changes)):
                weighed.append((cost, self._plainly_fitting(scope, changes)))
            elif len(solutions) > 1:
                lax = self._lax_readings.needed(scope, stands(changes))[1][0]
                more = BESIDE * (len(lax) - 1) if cost >= SUREST else LAX * len(lax)
                weighed.append((cost + more, changes))
            else:
                weighed.append((cost, changes))
        return [changes for _, changes in self._cheapest(weighed)]

    def _plainly_fitting(self, scope: Sequence[int], changes: Changes) -> Changes:
        """The changes with only those of their slips that need no careless reading of another."""
        fitting = dict(changes)
        for owner, change in changes.items():
            if isinstance(change.stand, tuple) and len(change.stand) > 1:
                given = stands(fitting)
                fits = [
                    self._solver.holds(scope, {**given, owner: (option,)})
                    for option in change.stand
                ]
                options = tuple(compress(change.options, fits))
                fitting[owner] = replace(change, options=options, stand=options)
        return fitting

    def _ordered(self, owners: Iterable[int]) -> list[int]:
        """Owners in the block's own order."""
        return sorted(owners, key=self._rank.__getitem__)
