"""Where results and messages go: stdout or a file, and stderr."""

import errno
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal, NoReturn, TextIO, TypeVar

import typer

from plan_tracker.cli.speech import say
from plan_tracker.cli.whole_files import Page, create_file, pieces, replace_files
from plan_tracker.inputs.regular import not_regular
from plan_tracker.model.place import Problem
from plan_tracker.model.text import OR, Listed, Text, phrase
from plan_tracker.report.writing.endings import ENDINGS
from plan_tracker.report.writing.harmless import harmless
from plan_tracker.report.writing.screen import Screen

COULD_NOT_RUN = 2
MOST_PROBLEMS = 50  # of a file that are told one by one; of the rest their number
_WIDTH = 100
_WIDEST = 1_000  # columns; a terminal says what it likes
_STDOUT = Path("-")  # in the place of a file
_COMMAND = re.compile(r"^(\s*)::", re.MULTILINE)  # begins a line that GitHub takes as a command
_BYTE_ORDER_MARK = "\ufeff"

Format = TypeVar("Format", bound=str)
Writer = Callable[[Screen], Page]


def open_streams() -> None:
    """Make stdout and stderr fit to write to, whatever the program was started with."""
    _take_closed_places()
    _speak_utf8()


def _take_closed_places() -> None:
    """Let no file that a command opens get the place of a stream that is closed.

    What is said to a closed stderr goes nowhere; a closed stdout refuses whatever is written to it.
    """
    if sys.stdin is None:
        sys.stdin = _placeholder(os.O_RDONLY, "r")
    if sys.stdout is None:
        sys.stdout = _placeholder(os.O_RDONLY, "w")
    if sys.stderr is None:
        sys.stderr = _placeholder(os.O_WRONLY, "w")


def _placeholder(access: int, mode: Literal["r", "w"]) -> TextIO:
    """A stream on the lowest place that is free: of three streams, the first that is closed."""
    return os.fdopen(os.open(os.devnull, access), mode, encoding="utf-8")


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale, unless a terminal says that it cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def refuse(*messages: str | Text) -> NoReturn:
    """End the command because it could not run, with every reason on stderr."""
    for message in messages:
        tell(message)
    raise typer.Exit(COULD_NOT_RUN)


class UnusableFilesError(typer.Exit):
    """The end of a command that could not use its files; `problems` says why not."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(COULD_NOT_RUN)
        self.problems = tuple(problems)


def refuse_problems(problems: Sequence[Problem]) -> NoReturn:
    """End the command because of problems, of which those of a file may be too many to tell."""
    counts = Counter(problem.place.path for problem in problems)
    # To say that there is one more takes as long as to tell it, and it may be a count of others.
    left = {file: count - MOST_PROBLEMS for file, count in counts.items()}
    told = Counter[str]()
    for problem in problems:
        file = problem.place.path
        told[file] += 1
        if told[file] <= MOST_PROBLEMS or left[file] == 1:
            tell(problem.told)
    for file, count in left.items():
        if count > 1:
            more = phrase("{file}: and {more} more problems: mend these first")
            tell(more.filled(file=file, more=f"{count:,}"))
    raise UnusableFilesError(problems)


def tell(message: str | Text) -> None:
    """Say something on stderr."""
    with suppress(OSError):  # nobody reads it, or there is no room for it
        typer.echo(_no_commands(harmless(say(message))), err=True)


def announce(message: str | Text) -> None:
    """Say on stdout what was done."""
    typer.echo(say(message))


def write(
    writers: Mapping[Format, Writer],
    given: Format | None,
    file: Path | None,
    *,
    only_new: Collection[Format] = (),
) -> None:
    """Write in the format that is given or that the file's ending names, else in the first.

    A file in a format of `only_new` must not be there yet. Ends the command where the command has
    no such format, or the file cannot be written.
    """
    file = None if file == _STDOUT else file
    name = format_of(writers, given, file)
    if file is None:
        page = writers[name](_screen(sys.stdout))
        if isinstance(page, bytes):
            refuse(phrase("{name} is no text: add -o FILE.{name}", name=name))
        print_text(page, commands=name == "github", is_json=name in ("json", "sarif"))
        return
    try:
        page = writers[name](Screen(_WIDTH))
    except OSError as error:
        refuse(_cannot_be_written(file, error.strerror or str(error)))
    # Without the mark, spreadsheet programs take the letters of a CSV file for others.
    page = _BYTE_ORDER_MARK + page if isinstance(page, str) and name == "csv" else page
    try:
        if name in only_new:
            create_file(file, page)
        else:
            replace_files({file: page})
    except FileExistsError:
        refuse_old(file)
    except OSError as error:
        refuse(_cannot_be_written(file, error.strerror))


def refuse_old(file: Path) -> NoReturn:
    """End the command because a file is there that it would have to write over."""
    held = phrase("{file}: is there already, and may hold work by hand: name another file")
    refuse(held.filled(file=str(file)))


def _cannot_be_written(file: Path, why: str | None) -> Text:
    return phrase("{file}: cannot be written: {why}", file=str(file), why=why or "")


def add_to(file: Path, text: str) -> None:
    """Add to the end of a file that others write to as well, in one go.

    Ends the command where that cannot be done.
    """
    try:
        with file.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as end:
            end.write(text)
    except OSError as error:
        refuse(_cannot_be_written(file, error.strerror))


def named_by_ending(file: Path | None) -> str:
    """The format that a file's ending names; none without a file, or of another ending."""
    return "" if file is None else ENDINGS.get(file.suffix.lower(), "")


def format_of(formats: Iterable[Format], given: Format | None, file: Path | None) -> Format:
    """The format that is given or that the file's ending names, else the first.

    Ends the command where the ending names none of them, or another than is given.
    """
    by_name = {str(name): name for name in formats}
    if file is None:
        return given or next(iter(by_name.values()))
    named = by_name.get(ENDINGS.get(file.suffix.lower(), ""))
    if named is None and given is not None and not_regular(file):
        return by_name[given]  # a pipe or a device has no ending
    if named is None:
        endings = [ending for ending, name in ENDINGS.items() if name in by_name]
        unnamed = phrase("{file}: the ending names no format: end it with {endings}")
        refuse(unnamed.filled(file=str(file), endings=Listed(endings, OR, OR)))
    if given not in (None, named):
        both = phrase("{file}: the ending says {named}, but --format says {given}: leave one out")
        refuse(both.filled(file=str(file), named=named, given=str(given)))
    return named


def _screen(stream: TextIO) -> Screen:
    on_terminal = stream.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    encoding = (stream.encoding or "utf-8").lower().replace("-", "")
    return Screen(_width(stream), color=on_terminal and not plain, unicode=encoding == "utf8")


def _width(stream: TextIO) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdecimal() and 0 < len(columns) < 10 and int(columns):
        return min(int(columns), _WIDEST)
    if stream.isatty():
        with suppress(OSError, ValueError):
            return min(os.get_terminal_size(stream.fileno()).columns, _WIDEST) or _WIDTH
    return _WIDTH


def print_text(page: str | Iterable[str], *, commands: bool = False, is_json: bool = False) -> None:
    """Write to stdout. A reader that closes the pipe has seen enough: that is no error.

    `commands` says that lines are meant as commands to the platform that runs this.
    """
    try:
        for text in pieces(page):
            sys.stdout.write(text if commands else _no_commands(text, is_json=is_json))
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_the_rest()
    except OSError as error:
        refuse(unwritten(error))


def unwritten(error: OSError) -> str:
    """Why stdout cannot be written to; what has not been written to it yet is dropped."""
    _drop_the_rest()
    if error.errno == errno.EBADF:
        return "the output cannot be written: stdout is closed: send it to a file, or to /dev/null"
    return f"the output cannot be written: {error.strerror}"


def _no_commands(text: str, *, is_json: bool = False) -> str:
    """The text so that GitHub takes no line of it for a command, where it runs this."""
    if not os.environ.get("GITHUB_ACTIONS"):
        return text
    apart = "\\u0023#[" if is_json else "# #["
    return _COMMAND.sub(r"\1: :", text.replace("##[", apart))


def _drop_the_rest() -> None:
    """What is still buffered goes nowhere when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
