"""Work that a second process does while this one goes on with its own.

Importing pandas takes as long as reading a plan of some hundred figures. Both at once halve the
time that a command takes to start, where there are two processors.
"""

import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from plan_tracker.inputs.second_process import end_with

T = TypeVar("T")

# Libraries that start threads when they are imported, which a short command has no use for: a
# process with several threads must not be copied.
_SINGLE = {"OPENBLAS_NUM_THREADS": "1", "JE_ARROW_MALLOC_CONF": "background_thread:false"}


def stay_single() -> None:
    """Ask the libraries that are yet to be imported for no threads of their own."""
    for name, value in _SINGLE.items():
        os.environ.setdefault(name, value)


class CopiedProcess(Generic[T]):
    """Begins some work at once in a copy of this process; `result` waits for what came of it."""

    def __init__(self, work: Callable[[], T | None]) -> None:
        self._child, self._pipe = _begin(work) if _can_fork() else (0, -1)

    @property
    def begun(self) -> bool:
        """Whether there is a second process."""
        return self._child > 0

    def result(self) -> T | None:
        """What the work gave, which can be had once; None without a process, or where it failed."""
        if self._pipe < 0:
            return None
        with os.fdopen(self._pipe, "rb") as source:
            self._pipe = -1
            written = source.read()
        found: T | None = pickle.loads(written) if written else None
        return found

    def end(self) -> None:
        """Wait for the second process, where this one has begun it, and want nothing more of it."""
        if self._pipe >= 0:
            os.close(self._pipe)
            self._pipe = -1
        if self._child:
            os.waitpid(self._child, 0)
            self._child = 0


def _can_fork() -> bool:
    """Only where a copy of this process is safe and has a processor of its own."""
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1 and _threads() == 1


def _threads() -> int:
    return len(list(Path("/proc/self/task").iterdir()))


def _begin(work: Callable[[], T | None]) -> tuple[int, int]:
    reading, writing = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    # Whatever happens here, the first process finds out by itself: it does what this one did not.
    try:
        os.close(reading)
        end_with(parent)
        found = work()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(b"" if found is None else pickle.dumps(found, pickle.HIGHEST_PROTOCOL))
    finally:
        os._exit(0)
