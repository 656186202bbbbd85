"""The cheapest changes with which a block holds: cores, and the cheapest changes that break them.

LaxReadings readings (lax ones) cost next to nothing beside all others and are convex, so they come
first and last: everything is lax while other notations, slips and giving up are searched, and what
of the laxity was needed is settled after.

Cores are sets of owners that cannot all stand when they are lax. Hitting sets of the cores are
tried in the order of the least that they can cost; one that leaves the rest possible is refined to
the cheapest changes of its own owners. Before one that does not is extended, one question tells
whether other notations of all the rest would do: if not, whatever is added costs as much as a slip,
and it waits until that is cheap. Cores that share no statement are searched apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

from plan_tracker.reading.costs import BESIDE, LAX, MIXED, NOTATION, SUREST
from plan_tracker.reconcile.culprits.conflict import (
    MOST_SOLUTIONS,
    Conflict,
    Core,
    independent,
    settled,
    split,
)
from plan_tracker.reconcile.culprits.contradiction import UndecidedError
from plan_tracker.reconcile.culprits.hitting_sets import Found, HittingSets, most
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

_MOST_REFINED = 400  # sets of owners; what is worked out for each takes some milliseconds


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
    ) -> None:
        self._solver = solver
        self._remedies = remedies
        self._first_trusted = first_trusted
        self._owners = tuple(readings)
        self._rank = {owner: place for place, owner in enumerate(self._owners)}
        self._lax = remedies.lax
        self._careless = LaxReadings(solver, remedies, self._owners, first_trusted)
        self._respelled: dict[int, Stand] = {
            owner: ladder.among(LAX + NOTATION + MIXED) for owner, ladder in readings.items()
        }
        self._floor = {owner: remedies.floor(owner) for owner in self._owners}
        self._cores: list[Core] = []
        self._refinements = 0
        self.base: dict[int, Change] = {}

    def conflicts(self) -> list[Conflict]:
        """Every independent contradiction of a block that cannot hold as it is plainly read.

        Raises UndecidedError when the work allowed runs out.
        """
        serious = self._serious()
        for conflict in serious:
            self.base |= settled(conflict)
        careless = self._careless.conflicts(self.base)
        for conflict in careless:
            self.base |= conflict.solutions[0]
        return [*serious, *careless]

    def _serious(self) -> list[Conflict]:
        """Contradictions that careless readings do not mend."""
        known: dict[frozenset[Core], Conflict] = {}
        while True:
            groups = independent(self._cores, self._first_trusted)
            for cores in groups:
                found = None if frozenset(cores) in known else self._mended(cores)
                if found is not None:
                    known[frozenset(found.cores)] = found
            groups = independent(self._cores, self._first_trusted)
            if any(frozenset(cores) not in known for cores in groups):
                continue
            conflicts = [known[frozenset(cores)] for cores in groups]
            base = dict(self._lax)
            for conflict in conflicts:
                base |= stands(settled(conflict))
            core = self._solver.core(self._owners, base)
            if core is None:
                return [part for conflict in conflicts for part in split(conflict, self._rank)]
            self._cores.append(frozenset(core))

    def _mended(self, known: Sequence[Core]) -> Conflict | None:
        """The cheapest ways to break these cores, and those that turn up on the way.

        None where one turns up that has no statement in common with them.
        """
        cores = dict.fromkeys(known)
        owners = frozenset().union(*cores)
        others = {
            owner for core in self._cores for owner in core - owners if owner < self._first_trusted
        }
        scope = [owner for owner in self._owners if owner not in others]
        found: list[Found] = []
        enough: list[frozenset[int]] = []  # when these are let go, all others can stand
        candidates = HittingSets(self._floor)
        while (node := candidates.next(found)) is not None:
            raised = node.raised
            left = [each for each in scope if each not in raised]
            if any(fewer <= raised for fewer in enough) or self._solver.holds(left, self._lax):
                enough.append(raised)
                found += self._refined(scope, raised, tuple(cores), found)
                candidates.extend(node, self._ordered(frozenset().union(*cores)), 0)
                continue
            more = 0 if self._solver.holds(left, self._respelled) else SUREST
            if node.least < node.bound + more:
                candidates.put_off(node, more)
                continue
            unbroken = [core for core in cores if not core & raised]
            missed = unbroken[0] if unbroken else self._missed(left, more)
            if not any(self._tied(missed, core) for core in cores):
                return None
            cores[missed] = None
            candidates.extend(node, self._ordered(missed), more)
        if not found:
            raise UndecidedError
        kept = self._plainest(scope, self._cheapest(found))
        return Conflict(tuple(cores), tuple(kept[:MOST_SOLUTIONS]), len(kept) <= MOST_SOLUTIONS)

    def _missed(self, left: Sequence[int], more: int) -> Core:
        """A further core of owners that take more than this to stand together."""
        found = self._solver.core(left, self._respelled if more else self._lax)
        assert found is not None
        self._cores.append(frozenset(found))
        return self._cores[-1]

    def _tied(self, one: Core, other: Core) -> bool:
        """Whether two cores share a statement, or any owner where neither has a statement."""
        return bool(self._said(one & other) or (one & other and not self._said(one | other)))

    def _said(self, core: Core) -> list[int]:
        return [owner for owner in core if 0 <= owner < self._first_trusted]

    def _refined(
        self,
        scope: Sequence[int],
        raised: frozenset[int],
        cores: Sequence[Core],
        found: Sequence[Found],
    ) -> list[Found]:
        """The cheapest changes of the raised owners with which all others can be lax."""
        self._refinements += 1
        if self._refinements > _MOST_REFINED:
            raise UndecidedError
        suspects = [each for core in cores for each in self._said(core)]
        mine: list[Found] = []

        def extend(cost: int, taken: Changes, left: Sequence[int]) -> None:
            if not left:
                mine.append((cost, taken))
                return
            owner, *others = left
            inside = [each for each in scope if each not in others]
            least = sum(self._floor[other] for other in others)
            limit = most([*found, *mine], len(raised)) - cost - least
            for change in self._remedies.of(owner, inside, taken, limit, suspects):
                if cost + change.cost + least > most([*found, *mine], len(raised)):
                    return
                extend(cost + change.cost, {**taken, owner: change}, others)
                if not others:
                    return

        extend(0, {}, self._ordered(raised))
        return mine

    def _cheapest(self, found: Sequence[Found]) -> list[Found]:
        """The cheapest solutions and those that cannot be told from them, without needless changes.

        In an order that does not depend on that of the search.
        """
        ordered = sorted(found, key=lambda each: (each[0], [self._rank[o] for o in each[1]]))
        kept = [each for each in ordered if each[0] <= most(found, len(each[1]))]
        return [
            each for each in kept if not any(other[1].keys() < each[1].keys() for other in kept)
        ]

    def _plainest(self, scope: Sequence[int], found: Sequence[Found]) -> list[Changes]:
        """The solutions that are cheapest with the careless readings that each needs besides."""
        weighed: list[Found] = []
        for cost, changes in found:
            if self._solver.holds(scope, stands(changes)):
                weighed.append((cost, self._sharpened(scope, changes)))
            elif len(found) > 1:
                lax = self._careless.needed(scope, stands(changes))[1][0]
                more = BESIDE * (len(lax) - 1) if cost >= SUREST else LAX * len(lax)
                weighed.append((cost + more, changes))
            else:
                weighed.append((cost, changes))
        return [changes for _, changes in self._cheapest(weighed)]

    def _sharpened(self, scope: Sequence[int], changes: Changes) -> Changes:
        """The changes with only those of their slips that need no careless reading of another."""
        sharp = dict(changes)
        for owner, change in changes.items():
            if isinstance(change.stand, tuple) and len(change.stand) > 1:
                given = stands(sharp)
                fits = [
                    self._solver.holds(scope, {**given, owner: (each,)}) for each in change.stand
                ]
                options = tuple(compress(change.options, fits))
                luck = tuple(compress(change.chances, fits))
                sharp[owner] = Change(owner, change.cost, options, luck, options)
        return sharp

    def _ordered(self, owners: Iterable[int]) -> list[int]:
        """Owners in the block's own order."""
        return sorted(owners, key=self._rank.__getitem__)
