"""Statements of files in the terms of a plan."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from plan_tracker.documents.against_plan.cells import cells_of_plan
from plan_tracker.documents.against_plan.entities import Entities
from plan_tracker.documents.against_plan.prose import prose_of_plan
from plan_tracker.documents.drafted.documents import NamedDocument, passages_of
from plan_tracker.loading.drafted.files import Drafted
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Plan
from plan_tracker.model.source import Source
from plan_tracker.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Taken:
    """What files say of a plan's indicators, each statement under the name that it has in its file.

    Only names say so: each is still to be confirmed.
    """

    statements: tuple[Statement, ...]
    sources: Mapping[str, Source]


def take_for(plan: Plan, drafted: Drafted, documents: Sequence[NamedDocument]) -> Taken:
    """The figures of prose and tables that are named as indicators of a plan are."""
    entities = Entities(plan)
    found = [
        statement
        for named in documents
        for statement in prose_of_plan(passages_of(named), named, entities)
    ]
    found += [
        statement
        for statement in cells_of_plan(drafted.tables_named, entities)
        if statement.place not in {each.place for each in found}
    ]
    return Taken(tuple(_named(found, drafted)), drafted.loaded.sources)


def _named(found: Sequence[Statement], drafted: Drafted) -> Iterator[Statement]:
    """The statements under the names that their files give them, no two of them one name."""
    own: dict[tuple[Place, str], Statement] = {}
    for statement in drafted.loaded.statements:
        own.setdefault((statement.place, statement.printed), statement)
    taken: set[str] = set()
    for statement in found:
        called = own.get((statement.place, statement.printed), statement)
        name, count = called.name, 1
        while name in taken:
            count += 1
            name = f"{called.name} ({count})"
        taken.add(name)
        known_as = called.known_as or called.name
        yield replace(statement, name=name, figure=name, known_as=known_as, confirm=True)
