"""Archives of parts (ZIP) that one program would read otherwise than another."""

import zlib
from collections import Counter
from contextlib import suppress
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

_PACKINGS = (ZIP_STORED, ZIP_DEFLATED)  # what the standards of office files allow
_LONGEST = 100  # signs of a name that is told
_LOOKED_AT = 100_000  # bytes of a part
_FORMS = (
    ("_rels/.rels", b"//purl.oclc.org/ooxml/", "is saved as Strict Open XML, which is not read"),
    ("[Content_Types].xml", b".macroEnabled", "holds macros, which its name does not tell"),
    ("[Content_Types].xml", b".template.main+xml", "is a template, which its name does not tell"),
)


def ambiguity(archive: ZipFile) -> str:
    """Why programs may not agree on what an archive holds, with the remedy; empty if they must.

    Of two parts with one name each program takes another one; so it is of two archives one behind
    the other. Names are one, too, where only their capitals or slashes differ.
    """
    parts = archive.infolist()
    names = Counter(part.filename.replace("\\", "/").lstrip("/").casefold() for part in parts)
    twice = next((name for name, count in names.items() if count > 1), None)
    if twice is not None:
        return f"holds two parts with the name {twice[:_LONGEST]!r}: open it and save it anew"

    if parts and min(part.header_offset for part in parts) > 0:
        return "holds more before its first part, as if two files were one: save it anew"

    if any(part.compress_type not in _PACKINGS for part in parts):
        return "is packed in a way that office programs do not read: save it anew"
    return ""


def other_form(archive: ZipFile, ending: str) -> str:
    """Why an office file is none of the usual form of its ending, with the remedy; empty if it is.

    It is asked of what could not be read, and looks only at the parts that say what a file is.
    """
    for name, sign, reason in _FORMS:
        if sign in _start(archive, name):
            return f"{reason}: save it anew as an ordinary {ending}"
    return ""


def _start(archive: ZipFile, name: str) -> bytes:
    """How a part begins; nothing where it is missing or broken."""
    with (
        suppress(BadZipFile, EOFError, KeyError, OSError, RuntimeError, zlib.error),
        archive.open(name) as part,
    ):
        return part.read(_LOOKED_AT)
    return b""
