"""From files that no plan knows to what does not add up in them, or to every problem on stderr."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from plan_tracker.cli.output import refuse, tell
from plan_tracker.cli.waiting import Waiting
from plan_tracker.inputs.regular import is_there

PASTED = Path("-")
_PASTED_NAME = Path("pasted.csv")  # whatever separates its cells

if TYPE_CHECKING:
    from plan_tracker.grids.table_file import TableFile
    from plan_tracker.loading.drafted.files import Drafted
    from plan_tracker.reconcile.reconcile import Reconciled


def reconcile_files(paths: Sequence[Path]) -> "tuple[Drafted, Reconciled]":
    """What files say, and what of it cannot be true. Ends the command where one cannot be used."""
    from plan_tracker.loading.drafted.files import draft_files
    from plan_tracker.loading.frame.schema import frame_problems
    from plan_tracker.reconcile.reconcile import reconcile

    pasted = _pasted() if PASTED in paths else None
    paths = [pasted.path if pasted and path == PASTED else path for path in paths]
    refused = [problem for path in paths if (problem := _refusal(path, pasted))]
    if refused:
        refuse(*refused)
    with Waiting(sys.stderr) as waiting:
        waiting.step("Reading the files")
        drafted, problems = draft_files(paths, pasted)
        problems = problems or frame_problems(drafted.loaded.frame, drafted.loaded.statements)
        reconciled = reconcile(drafted.loaded, waiting.step) if not problems else None
    if reconciled is None:
        refuse(*map(str, problems))
    for reason in drafted.left_out:
        tell(f"left out: {reason}")
    return drafted, reconciled


def _pasted() -> "TableFile":
    """The text that is given on stdin. Ends the command where there is too much of it."""
    from plan_tracker.grids.table_file import LARGEST_TABLE, TableFile

    if sys.stdin.isatty():
        tell("Paste the table, then press Ctrl-D at the start of a line")
    raw = sys.stdin.buffer.read(LARGEST_TABLE + 1)
    if len(raw) > LARGEST_TABLE:
        refuse(f"-: more than {LARGEST_TABLE:,} bytes were given: give a file")
    return TableFile(_PASTED_NAME, raw)


def _refusal(path: Path, pasted: "TableFile | None") -> str:
    """Why a file cannot be read at all; empty where it may be."""
    from plan_tracker.grids.registry import endings, format_of

    if pasted is not None and path == pasted.path:
        return ""
    if not is_there(path):
        return f"{path}: there is no such file: correct the name"
    if path.is_dir():
        return f"{path}: is a folder: name one plan folder alone, or files"
    if format_of(path) is None:
        return f"{path}: is no table that can be read: give a {', '.join(endings())} file"
    return ""
