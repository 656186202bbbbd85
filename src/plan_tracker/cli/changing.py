"""One change of a plan at a time, each from what is there now."""

import os
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from plan_tracker.cli.output import refuse, refuse_old, tell
from plan_tracker.cli.waiting import Waiting
from plan_tracker.cli.whole_files import Page, clear_unfinished, replace_files
from plan_tracker.inputs.regular import UnusableFileError, read_bytes, reason
from plan_tracker.model.text import Text, phrase, reason_of

_PATIENCE = 120.0  # seconds; a change takes one or two, on a busy machine ten
_PAUSE = 0.05  # seconds
_FOLDER = getattr(os, "O_DIRECTORY", 0)  # a pipe would be waited for


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """While this is entered, no other command changes files of a folder: they wait.

    What a change depends on is read inside. The folder itself is locked, so that no file is left
    behind, and the system unlocks it when the process ends, however it does. Ends the command where
    another one does not come to an end. A folder that is not there is not locked.
    """
    try:
        descriptor = os.open(folder, os.O_RDONLY | _FOLDER)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        yield  # what is wrong with it is said where it is read
        return
    except OSError as error:
        tell(_unlocked(folder, reason(error)))
        yield
        return
    try:
        _lock(descriptor, folder)
        yield
    finally:
        _unlock(descriptor)
        os.close(descriptor)


def read_whole(file: Path, plan: Path) -> str:
    """The text of a file of a plan, line endings as they are. Ends the command where it is none."""
    from plan_tracker.inputs.text import LARGEST_FILE

    try:
        return read_bytes(file, LARGEST_FILE, within=plan).decode()
    except UnusableFileError as error:
        refuse(phrase("{file}: {reason}", file=str(file), reason=reason_of(error)))
    except UnicodeDecodeError:
        refuse(phrase("{file}: is not UTF-8 text", file=str(file)))


def replace(pages: Mapping[Path, Page], only_new: Collection[Path] = ()) -> None:
    """Put whole new files in the place of old ones, once all of them are written.

    Those of `only_new` take the place of none, which may be there by now.

    Ends the command where that cannot be done. What a run that was killed has left is deleted.
    """
    for file in map(Path, map(os.path.realpath, pages)):
        clear_unfinished(file.parent, file.name)
    try:
        replace_files(pages, only_new)
    except FileExistsError as error:
        refuse_old(Path(error.filename2 or error.filename))
    except OSError as error:
        refuse(f"{', '.join(map(str, pages))}: cannot be written: {error.strerror}")


def _lock(descriptor: int, folder: Path) -> None:
    """Wait until nobody else has the lock, and take it."""
    try:
        if _taken(descriptor):
            return
        give_up = time.monotonic() + _PATIENCE
        with Waiting(sys.stderr) as waiting:
            waiting.step("Waiting for another tracker")
            while not _taken(descriptor):
                if time.monotonic() > give_up:
                    busy = phrase(
                        "{folder}: another tracker has been changing files here for {seconds} "
                        "seconds: try again when it has ended"
                    )
                    refuse(busy.filled(folder=str(folder), seconds=f"{_PATIENCE:.0f}"))
                time.sleep(_PAUSE)
    except OSError as error:
        tell(_unlocked(folder, reason(error)))


def _taken(descriptor: int) -> bool:
    """Whether the lock was free, and is ours now. Raises OSError where there are no locks."""
    try:
        import fcntl
    except ModuleNotFoundError:
        raise OSError(0, "the system has no such locks") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _unlock(descriptor: int) -> None:
    """Free the lock even where a copy of this process still has the folder open."""
    with suppress(ModuleNotFoundError, OSError):
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _unlocked(folder: Path, why: str) -> Text:
    return phrase(
        "{folder}: cannot be locked ({why}): let nobody else change files there meanwhile",
        folder=str(folder),
        why=why,
    )
