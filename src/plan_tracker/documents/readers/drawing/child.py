"""The process that draws the pages of one PDF: `apart` begins it, and what it is for stands there.

Its arguments are how many seconds and bytes it may take, and the number of the other process. On
stdin stand how many bytes the file has, and these. On stdout follow the pages, then None, or why
there are none. When the other process ends, be it killed, or stdin is closed, this one ends.
"""

import contextlib
import os
import pickle
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from plan_tracker.inputs.second_process import end_with

if TYPE_CHECKING:
    from plan_tracker.documents.readers.drawing.pages import DrawnPage


def main() -> None:
    """Draw the file on stdin."""
    seconds, memory, parent = map(int, sys.argv[1:])
    end_with(parent)  # before anything else, as the imports take a while
    source, target = sys.stdin.buffer, sys.stdout.buffer
    raw = source.read(int.from_bytes(source.read(8), "big"))
    threading.Thread(target=_end_with, args=(source,), daemon=True).start()
    _limit(seconds, memory)
    for told in _told(raw):
        pickle.dump(told, target)
        target.flush()
    os._exit(0)  # to free what was drawn, thing by thing, would take as long again


def _told(raw: bytes) -> "Iterator[DrawnPage | str | None]":
    from plan_tracker.documents.readers.drawing.pages import drawn_pages
    from plan_tracker.documents.readers.unreadable import UnreadableError

    try:
        yield from drawn_pages(raw)
    except UnreadableError as error:
        yield str(error)
    yield None


def _end_with(source: BinaryIO) -> None:
    source.read()
    os._exit(1)


def _limit(seconds: int, memory: int) -> None:
    """Let the system end this process where it takes too much; not all systems can."""
    if sys.platform == "win32":
        return
    import resource

    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):
            hard = resource.getrlimit(kind)[1]
            resource.setrlimit(kind, (most, hard))


if __name__ == "__main__":
    main()
