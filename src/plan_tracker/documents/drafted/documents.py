"""Documents that no plan knows: what their prose says, in terms that can be reconciled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from plan_tracker.documents.document import Document
from plan_tracker.documents.drafted.bindings import ProseBindings
from plan_tracker.documents.drafted.naming import named_figures
from plan_tracker.documents.drafted.passages import Passages, read_passages
from plan_tracker.documents.drafted.statements import DraftedProse, draft_prose
from plan_tracker.documents.drafted.understanding import tie
from plan_tracker.grids.grid import Grid
from plan_tracker.language.detection import detect_language
from plan_tracker.language.stretches import Stretch, stretch_at, stretches, whole
from plan_tracker.loading.drafted.files import Drafted, draft_grids, joined
from plan_tracker.loading.loaded import Loaded
from plan_tracker.model.period import read_period
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Plan
from plan_tracker.model.source import Source

_SHOWN = 400  # signs around a number that are shown with it
_ANY_PERIOD = read_period("2000")


@dataclass(frozen=True)
class NamedDocument:
    """A document as a source: how it is called, its language, and what it is of where it is silent.

    `file` is its path as findings name it. Where nobody says that it is in `one_language`, each of
    its paragraphs is read in that of its words, and in `locale` where none tell.
    """

    name: str
    file: str
    document: Document
    locale: str
    period: str = ""
    one_language: bool = True

    @cached_property
    def spoken(self) -> tuple[Stretch, ...]:
        """The parts of its prose by their languages."""
        prose = self.document.prose
        return whole(prose, self.locale) if self.one_language else stretches(prose, self.locale)


def draft_documents(documents: Sequence[NamedDocument], *, files: bool) -> Drafted:
    """What the prose of documents says; with several `files`, names begin with the source."""
    from plan_tracker.loading.frame.statements import statements_frame  # slow: pandas

    read = [passages_of(each) for each in documents]
    ties = [tie(passages) for passages in read]
    drafted = [
        draft_prose(passages, tied, files=files) for passages, tied in zip(read, ties, strict=True)
    ]
    plan = Plan(
        {name: each for prose in drafted for name, each in prose.indicators.items()},
        identities=tuple(identity for prose in drafted for identity in prose.identities),
    )
    sources = {
        each.name: Source(
            each.name, each.name, each.file, "", "", "", Place(each.file), _ANY_PERIOD
        )
        for each in documents
    }
    statements = tuple(statement for prose in drafted for statement in prose.statements)
    labels = {
        place: label
        for passages, prose in zip(read, drafted, strict=True)
        for place, label in _labels(passages, prose)
    }
    loaded = Loaded(plan, sources, statements, statements_frame(statements))
    figures = sum(prose.numbers for prose in drafted)
    left_out = tuple(reason for each in documents for reason in each.document.left_out)
    bindings = tuple(map(ProseBindings, read, ties, drafted))
    named = tuple(
        figure
        for passages, prose in zip(read, drafted, strict=True)
        for figure in named_figures(passages, prose)
    )
    notes = tuple(note for each in documents for note in each.document.notes)
    prose_alone = Drafted(loaded, (), figures, (), labels, left_out, bindings, named, notes=notes)
    tables = [
        draft_grids(each.name, tuple(_grids(each)), files=files, taken=prose.names)
        for each, prose in zip(documents, drafted, strict=True)
    ]
    return joined([prose_alone, *tables])


def _grids(named: NamedDocument) -> Iterator[tuple[Grid, str]]:
    """The tables of a document, named by their numbers, each with its language.

    Where its own words do not tell, that is the language of what stands before it.
    """
    document = named.document
    for number, (table, at) in enumerate(zip(document.tables, document.tables_at, strict=True), 1):
        texts = [cell.text for cell in table.grid.cells.values()]
        own = None if named.one_language else detect_language(texts).locale
        around = stretch_at(named.spoken, max(0, at - 1)).locale
        yield replace(table.grid, title=f"table {number}"), own or around


def passages_of(named: NamedDocument) -> Passages:
    """The prose of a document with its figures, each of the time that is said of it or of all."""
    passages = read_passages(named.document, named.name, named.spoken)
    if named.period:
        figures = (
            replace(figure, period=figure.period or named.period) for figure in passages.figures
        )
        passages = replace(passages, figures=tuple(figures))
    return passages


def _labels(passages: Passages, prose: DraftedProse) -> Iterator[tuple[Place, str]]:
    """The sentence of each number by its place, from where the number is the first of its text."""
    for statement, (start, end) in zip(prose.statements, prose.spans, strict=True):
        sentence, after = passages.around(start)
        first, last = max(sentence, start - _SHOWN), min(max(after, end), end + _SHOWN)
        earlier = passages.text.rfind(statement.printed, first, start)
        first = first if earlier < 0 else earlier + len(statement.printed)
        yield statement.place, passages.text[first:last].strip()
