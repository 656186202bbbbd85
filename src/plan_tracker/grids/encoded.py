"""The text of a table's file, in whichever encoding a program has saved it."""

import codecs

from plan_tracker.inputs.text import text_of
from plan_tracker.language.encodings import legacy_text, told_font
from plan_tracker.model.place import Place, Problem

LARGEST_TEXT = 100_000_000  # bytes, of what is read cell by cell
_SAMPLE = 100_000  # bytes that tell of the rest
_MARKS = (  # the longer ones first: that of UTF-32 begins as that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EVERY_OTHER = 0.3  # of the bytes of UTF-16 in languages with Latin letters are null
_REMEDY = "save the file as UTF-8"


def table_text(raw: bytes, place: Place) -> tuple[str, list[Problem]]:
    """The text of a file: in Unicode with or without a mark, or in a code page that can be told.

    With problems it is of no use.
    """
    if len(raw) > LARGEST_TEXT:
        message = f"has {len(raw):,} bytes, more than {LARGEST_TEXT:,}: split the file"
        return "", [Problem(place, message)]
    encoding = _unicode_encoding(raw)
    if encoding is not None:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            message = f"begins as {encoding.upper()} text and is none: {_REMEDY}"
            return "", [Problem(place, message)]
        return text_of(text.encode("utf-8", "surrogatepass"), place)

    text, problems = text_of(raw, place)
    if not problems or _is_utf_8(raw) or _is_broken_utf_8(raw):
        return text, problems
    told = legacy_text(raw)
    if told is None:
        return "", problems
    return text_of(told.encode(), place)


def in_plain_unicode(raw: bytes) -> bool:
    """Whether the text is UTF-8 and needs no further look at what its letters mean."""
    if _unicode_encoding(raw) not in (None, "utf-8-sig"):
        return False
    if raw.isascii():
        return True
    if not _is_utf_8(raw):
        return False
    return told_font([raw[:_SAMPLE].decode(errors="ignore")]) is None


def _unicode_encoding(raw: bytes) -> str | None:
    """The encoding that the first bytes say, or the nulls among them; None for all others."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    sample = raw[:_SAMPLE]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[first::2].count(0) > _EVERY_OTHER * len(sample):
            return encoding
    return None


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_broken_utf_8(raw: bytes) -> bool:
    """Whether most of what is not ASCII is UTF-8, so that the rest is damaged."""
    text = raw.decode(errors="replace")
    broken = text.count("\ufffd")
    letters = sum(not sign.isascii() for sign in text) - broken
    return letters > broken
