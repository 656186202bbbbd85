"""The one way into the files that a plan, a document or a table is read from.

Only regular files are read, never more of one than allowed, and those of a plan only where they
lie in its folder: a plan may come from anybody, and a link in it may lead anywhere.
"""

import os
import stat
from pathlib import Path

from plan_tracker.model.text import phrase

_SMALLEST_PIECE = 65_536  # bytes
_KINDS = {
    stat.S_IFDIR: phrase("a folder"),
    stat.S_IFIFO: phrase("a pipe"),
    stat.S_IFSOCK: phrase("a socket"),
    stat.S_IFCHR: phrase("a device"),
    stat.S_IFBLK: phrase("a device"),
}
# The path has no links any more when it is opened; flags that a system lacks are not needed there.
_FLAGS = os.O_RDONLY
for _name in ("O_NONBLOCK", "O_NOFOLLOW", "O_NOCTTY", "O_BINARY"):
    _FLAGS |= getattr(os, _name, 0)


class UnusableFileError(Exception):
    """A file that is not read; the message says why, and what to do, without its name."""


def read_bytes(path: Path, most: int, *, within: Path | None = None) -> bytes:
    """The bytes of a regular file, which is opened once and has at most so many.

    With `within`, the plan's folder, no link may lead out of that. Raises UnusableFileError.
    """
    try:
        if within is not None and not lies_in(path, within):
            raise UnusableFileError(
                phrase("leads out of the plan's folder: put the file itself there")
            )
        # Before it is opened, since to open a pipe or a device may wait, or do something.
        _check_kind(path.stat().st_mode)
        with open(os.open(os.path.realpath(path), _FLAGS), "rb", buffering=0) as file:  # noqa: PTH123 - a descriptor
            return _read(file.fileno(), most)
    except (OSError, ValueError) as error:
        raise UnusableFileError(phrase("cannot be read: {reason}", reason=reason(error))) from error


def lies_in(path: Path, folder: Path) -> bool:
    """Whether a path leads into a folder, all links followed; nothing need be there.

    Raises ValueError for what can be no path.
    """
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def not_regular(path: Path) -> str:
    """Why what is there is no regular file, without its name; empty if it is one, or missing."""
    try:
        _check_kind(path.stat().st_mode)
    except UnusableFileError as error:
        return str(error)
    except (OSError, ValueError):
        return ""
    return ""


def is_there(path: Path) -> bool:
    """Whether anything has this name, be it a link that leads nowhere.

    Nothing can have a name that the system refuses.
    """
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether a folder has this name; none has a name that the system refuses."""
    return os.path.isdir(path)  # noqa: PTH112 - that of pathlib raises for such a name


def reason(error: Exception) -> str:
    """What the system says about an error, without its own name."""
    return getattr(error, "strerror", None) or str(error)


def _check_kind(mode: int) -> None:
    if not stat.S_ISREG(mode):
        kind = _KINDS.get(stat.S_IFMT(mode), phrase("something else"))
        raise UnusableFileError(phrase("is {kind}, not a file: give a regular file", kind=kind))


def _read(descriptor: int, most: int) -> bytes:
    """All of a file; its size is what the system says, and what it turns out to be."""
    status = os.fstat(descriptor)
    _check_kind(status.st_mode)
    if status.st_size > most:
        message = phrase(
            "has {size} bytes, more than {most}: split the file",
            size=status.st_size,
            most=most,
        )
        raise UnusableFileError(message)

    pieces: list[bytes] = []
    left = most + 1
    while left:
        piece = os.read(descriptor, min(left, max(status.st_size + 1, _SMALLEST_PIECE)))
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
        left -= len(piece)
    raise UnusableFileError(phrase("has more than {most} bytes: split the file", most=most))
