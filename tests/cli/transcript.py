"""Transcripts: what a command line prints, as a data file.

A file in `transcripts/` begins with the command line, perhaps with variables before it, and goes
on with the exit code, stdout and stderr. After a change that is meant, write all of them anew:

    PYTHONPATH=src python tests/cli/transcript.py

and read the difference. A new one: write its first line alone into a new file, then do the same.
"""

import contextlib
import io
import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from plan_tracker.cli import main

FOLDER = Path(__file__).parent / "transcripts"
PLANS = Path(__file__).parent / "plans"
_TOP = "CI_PROJECT_DIR"  # files are named from here, wherever the plans lie
_OURS = (
    "COLUMNS",
    "NO_COLOR",
    "FORCE_COLOR",
    "GITHUB_ACTIONS",
    "TERM",
    "LC_ALL",
    "LC_MESSAGES",
    "LANG",
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command line came to."""

    code: int
    out: str
    err: str

    def __str__(self) -> str:
        return f"[exit {self.code}]\n[stdout]\n{self.out}[stderr]\n{self.err}"


def run(line: str) -> Outcome:
    """Run `[NAME=value …] tracker …` in the folder of the test plans."""
    words = shlex.split(line)
    start = words.index("tracker")
    variables = dict(word.split("=", 1) for word in words[:start])
    kept = {name: value for name, value in os.environ.items() if name not in _OURS}
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, {_TOP: str(PLANS)} | kept | variables, clear=True),
        contextlib.chdir(PLANS),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = main(words[start + 1 :])
    return Outcome(code, out.getvalue(), err.getvalue())


def command_of(file: Path) -> str:
    """The command line of a transcript."""
    return file.read_text(encoding="utf-8").partition("\n")[0]


def transcribe(line: str) -> str:
    """The whole transcript of a command line."""
    return f"{line}\n{run(line)}"


if __name__ == "__main__":
    for file in sorted(FOLDER.glob("*.txt")):
        file.write_text(transcribe(command_of(file)), encoding="utf-8")
