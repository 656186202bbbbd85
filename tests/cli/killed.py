"""Runs a command again and again, each time killed (or failing) one step later than before.

    python killed.py kill|fail FOLDER COMMAND…

A step is whatever makes, names, changes or deletes a file below FOLDER, whose content is the same
at the beginning of each run. Prints a JSON list with, of each run, how it ended, what was there
then, how the same command ended after it, and what was there in the end: the last run is whole.
"""

import contextlib
import io
import itertools
import json
import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

from plan_tracker.cli import main
from plan_tracker.cli.copied_process import stay_single

_STEPS = {"open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir", "os.chmod", "fsync"}


def _files(folder: Path) -> dict[str, str]:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): file.read_text("utf-8") for file in files}


def _mark(folder: Path) -> Path:
    """A file that says that a run was stopped."""
    return folder.with_name(f"{folder.name}-stopped")


def _stop_at(last: int, how: str, folder: Path) -> None:
    steps = itertools.count(1)
    main_process = os.getpid()

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event not in _STEPS or os.getpid() != main_process:
            return
        if event == "open" and not arguments[2] & (os.O_WRONLY | os.O_RDWR):
            return
        named = [str(name) for name in arguments[:2] if isinstance(name, str | Path)]
        below = any(Path(name).absolute().is_relative_to(folder) for name in named)
        if (below or event == "fsync") and next(steps) == last:
            _mark(folder).touch()
            if how == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(28, "No space left on device")

    # No test cuts the power: the disk need not be waited for.
    os.fsync = lambda descriptor: sys.audit("fsync", descriptor)  # type: ignore[assignment]
    sys.addaudithook(watch)


def _run(words: list[str], last: int, how: str, folder: Path) -> int:
    """How a command ends in a process of its own: its exit code, or a negative signal."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with contextlib.redirect_stdout(io.StringIO()):
        if last:
            _stop_at(last, how, folder)
        os._exit(main(words))


if __name__ == "__main__":
    how, folder, words = sys.argv[1], Path(sys.argv[2]), sys.argv[3:]
    kept = folder.with_name(f"{folder.name}-kept")
    shutil.copytree(folder, kept)
    stay_single()
    with contextlib.redirect_stdout(io.StringIO()):
        main(words)  # so that all is imported once, not in every run
    runs: list[Any] = []
    for last in itertools.count(1):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept, folder)
        _mark(folder).unlink(missing_ok=True)
        ended, then = _run(words, last, how, folder), _files(folder)
        again = _run(words, 0, how, folder)
        runs.append([ended, then, again, _files(folder)])
        if not _mark(folder).exists():
            break
    print(json.dumps(runs))
