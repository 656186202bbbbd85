"""Independent contradictions, and which of them are one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod

from plan_tracker.reconcile.culprits.relaxed_readings import Change, Changes

MOST_SOLUTIONS = 24
Core = frozenset[int]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One independent contradiction: its cores, and every cheapest way out of it.

    `complete` is False where there are more solutions than are listed. Where careless readings are
    a way out, `suspects` are the slips that would spare them.
    """

    cores: tuple[Core, ...]
    solutions: tuple[Changes, ...]
    complete: bool
    suspects: tuple[Change, ...] = ()


def settled(conflict: Conflict) -> Changes:
    """What is taken for granted elsewhere: the one way out, or else that its owners are let go."""
    first, *others = conflict.solutions
    return {each: Change(each, first[each].cost) for each in first} if others else first


def tying(core: Core, first_trusted: int) -> Core:
    """The owners by which a core is tied to others."""
    return frozenset(owner for owner in core if owner < first_trusted) or core


def independent(cores: Sequence[Core], first_trusted: int) -> list[list[Core]]:
    """Cores grouped so that no statement stands in two groups.

    Those without a statement, in which a plan contradicts itself, are grouped by all their owners.
    """
    groups: list[tuple[set[int], list[Core]]] = []
    for core in cores:
        mine = set(tying(core, first_trusted))
        touching = [group for group in groups if group[0] & mine]
        owners = mine.union(*(group[0] for group in touching))
        members = [each for group in touching for each in group[1]] + [core]
        groups = [group for group in groups if group not in touching] + [(owners, members)]
    return [members for _, members in groups]


def split(conflict: Conflict, rank: Mapping[int, int]) -> list[Conflict]:
    """The conflict in parts that are mended apart: its solutions combine all of theirs."""
    groups: list[set[int]] = []
    owners = {each for changes in conflict.solutions for each in changes}
    for owner in sorted(owners, key=rank.__getitem__):
        tied = [group for group in groups if not _apart(conflict, group, {owner})]
        groups = [group for group in groups if group not in tied] + [{owner}.union(*tied)]
    parts = [_projected(conflict, group) for group in groups]
    whole = all(part.cores for part in parts)
    return parts if whole and _all_combined(conflict, parts) else [conflict]


def _all_combined(conflict: Conflict, parts: Sequence[Conflict]) -> bool:
    return prod(len(part.solutions) for part in parts) == len(conflict.solutions)


def _apart(conflict: Conflict, group: set[int], others: set[int]) -> bool:
    """Whether what is done to the one group goes with anything done to the others."""
    both = len(_distinct(conflict, group | others))
    return both == len(_distinct(conflict, group)) * len(_distinct(conflict, others))


def _distinct(conflict: Conflict, owners: set[int]) -> list[Changes]:
    found: list[Changes] = []
    for changes in conflict.solutions:
        mine = {owner: change for owner, change in changes.items() if owner in owners}
        if mine not in found:
            found.append(mine)
    return found


def _projected(conflict: Conflict, owners: set[int]) -> Conflict:
    """The part of a conflict that these owners mend, with the cores that only they break."""
    solutions = tuple(_distinct(conflict, owners))
    others = {each for changes in conflict.solutions for each in changes} - owners
    broken = [core for core in conflict.cores if all(core & each.keys() for each in solutions)]
    alone = [core for core in broken if not core & others]
    return Conflict(tuple(alone or broken), solutions, conflict.complete)
