"""What is drawn on a page of a PDF, through PDFium: signs, ruling lines, and pictures."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import atan2, degrees, hypot
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from plan_tracker.documents.readers.layout.line import Rule
from plan_tracker.documents.readers.layout.lines import USUAL_BLANK, Sign

if TYPE_CHECKING:
    import pypdfium2 as pdfium

MOST_SIGNS = 200_000  # of one page
_MOST_DRAWN = 50_000  # drawn things of a page; more are a picture or a map, and rule no table
_MOST_STROKES = 500  # of one drawn thing
_DEEPEST = 4  # forms inside each other
_THIN = 2.5  # points; a filled box is a rule up to that
_SHORT = 3.0  # points; a shorter stroke rules nothing
_INVISIBLE = 3  # the way in which text over the picture of a scan is drawn
_NARROWEST_BLANK, _WIDEST_BLANK = 0.15, 0.7  # of the size of letters
_BOLD = 600
_LINE_BREAK_HYPHEN = "\x02"
_LIGATURES = range(0xFB00, 0xFB07)

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass
class Drawn:
    """A page as it is drawn: places in points from its left and its top, as it is shown.

    `hidden` counts signs that are not to be seen, `turned` those that run up or down the page,
    `unknown` those whose letters the file does not tell; `pictured` is how much of it are pictures.
    """

    width: float
    height: float
    signs: list[Sign] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    hidden: int = 0
    turned: int = 0
    unknown: int = 0
    pictured: float = 0.0
    too_many: bool = False


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


@dataclass(frozen=True, slots=True)
class _Frame:
    """How the places of a file become those of the page as it is shown."""

    left: float
    bottom: float
    width: float  # of the page as it is stored
    height: float
    turn: int  # quarters that the page is turned by, clockwise

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """A place from the left and the top."""
        across, up = x - self.left, y - self.bottom
        return {
            0: (across, self.height - up),
            1: (up, across),
            2: (self.width - across, up),
            3: (self.height - up, self.width - across),
        }[self.turn]


def draw(page: pdfium.PdfPage) -> Drawn:
    """What one page holds."""
    frame = _frame(page)
    width, height = frame.width, frame.height
    if frame.turn % 2:
        width, height = height, width
    drawn = Drawn(width, height)
    _take_signs(page, frame, drawn)
    _take_objects(page, frame, drawn)
    return drawn


def _frame(page: pdfium.PdfPage) -> _Frame:
    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation() // 90 % 4
    return _Frame(left, bottom, right - left, top - bottom, turn)


def _take_signs(page: pdfium.PdfPage, frame: _Frame, drawn: Drawn) -> None:
    import pypdfium2.raw as raw

    text = page.get_textpage()
    if raw.FPDFText_CountChars(text) > MOST_SIGNS:
        drawn.too_many = True
        return
    blanks: dict[_Look, float] = {}
    taken = list(_with_ligatures(_taken(text, frame.turn, drawn, blanks)))
    upright = _usual_turn(sign.look for sign in taken)
    if upright:
        # A page whose text runs up or down is shown as it is read.
        frame = replace(frame, turn=(frame.turn + upright) % 4)
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


def _take_objects(page: pdfium.PdfPage, frame: _Frame, drawn: Drawn) -> None:
    """The rules and pictures of a page."""
    import pypdfium2.raw as raw

    area = max(frame.width * frame.height, 1.0)
    for left, (kind, thing, matrix) in enumerate(_objects(page)):
        if left >= _MOST_DRAWN:
            drawn.level, drawn.upright = [], []
            return
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            own = _matrix_of(thing)
            across = hypot(*_moved(matrix, own[0], own[1], shift=False))
            up = hypot(*_moved(matrix, own[2], own[3], shift=False))
            drawn.pictured += across * up / area
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            for stroke in _strokes(thing, matrix):
                _rule(frame, stroke, drawn)


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[int, Any, Matrix]]:
    """What is drawn, with how its places become those of the page."""
    import pypdfium2.raw as raw

    count = raw.FPDFPage_CountObjects(page)
    waiting: list[tuple[Any, Matrix, int]] = [
        (raw.FPDFPage_GetObject(page, at), _SAME, 0) for at in reversed(range(count))
    ]
    while waiting:
        thing, matrix, depth = waiting.pop()
        kind = raw.FPDFPageObj_GetType(thing)
        if kind != raw.FPDF_PAGEOBJ_FORM:
            yield kind, thing, matrix
        elif depth < _DEEPEST:
            inner = _product(_matrix_of(thing), matrix)
            count = min(raw.FPDFFormObj_CountObjects(thing), _MOST_DRAWN)
            waiting += [
                (raw.FPDFFormObj_GetObject(thing, at), inner, depth + 1) for at in range(count)
            ]
            if len(waiting) > 2 * _MOST_DRAWN:
                return


def _matrix_of(thing: Any) -> Matrix:
    import pypdfium2.raw as raw

    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, matrix):
        return _SAME
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(first: Matrix, then: Matrix) -> Matrix:
    a, b = _moved(then, first[0], first[1], shift=False)
    c, d = _moved(then, first[2], first[3], shift=False)
    e, f = _moved(then, first[4], first[5])
    return a, b, c, d, e, f


def _moved(matrix: Matrix, x: float, y: float, shift: bool = True) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e * shift, b * x + d * y + f * shift


Stroke = tuple[float, float, float, float]


def _strokes(thing: Any, matrix: Matrix) -> Iterator[Stroke]:
    """The straight strokes of a drawn thing; a filled box gives one if it is thin."""
    import pypdfium2.raw as raw

    count = raw.FPDFPath_CountSegments(thing)
    if count < 2 or count > _MOST_STROKES:
        return
    whole = _product(_matrix_of(thing), matrix)
    fills, strokes = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing, fills, strokes)
    points: list[tuple[float, float]] = []
    for segment in range(count):
        kind, at = _point(raw.FPDFPath_GetPathSegment(thing, segment))
        if kind == raw.FPDF_SEGMENT_MOVETO:
            yield from _outline(points, bool(strokes.value))
            points = []
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            return
        points.append(_moved(whole, *at))
    yield from _outline(points, bool(strokes.value))


def _point(segment: Any) -> tuple[int, tuple[float, float]]:
    import pypdfium2.raw as raw

    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, x, y)
    return raw.FPDFPathSegment_GetType(segment), (x.value, y.value)


def _outline(points: Sequence[tuple[float, float]], drawn: bool) -> Iterator[Stroke]:
    if len(points) < 2:
        return
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)
    if min(right - left, high - low) <= _THIN:
        level = right - left >= high - low
        middle = (low + high) / 2 if level else (left + right) / 2
        yield (left, middle, right, middle) if level else (middle, low, middle, high)
    elif drawn:
        ring = [*points, points[0]] if len(points) > 3 else points
        for (x, y), (to_x, to_y) in pairwise(ring):
            yield x, y, to_x, to_y


def _rule(frame: _Frame, stroke: Stroke, drawn: Drawn) -> None:
    (x, y), (to_x, to_y) = frame.shown(*stroke[:2]), frame.shown(*stroke[2:])
    if abs(y - to_y) <= 1 and abs(x - to_x) >= _SHORT:
        drawn.level.append(Rule((y + to_y) / 2, min(x, to_x), max(x, to_x)))
    elif abs(x - to_x) <= 1 and abs(y - to_y) >= _SHORT:
        drawn.upright.append(Rule((x + to_x) / 2, min(y, to_y), max(y, to_y)))
