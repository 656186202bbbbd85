"""What is drawn on a page of a PDF: signs, ruling lines, and pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plan_tracker.documents.readers.drawing.drawn import Drawn, Frame
from plan_tracker.documents.readers.drawing.signs import take_signs
from plan_tracker.documents.readers.drawing.strokes import take_objects

if TYPE_CHECKING:
    import pypdfium2 as pdfium


def draw(page: pdfium.PdfPage) -> Drawn:
    """What one page holds."""
    frame = _frame(page)
    width, height = frame.width, frame.height
    if frame.turn % 2:
        width, height = height, width
    drawn = Drawn(width, height, frame)
    take_signs(page, drawn)
    take_objects(page, drawn)
    return drawn


def _frame(page: pdfium.PdfPage) -> Frame:
    left, bottom, right, top = page.get_cropbox()
    turn = page.get_rotation() // 90 % 4
    return Frame(left, bottom, right - left, top - bottom, turn)
