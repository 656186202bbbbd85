"""Pages of the web (.html), as a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from plan_tracker.documents.document import Block, Paragraph, Role, Table
from plan_tracker.documents.readers.laid_rows import LaidCell, laid_table
from plan_tracker.documents.readers.lines import raised, tidy
from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.model.place import Place

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

_DEEPEST = 1_000  # elements of a page inside each other
_BLOCKS = [
    "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dt",
    "section", "article", "header", "footer", "title", "blockquote", "pre", "dd", "figcaption",
    "caption", "td", "th", "hr",
]  # fmt: skip
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6", "caption"]
_UNSEEN = ["script", "style", "noscript", "template", "head", "ix:header", "ix:hidden"]
_HIDING = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_TABLE = re.compile("\x01(\\d+)\x01")
_HEADING = "\x02"


def read_html(raw: bytes, file: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks that a page shows, and what it hides; lines are those of the text as shown.

    Raises UnreadableError, and ImportError without the extra.
    """
    import logging

    from bs4 import BeautifulSoup

    logging.getLogger("bs4").setLevel(logging.CRITICAL)
    page = BeautifulSoup(raw, "html.parser")
    if _depth(page) > _DEEPEST:
        said = f"has elements inside each other, more than {_DEEPEST:,} deep: save it as text"
        raise UnreadableError(said)

    hidden = _without_hidden(page)
    for space in page.find_all(string=re.compile(r"\n")):
        if space.find_parent("pre") is None:
            space.replace_with(re.sub(r"\s*\n\s*", " ", space))
    for sign in page("sup"):
        sign.string = raised(sign.get_text())

    tables = _tables_apart(page, file)
    for block in page(_BLOCKS):
        block.insert_before("\n")
        block.append("\n")
    for heading in page(_HEADINGS):
        heading.insert(0, _HEADING)
    blocks = tuple(_in_order(tidy(page.get_text()), tables, file))
    return blocks, (f"parts that the page hides: {hidden:,}",) if hidden else ()


def _depth(page: BeautifulSoup) -> int:
    """How many elements of a page are inside each other at most."""
    depth = {id(page): 0}
    for node in page.descendants:
        depth[id(node)] = depth[id(node.parent)] + 1
    return max(depth.values())


def _without_hidden(page: BeautifulSoup) -> int:
    """Take away what a browser does not show; how much of it has words and seemed meant to."""
    for unseen in page(_UNSEEN):
        unseen.decompose()
    hidden = page(_is_hidden)
    worded = [element for element in hidden if element.get_text(strip=True)]
    for element in hidden:
        if not element.decomposed:
            element.decompose()
    return len(worded)


def _is_hidden(element: Tag) -> bool:
    style = element.get("style")
    return element.has_attr("hidden") or (isinstance(style, str) and bool(_HIDING.search(style)))


def _tables_apart(page: BeautifulSoup, file: str) -> list[Table]:
    """The tables of a page in order, each replaced with its number between marks.

    A table with others inside, or of one column, only lays out what it holds.
    """
    tables: list[Table] = []
    for element in page("table"):
        rows = [
            row("td") + row("th") if not row.find("td") else row(["td", "th"])
            for row in element("tr")
        ]
        if element.find("table") or all(len(row) < 2 for row in rows):
            continue
        number = len(tables) + 1
        table = laid_table(map(_cells, rows), Place(file, table=number))
        captions = [caption.extract() for caption in element("caption")]
        if table is not None:
            tables.append(table)
            element.replace_with(*captions, f"\n\x01{number}\x01\n")
    return tables


def _cells(row: Sequence[Tag]) -> list[LaidCell]:
    return [
        LaidCell(
            _shown(cell),
            _span(cell, "colspan"),
            _span(cell, "rowspan"),
            bold=cell.name == "th" or cell.find(["b", "strong"]) is not None,
            indent=_indent(cell),
        )
        for cell in row
    ]


def _shown(cell: Tag) -> str:
    """The lines of a cell."""
    for end in cell(_BLOCKS):
        end.append("\n")
    return cell.get_text()


def _span(cell: Tag, name: str) -> int:
    text = str(cell.get(name, "")).strip()
    return int(text) if text.isdecimal() and len(text) < 5 else 1


def _indent(cell: Tag) -> int:
    """How many blanks the text of a cell is set in by."""
    text = cell.get_text().lstrip(" \n")
    blanks = len(text) - len(text.lstrip("\xa0 "))
    styles = (str(inner.get("style", "")) for inner in [cell, *cell(["div", "p", "span"])])
    widths = [_INDENT.search(style) for style in styles]
    points = max((float(width[1]) * _POINTS[width[2]] for width in widths if width), default=0.0)
    return blanks + int(points / _BLANK)


_INDENT = re.compile(r"(?:margin-left|padding-left|text-indent)\s*:\s*(\d+(?:\.\d+)?)(pt|px|em|in)")
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "in": 72.0}
_BLANK = 3.0  # points that a blank is wide, about


def _in_order(text: str, tables: Sequence[Table], file: str) -> Iterator[Block]:
    """The blocks of a text, counted in the lines that it has with the rows of its tables."""
    number = 1
    for line in text.split("\n"):
        marked, words = _TABLE.fullmatch(line), line.strip(f"{_HEADING} ")
        if marked:
            table = tables[int(marked[1]) - 1]
            yield table
            number += table.grid.last_row
        elif words:
            role: Role = "heading" if line.startswith(_HEADING) else "body"
            yield Paragraph(words, Place(file, number), role)
            number += 1
