"""The commands together, and what becomes of whatever goes wrong."""

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.main import get_command

from plan_tracker.cli import INTERRUPTED, UNUSABLE, interruptions
from plan_tracker.cli.add import add
from plan_tracker.cli.beginning import beginning
from plan_tracker.cli.check import check
from plan_tracker.cli.diff import diff
from plan_tracker.cli.explain import explain
from plan_tracker.cli.extract import extract
from plan_tracker.cli.figures import figures
from plan_tracker.cli.fix import fix
from plan_tracker.cli.init import init
from plan_tracker.cli.manual import in_words
from plan_tracker.cli.output import COULD_NOT_RUN, announce, open_streams, tell, unwritten
from plan_tracker.cli.plot import plot
from plan_tracker.cli.read import read
from plan_tracker.cli.schema import schema
from plan_tracker.cli.speech import language_of, speak
from plan_tracker.cli.status import status
from plan_tracker.cli.trace import trace
from plan_tracker.cli.waive import waive
from plan_tracker.inputs.memory import allowed_memory
from plan_tracker.language.error import LanguageError
from plan_tracker.version import __version__

OUR_BUG = 3
_LEAST_MEMORY = 350_000_000  # bytes that a process may address
_NO_MEMORY = ("failed to map segment", "annot allocate memory", "an't start new thread")
# What may have other reasons, but hardly has where little memory is allowed.
_NO_MEMORY_WHERE_LIMITED = ("error return without exception set", "libz3")
EXIT_CODES = {
    0: "done; for `check`, no finding is as bad as `--fail-on` says",
    1: "`check` has findings as bad as `--fail-on` says, or worse",
    UNUSABLE: (
        "could not run: a file, an option or a place to write is wrong, which stderr tells in full"
    ),
    OUR_BUG: "a bug of the program's own; it names the file that has the details",
    INTERRUPTED: "interrupted",
}

app = typer.Typer(
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    init, status, check, add, figures, read, explain, plot, diff, extract, trace, fix, waive,
    schema,
):  # fmt: skip
    app.command()(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tracker {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def tracker(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and exit."
        ),
    ] = False,
) -> None:
    """How far is a public plan, and do the reported numbers even add up?

    Run in the folder that holds targets/ and seeds/, or name it: tracker status DIR.
    """
    if context.invoked_subcommand is None:
        announce(beginning(Path()))


def run(argv: Sequence[str] | None = None) -> int:
    """Run `tracker` with arguments (default: the program's own) and return its exit code."""
    open_streams()
    if _is_too_narrow():
        tell(f"there is not enough memory: allow {_LEAST_MEMORY:,} bytes (ulimit -v) or more")
        return COULD_NOT_RUN
    collecting = gc.isenabled()
    # A command lives for a second or two: looking for garbage takes a sixth of that and finds none.
    gc.disable()
    try:
        words = sys.argv[1:] if argv is None else list(argv)
        speak(language_of(words, os.environ))
        in_words(get_command(app))(args=words, prog_name="tracker")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except LanguageError as error:
        tell(str(error))
        return COULD_NOT_RUN
    except Exception as error:
        if interruptions:
            return INTERRUPTED
        if _is_short_of_memory(error):
            tell("there is not enough memory for this: allow more, or give smaller files")
            return COULD_NOT_RUN
        # Help is written by typer. Whatever else cannot be read or written has a name.
        if isinstance(error, OSError) and error.errno and error.filename is None:
            tell(unwritten(error))
            return COULD_NOT_RUN
        tell(f"tracker: this is a bug in tracker itself; {_kept_traceback()}")
        return OUR_BUG
    finally:
        if collecting:
            gc.enable()
    return 0


def _is_too_narrow() -> bool:
    """Whether so little memory is allowed that libraries would end the program in their own way."""
    allowed = allowed_memory()
    return allowed is not None and allowed < _LEAST_MEMORY


def _is_short_of_memory(error: BaseException | None) -> bool:
    """Whether an error came of a lack of memory, which libraries tell in words of their own."""
    signs = _NO_MEMORY if allowed_memory() is None else _NO_MEMORY + _NO_MEMORY_WHERE_LIMITED
    while error is not None:
        if isinstance(error, MemoryError) or any(sign in str(error) for sign in signs):
            return True
        error = error.__cause__ or error.__context__
    return False


def _kept_traceback() -> str:
    """Where the traceback of the current exception was written, in words."""
    import tempfile
    import traceback

    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="backslashreplace",
            prefix="tracker-", suffix=".log", delete=False,
        ) as log:  # fmt: skip
            log.write(traceback.format_exc())
    except OSError as error:
        return f"its traceback could not be written: {error.strerror}"
    return f"please report it with {log.name}"
