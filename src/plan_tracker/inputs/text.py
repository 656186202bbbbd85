"""The text that a file holds."""

import re
from codecs import BOM_UTF8

from plan_tracker.model.place import Place, Problem
from plan_tracker.model.text import Part, phrase

LARGEST_FILE = 10_000_000  # bytes; the largest plan files have some ten thousand

# What YAML does not allow in a file, the separators that count as a line for YAML only, and those
# marks that turn the direction of writing, so that a figure is not what it seems.
_STRANGE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)

# Some of these marks turn only what is beside them: they count where digits stand on both sides.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TURNING_DIGITS = re.compile("\\d[^\\d\u061c\u200e\u200f]*([\u061c\u200e\u200f]).*\\d", re.DOTALL)

# In sentences, which have many numbers, no word stands between the digits and such a mark.
_TURNING_BESIDE = re.compile("\\d[^\\w\u061c\u200e\u200f]*([\u061c\u200e\u200f])\\W*\\d")
_DIGIT = re.compile(r"\d")


def turning_mark(text: str) -> Part:
    """Why a text may look other than it is read, with the remedy; empty where it may not.

    Marks of direction are no sign of their own, and make 601 of what is read as 610.
    """
    turning = _TURNING.search(text) or _TURNING_DIGITS.search(text)
    if turning is None:
        return ""
    code = ord(turning[turning.lastindex or 0])
    return phrase(
        "holds the mark U+{code}, which turns the direction of writing: delete it",
        code=f"{code:04X}",
    )


def turning_number(text: str) -> str:
    """The mark that may show a number of a sentence other than it is read; empty where none may."""
    if text.isascii():
        return ""
    turning = _TURNING.search(text)
    if turning is not None:
        return turning[0] if _DIGIT.search(text) else ""
    beside = _TURNING_BESIDE.search(text)
    return beside[1] if beside else ""


def text_of(raw: bytes, place: Place) -> tuple[str, list[Problem]]:
    """The text that the bytes of a file are, without a byte order mark.

    With problems it is of no use.
    """
    raw = raw.removeprefix(BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        message = phrase("is not UTF-8 text from here on: save the file as UTF-8")
        return "", [Problem(_after(raw[: error.start].decode(), place), message)]
    strange = _STRANGE.search(text)
    if strange:
        at = _after(text[: strange.start()], place)
        return "", [
            Problem(at, phrase("holds the sign U+{code}: delete it", code=f"{ord(strange[0]):04X}"))
        ]
    return text, []


def _after(text: str, place: Place) -> Place:
    """Where in the file one is after `text`, a line ending where YAML ends it."""
    lines = re.split("\r\n|\r|\n", text)
    return Place(place.file, len(lines), len(lines[-1]) + 1)
