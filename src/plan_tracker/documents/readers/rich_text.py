"""Rich text (.rtf), as a reader sees it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from plan_tracker.documents.document import Block, Paragraph
from plan_tracker.documents.readers.bars import blocks_of_lines
from plan_tracker.documents.readers.lines import raised
from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.model.place import Place

_SAVE_ANEW = "is broken rich text: open it and save it anew"
_PIECE = re.compile(
    r"(?P<open>\{)|(?P<close>\})|\\(?P<word>[a-z]+)(?P<number>-?\d+)? ?"
    r"|(?P<letter>\\'[0-9a-fA-F]{2})|(?P<sign>\\[^a-z])|(?P<text>[^\\{}]+)|(?P<rest>.)",
    re.DOTALL,
)
_ENDS_OF_LINES = frozenset({"par", "line"})


@dataclass(frozen=True, slots=True)
class _Look:
    """How the text that follows is set."""

    hidden: bool = False
    raised: bool = False
    in_table: bool = False
    in_fonts: bool = False


def read_rtf(raw: bytes, file: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of an .rtf file. Raises UnreadableError, and ImportError without the extra."""
    from striprtf.striprtf import rtf_to_text

    shown = "".join(_shown(raw.decode("latin-1")))
    try:
        text = rtf_to_text(shown, errors="ignore")
    except (ArithmeticError, LookupError, TypeError, ValueError):
        raise UnreadableError(_SAVE_ANEW) from None
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")  # pairs as one sign
    hides = re.search(r"\\(?:v|deleted)\b(?!0)", shown)
    left_out = ("hidden or deleted text",) if hides else ()
    return tuple(_counted(blocks_of_lines(text, file), file)), left_out


def _shown(text: str) -> Iterator[str]:
    """The file without hidden and deleted text, raised digits as such, each cell on one line.

    What striprtf looks for by expressions that go back and forth over a file is made so short that
    they cannot: fields that compute something are left out, fonts lose their names.
    """
    look, outer = _Look(), list[_Look]()
    for piece in _PIECE.finditer(text):
        if piece["open"]:
            outer.append(look)
        elif piece["close"]:
            look = outer.pop() if outer else _Look()
        elif piece["word"]:
            look = _changed(look, piece["word"], on=piece["number"] != "0")
        yield _seen(piece, look)


def _changed(look: _Look, word: str, *, on: bool) -> _Look:
    """How text is set after a control word, which may be turned off again."""
    if word in ("v", "deleted"):
        return replace(look, hidden=on)
    if word == "fldinst":
        return replace(look, hidden=True)
    if word == "fonttbl":
        return replace(look, in_fonts=True)
    if word == "super":
        return replace(look, raised=on)
    if word == "nosupersub":
        return replace(look, raised=False)
    if word == "plain":
        return _Look(in_table=look.in_table, in_fonts=look.in_fonts)
    return replace(look, in_table=word == "intbl") if word in ("intbl", "pard") else look


def _seen(piece: re.Match[str], look: _Look) -> str:
    """What is kept of a piece of the file."""
    if look.in_fonts:
        return _of_font(piece)
    if piece["word"] == "fldinst":
        return ""
    if look.hidden and (piece["text"] or piece["letter"] or piece["word"] == "u"):
        return ""
    if look.in_table and piece["word"] in _ENDS_OF_LINES:
        return " "
    if look.raised and piece["text"]:
        return "".join(sign if sign.isascii() else f"\\u{ord(sign)}?" for sign in raised(piece[0]))
    return piece[0]


def _of_font(piece: re.Match[str]) -> str:
    """What is kept of the table of fonts: their numbers and their signs, each on its line."""
    if piece["text"] or piece["letter"]:
        return ""
    if piece["word"] == "f":
        return f"\n{piece[0]}"
    return f"\\fcharset{piece['number'] or ''} A;" if piece["word"] == "fcharset" else piece[0]


def _counted(blocks: Iterable[Block], file: str) -> Iterator[Block]:
    """The blocks with places as in other documents that have no lines."""
    paragraphs, tables = 0, 0
    for block in blocks:
        if isinstance(block, Paragraph):
            paragraphs += 1
            yield replace(block, place=Place(file, paragraph=paragraphs))
            continue
        tables += 1
        within = Place(file, table=tables)
        cells = {
            (row, column): replace(cell, place=replace(within, line=row, column=column))
            for (row, column), cell in block.grid.cells.items()
        }
        yield replace(block, grid=replace(block.grid, cells=cells, within=within))
