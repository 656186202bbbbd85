"""The cheapest levels at which a block holds: cores, and the cheapest raises that break them.

An owner stands at a level of its ladder. Careless readings (lax ones) cost next to nothing beside
all others and are convex, so they come first and last: everything is lax while the raises to other
notations, slips and giving up are searched, and what of the laxity was needed is settled after.

Cores are sets of owners that cannot all stand at their lax levels. Hitting sets of the cores are
tried in the order of the least that they can cost; one that leaves the rest possible is refined to
the cheapest levels of its own owners. Cores that share no statement are searched apart.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count, product
from math import prod

from plan_tracker.reading.costs import LAX
from plan_tracker.reconcile.blocks import UndecidedError
from plan_tracker.reconcile.exact import Solver
from plan_tracker.reconcile.options import Ladder

MOST_SOLUTIONS = 24
_MOST_LAX_CORES = 12
Levels = Mapping[int, int]
Core = frozenset[int]
_Possible = Callable[[int], list[tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One independent contradiction: its cores, and every cheapest way out of it.

    Each solution maps the owners that must be raised to their levels. `complete` is False where
    there are more solutions than are listed.
    """

    cores: tuple[Core, ...]
    solutions: tuple[Levels, ...]
    complete: bool


class Search:
    """The search in one block, whose owners are those of `ladders`.

    Owners from `first_trusted` on are trusted: two cores that share only those are independent.
    """

    def __init__(self, solver: Solver, ladders: Mapping[int, Ladder], first_trusted: int) -> None:
        self._solver = solver
        self._ladders = ladders
        self._first_trusted = first_trusted
        self._owners = tuple(ladders)
        self._rank = {owner: place for place, owner in enumerate(self._owners)}
        self._lax = {owner: _lax_level(ladder) for owner, ladder in ladders.items()}
        self._cores: list[Core] = []
        self.base: dict[int, int] = {}

    def conflicts(self) -> list[Conflict]:
        """Every independent contradiction. Raises UndecidedError when the work allowed runs out."""
        if self._solver.holds(self._owners, {}):
            return []
        serious = self._serious()
        for conflict in serious:
            self.base |= conflict.solutions[0]
        careless = self._careless()
        for conflict in careless:
            self.base |= conflict.solutions[0]
        return [*serious, *careless]

    def _serious(self) -> list[Conflict]:
        """Contradictions that careless readings do not mend."""
        while True:
            groups = _independent(self._cores, self._first_trusted)
            found = [self._mended(group) for group in groups]
            if any(conflict is None for conflict in found):
                continue
            conflicts = [conflict for conflict in found if conflict is not None]
            base = dict(self._lax)
            for conflict in conflicts:
                base |= conflict.solutions[0]
            core = self._solver.core(self._owners, base)
            if core is None:
                return [part for conflict in conflicts for part in self._split(conflict)]
            self._cores.append(frozenset(core))

    def _mended(self, cores: Sequence[Core]) -> Conflict | None:
        """The cheapest ways to break these cores; None where a core has turned up on the way."""
        owners = frozenset().union(*cores)
        others = {
            owner for core in self._cores for owner in core - owners if owner < self._first_trusted
        }
        scope = [owner for owner in self._owners if owner not in others]
        best, solutions = None, list[Levels]()
        possible = self._possible(scope, cores)
        for bound, raised in self._hitting(cores, possible):
            if best is not None and bound > best:
                break
            core = self._solver.core([each for each in scope if each not in raised], self._lax)
            if core is not None:
                self._cores.append(frozenset(core))
                return None
            for cost, levels in self._refined(scope, raised, possible, best):
                if best is None or cost < best:
                    best, solutions = cost, []
                solutions.append(levels)
        if not solutions:
            raise UndecidedError
        kept = self._plainest(scope, solutions)
        return Conflict(tuple(cores), tuple(kept[:MOST_SOLUTIONS]), len(kept) <= MOST_SOLUTIONS)

    def _hitting(
        self, cores: Sequence[Core], possible: _Possible
    ) -> Iterator[tuple[int, frozenset[int]]]:
        """Sets of owners that hit all cores, by the least that raising them can cost.

        A set that hits them all is followed by itself with one more owner of the cores: two cheap
        raises may cost less than one dear one.
        """
        owners = self._ordered(frozenset().union(*cores))
        queue: list[tuple[int, int, frozenset[int]]] = [(0, 0, frozenset())]
        order, seen = count(1), {frozenset[int]()}
        while queue:
            bound, _, raised = heappop(queue)
            missed = next((core for core in cores if not core & raised), None)
            if missed is None:
                yield bound, raised
            for owner in self._ordered(missed) if missed is not None else owners:
                more = raised | {owner}
                steps = possible(owner)
                if steps and more not in seen:
                    seen.add(more)
                    heappush(queue, (bound + steps[0][0], next(order), more))

    def _refined(
        self, scope: Sequence[int], raised: frozenset[int], possible: _Possible, most: int | None
    ) -> Iterator[tuple[int, Levels]]:
        """The cheapest levels of the raised owners with which all others can be lax.

        That nothing is wrong when they are all given up is known.
        """
        owners = self._ordered(raised)
        steps = (self._with_the_others_let_go(scope, raised, each, possible) for each in owners)
        costed = sorted(
            (sum(cost for cost, _ in chosen), tuple(level for _, level in chosen))
            for chosen in product(*steps)
        )
        for cost, chosen in costed:
            if most is not None and cost > most:
                return
            levels = dict(zip(owners, chosen, strict=True))
            let_go = not any(self._ladders[owner][level].options for owner, level in levels.items())
            if let_go or self._solver.holds(scope, self._lax | levels):
                most = cost
                yield cost, levels

    def _with_the_others_let_go(
        self, scope: Sequence[int], raised: frozenset[int], owner: int, possible: _Possible
    ) -> list[tuple[int, int]]:
        """Costs and levels at which one raised owner can stand if the other raised are let go.

        A level allows all that cheaper ones do: below one that is impossible there is none.
        """
        rest = [each for each in scope if each == owner or each not in raised]
        found: list[tuple[int, int]] = []
        for cost, level in reversed(possible(owner)):
            options = self._ladders[owner][level].options
            if options and not self._solver.holds(rest, {**self._lax, owner: level}):
                break
            found.append((cost, level))
        return found

    def _possible(self, scope: Sequence[int], cores: Sequence[Core]) -> _Possible:
        """For an owner of the cores the costs and levels that it may stand at, asked once.

        A level at which it cannot stand even with all other owners of the cores let go is none.
        """
        owners = frozenset().union(*cores)
        known: dict[int, list[tuple[int, int]]] = {}

        def possible(owner: int) -> list[tuple[int, int]]:
            if owner not in known:
                ladder = self._ladders[owner]
                rest = [each for each in scope if each == owner or each not in owners]
                known[owner] = [
                    (int(ladder[level].cost), level)
                    for level in range(self._lax[owner] + 1, len(ladder))
                    if not ladder[level].options
                    or self._solver.holds(rest, {**self._lax, owner: level})
                ]
            return known[owner]

        return possible

    def _plainest(self, scope: Sequence[int], solutions: Sequence[Levels]) -> list[Levels]:
        """The solutions that need the fewest careless readings besides."""
        plain = [levels for levels in solutions if self._solver.holds(scope, levels)]
        if plain or len(solutions) < 2:
            return plain or list(solutions)
        needed = [len(self._lax_needed(scope, levels)[1][0]) for levels in solutions]
        fewest = min(needed)
        return [each for each, lax in zip(solutions, needed, strict=True) if lax == fewest]

    def _careless(self) -> list[Conflict]:
        """What must be read carelessly once the serious contradictions are mended."""
        if self._solver.holds(self._owners, self.base):
            return []
        cores, solutions, complete = self._lax_needed(self._owners, self.base)
        whole = Conflict(
            tuple(cores),
            tuple({owner: self._lax[owner] for owner in each} for each in solutions),
            complete,
        )
        return self._split(whole)

    def _lax_needed(
        self, scope: Sequence[int], base: Levels
    ) -> tuple[list[Core], list[frozenset[int]], bool]:
        """The smallest sets of owners that must be lax for the base to hold, with their cores."""
        cores: list[Core] = []
        while len(cores) < _MOST_LAX_CORES:
            found: list[frozenset[int]] = []
            smallest = _smallest(cores, lambda owner: self._can_be_lax(owner, base))
            for lax in sorted(
                smallest, key=lambda each: [self._rank[o] for o in self._ordered(each)]
            ):
                core = self._solver.core(scope, {**base, **{each: self._lax[each] for each in lax}})
                if core is not None:
                    cores.append(frozenset(core))
                    break
                found.append(lax)
            else:
                return cores, found, len(found) <= MOST_SOLUTIONS
        return cores, [self._irreducible(scope, base)], False

    def _ordered(self, owners: Iterable[int]) -> list[int]:
        """Owners in the block's own order."""
        return sorted(owners, key=self._rank.__getitem__)

    def _can_be_lax(self, owner: int, base: Levels) -> bool:
        return owner not in base and self._lax[owner] > 0

    def _irreducible(self, scope: Sequence[int], base: Levels) -> frozenset[int]:
        """Owners that suffice, none of which can be spared: not the fewest, but soon found."""
        lax = {each for each in scope if self._can_be_lax(each, base)}
        for owner in self._ordered(lax):
            rest = {each: self._lax[each] for each in lax - {owner}}
            if self._solver.holds(scope, {**base, **rest}):
                lax.discard(owner)
        return frozenset(lax)

    def _split(self, conflict: Conflict) -> list[Conflict]:
        """The conflict in parts that are mended apart: its solutions combine all of theirs."""
        groups: list[set[int]] = []
        for owner in self._ordered({each for levels in conflict.solutions for each in levels}):
            tied = [group for group in groups if not _apart(conflict, group, {owner})]
            groups = [group for group in groups if group not in tied] + [{owner}.union(*tied)]
        parts = [_projected(conflict, group) for group in groups]
        whole = all(part.cores for part in parts)
        return parts if whole and _all_combined(conflict, parts) else [conflict]


def _lax_level(ladder: Ladder) -> int:
    """The dearest level that is not more than careless."""
    return max(level for level, step in enumerate(ladder.readings) if step.cost <= LAX)


def _independent(cores: Sequence[Core], first_trusted: int) -> list[list[Core]]:
    """Cores grouped so that no statement stands in two groups."""
    groups: list[tuple[set[int], list[Core]]] = []
    for core in cores:
        mine = {owner for owner in core if owner < first_trusted}
        touching = [group for group in groups if group[0] & mine]
        owners = mine.union(*(group[0] for group in touching))
        members = [each for group in touching for each in group[1]] + [core]
        groups = [group for group in groups if group not in touching] + [(owners, members)]
    return [members for _, members in groups]


def _smallest(cores: Sequence[Core], allowed: Callable[[int], bool]) -> Iterator[frozenset[int]]:
    """All smallest sets that hit every core."""
    layer = {frozenset[int]()}
    while layer:
        hitting = [each for each in layer if all(core & each for core in cores)]
        if hitting:
            yield from hitting
            return
        layer = {
            each | {owner}
            for each in layer
            for owner in next(core for core in cores if not core & each)
            if allowed(owner)
        }


def _all_combined(conflict: Conflict, parts: Sequence[Conflict]) -> bool:
    return prod(len(part.solutions) for part in parts) == len(conflict.solutions)


def _apart(conflict: Conflict, group: set[int], others: set[int]) -> bool:
    """Whether what is done to the one group goes with anything done to the others."""
    both = len(_distinct(conflict, group | others))
    return both == len(_distinct(conflict, group)) * len(_distinct(conflict, others))


def _distinct(conflict: Conflict, owners: set[int]) -> list[Levels]:
    found: list[Levels] = []
    for levels in conflict.solutions:
        mine = {owner: level for owner, level in levels.items() if owner in owners}
        if mine not in found:
            found.append(mine)
    return found


def _projected(conflict: Conflict, owners: set[int]) -> Conflict:
    """The part of a conflict that these owners mend, with the cores that only they break."""
    solutions = tuple(_distinct(conflict, owners))
    others = {each for levels in conflict.solutions for each in levels} - owners
    broken = [core for core in conflict.cores if all(core & each.keys() for each in solutions)]
    alone = [core for core in broken if not core & others]
    return Conflict(tuple(alone or broken), solutions, conflict.complete)
