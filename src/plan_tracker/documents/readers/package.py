"""Documents that are ZIP files of parts: whether one may be unfolded at all."""

import zlib
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from plan_tracker.documents.readers.limits import (
    LARGEST_UNFOLDED,
    MOST_MARKS,
    MOST_PARTS,
    too_many,
)  # fmt: skip
from plan_tracker.documents.readers.unreadable import UnreadableError
from plan_tracker.inputs.archive import ambiguity, other_form
from plan_tracker.inputs.memory import allowed_memory

_LOCKED = 1  # the bit of a part that needs a password
_PIECE = 1_000_000  # bytes
BROKEN_PACKAGE = (
    BadZipFile, EOFError, KeyError, NotImplementedError, OSError, RuntimeError, ValueError,
    zlib.error,
)  # fmt: skip
Element = Any  # of lxml, which says no types


def check_package(raw: bytes) -> None:
    """Look through all parts of a document, whatever they are called, without keeping any.

    What a library makes of a part is not known by its name: any may be taken for XML, whose tree
    takes many times its bytes. Raises UnreadableError, or one of BROKEN_PACKAGE.
    """
    with ZipFile(BytesIO(raw)) as package:
        parts = package.infolist()
        if len(parts) > MOST_PARTS:
            raise UnreadableError(too_many("parts", MOST_PARTS))
        if any(part.flag_bits & _LOCKED for part in parts):
            raise UnreadableError("is locked with a password: save it without one")
        if reason := ambiguity(package):
            raise UnreadableError(reason)

        size = sum(part.file_size for part in parts)
        if size > LARGEST_UNFOLDED:
            message = f"unfolds to {size:,} bytes, more than {LARGEST_UNFOLDED:,}"
            raise UnreadableError(f"{message}: split the document, or take out pictures")

        marks = 0
        for part in parts:
            with package.open(part) as content:
                while piece := content.read(_PIECE):
                    marks += piece.count(b"<") + piece.count(b"=")
                    if marks > MOST_MARKS:
                        raise UnreadableError(too_many("elements and attributes", MOST_MARKS))


def unread(error: Exception, raw: bytes, ending: str, broken: str) -> Exception:
    """What to raise where a library could not read a document: why, or else that it is broken.

    A lack of memory stays one: of it alone lxml knows no reason.
    """
    if allowed_memory() is not None and str(error).startswith("unknown error"):
        return MemoryError()
    try:
        with ZipFile(BytesIO(raw)) as package:
            return UnreadableError(other_form(package, ending) or broken)
    except BROKEN_PACKAGE:
        return UnreadableError(broken)


def as_shown(tree: Element) -> Element:
    """The XML of a part without remarks, which would end a text in the midst of a number.

    Raises UnreadableError where it declares texts of its own, which office programs do not read.
    """
    from lxml.etree import Comment, ProcessingInstruction, strip_tags

    if tree.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("declares texts of its own (<!DOCTYPE>): open it and save it anew")
    strip_tags(tree, Comment, ProcessingInstruction)
    return tree
