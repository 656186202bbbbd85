"""The cheapest levels at which a block holds: minimal cores, and the cheapest ways to break them.

An owner that stands at a level of its ladder can be raised to a costlier one. Each core says that
one of its owners must be raised. The cheapest raises that break every core found so far are tried;
either the block then holds, or there is one more core.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod

from plan_tracker.reconcile.exact import Solver
from plan_tracker.reconcile.options import Ladder

MOST_SOLUTIONS = 24


@dataclass(frozen=True, slots=True)
class Core:
    """Owners with the levels at which they cannot all stand, and the owners at their plainest.

    `plain` explains: with their ordinary readings these few already contradict each other.
    """

    levels: Mapping[int, int]
    plain: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One independent contradiction: its cores, and every cheapest way out of it.

    Each solution maps the owners that must be raised to their levels. `complete` is False where
    there are more solutions than are listed.
    """

    cores: tuple[Core, ...]
    solutions: tuple[Mapping[int, int], ...]
    complete: bool


class Search:
    """The search in one block.

    `scopes` are sets of owners to look for cores in, the last one being all of them: a conflict
    that an earlier scope holds already is explained from there. Owners from `first_trusted` on
    are trusted: two conflicts that share only those are independent.
    """

    def __init__(
        self,
        solver: Solver,
        ladders: Mapping[int, Ladder],
        scopes: Sequence[Sequence[int]],
        first_trusted: int,
    ) -> None:
        self._solver = solver
        self._ladders = ladders
        self._scopes = scopes
        self._first_trusted = first_trusted
        self.cores: list[Core] = []
        self.base: dict[int, int] = {}

    def conflicts(self) -> list[Conflict]:
        """Every independent contradiction. Raises UndecidedError when the time runs out."""
        base = self.base = self._settle()
        found: list[Conflict] = []
        for cores in self._independent():
            owners = {owner for core in cores for owner in core.levels}
            others = {owner: level for owner, level in base.items() if owner not in owners}
            found += _split(self._alternatives(owners, others, base))
        return found

    def _independent(self) -> list[list[Core]]:
        """Cores grouped so that no statement stands in two groups."""
        groups: list[tuple[set[int], list[Core]]] = []
        for core in self.cores:
            mine = {owner for owner in core.levels if owner < self._first_trusted}
            touching = [group for group in groups if group[0] & mine]
            owners = mine.union(*(group[0] for group in touching))
            members = [each for group in touching for each in group[1]] + [core]
            groups = [group for group in groups if group not in touching] + [(owners, members)]
        return [members for _, members in groups]

    def _settle(self) -> dict[int, int]:
        """Cheapest levels at which everything holds; finds all cores on the way."""
        while True:
            levels = next(self._breaking(self.cores, None))
            core = self._core(levels)
            if core is None:
                return levels
            self.cores.append(core)

    def _alternatives(
        self, owners: set[int], others: Mapping[int, int], base: Mapping[int, int]
    ) -> Conflict:
        cost = self._cost({owner: base[owner] for owner in owners if owner in base})
        solutions: list[Mapping[int, int]] = []
        rejected = True
        while rejected:
            rejected, solutions, complete = False, [], True
            cores = [core for core in self.cores if owners & core.levels.keys()]
            for levels in self._breaking(cores, cost):
                if len(solutions) == MOST_SOLUTIONS:
                    complete = False
                    break
                core = self._core({**others, **levels})
                if core is not None:
                    self.cores.append(core)
                    owners |= core.levels.keys()
                    rejected = True
                    break
                solutions.append(levels)
        mine = tuple(core for core in self.cores if owners & core.levels.keys())
        return Conflict(mine, tuple(solutions), complete)

    def _core(self, levels: Mapping[int, int]) -> Core | None:
        """A core at these levels, raised as far as it stays one; None where everything holds."""
        if self._solver.holds(self._scopes[-1], levels):
            return None
        cores = (self._solver.core(scope, levels) for scope in self._scopes)
        found = next(core for core in cores if core is not None)
        plain = found
        if any(levels.get(owner, 0) for owner in found):
            plain = self._solver.core(found, {}) or found
        return Core(self._lifted(found, levels), plain)

    def _lifted(self, found: Sequence[int], levels: Mapping[int, int]) -> dict[int, int]:
        lifted = {owner: levels.get(owner, 0) for owner in found}
        for owner in found:
            ladder = self._ladders[owner]
            while ladder[lifted[owner] + 1].options:
                higher = {**lifted, owner: lifted[owner] + 1}
                if self._solver.holds(found, higher):
                    break
                lifted = higher
                if lifted[owner] + 1 == len(ladder):
                    # Whatever this one says, the others contradict each other.
                    del lifted[owner]
                    found = tuple(lifted)
                    break
        return lifted

    def _cost(self, levels: Mapping[int, int]) -> int:
        return sum(self._ladders[owner][level].cost for owner, level in levels.items())

    def _next_cost(self, standing: tuple[int, int]) -> int:
        owner, level = standing
        return int(self._ladders[owner][level + 1].cost)

    def _breaking(self, cores: Sequence[Core], exactly: int | None) -> Iterator[dict[int, int]]:
        """Raises that break all cores: the cheapest one, or all of exactly one cost."""
        best: list[tuple[int, dict[int, int]]] = []
        seen: set[tuple[tuple[int, int], ...]] = set()

        def descend(levels: dict[int, int], cost: int) -> None:
            limit = exactly if exactly is not None else (best[-1][0] - 1 if best else None)
            if limit is not None and cost > limit:
                return
            core = next((c for c in cores if not _breaks(levels, c)), None)
            if core is None:
                key = tuple(sorted(levels.items()))
                if key not in seen:
                    seen.add(key)
                    best.append((cost, levels))
                return
            for owner, level in sorted(core.levels.items(), key=self._next_cost):
                raised = {**levels, owner: level + 1}
                step = self._ladders[owner][level + 1].cost
                before = self._ladders[owner][levels.get(owner, 0)].cost
                descend(raised, cost + step - before)

        descend({}, 0)
        if exactly is None:
            yield best[-1][1]
            return
        for cost, levels in best:
            if cost == exactly:
                yield levels


def _breaks(levels: Mapping[int, int], core: Core) -> bool:
    return any(levels.get(owner, 0) > level for owner, level in core.levels.items())


def _split(conflict: Conflict) -> list[Conflict]:
    """The conflict in parts that are mended apart: its solutions are all combinations of theirs."""
    groups: list[set[int]] = []
    for owner in sorted({owner for levels in conflict.solutions for owner in levels}):
        tied = [group for group in groups if not _apart(conflict, group, {owner})]
        groups = [group for group in groups if group not in tied] + [{owner}.union(*tied)]
    parts = [_projected(conflict, group) for group in groups]
    whole = prod(len(part.solutions) for part in parts) == len(conflict.solutions)
    return parts if whole and all(part.cores for part in parts) else [conflict]


def _apart(conflict: Conflict, group: set[int], others: set[int]) -> bool:
    """Whether what is done to the one group goes with anything done to the others."""
    both = len(_distinct(conflict, group | others))
    return both == len(_distinct(conflict, group)) * len(_distinct(conflict, others))


def _distinct(conflict: Conflict, owners: set[int]) -> list[Mapping[int, int]]:
    found: list[Mapping[int, int]] = []
    for levels in conflict.solutions:
        mine = {owner: level for owner, level in levels.items() if owner in owners}
        if mine not in found:
            found.append(mine)
    return found


def _projected(conflict: Conflict, owners: set[int]) -> Conflict:
    """The part of a conflict that these owners mend, with the cores that only they break."""
    solutions = tuple(_distinct(conflict, owners))
    others = _distinct(conflict, {each for all_ in conflict.solutions for each in all_} - owners)
    broken = [core for core in conflict.cores if all(_breaks(each, core) for each in solutions)]
    alone = [core for core in broken if not any(_breaks(each, core) for each in others)]
    return Conflict(tuple(alone or broken), solutions, conflict.complete)
