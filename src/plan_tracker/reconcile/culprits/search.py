"""The cheapest changes with which a block holds: cores, and the cheapest changes that break them.

Careless readings (lax ones) cost next to nothing beside all others and are convex, so they come
first and last: everything is lax while other notations, slips and giving up are searched, and what
of the laxity was needed is settled after.

Cores are sets of owners that cannot all stand when they are lax. Those that share a statement are
broken together, where that does not take too much work, and else one after the other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from plan_tracker.reading.costs import GIVEN_UP
from plan_tracker.reconcile.culprits.conflict import (
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
from plan_tracker.reconcile.culprits.lax_readings import LaxReadings
from plan_tracker.reconcile.culprits.mending import Mending
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
        self._mending = Mending(
            solver, readings, remedies, self._lax_readings, self._rank, first_trusted
        )
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
                {owner: Change(owner, self._mending.floor[owner])}
                for owner in self._statements(core) or core
            )
            conflict = Conflict((core,), solutions, complete=True, searched=False)
            with suppress(UndecidedError):
                mended = self._mended_alone(core)
                conflict = replace(mended, searched=False) if mended else conflict
            self._known_alone[core] = conflict
        return self._known_alone[core]

    def _mended(self, known: Sequence[Core]) -> Conflict | None:
        """The cheapest ways to break these cores, and those that turn up on the way.

        None where one turns up that has no statement in common with them.
        """
        return self._mending.of(known, self._scope_of(known), self._belongs)

    def _belongs(self, core: Core, cores: Iterable[Core]) -> bool:
        """Whether a core that turned up is tied to others; it is kept in any case."""
        self._cores += [] if core in self._cores else [core]
        return any(self._tied(core, other) for other in cores)

    def _mended_alone(self, core: Core) -> Conflict | None:
        """The same of one core, whatever else there is."""
        near = self._remedies.rooms.near(core)
        scope = [owner for owner in self._scope_of([core]) if owner in near or owner < 0]
        return self._mending.of([core], scope, lambda _core, _cores: True)

    def _scope_of(self, cores: Iterable[Core]) -> list[int]:
        """All owners but the statements that only other cores are about."""
        owners = frozenset().union(*cores)
        elsewhere = {
            owner for core in self._cores for owner in core - owners if owner < self._first_trusted
        }
        return [owner for owner in self._owners if owner not in elsewhere]

    def _tied(self, one: Core, another: Core) -> bool:
        """Whether two cores share a statement, or any owner where neither has a statement."""
        shared = one & another
        return bool(self._statements(shared) or (shared and not self._statements(one | another)))

    def _statements(self, core: Core) -> list[int]:
        return [owner for owner in core if 0 <= owner < self._first_trusted]
