"""The cheapest changes with which a block holds: cores, and the cheapest changes that break them.

Careless readings (lax ones) cost next to nothing beside all others and are convex, so they come
first and last: everything is lax while other notations, slips and giving up are searched, and what
of the laxity was needed is settled after.

Cores are sets of owners that cannot all stand when they are lax. Hitting sets of the cores are
tried in the order of the least that they can cost; one that leaves the rest possible is refined to
the cheapest changes of its own owners. Before one that does not is extended, one question tells
whether other notations of all the rest would do: if not, whatever is added costs as much as a slip,
and it waits until that is cheap. Cores that share no statement are searched apart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import compress

from plan_tracker.reading.costs import BESIDE, GIVEN_UP, LAX, MIXED, NOTATION, SUREST
from plan_tracker.reconcile.culprits.conflict import (
    MOST_SOLUTIONS,
    Conflict,
    Core,
    independent,
    owners_of,
    settled,
    split,
    tying,
    without_suspects,
)
from plan_tracker.reconcile.culprits.contradiction import UndecidedError
from plan_tracker.reconcile.culprits.crowds import crowded
from plan_tracker.reconcile.culprits.hitting_sets import HittingSets, WeighedSolution, most
from plan_tracker.reconcile.culprits.lax_readings import LaxReadings
from plan_tracker.reconcile.culprits.relaxed_readings import (
    Change,
    Changes,
    RelaxedReadings,
    Stand,
    stands,
)
from plan_tracker.reconcile.culprits.remedies import Remedies
from plan_tracker.reconcile.culprits.solver import Solver
from plan_tracker.reconcile.culprits.work import Work


class Search:
    """The search in one block, whose owners are those of `readings`.

    Owners from `first_trusted` on are trusted: two cores that share only those are independent.
    """

    def __init__(
        self,
        solver: Solver,
        readings: Mapping[int, RelaxedReadings],
        remedies: Remedies,
        first_trusted: int,
        work: Work,
    ) -> None:
        self._solver = solver
        self._work = work
        self._remedies = remedies
        self._first_trusted = first_trusted
        self._owners = tuple(readings)
        self._rank = {owner: place for place, owner in enumerate(self._owners)}
        self._lax = remedies.lax
        self._lax_readings = LaxReadings(solver, remedies, self._owners, first_trusted)
        self._respelled: dict[int, Stand] = {
            owner: own.costing_at_most(LAX + NOTATION + MIXED) for owner, own in readings.items()
        }
        self._floor = {owner: remedies.floor(owner) for owner in self._owners}
        self._cores: list[Core] = []
        self._too_much: set[Core] = set()
        self._known_alone: dict[Core, Conflict] = {}
        self.base: dict[int, Change] = {}
        self.complete = True

    def conflicts(self) -> list[Conflict]:
        """Every independent contradiction of a block that cannot hold as it is plainly read.

        `complete` tells whether there may be more, as the work allowed has run out.
        """
        crowded = self._crowded()
        serious = self._serious()
        for conflict in serious:
            known = without_suspects(conflict) if conflict.searched else self._settled(conflict)
            self.base |= known

        careless: list[Conflict] = []
        try:
            careless = self._lax_readings.conflicts(self.base)
        except UndecidedError:
            self.complete = False
        for conflict in careless:
            self.base |= conflict.solutions[0]
        return [*crowded, *serious, *careless]

    def _crowded(self) -> list[Conflict]:
        """Quantities that are said to be so many things that intervals tell more than a search."""
        conflicts = crowded(self._remedies.rooms.careless, self._first_trusted, self._rank)
        for owner in sorted(owners_of([each for c in conflicts for each in c.solutions])):
            self.base[owner] = Change(owner, GIVEN_UP)
        self._owners = tuple(owner for owner in self._owners if owner not in self.base)
        return conflicts

    def _serious(self) -> list[Conflict]:
        """Contradictions that careless readings do not mend.

        Those that share a statement are searched together, or else one core after the other.
        """
        known: dict[frozenset[Core], list[Conflict]] = {}
        try:
            self._cores += self._failing_alone()
            while True:
                unknown = [cores for cores in self._groups() if frozenset(cores) not in known]
                for place, cores in enumerate(unknown):
                    with self._work.share(len(unknown) - place + 1):
                        known |= self._searched(cores)

                # Cores that turned up meanwhile may have tied groups together.
                if all(frozenset(cores) in known for cores in self._groups()):
                    core = self._solver.core(self._owners, self._settled_by(known))
                    if core is None:
                        break
                    self._cores.append(frozenset(core))
        except UndecidedError:
            self.complete = False

        conflicts = [each for cores in self._groups() for each in known.get(frozenset(cores), ())]
        return [part for conflict in conflicts for part in split(conflict, self._rank)]

    def _groups(self) -> list[list[Core]]:
        return independent(self._cores, self._first_trusted)

    def _settled_by(self, known: Mapping[frozenset[Core], list[Conflict]]) -> dict[int, Stand]:
        """How everything stands once what is known is settled."""
        base = dict(self._lax)
        for cores in self._groups():
            for conflict in known[frozenset(cores)]:
                base |= stands(self._settled(conflict))
        return base

    def _settled(self, conflict: Conflict) -> Changes:
        """What is taken for granted elsewhere; where it was not searched, that all are let go."""
        if conflict.searched:
            return settled(conflict)
        return {owner: Change(owner, GIVEN_UP) for owner in owners_of(conflict.solutions)}

    def _failing_alone(self) -> Iterator[Core]:
        """Constraints that fail by themselves, no two of which have a statement in common."""
        taken: set[int] = set()
        for owners in self._remedies.rooms.failing_alone(self._owners):
            if taken.isdisjoint(tying(frozenset(owners), self._first_trusted)):
                core = frozenset(self._solver.core(owners, self._lax) or ())
                taken |= tying(core, self._first_trusted)
                if core:
                    yield core

    def _searched(self, cores: Sequence[Core]) -> dict[frozenset[Core], list[Conflict]]:
        """The contradictions of some cores, by these and those that turned up on the way."""
        if self._too_much.isdisjoint(cores):
            try:
                with self._work.share(2):
                    mended = self._mended(cores)
                return {frozenset(mended.cores): [mended]} if mended is not None else {}
            except UndecidedError:
                self._too_much |= set(cores)
        return {frozenset(cores): self._apart(cores)}

    def _apart(self, cores: Sequence[Core]) -> list[Conflict]:
        """The cores one after the other, without those that the ways out of others break too."""
        conflicts: list[Conflict] = []
        for place, core in enumerate(cores):
            if core.isdisjoint(owners_of([each for c in conflicts for each in c.solutions])):
                with self._work.share(len(cores) - place):
                    conflicts.append(self._alone(core))
        return conflicts

    def _alone(self, core: Core) -> Conflict:
        """The ways out of one core, where others have too much in common to be searched together.

        Where even that is too much, all statements of the core are named.
        """
        if core not in self._known_alone:
            solutions = tuple(
                {owner: Change(owner, self._floor[owner])}
                for owner in self._statements(core) or core
            )
            conflict = Conflict((core,), solutions, complete=True, searched=False)
            with suppress(UndecidedError):
                mended = self._mended([core], alone=True)
                conflict = replace(mended, searched=False) if mended else conflict
            self._known_alone[core] = conflict
        return self._known_alone[core]

    def _mended(self, known: Sequence[Core], *, alone: bool = False) -> Conflict | None:
        """The cheapest ways to break these cores, and those that turn up on the way.

        None where one turns up that has no statement in common with them. Those that stand `alone`
        are broken whatever else there is.
        """
        cores = dict.fromkeys(known)
        scope = self._scope_of(cores)
        if alone:
            near = self._remedies.rooms.near(frozenset().union(*known))
            scope = [owner for owner in scope if owner in near or owner < 0]
        solutions: list[WeighedSolution] = []
        sufficient: list[frozenset[int]] = []  # when these are let go, all others can stand
        candidates = HittingSets(self._floor)

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
            if not alone:
                self._cores += [] if missed in self._cores else [missed]
                if not any(self._tied(missed, core) for core in cores):
                    return None
            cores[missed] = None
            candidates.extend(candidate, self._ordered(missed), more)

        if not solutions:
            raise UndecidedError
        kept = self._plainest(scope, self._cheapest(solutions))
        return Conflict(tuple(cores), tuple(kept[:MOST_SOLUTIONS]), len(kept) <= MOST_SOLUTIONS)

    def _scope_of(self, cores: Iterable[Core]) -> list[int]:
        """All owners but the statements that only other cores are about."""
        owners = frozenset().union(*cores)
        elsewhere = {
            owner for core in self._cores for owner in core - owners if owner < self._first_trusted
        }
        return [owner for owner in self._owners if owner not in elsewhere]

    def _missed(self, left: Sequence[int], more: int) -> Core:
        """A further core of owners that take more than this to stand together."""
        core = self._solver.core(left, self._respelled if more else self._lax)
        assert core is not None
        return frozenset(core)

    def _tied(self, one: Core, another: Core) -> bool:
        """Whether two cores share a statement, or any owner where neither has a statement."""
        shared = one & another
        return bool(self._statements(shared) or (shared and not self._statements(one | another)))

    def _statements(self, core: Core) -> list[int]:
        return [owner for owner in core if 0 <= owner < self._first_trusted]

    def _refined(
        self,
        scope: Sequence[int],
        owners: frozenset[int],
        cores: Sequence[Core],
        known: Sequence[WeighedSolution],
    ) -> list[WeighedSolution]:
        """The cheapest changes of these owners with which all others can be lax."""
        suspects = [owner for core in cores for owner in self._statements(core)]
        refined: list[WeighedSolution] = []

        def extend(cost: int, taken: Changes, left: Sequence[int]) -> None:
            if not left:
                if not self._needless(scope, taken):
                    refined.append((cost, taken))
                return

            owner, *others = left
            inside = [each for each in scope if each not in others]
            least = sum(self._floor[other] for other in others)
            limit = most([*known, *refined], len(owners)) - cost - least
            for change in self._remedies.of(owner, inside, taken, limit, suspects):
                if cost + change.cost + least > most([*known, *refined], len(owners)):
                    return
                extend(cost + change.cost, {**taken, owner: change}, others)
                if not others:
                    return

        extend(0, {}, self._ordered(owners))
        return refined

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
