"""The figures of prose that are named as indicators of a plan are, as a source file has them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plan_tracker.documents.against_plan.entities import Entities
from plan_tracker.documents.drafted.documents import NamedDocument
from plan_tracker.documents.drafted.naming import words_of
from plan_tracker.documents.drafted.passages import Passages
from plan_tracker.documents.figures.figure import NO_TIME
from plan_tracker.documents.figures.unknown_unit import NO_SCALE
from plan_tracker.documents.reported import Claim, Figure
from plan_tracker.documents.source_file.claims_as_figures import restated
from plan_tracker.documents.source_file.entry import FigureEntry, entries
from plan_tracker.documents.source_file.matching import Names
from plan_tracker.documents.source_file.writing import Head, assembled
from plan_tracker.loading.drafted.names import name_words
from plan_tracker.loading.drafts import source_problems, source_statements
from plan_tracker.loading.files.yaml_text import scalar
from plan_tracker.model.plan import Plan
from plan_tracker.model.statement import Statement

_ID = "file"  # of the source file, which is never written


@dataclass(frozen=True, slots=True)
class _Meant:
    """A figure that is surely named as one indicator, and for whom it is."""

    figure: Figure
    entity: str


def prose_of_plan(
    passages: Passages, named: NamedDocument, entities: Entities
) -> Iterator[Statement]:
    """Statements of the figures that name an indicator of the plan in full, and when.

    A word of their sentence that neither an indicator nor an entity has may narrow them, and they
    are left out.
    """
    plan, names = entities.plan, Names(entities.plan.indicators.values())
    meant = list(_meant(passages, named, names, entities))
    matched = list(restated([each.figure for each in meant], names))
    proposed = list(entries(matched, plan, None, named.locale))
    for_whom = {each.figure.start: each.entity for each in meant}
    for entry in proposed:
        entity = for_whom.get(entry.figure.start, "")
        if entity and entity != entities.usual:
            entry.lines.append(f"entity: {scalar(entity)}")

    head = Head(_ID, named.name, named.document.sha256, named.locale)
    yield from _read(passages, plan, head, proposed)


def _meant(
    passages: Passages, named: NamedDocument, names: Names, entities: Entities
) -> Iterator[_Meant]:
    for number, figure in enumerate(passages.figures):
        match = names.match(figure)
        timed = NO_TIME not in figure.doubts or (named.period and figure.period == named.period)
        if match.indicator is None or match.doubt or not timed or not figure.period:
            continue
        if figure.locale != named.locale or NO_SCALE in figure.doubts:
            continue  # a source has one language
        said = words_of(passages, number)
        known = name_words(match.indicator.name.values()) | entities.words
        entity = entities.meant(f"{figure.near} {figure.subject}", figure.around)
        if said and said <= known and entity is not None:
            yield _Meant(replace(figure, doubts=()), entity)


def _read(
    passages: Passages, plan: Plan, head: Head, proposed: Sequence[FigureEntry]
) -> Iterator[Statement]:
    """What the plan makes of the entries, at their places in the document."""
    name = f"{_ID}.yaml"
    text, written = assembled(head, proposed, lambda text: source_problems(text, name, plan))
    statements, _ = source_statements(text, name, plan)
    for statement in statements:
        entry, claim = written.get(statement.place.line, (None, None))
        if entry is None:
            continue
        told = _told(entry, claim)
        yield replace(
            statement,
            source=passages.source,
            place=passages.document.place(told.start, told.end),
            known_as="",
        )


def _told(entry: FigureEntry, claim: object) -> Figure | Claim:
    """The figure or the claim that a line of an entry is of."""
    for line, told in zip(entry.claims, entry.figure.claims, strict=True):
        if line is claim:
            return told
    return entry.figure
