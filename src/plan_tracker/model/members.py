"""Which entities make up another one on a given day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plan_tracker.model.plan import Entity, Plan, RollUp


@dataclass(frozen=True, slots=True)
class Members:
    """The declared members, and how many there are, declared or not."""

    names: tuple[str, ...]
    count: int


def members_of(plan: Plan, entity: str, rule: RollUp | None, day: date) -> Members:
    """The children that exist on the day, or all below that belong to the rule's population.

    A population may have more members than are declared; those are missing.
    """
    over = rule.over if rule else ""
    below = all_below(plan, entity) if over else _children(plan, entity)
    names = tuple(
        each.id
        for each in below
        if (not over or each.population == over)
        and (each.since or day) <= day <= (each.until or day)
    )
    size = plan.population_size(over, day) if over else None
    return Members(names, max(size or 0, len(names)))


def all_below(plan: Plan, entity: str) -> Iterator[Entity]:
    """Every entity under another one, at any depth."""
    for child in _children(plan, entity):
        yield child
        yield from all_below(plan, child.id)


def _children(plan: Plan, entity: str) -> Iterator[Entity]:
    return (each for each in plan.entities.values() if each.parent == entity)
