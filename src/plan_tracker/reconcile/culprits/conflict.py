"""Independent contradictions, and which of them are one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from plan_tracker.reconcile.culprits.relaxed_readings import Change, Changes

MOST_SOLUTIONS = 24

Core = frozenset[int]  # owners that cannot all stand, an unsatisfiable core


@dataclass(frozen=True, slots=True)
class Conflict:
    """One independent contradiction: its cores, and every cheapest way out of it.

    `complete` is False where there are more solutions than are listed. Where careless readings are
    a way out, `suspects` are the slips that would spare them. One that was not `searched` to the
    end, with all that it shares statements with, may have other ways out besides.
    """

    cores: tuple[Core, ...]
    solutions: tuple[Changes, ...]
    complete: bool
    suspects: tuple[Change, ...] = ()
    searched: bool = True


def owners_of(solutions: Sequence[Changes]) -> set[int]:
    """All owners that any of the solutions changes."""
    return {owner for changes in solutions for owner in changes}


def settled(conflict: Conflict) -> Changes:
    """What is taken for granted elsewhere: the one way out, or else that its owners are let go."""
    first, *others = conflict.solutions
    if not others:
        return first
    return {owner: Change(owner, change.cost) for owner, change in first.items()}


def without_suspects(conflict: Conflict) -> Changes:
    """The one way out, or else that all who may be the culprit are let go.

    What is careless only as long as one of them is believed is no contradiction of its own.
    """
    first, *others = conflict.solutions
    if not others:
        return first
    return {
        owner: Change(owner, change.cost)
        for changes in conflict.solutions
        for owner, change in changes.items()
    }


def tying(core: Core, first_trusted: int) -> Core:
    """The owners by which a core is tied to others."""
    return frozenset(owner for owner in core if owner < first_trusted) or core


def independent(cores: Sequence[Core], first_trusted: int) -> list[list[Core]]:
    """Cores grouped so that no statement stands in two groups.

    Those without a statement, in which a plan contradicts itself, are grouped by all their owners.
    """
    groups: list[tuple[set[int], list[Core]]] = []
    for core in cores:
        statements = set(tying(core, first_trusted))
        touching = [group for group in groups if group[0] & statements]

        owners = statements.union(*(group[0] for group in touching))
        members = [member for group in touching for member in group[1]] + [core]
        groups = [group for group in groups if group not in touching]
        groups.append((owners, members))
    return [members for _, members in groups]


def split(conflict: Conflict, rank: Mapping[int, int]) -> list[Conflict]:
    """The conflict in parts that are mended apart: its solutions combine all of theirs.

    Each part has a core that no other mends: else it is no contradiction by itself.
    """
    groups: list[set[int]] = []
    for owner in sorted(owners_of(conflict.solutions), key=rank.__getitem__):
        tied = [group for group in groups if not _apart(conflict, group, {owner})]
        groups = [group for group in groups if group not in tied]
        groups.append({owner}.union(*tied))

    parts = [_projected(conflict, group) for group in _each_with_a_core(conflict, groups)]
    each_has_a_core = all(part.cores for part in parts)
    if each_has_a_core and _all_combined(conflict, parts):
        return [each for part in parts for each in _core_by_core(part, rank)]
    return _core_by_core(conflict, rank)


def _core_by_core(conflict: Conflict, rank: Mapping[int, int]) -> list[Conflict]:
    """As many of its cores as every way out must change statements, each with its own culprits.

    Cores that one change breaks may be one fault, which is told once: those that others break go
    first.
    """
    faults = min(map(len, conflict.solutions))
    if faults < 2 or len(conflict.cores) < faults:
        return [conflict]

    told: list[Core] = []
    left = sorted(conflict.cores, key=lambda core: (len(core), sorted(rank[each] for each in core)))
    while left and len(told) < faults:
        shared = frozenset[int]().union(*told)
        changed = {owner for core in told for owner in owners_of(_breaking(conflict, core))}
        in_common = [
            (len(owners_of(_breaking(conflict, core)) & changed), len(core & shared), len(core))
            for core in left
        ]
        plainest = left[in_common.index(min(in_common))]
        told.append(plainest)
        left = [core for core in left if not core <= plainest]
    if len(told) < faults:
        return [conflict]
    return [replace(conflict, cores=(core,), solutions=_breaking(conflict, core)) for core in told]


def _breaking(conflict: Conflict, core: Core) -> tuple[Changes, ...]:
    """What the solutions change of one core, where nothing less would break it."""
    changed = _distinct(conflict, set(core))
    return tuple(
        changes
        for changes in changed
        if not any(fewer.keys() < changes.keys() for fewer in changed)
    )


def _each_with_a_core(conflict: Conflict, groups: Sequence[set[int]]) -> list[set[int]]:
    """The groups, those that break no core alone together with those that break theirs too."""
    apart = [group for group in groups if _cores_of(conflict, group)]
    for group in groups:
        if group not in apart:
            near = [
                core_group
                for core_group in apart
                if any(core & group and core & core_group for core in conflict.cores)
            ]
            apart = [core_group for core_group in apart if core_group not in near]
            apart.append(group.union(*near))
    return apart


def _cores_of(conflict: Conflict, owners: set[int]) -> list[Core]:
    """The cores that these owners break whatever the solution, and no others do."""
    solutions, others = _distinct(conflict, owners), owners_of(conflict.solutions) - owners
    return [
        core
        for core in conflict.cores
        if not core & others and all(core & changes.keys() for changes in solutions)
    ]


def _all_combined(conflict: Conflict, parts: Sequence[Conflict]) -> bool:
    return prod(len(part.solutions) for part in parts) == len(conflict.solutions)


def _apart(conflict: Conflict, group: set[int], others: set[int]) -> bool:
    """Whether what is done to the one group goes with anything done to the others."""
    together = len(_distinct(conflict, group | others))
    return together == len(_distinct(conflict, group)) * len(_distinct(conflict, others))


def _distinct(conflict: Conflict, owners: set[int]) -> list[Changes]:
    """What the solutions do to these owners, each once."""
    distinct: list[Changes] = []
    for changes in conflict.solutions:
        chosen = {owner: change for owner, change in changes.items() if owner in owners}
        if chosen not in distinct:
            distinct.append(chosen)
    return distinct


def _projected(conflict: Conflict, owners: set[int]) -> Conflict:
    """The part of a conflict that these owners mend."""
    solutions = tuple(_distinct(conflict, owners))
    return replace(conflict, cores=tuple(_cores_of(conflict, owners)), solutions=solutions)
