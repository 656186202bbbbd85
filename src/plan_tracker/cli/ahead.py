"""A plan folder read by a second process while this one imports what it needs after that.

Importing pandas takes as long as reading a plan of some hundred figures. Both at once halve the
time that a command takes to start, where there are two processors.
"""

import os
import pickle
import sys
from pathlib import Path
from threading import active_count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plan_tracker.loading.loaded import Read


class ReadAhead:
    """Begins to read a folder at once; `result` waits for what was read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._child, self._pipe = _begin(folder) if _can_fork() else (0, -1)

    def result(self) -> "Read":
        """What the folder holds, read by this process where the other one could not."""
        written = _received(self._child, self._pipe) if self._child else b""
        if written:
            read: Read = pickle.loads(written)
            return read
        from plan_tracker.loading.folder import read_folder

        return read_folder(self._folder)


def _can_fork() -> bool:
    """Only where a copy of this process is safe and has a processor of its own."""
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1 and active_count() == 1


def _begin(folder: Path) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    # Whatever happens here, the first process finds out by itself: it reads what this one did not.
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(_read(folder))
    finally:
        os._exit(0)


def _read(folder: Path) -> bytes:
    """What was read, as bytes; none where there are tables, too large to be handed over."""
    from plan_tracker.loading.folder import read_small_folder

    read = read_small_folder(folder)
    return b"" if read is None else pickle.dumps(read, protocol=pickle.HIGHEST_PROTOCOL)


def _received(child: int, pipe: int) -> bytes:
    with os.fdopen(pipe, "rb") as source:
        written = source.read()
    os.waitpid(child, 0)
    return written
