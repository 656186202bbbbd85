"""Word documents (.docx), as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

from plan_tracker.documents.document import Block, Paragraph, Role
from plan_tracker.documents.readers.laid_rows import LaidCell, laid_table
from plan_tracker.documents.readers.limits import DEEPEST, Room
from plan_tracker.documents.readers.lines import raised, tidy
from plan_tracker.documents.readers.package import BROKEN_PACKAGE, as_shown, check_package, unread
from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.model.place import Place

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

# What a program shows elsewhere or not at all: the older form of a shape, what a change took away.
_UNSEEN = frozenset({f"{_CHOICES}Fallback", f"{MAIN}del", f"{MAIN}moveFrom"})
_WORDS = frozenset({f"{MAIN}t", f"{_MATHS}t"})
_TAKEN_AWAY = frozenset({f"{MAIN}del", f"{MAIN}moveFrom"})
_OTHER_DOCUMENTS = frozenset({f"{MAIN}altChunk", f"{MAIN}subDoc"})
_OUTSIDE = frozenset(f"{MAIN}{name}" for name in ("hdr", "ftr", "footnotes", "endnotes"))
_BLANKS_OF_AN_INDENT = 120  # twentieths of a point that a blank is wide, about
_BREAKS = {
    f"{MAIN}br": "\n",
    f"{MAIN}cr": "\n",
    f"{MAIN}tab": "\t",
    f"{MAIN}noBreakHyphen": "-",
}
_TOO_DEEP = f"is nested more than {DEEPEST} deep: save it anew"
_SAVE_ANEW = "is a broken Word document: open it and save it anew"
_BROKEN = (*BROKEN_PACKAGE, AttributeError, LookupError, TypeError)
Element = Any  # of lxml, which says no types


def read_docx(raw: bytes, file: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of a .docx file, and what of it a reader does not see.

    Insertions, content controls, text boxes, tables inside tables and notes are read; deleted and
    hidden text is not. Raises UnreadableError, and ImportError without the extra.
    """
    document = open_docx(raw)
    try:
        walk = WordWalk(document, file)
        blocks = tuple(block for block, _ in walk.blocks())
    except _BROKEN as error:
        raise UnreadableError(_SAVE_ANEW) from error
    return blocks, tuple(walk.left_out())


def open_docx(raw: bytes) -> WordDocument:
    """A Word document for reading. Raises UnreadableError, and ImportError without the extra."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        check_package(raw)
        document = docx.Document(BytesIO(raw))
        as_shown(document.element)
        return document
    except (*_BROKEN, PackageNotFoundError, LxmlError) as error:
        raise unread(error, raw, ".docx", _SAVE_ANEW) from None


@dataclass(frozen=True, slots=True)
class _Styles:
    """The styles that say that a paragraph is a heading, and that text is hidden."""

    headings: frozenset[str]
    hidden: frozenset[str]


@dataclass(slots=True)
class WordWalk:
    """A way through a Word document in the order of reading, with places.

    A paragraph is counted where it holds words, outside tables; what writes into a copy of the
    document goes the same way.
    """

    document: WordDocument
    file: str
    paragraphs: int = 0
    tables: int = 0
    deleted: int = 0
    hidden: int = 0
    elsewhere: int = 0
    styles: _Styles = field(init=False)
    room: Room = field(default_factory=Room)

    def __post_init__(self) -> None:
        self.styles = _styles(self.document)

    def blocks(self) -> Iterator[tuple[Block, Sequence[Sequence[Element]] | Element]]:
        """Each block with the element of its paragraph, or with the cells of its rows."""
        yield from self._of(self.document.element.body, "body", 0)
        for element, role in self._outside():
            yield from self._of(element, role, 0)

    def left_out(self) -> Iterator[str]:
        """What a reader does not see of it."""
        if self.deleted:
            yield f"deleted text that is tracked: {self.deleted:,}"
        if self.hidden:
            yield f"hidden text: {self.hidden:,}"
        if self.elsewhere:
            yield f"other documents that are shown inside it: {self.elsewhere:,}"

    def _of(
        self, container: Element, role: Role, depth: int
    ) -> Iterator[tuple[Block, Sequence[Sequence[Element]] | Element]]:
        if depth > DEEPEST:
            raise UnreadableError(_TOO_DEEP)
        for element in container:
            if element.tag == f"{MAIN}p":
                yield from self._paragraph(element, role, depth)
            elif element.tag == f"{MAIN}tbl":
                yield from self._table(element, role, depth)
            elif element.tag in _TAKEN_AWAY:
                self.deleted += 1
            elif element.tag in _OTHER_DOCUMENTS:
                self.elsewhere += 1
            elif element.tag not in _UNSEEN and isinstance(element.tag, str):
                yield from self._of(element, role, depth + 1)

    def _paragraph(
        self, element: Element, role: Role, depth: int
    ) -> Iterator[tuple[Block, Element]]:
        boxes: list[Element] = []
        words = tidy("".join(self._words(element, boxes)))
        if words:
            self.paragraphs += 1
            self.room.take_paragraph()
            as_heading = role == "body" and self._is_heading(element)
            place = Place(self.file, paragraph=self.paragraphs)
            yield Paragraph(words, place, "heading" if as_heading else role), element
        for box in boxes:
            yield from self._of(box, role, depth + 1)

    def _is_heading(self, paragraph: Element) -> bool:
        style = paragraph.find(f"{MAIN}pPr/{MAIN}pStyle")
        level = paragraph.find(f"{MAIN}pPr/{MAIN}outlineLvl")
        named = style is not None and style.get(f"{MAIN}val") in self.styles.headings
        return named or level is not None

    def _words(self, element: Element, boxes: list[Element], depth: int = 0) -> Iterator[str]:
        """The text of a paragraph as it is shown; text boxes in it are put aside."""
        if depth > DEEPEST:
            raise UnreadableError(_TOO_DEEP)
        for inner in element:
            if inner.tag == f"{MAIN}txbxContent":
                boxes.append(inner)
            elif inner.tag in _UNSEEN:
                self.deleted += inner.tag in _TAKEN_AWAY
            elif inner.tag in _WORDS:
                yield inner.text or ""
            elif inner.tag in _BREAKS:
                yield _BREAKS[inner.tag]
            elif inner.tag == f"{MAIN}r":
                yield from self._run(inner, boxes, depth)
            elif inner.tag != f"{MAIN}pPr" and isinstance(inner.tag, str):
                yield from self._words(inner, boxes, depth + 1)

    def _run(self, run: Element, boxes: list[Element], depth: int) -> Iterator[str]:
        words = self._words(run, boxes, depth + 1)
        look = run.find(f"{MAIN}rPr")
        if look is None:
            yield from words
        elif self._is_hidden(look):
            self.hidden += 1
        elif _value(look, "vertAlign") == "superscript":
            yield raised("".join(words))
        else:
            yield from words

    def _is_hidden(self, look: Element) -> bool:
        if look.find(f"{MAIN}vanish") is not None:
            return _value(look, "vanish") not in ("0", "false")
        return _value(look, "rStyle") in self.styles.hidden

    def _table(
        self, table: Element, role: Role, depth: int
    ) -> Iterator[tuple[Block, Sequence[Sequence[Element]]]]:
        """A table with the cells of its rows, and after it the tables inside it."""
        self.tables += 1
        place = Place(self.file, table=self.tables)
        rows = [list(_within(row, "tc")) for row in _within(table, "tr") if not _is_deleted(row)]
        inside: list[Element] = []
        laid = laid_table(self._laid(rows, inside), place, self.room)
        if laid is not None:
            yield laid, rows
        for inner in inside:
            yield from self._of([inner], role, depth + 1)

    def _laid(self, rows: list[list[Element]], inside: list[Element]) -> Iterator[list[LaidCell]]:
        """Cells as they are laid; those that go on from above are parts of what they go on."""
        spans = [_spans(row) for row in rows]
        going_on = [{start for start, _, goes_on, _ in row if goes_on} for row in spans]
        for at, row in enumerate(spans):
            cells = [LaidCell("", across=start) for start, _, _, _ in row[:1] if start]
            for start, across, goes_on, cell in row:
                if goes_on:
                    continue
                down = 1
                while at + down < len(spans) and start in going_on[at + down]:
                    down += 1
                cells.append(self._cell(cell, across, down, inside))
            yield cells

    def _cell(self, cell: Element, across: int, down: int, inside: list[Element]) -> LaidCell:
        lines: list[str] = []
        looks: list[Element] = []
        boxes: list[Element] = []
        for paragraph in _within(cell, "p", inside):
            lines.append("".join(self._words(paragraph, boxes)))
            looks += paragraph.iter(f"{MAIN}r")
        inside += boxes
        first = next((line for line in lines if line.strip()), "")
        blanks = len(first) - len(first.lstrip(" \t\xa0")) + _indent(cell)
        written = [run for run in looks if run.find(f"{MAIN}t") is not None]
        bold = {run.find(f"{MAIN}rPr/{MAIN}b") is not None for run in written} == {True}
        return LaidCell("\n".join(lines), across, down, bold, blanks)

    def _outside(self) -> Iterator[tuple[Element, Role]]:
        """What stands outside the body: notes, and the margins of pages."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml import parse_xml
        from lxml.etree import LxmlError

        margins = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
        notes = (RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES)
        for relation in self.document.part.rels.values():
            if not relation.is_external and relation.reltype in (*margins, *notes):
                role: Role = "note" if relation.reltype in notes else "margin"
                try:
                    element = as_shown(parse_xml(relation.target_part.blob))
                except LxmlError:
                    raise UnreadableError(_SAVE_ANEW) from None
                if element.tag not in _OUTSIDE:
                    raise UnreadableError(_SAVE_ANEW)
                yield element, role


def cell_at(rows: Sequence[Sequence[Element]], row: int, column: int) -> Element | None:
    """The cell of some rows that goes over a column, as `blocks` gives rows; both from 1."""
    if not 0 < row <= len(rows):
        return None
    spans = _spans(list(rows[row - 1]))
    return next(
        (cell for start, across, _, cell in spans if start < column <= start + across), None
    )


def _styles(document: WordDocument) -> _Styles:
    headings, hidden = set(), set()
    for style in document.styles.element.iter(f"{MAIN}style"):
        name = _value(style, "name").lower()
        if name.startswith(("heading", "title")) or style.find(f".//{MAIN}outlineLvl") is not None:
            headings.add(style.get(f"{MAIN}styleId"))
        if style.find(f"{MAIN}rPr/{MAIN}vanish") is not None:
            hidden.add(style.get(f"{MAIN}styleId"))
    return _Styles(frozenset(headings), frozenset(hidden))


def _value(element: Element, name: str) -> str:
    inner = element.find(f"{MAIN}{name}")
    return (inner.get(f"{MAIN}val") or "") if inner is not None else ""


def _within(element: Element, name: str, tables: list[Element] | None = None) -> Iterator[Element]:
    """The parts of a table or row, those in content controls too; tables inside are put aside."""
    waiting = list(reversed(element))
    while waiting:
        inner = waiting.pop()
        if inner.tag == f"{MAIN}{name}":
            yield inner
        elif inner.tag == f"{MAIN}tbl":
            if tables is not None:
                tables.append(inner)
        elif inner.tag not in _UNSEEN and isinstance(inner.tag, str):
            waiting.extend(reversed(inner))


def _is_deleted(row: Element) -> bool:
    return row.find(f"{MAIN}trPr/{MAIN}del") is not None


def _spans(row: list[Element]) -> list[tuple[int, int, bool, Element]]:
    """Of each cell of a row: where it starts, from 0, how far it goes, and whether it goes on."""
    spans, start = [], 0
    if row:
        before = row[0].getparent().find(f"{MAIN}trPr/{MAIN}gridBefore")
        start = _whole(before.get(f"{MAIN}val")) if before is not None else 0
    for cell in row:
        across, goes_on = 1, False
        look = cell.find(f"{MAIN}tcPr")
        if look is not None:
            across = _whole(_value(look, "gridSpan")) or 1
            merge = look.find(f"{MAIN}vMerge")
            goes_on = merge is not None and merge.get(f"{MAIN}val", "continue") == "continue"
        spans.append((start, across, goes_on, cell))
        start += across
    return spans


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def _indent(cell: Element) -> int:
    """How many blanks wide the first paragraph of a cell is set in."""
    indent = cell.find(f"{MAIN}p/{MAIN}pPr/{MAIN}ind")
    if indent is None:
        return 0
    left = indent.get(f"{MAIN}left") or indent.get(f"{MAIN}start") or ""
    return _whole(left) // _BLANKS_OF_AN_INDENT
