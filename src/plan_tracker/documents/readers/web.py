"""Pages of the web (.html), as a browser shows them, read in one pass."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from plan_tracker.documents.document import Block, Paragraph, Role, Table
from plan_tracker.documents.readers.laid_rows import LaidCell, laid_table
from plan_tracker.documents.readers.limits import DEEPEST_PAGE, Room
from plan_tracker.documents.readers.lines import raised
from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.model.place import Place

_PIECE = 65_536  # signs that the parser is given at once
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption"})
_BLOCKS = _HEADINGS | {
    "p", "div", "br", "li", "tr", "table", "ul", "ol", "dt", "section", "article", "header",
    "footer", "blockquote", "pre", "dd", "figcaption", "td", "th", "hr",
}  # fmt: skip
_CELLS = frozenset({"td", "th"})
_BOLD = frozenset({"th", "b", "strong"})
_UNSEEN = frozenset(
    {"script", "style", "noscript", "template", "head", "title", "ix:header", "ix:hidden"}
)
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SET_IN = frozenset({"div", "p", "span"})  # what in a cell may be set in by its style
_INDENT = re.compile(
    r"(?:margin-left|padding-left|text-indent)\s*:\s*(\d{1,4}(?:\.\d{1,9})?)(pt|px|em|in)"
)
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "in": 72.0}
_BLANK = 3.0  # points that a blank is wide, about
_ENCODING = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_SEEN = 4_096  # bytes in which a page names its encoding
_MARKS_OF_ENCODINGS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read_html(raw: bytes, file: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks that a page shows, and what it hides; lines are those of the text as shown.

    Raises UnreadableError, and ImportError without the extra.
    """
    from lxml.etree import HTMLParser, XMLSyntaxError

    page = _Page(file)
    parser = HTMLParser(target=page, encoding="utf-8", huge_tree=True)
    text = _decoded(raw)
    try:
        for at in range(0, len(text), _PIECE):
            parser.feed(text[at : at + _PIECE].encode("utf-8", "replace"))
        parser.close()
    except XMLSyntaxError:
        pass  # nothing but blanks or comments: that it has no text is said of all documents
    hidden = (f"parts that the page hides: {page.hidden:,}",) if page.hidden else ()
    return tuple(_in_order(page.blocks(), file)), hidden


def _decoded(raw: bytes) -> str:
    """The text of a page in the encoding that it names, else in one that it can be in."""
    marked = next((name for mark, name in _MARKS_OF_ENCODINGS.items() if raw.startswith(mark)), "")
    named = _ENCODING.search(raw[:_SEEN])
    for encoding in filter(None, (marked, named and named[1].decode("ascii", "replace"), "utf-8")):
        try:
            return raw.decode(encoding)
        except (LookupError, UnicodeError):
            continue
    return raw.decode("cp1252", "replace")


@dataclass(frozen=True, slots=True)
class _ShownLine:
    """A line of a page that has words."""

    words: str
    role: Role


@dataclass(slots=True)
class _OpenCell:
    """A cell whose end is still to come; `line_has_words` tells of the last of its lines."""

    across: int
    down: int
    bold: bool = False
    points: float = 0.0
    pieces: list[str] = field(default_factory=list)
    line_has_words: bool = False

    def add(self, text: str) -> None:
        self.pieces.append(text)
        self.line_has_words = self.line_has_words or not text.isspace()

    def end_line(self) -> None:
        self.pieces.append("\n")
        self.line_has_words = False

    def laid(self) -> LaidCell:
        text = "".join(self.pieces)
        from_first = text.lstrip(" \n")
        blanks = len(from_first) - len(from_first.lstrip("\xa0 "))
        indent = blanks + int(self.points / _BLANK)
        return LaidCell(text, self.across, self.down, self.bold, indent)


@dataclass(slots=True)
class _OpenTable:
    """A table whose end is still to come; `begins` is how many lines and tables are before it.

    One with others inside, or of one column, only lays out what it holds.
    """

    begins: int
    rows: list[list[LaidCell]] = field(default_factory=list)
    captions: list[_ShownLine] = field(default_factory=list)
    cell: _OpenCell | None = None
    in_row: bool = False
    holds_others: bool = False

    def end_cell(self) -> None:
        if self.cell is not None:
            self.rows[-1].append(self.cell.laid())
            self.cell = None


class _Page:
    """What a page shows so far, as a parser tells of its elements and texts one by one."""

    def __init__(self, file: str) -> None:
        self.hidden = 0
        self._file = file
        self._room = Room()
        self._shown: list[_ShownLine | Table] = []
        self._line: list[str] = []
        self._tables: list[_OpenTable] = []
        self._number = 0  # of the last table
        self._depth = 0
        self._unseen_from = 0  # how deep the element is that is not shown; 0 where all is
        self._never_from = 0  # the same of one in it, or itself, that no browser ever shows
        self._hides_words = False
        self._within = dict.fromkeys(("pre", "sup", "caption", "heading"), 0)

    def blocks(self) -> Iterator[_ShownLine | Table]:
        """What is shown, in order."""
        self._end_line()
        yield from self._shown

    def start(self, tag: str, marks: Mapping[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > DEEPEST_PAGE:
            message = f"has elements inside each other, more than {DEEPEST_PAGE:,} deep"
            raise UnreadableError(f"{message}: save it as text")
        if tag in _UNSEEN and not self._never_from:
            self._never_from = self._depth
        if not self._unseen_from and (self._never_from or _is_hidden(marks)):
            self._unseen_from, self._hides_words = self._depth, False
        if self._unseen_from:
            return
        if tag in _BLOCKS:
            self._end_line()
        self._count(tag, 1)
        if tag == "table":
            self._begin_table()
        elif self._tables and not self._tables[-1].holds_others:
            self._in_table(self._tables[-1], tag, marks)

    def end(self, tag: str) -> None:
        """An element ends, be it that the page says so or that another one begins."""
        self._depth -= 1
        if self._never_from > self._depth:
            self._never_from = 0
        if self._unseen_from:
            if self._unseen_from > self._depth:
                self._unseen_from = 0
                self.hidden += self._hides_words
            return
        if tag in _BLOCKS:
            self._end_line()
        self._count(tag, -1)
        table = self._tables[-1] if self._tables else None
        if table is None:
            return
        if tag == "table":
            self._end_table(self._tables.pop())
        elif tag in _CELLS:
            table.end_cell()
        elif tag == "tr":
            table.in_row = False
        elif tag in _BLOCKS and table.cell is not None:
            table.cell.end_line()

    def data(self, text: str) -> None:
        """Characters stand in the element that began last and has not ended."""
        if self._unseen_from:
            self._hides_words = self._hides_words or not (self._never_from or text.isspace())
            return
        if self._within["sup"]:
            text = raised(text)
        if self._within["pre"]:
            first, *others = text.split("\n")
            self._line.append(first)
            for line in others:
                self._end_line()
                self._line.append(line)
        else:
            text = text.replace("\n", " ")
            self._line.append(text)
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cell.add(text)

    def close(self) -> None:
        """The page is over."""

    def _count(self, tag: str, step: int) -> None:
        if tag in self._within:
            self._within[tag] += step
        if tag in _HEADINGS:
            self._within["heading"] += step

    def _end_line(self) -> None:
        words = " ".join("".join(self._line).split())
        self._line.clear()
        if not words:
            return
        self._room.take_paragraph()
        line = _ShownLine(words, "heading" if self._within["heading"] else "body")
        self._shown.append(line)
        if self._tables and self._within["caption"]:
            self._tables[-1].captions.append(line)

    def _begin_table(self) -> None:
        if self._tables:
            outer = self._tables[-1]
            outer.holds_others = True
            outer.rows, outer.cell = [], None
        self._tables.append(_OpenTable(len(self._shown)))

    def _in_table(self, table: _OpenTable, tag: str, marks: Mapping[str, str]) -> None:
        """An element begins in a table that is not over."""
        if tag in ("tr", *_CELLS):
            table.end_cell()
            if tag == "tr" or not table.in_row:
                table.rows.append([])
            table.in_row = True
        if tag in _CELLS:
            table.cell = _OpenCell(_span(marks, "colspan"), _span(marks, "rowspan"))
        cell = table.cell
        if cell is None:
            return
        cell.bold = cell.bold or tag in _BOLD
        if tag in _SET_IN or tag in _CELLS:
            width = _INDENT.search(marks.get("style", ""))
            points = float(width[1]) * _POINTS[width[2]] if width else 0.0
            cell.points = max(cell.points, points)
        if tag in _BLOCKS and tag != "br" and cell.line_has_words:
            cell.end_line()

    def _end_table(self, table: _OpenTable) -> None:
        """Put a table in the place of its lines, behind its captions, unless it only lays out."""
        table.end_cell()
        if table.holds_others or all(len(row) < 2 for row in table.rows):
            return
        laid = laid_table(table.rows, Place(self._file, table=self._number + 1), self._room)
        if laid is None:
            return
        self._number += 1
        del self._shown[table.begins :]
        self._shown += [*table.captions, laid]


def _is_hidden(marks: Mapping[str, str]) -> bool:
    return "hidden" in marks or _HIDING.search(marks.get("style", "")) is not None


def _span(marks: Mapping[str, str], name: str) -> int:
    text = marks.get(name, "").strip()
    return int(text) if text.isdecimal() and len(text) < 5 else 1


def _in_order(shown: Iterable[_ShownLine | Table], file: str) -> Iterator[Block]:
    """The blocks of a page, counted in the lines that it has with the rows of its tables."""
    number = 1
    for block in shown:
        if isinstance(block, Table):
            yield block
            number += block.grid.last_row
        else:
            yield Paragraph(block.words, Place(file, number), block.role)
            number += 1
