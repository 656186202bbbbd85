"""Archives of parts (ZIP) that one program would read otherwise than another."""

from collections import Counter
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

_PACKINGS = (ZIP_STORED, ZIP_DEFLATED)  # what the standards of office files allow
_LONGEST = 100  # signs of a name that is told


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
