"""The pages of a PDF, drawn in a process of its own.

PDFium is written in C: a small file can have it unfold gigabytes, or draw one form in another a
billion times, and nothing in this process could stop it. The other one has limits of time and
memory, which the system keeps.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator

from plan_tracker.documents.readers.drawing.pages import DrawnPage
from plan_tracker.documents.readers.limits import MOST_MEMORY_OF_PDF, MOST_SECONDS_OF_PDF
from plan_tracker.documents.readers.unreadable import UnreadableError

_CHILD = "plan_tracker.documents.readers.drawing.child"
_TOO_MUCH = "save it anew as PDF, or give the document that it was made from"
_KILLED = 9  # what ends a process that has gone on beyond its time; Windows has no such signal


def pages_apart(raw: bytes) -> Iterator[DrawnPage]:
    """The pages of a PDF. Raises UnreadableError, and ImportError without the extra."""
    import pypdfium2  # noqa: F401 - that it is missing is told here

    # Without -P, a folder in which the command is run could hold what is taken for our modules.
    numbers = map(str, (MOST_SECONDS_OF_PDF, MOST_MEMORY_OF_PDF, os.getpid()))
    command = [sys.executable, "-P", "-m", _CHILD, *numbers]
    try:
        child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError as error:
        message = f"needs a process of its own to be read, which cannot begin: {error.strerror}"
        raise UnreadableError(message) from error
    with child:
        try:
            yield from _told(child, raw)
        finally:
            child.kill()


def _told(child: subprocess.Popen[bytes], raw: bytes) -> Iterator[DrawnPage]:
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(len(raw).to_bytes(8, "big") + raw)
        child.stdin.flush()
        while (told := pickle.load(child.stdout)) is not None:
            if isinstance(told, str):
                raise UnreadableError(told)
            yield told
    except (OSError, EOFError, pickle.UnpicklingError):
        raise UnreadableError(_why_ended(child.wait())) from None


def _why_ended(code: int) -> str:
    """What is said of a file whose process the system has ended, or the library itself."""
    if -code in (_KILLED, getattr(signal, "SIGXCPU", _KILLED)):
        return f"takes more than {MOST_SECONDS_OF_PDF} seconds to be drawn: {_TOO_MUCH}"
    most = f"more than {MOST_MEMORY_OF_PDF:,} bytes of memory"
    return f"is a broken PDF, or takes {most} to be drawn: {_TOO_MUCH}"
