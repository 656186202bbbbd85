"""Texts that are codes of a font from before Unicode, and no text."""

from collections.abc import Iterable

from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.language.encodings import told_font


def refuse_old_fonts(texts: Iterable[str]) -> None:
    """Raises UnreadableError where texts were typed in an old font, with its name."""
    font = told_font(texts)
    if font is not None:
        message = f"is typed in the codes of the old font {font.name}: convert it to Unicode first"
        raise UnreadableError(message)
