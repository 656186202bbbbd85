"""Texts of OpenDocument (.odt), as a reader sees them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from plan_tracker.documents.document import Block, Paragraph, Role
from plan_tracker.documents.readers.laid_rows import LaidCell, laid_table
from plan_tracker.documents.readers.limits import DEEPEST, LAST_COLUMN, Room, too_many
from plan_tracker.documents.readers.lines import raised, tidy
from plan_tracker.documents.readers.package import BROKEN_PACKAGE, as_shown, check_package, unread
from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.model.place import Place

_SAVE_ANEW = "is a broken OpenDocument text: open it and save it anew"
_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _TABLE, _OFFICE, _STYLE = (_SPACE % name for name in ("text", "table", "office", "style"))
_DRAWING = _SPACE % "drawing"
_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_UNSEEN = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_OFFICE}annotation",
        f"{_TEXT}note-citation",
        f"{_TEXT}ruby-text",
    }
)
_ROWS = frozenset(
    f"{_TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")
)
_MOST_REPEATED = 1_000  # cells or rows; more of them are empty
Element = Any  # of lxml, which says no types


def read_odt(raw: bytes, file: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of an .odt file, and what of it a reader does not see.

    Raises UnreadableError, and ImportError without the extra.
    """
    content, styles = _parts(raw)
    walk = _Walk(file, _named(content, styles, _is_hiding), _named(content, styles, _is_raising))
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise UnreadableError("holds no text: save it as a text document (.odt)")

    blocks = [*walk.blocks(body, "body")]
    for margin in ("header", "footer"):
        for element in styles.iter(f"{_STYLE}{margin}"):
            blocks += walk.blocks(element, "margin")
    left_out = []
    if content.find(f".//{_TEXT}deletion") is not None:
        left_out.append("deleted text that is tracked")
    if walk.hidden:
        left_out.append(f"hidden text: {walk.hidden:,}")
    return tuple(blocks), tuple(left_out)


def _parts(raw: bytes) -> tuple[Element, Element]:
    """The content and the styles of a file."""
    from lxml import etree

    try:
        check_package(raw)
        with ZipFile(BytesIO(raw)) as parts:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            content, styles = (
                as_shown(etree.fromstring(parts.read(name), parser))
                for name in ("content.xml", "styles.xml")
            )
            return content, styles
    except (*BROKEN_PACKAGE, etree.LxmlError) as error:
        raise unread(error, raw, ".odt", _SAVE_ANEW) from None


def _named(content: Element, styles: Element, says: Callable[[Element], bool]) -> frozenset[str]:
    """The names of the styles whose properties say something."""
    return frozenset(
        style.get(f"{_STYLE}name")
        for part in (styles, content)
        for style in part.iter(f"{_STYLE}style")
        for look in style.iter(f"{_STYLE}text-properties")
        if says(look)
    )


def _is_hiding(look: Element) -> bool:
    return str(look.get(f"{_TEXT}display")) == "none"


def _is_raising(look: Element) -> bool:
    return str(look.get(f"{_STYLE}text-position")).startswith(("super", "33%"))


@dataclass(slots=True)
class _Walk:
    """A way through a text in the order of reading; paragraphs and tables are counted."""

    file: str
    hiding: frozenset[str]
    raising: frozenset[str]
    paragraphs: int = 0
    tables: int = 0
    hidden: int = 0
    notes: list[Element] = field(default_factory=list)
    room: Room = field(default_factory=Room)

    def blocks(self, container: Element, role: Role) -> Iterator[Block]:
        """The blocks inside an element, and after them the notes to it."""
        yield from self._of(container, role, 0)
        notes, self.notes = self.notes, []
        for note in notes:
            yield from self._of(note, "note", 0)

    def _of(self, container: Element, role: Role, depth: int) -> Iterator[Block]:
        if depth > DEEPEST:
            raise UnreadableError(f"is nested more than {DEEPEST} deep: save it anew")
        for element in container:
            if self._is_unseen(element):
                continue
            if element.tag in _PARAGRAPHS:
                yield from self._paragraph(element, role, depth)
            elif element.tag == f"{_TABLE}table":
                yield from self._table(element, role, depth)
            else:
                yield from self._of(element, role, depth + 1)

    def _is_unseen(self, element: Element) -> bool:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return True
        hides = element.get(f"{_TEXT}display") in ("none", "condition")
        if hides or element.get(f"{_TEXT}style-name") in self.hiding:
            self.hidden += 1
            return True
        return False

    def _paragraph(self, element: Element, role: Role, depth: int) -> Iterator[Block]:
        boxes: list[Element] = []
        words = tidy("".join(self._words(element, boxes, depth)))
        if words:
            self.paragraphs += 1
            self.room.take_paragraph()
            heading = role == "body" and element.tag == f"{_TEXT}h"
            place = Place(self.file, paragraph=self.paragraphs)
            yield Paragraph(words, place, "heading" if heading else role)
        for box in boxes:
            yield from self._of(box, role, depth + 1)

    def _words(self, element: Element, boxes: list[Element], depth: int) -> Iterator[str]:
        """The text of a paragraph; notes and text boxes in it are put aside."""
        if depth > DEEPEST:
            raise UnreadableError(f"is nested more than {DEEPEST} deep: save it anew")
        yield element.text or ""
        for inner in element:
            if inner.tag == f"{_TEXT}note":
                self.notes.append(inner)
            elif inner.tag == f"{_DRAWING}text-box":
                boxes.append(inner)
            elif inner.tag in (f"{_TEXT}s", f"{_TEXT}tab"):
                yield " "
            elif inner.tag == f"{_TEXT}line-break":
                yield "\n"
            elif not self._is_unseen(inner):
                words = "".join(self._words(inner, boxes, depth + 1))
                yield raised(words) if inner.get(f"{_TEXT}style-name") in self.raising else words
            yield inner.tail or ""

    def _table(self, table: Element, role: Role, depth: int) -> Iterator[Block]:
        """A table, and after it the tables inside it."""
        self.tables += 1
        inside: list[Element] = []
        place = Place(self.file, table=self.tables)
        rows: list[list[LaidCell]] = []
        for row in _rows(table):
            repeated = _count(row, "number-rows-repeated")
            self.room.take_cells(repeated - 1, 0)
            cells = self._cells(row, inside, depth)
            self.room.take_repeated((repeated - 1) * sum(cell.text != "" for cell in cells))
            rows += [cells] * repeated
        laid = laid_table(rows, place, self.room)
        if laid is not None:
            yield laid
        for inner in inside:
            yield from self._of([inner], role, depth + 1)

    def _cells(self, row: Element, inside: list[Element], depth: int) -> list[LaidCell]:
        cells = []
        for element in row:
            if element.tag != f"{_TABLE}table-cell":
                continue  # covered by one that goes over it
            lines = [
                "".join(self._words(paragraph, inside, depth + 1))
                for paragraph in self._paragraphs_of(element, inside)
            ]
            cell = LaidCell(
                "\n".join(lines),
                _count(element, "number-columns-spanned"),
                _count(element, "number-rows-spanned"),
            )
            repeated = _count(element, "number-columns-repeated")
            self.room.take_repeated(repeated - 1 if cell.text else 0)
            cells += [cell] * repeated
            if len(cells) > LAST_COLUMN:
                raise UnreadableError(too_many("columns in a table", LAST_COLUMN))
        return cells

    def _paragraphs_of(self, cell: Element, inside: list[Element]) -> Iterator[Element]:
        """The paragraphs of a cell; the tables in it are put aside."""
        waiting = list(reversed(cell))
        while waiting:
            element = waiting.pop()
            if element.tag in _PARAGRAPHS:
                yield element
            elif element.tag == f"{_TABLE}table":
                inside.append(element)
            elif not self._is_unseen(element):
                waiting.extend(reversed(element))


def _rows(table: Element) -> Iterator[Element]:
    for element in table:
        if element.tag == f"{_TABLE}table-row":
            yield element
        elif element.tag in _ROWS:
            yield from _rows(element)


def _count(element: Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}") or ""
    return min(int(text), _MOST_REPEATED) if text.isdecimal() and len(text) < 9 else 1
