"""The straight lines and the pictures that are drawn on a page of a PDF, through PDFium."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, Any

from plan_tracker.documents.readers.drawing.drawn import Drawn, Frame
from plan_tracker.documents.readers.layout.line import Rule

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_MOST_DRAWN = 50_000  # drawn things of a page; more are a picture or a map, and rule no table
_MOST_STROKES = 500  # of one drawn thing
_DEEPEST = 4  # forms inside each other
_THIN = 2.5  # points; a filled box is a rule up to that
_SHORT = 3.0  # points; a shorter stroke rules nothing

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def take_objects(page: pdfium.PdfPage, drawn: Drawn) -> None:
    """The rules and pictures of a page."""
    import pypdfium2.raw as raw

    frame = drawn.frame
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

    count = min(raw.FPDFPage_CountObjects(page), _MOST_DRAWN + 1)
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


def _rule(frame: Frame, stroke: Stroke, drawn: Drawn) -> None:
    (x, y), (to_x, to_y) = frame.shown(*stroke[:2]), frame.shown(*stroke[2:])
    if abs(y - to_y) <= 1 and abs(x - to_x) >= _SHORT:
        drawn.level.append(Rule((y + to_y) / 2, min(x, to_x), max(x, to_x)))
    elif abs(x - to_x) <= 1 and abs(y - to_y) >= _SHORT:
        drawn.upright.append(Rule((x + to_x) / 2, min(y, to_y), max(y, to_y)))
