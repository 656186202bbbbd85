"""Reads the inputs of a folder one after another, and tells how each went.

    python fuzz/trial.py FOLDER FIRST

FOLDER/inputs.json lists the reader and the file of each; FIRST is where to begin. A line of JSON
is written for each: its number, seconds of the processor, megabytes that the process has had at
most, and what was raised that should have been told. What takes 20 seconds ends the process.

The records are all that comes out: what a reader prints goes into a file, also where a library or a
process of its own prints it past Python, and is told as a fault of the input.
"""

import contextlib
import io
import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

_MOST_SECONDS = 20
_MOST_MEMORY = 6_000_000_000  # bytes of addresses, of which the libraries take two thousand million
_EXIT_CODES = (0, 1, 2)


def _document(path: Path) -> None:
    from plan_tracker.documents.readers.reading import read_document

    document, problems = read_document(path)
    assert (document is None) == bool(problems), "problems beside a document, or neither"
    if document is not None:
        _ = document.text, document.prose, [table.grid.arrays for table in document.tables]


def _table(path: Path) -> None:
    from plan_tracker.grids.registry import sheets
    from plan_tracker.grids.table_file import open_table
    from plan_tracker.inputs.regular import UnusableFileError
    from plan_tracker.model.place import Place

    try:
        file = open_table(path)
    except UnusableFileError:
        return
    for sheet in sheets(file, Place("source.yaml"))[0]:
        _ = sheet.read().visible().arrays


def _plan(path: Path) -> None:
    from plan_tracker.loading.folder import load, load_waivers

    folder = next(parent for parent in path.parents if parent.name.startswith("plan"))
    load(folder)
    load_waivers(folder)


def _figure(path: Path) -> None:
    from plan_tracker.reading import read_printed

    text = path.read_bytes().decode("utf-8", "replace")
    for locale in ("vi", "en"):
        for kind in ("level", "growth", "multiple"):
            readings, problems = read_printed(text, locale, kind)
            assert readings or problems, "neither readings nor problems"


def _command(path: Path) -> None:
    from plan_tracker.cli import main

    told = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(told):
        code = main(["check", str(path), "--locale", "en"])
    assert code in _EXIT_CODES, f"exit code {code}: {told.getvalue()[-2000:]}"


_READERS: dict[str, Callable[[Path], None]] = {
    "document": _document,
    "table": _table,
    "long form": _plan,
    "plan": _plan,
    "read": _figure,
    "check": _command,
}


def _try(reader: str, path: Path, printed: IO[bytes]) -> str:
    """What was raised, or printed where only results may stand, or nothing."""
    before = os.fstat(printed.fileno()).st_size
    try:
        _READERS[reader](path)
    except BaseException:
        return traceback.format_exc()
    finally:
        sys.stdout.flush()
    text = os.pread(printed.fileno(), 200, before)
    return f"prints {text!r}" if text else ""


def main() -> None:
    """Try all inputs from the first one on."""
    folder, first = Path(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as records, TemporaryFile() as printed:
        os.dup2(printed.fileno(), 1)
        for number, (reader, name) in enumerate(json.loads((folder / "inputs.json").read_text())):
            if number < first:
                continue
            begun = time.process_time()
            hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
            resource.setrlimit(resource.RLIMIT_CPU, (round(begun) + _MOST_SECONDS, hard))
            raised = _try(reader, folder / name, printed)
            took = time.process_time() - begun
            most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
            print(json.dumps([number, took, most, raised]), file=records, flush=True)


if __name__ == "__main__":
    main()
