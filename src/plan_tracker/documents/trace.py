"""Whether what source files print still stands in their documents, and reads the same there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from plan_tracker.documents.document import Document
from plan_tracker.documents.extract import extract_figures
from plan_tracker.documents.figures.printed_value import read_value
from plan_tracker.documents.mentions.number_phrases import find_number_phrases
from plan_tracker.documents.reported import Claim, Figure
from plan_tracker.language.lexicon import lexicon
from plan_tracker.language.tokens import tokens
from plan_tracker.model.place import Place
from plan_tracker.model.source import Source
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import Text, phrase

_Item = tuple[str, Figure | Claim]  # level or the kind of the claim
_LEVELS = ("level", "count", "rank")


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Where a source file and its document differ.

    `name` is document-changed, not-at-its-line or reads-otherwise; `place` is in the source file,
    `statement` is empty where the document as a whole is meant.
    """

    name: str
    place: Place
    statement: str
    message: Text
    remedy: Text


@dataclass(slots=True)
class Trace:
    """All discrepancies, how many printed texts were traced, and which were not, by source."""

    findings: list[Discrepancy] = field(default_factory=list)
    traced: int = 0
    untraced: dict[str, int] = field(default_factory=dict)


def trace(
    sources: Mapping[str, Source],
    statements: Sequence[Statement],
    documents: Mapping[str, Document],
) -> Trace:
    """Hold every printed text against its document, as far as `documents` (by source) are there.

    A text without a line cannot be looked for and counts as untraced.
    """
    traced = Trace()
    printed: dict[str, list[Statement]] = defaultdict(list)  # by source
    for statement in statements:
        if statement.printed:
            printed[statement.source].append(statement)

    for source in sources.values():
        document = documents.get(source.id)
        if document is None:
            traced.untraced[source.id] = len(printed[source.id])
            continue
        if source.sha256 and source.sha256 != document.sha256:
            traced.findings.append(_changed(source, document))

        lined = [each for each in printed[source.id] if each.document_line is not None]
        unlined = len(printed[source.id]) - len(lined)
        if unlined:
            traced.untraced[source.id] = unlined
        traced.traced += len(lined)
        traced.findings += _of_document(document.text, source.locale, lined)
    return traced


def _changed(source: Source, document: Document) -> Discrepancy:
    return Discrepancy(
        "document-changed",
        source.place,
        "",
        phrase(
            "{document} has the sha256 {now}…; the source file was made from {before}…",
            document=source.document,
            now=document.sha256[:12],
            before=source.sha256[:12],
        ),
        phrase(
            "Find the document that was read, or look at every figure again and write the new "
            "sha256."
        ),
    )


def _of_document(text: str, locale: str, lined: Sequence[Statement]) -> Iterator[Discrepancy]:
    """What differs for the statements, each of a line."""
    starts = [0]
    for row in text.split("\n"):
        starts.append(starts[-1] + len(row) + 1)

    items: dict[int, list[_Item]] = {}
    for figure in extract_figures(text, locale):
        in_line = items.setdefault(figure.line, [])
        in_line.append(("level", figure))
        in_line.extend((claim.kind, claim) for claim in figure.claims)

    for statement in lined:
        in_line = items.get(statement.document_line or 0, [])
        discrepancy = _at_line(text, locale, statement, starts, in_line)
        if discrepancy is not None:
            yield discrepancy


def _at_line(
    text: str,
    locale: str,
    statement: Statement,
    starts: Sequence[int],
    items: Sequence[_Item],
) -> Discrepancy | None:
    line = statement.document_line or 0
    if line >= len(starts):
        return _missing(statement, phrase("the document has {lines} lines", lines=len(starts) - 1))

    start, end = starts[line - 1], starts[line]
    places = list(_places(text, statement.printed, start, end))
    if not places:
        elsewhere = [at for at in range(1, len(starts)) if _stands(text, statement, starts, at)]
        where = phrase("it stands nowhere in it")
        if elsewhere:
            where = phrase("it stands in line {line}", line=str(elsewhere[0]))
        return _missing(statement, where)

    if statement.kind == "stage":
        return None
    wholes = [_otherwise(text, locale, statement, place, start, end, items) for place in places]
    if not all(wholes):
        return None
    return Discrepancy(
        "reads-otherwise",
        statement.place,
        statement.name,
        phrase(
            "“{printed}” is part of “{whole}” in line {line} of the document",
            printed=statement.printed,
            whole=wholes[0],
            line=str(line),
        ),
        phrase("Print all that stands there, or the number that is meant."),
    )


def _stands(text: str, statement: Statement, starts: Sequence[int], line: int) -> bool:
    return text.find(statement.printed, starts[line - 1], starts[line]) >= 0


def _missing(statement: Statement, where: Text) -> Discrepancy:
    return Discrepancy(
        "not-at-its-line",
        statement.place,
        statement.name,
        phrase(
            "“{printed}” does not stand in line {line} of the document; {where}",
            printed=statement.printed,
            line=str(statement.document_line),
            where=where,
        ),
        phrase("Correct the line or the printed text."),
    )


def _places(text: str, printed: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = text.find(printed, start, end)
    while at >= 0:
        yield at, at + len(printed)
        at = text.find(printed, at + 1, end)


def _otherwise(
    text: str,
    locale: str,
    statement: Statement,
    place: tuple[int, int],
    start: int,
    end: int,
    items: Sequence[_Item],
) -> str:
    """What stands at a place with another value than the source file's; empty if it is the same."""
    kind = "level" if statement.kind in _LEVELS else statement.kind
    for kind_of_item, item in items:
        if kind_of_item == kind and item.printed and item.start < place[1] and place[0] < item.end:
            return "" if _same(statement, item) else item.printed

    whole = _phrase(text, locale, place, start, end)
    alone = _phrase(
        statement.printed, locale, (0, len(statement.printed)), 0, len(statement.printed)
    )
    if not whole or not alone:
        return ""
    there, here = read_value(whole, locale, "level"), read_value(alone, locale, "level")
    return whole if there and here and there.reading.value != here.reading.value else ""


def _same(statement: Statement, item: Figure | Claim) -> bool:
    """Whether the item has a value that the statement can be read with."""
    if statement.corrected is not None or item.value is None:
        return True
    values = {reading.value for reading in statement.readings}
    meant: set[Fraction] = {item.value}
    if item.of:
        meant.add(item.value / item.of * 100)
    if statement.kind == "change":
        meant.add(-item.value if item.unit == "rank" else item.value)
    return bool(values & meant)


def _phrase(text: str, locale: str, place: tuple[int, int], start: int, end: int) -> str:
    """The whole number phrase that stands at a place."""
    cut = tokens(text, start, end, lexicon(locale))
    for amount in find_number_phrases(cut):
        number = cut[amount.number]
        if amount.form != "words" and number.start < place[1] and place[0] < amount.last:
            return text[number.start : amount.last]
    return ""
