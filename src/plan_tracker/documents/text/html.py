"""The text of a page of the web."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plan_tracker.documents.text.lines import CELL, tidy
from plan_tracker.documents.text.unreadable import UnreadableError

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_DEEPEST = 1_000  # elements of a page inside each other
_BLOCKS = [
    "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "dt",
    "section", "article", "header", "footer", "title", "blockquote", "pre", "dd", "figcaption",
    "caption",
]  # fmt: skip
_UNSEEN = ["script", "style", "noscript", "template", "head"]


def read_html(raw: bytes) -> str:
    """The text that a page shows. Raises UnreadableError, and ImportError without the extra."""
    import logging

    from bs4 import BeautifulSoup

    logging.getLogger("bs4").setLevel(logging.CRITICAL)
    page = BeautifulSoup(raw, "html.parser")
    if _depth(page) > _DEEPEST:
        said = f"has elements inside each other, more than {_DEEPEST:,} deep: save it as text"
        raise UnreadableError(said)

    for unseen in page(_UNSEEN):
        unseen.decompose()
    for space in page.find_all(string=re.compile(r"\n")):
        if space.find_parent("pre") is None:
            space.replace_with(re.sub(r"\s*\n\s*", " ", space))

    for cell in page(["td", "th"]):
        cell.append(CELL)
    for block in page(_BLOCKS):
        block.insert_before("\n")
        block.append("\n")
    return tidy(page.get_text())


def _depth(page: BeautifulSoup) -> int:
    """How many elements of a page are inside each other at most."""
    depth = {id(page): 0}
    for node in page.descendants:
        depth[id(node)] = depth[id(node.parent)] + 1
    return max(depth.values())
