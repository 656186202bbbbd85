"""The signs of a page of a PDF, with their places and looks, through PDFium."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import atan2, degrees, hypot
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from plan_tracker.documents.readers.drawing.drawn import Drawn
from plan_tracker.documents.readers.layout.lines import USUAL_BLANK, Sign

if TYPE_CHECKING:
    import pypdfium2 as pdfium

MOST_SIGNS = 200_000  # of one page
_INVISIBLE = 3  # the way in which text over the picture of a scan is drawn
_NARROWEST_BLANK, _WIDEST_BLANK = 0.15, 0.7  # of the size of letters
_BOLD = 600
_LINE_BREAK_HYPHEN = "\x02"
_LIGATURES = range(0xFB00, 0xFB07)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a stretch of text is drawn; `turn` in quarters, None where it slopes."""

    size: float
    bold: bool
    hidden: bool
    turn: int | None


@dataclass(frozen=True, slots=True)
class _Taken:
    """A sign as the file has it."""

    look: _Look
    letter: str
    corners: tuple[float, float, float, float]
    origin: tuple[float, float]
    spaced: bool

    def is_with(self, after: _Taken) -> bool:
        """Whether two signs are drawn as one: the letters of a ligature."""
        return self.origin == after.origin and self.corners == after.corners


def take_signs(page: pdfium.PdfPage, drawn: Drawn) -> None:
    """Take the signs of a page; a page whose text runs up or down is shown as it is read."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    if raw.FPDFText_CountChars(text) > MOST_SIGNS:
        drawn.too_many = True
        return
    frame = drawn.frame
    blanks: dict[_Look, float] = {}
    taken = list(_with_ligatures(_taken(text, frame.turn, drawn, blanks)))
    upright = _usual_turn(sign.look for sign in taken)
    if upright:
        frame = drawn.frame = replace(frame, turn=(frame.turn + upright) % 4)
        drawn.width, drawn.height = drawn.height, drawn.width
    for sign in taken:
        look = sign.look
        drawn.hidden += look.hidden
        if look.turn != upright:
            drawn.turned += 1
            continue
        left, low, right, high = sign.corners
        ends = frame.shown(left, low)[0], frame.shown(right, high)[0]
        base = frame.shown(*sign.origin)[1]
        drawn.signs.append(
            Sign(
                sign.letter, min(ends), max(ends), base, look.size, look.bold, sign.spaced,
                look.size * min(blanks.get(look, USUAL_BLANK), _WIDEST_BLANK),
            )
        )  # fmt: skip


def _taken(
    text: pdfium.PdfTextPage, turn: int, drawn: Drawn, blanks: dict[_Look, float]
) -> Iterator[_Taken]:
    """The signs of a page that are no blanks, in the order of the file.

    How wide blanks are drawn, of the size of their letters, is added by their looks.
    """
    import pypdfium2.raw as raw

    looks: dict[int, _Look] = {}
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    spaced = False
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        letter = _letter(code)
        if not letter or raw.FPDFText_IsGenerated(text, at) == 1:
            spaced = True
            continue
        key = _key(raw.FPDFText_GetTextObject(text, at))
        look = looks.get(key)
        if look is None:
            look = looks[key] = _look(text, at, turn)
        if letter.isspace():
            spaced = True
            if look not in blanks:
                raw.FPDFText_GetLooseCharBox(text, at, box)
                width = (box.right - box.left) / look.size
                blanks[look] = width if width > _NARROWEST_BLANK else USUAL_BLANK
            continue
        drawn.unknown += _is_unknown(text, at, code)
        raw.FPDFText_GetLooseCharBox(text, at, box)
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        corners = (box.left, box.bottom, box.right, box.top)
        yield _Taken(look, letter, corners, (x.value, y.value), spaced)
        spaced = False


def _with_ligatures(signs: Iterable[_Taken]) -> Iterator[_Taken]:
    """The signs, letters that are drawn as one together."""
    waiting: _Taken | None = None
    for sign in signs:
        if waiting is not None and waiting.is_with(sign):
            waiting = replace(waiting, letter=waiting.letter + sign.letter)
            continue
        if waiting is not None:
            yield waiting
        waiting = sign
    if waiting is not None:
        yield waiting


def _letter(code: int) -> str:
    if code == 0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    letter = chr(code)
    if letter == _LINE_BREAK_HYPHEN or letter == "\u00ad":
        return "-"
    if code in _LIGATURES:
        return normalize("NFKC", letter)
    return " " if code < 0x20 or code in (0xFFFE, 0xFEFF, 0x200B) else letter


def _is_unknown(text: pdfium.PdfTextPage, at: int, code: int) -> bool:
    """Whether the file does not tell which letter a sign is."""
    import pypdfium2.raw as raw

    private = code == 0xFFFD or 0xE000 <= code < 0xF000 or code >= 0xF0000
    return private or raw.FPDFText_HasUnicodeMapError(text, at) == 1


def _key(pointer: Any) -> int:
    return ctypes.addressof(pointer.contents) if pointer else 0


def _look(text: pdfium.PdfTextPage, at: int, turn: int) -> _Look:
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    scale = hypot(matrix.c, matrix.d) or 1.0
    size = abs(raw.FPDFText_GetFontSize(text, at) * scale) or 1.0
    drawn = raw.FPDFText_GetTextObject(text, at)
    hidden = bool(drawn) and raw.FPDFTextObj_GetTextRenderMode(drawn) == _INVISIBLE
    return _Look(size, _is_bold(text, at), hidden, _turn(matrix.a, matrix.b, turn))


def _turn(across: float, up: float, page: int) -> int | None:
    """In which quarter a text runs on the page as it is shown: 0 from left to right."""
    quarter, rest = divmod(degrees(atan2(up, across)) + 2, 90)
    return int(quarter - page) % 4 if rest < 4 else None


def _is_bold(text: pdfium.PdfTextPage, at: int) -> bool:
    import pypdfium2.raw as raw

    if raw.FPDFText_GetFontWeight(text, at) >= _BOLD:
        return True
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, at, name, 128, flags)
    said = name.value.lower()
    return any(word in said for word in (b"bold", b"black", b"heavy"))


def _usual_turn(looks: Iterable[_Look]) -> int:
    turns = Counter(look.turn for look in looks if look.turn is not None)
    return max(turns, key=lambda turn: (turns[turn], -turn), default=0)
