"""Where results and messages go: stdout or a file, and stderr."""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, TextIO, TypeVar

import typer

from plan_tracker.report.harmless import harmless
from plan_tracker.report.screen import Screen

COULD_NOT_RUN = 2
_WIDTH = 100
_ENDINGS = {
    ".txt": "text", ".md": "markdown", ".json": "json",
    ".yaml": "yaml", ".csv": "csv", ".xlsx": "xlsx",
}  # fmt: skip
_BYTE_ORDER_MARK = "\ufeff"

Format = TypeVar("Format", bound=str)
Writer = Callable[[Screen], str | bytes]


def speak_utf8() -> None:
    """Write UTF-8 whatever the locale, unless a terminal says that it cannot show it."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def refuse(*messages: str) -> NoReturn:
    """End the command because it could not run, with every reason on stderr."""
    for message in messages:
        typer.echo(harmless(message), err=True)
    raise typer.Exit(COULD_NOT_RUN)


def write(writers: Mapping[Format, Writer], given: Format | None, file: Path | None) -> None:
    """Write in the format that is given or that the file's ending names, else in the first.

    Ends the command where the command has no such format, or the file cannot be written.
    """
    name = _format(writers, given, file)
    if file is None:
        page = writers[name](_screen(sys.stdout))
        _print(page) if isinstance(page, str) else refuse(f"{name} is no text: add -o FILE.{name}")
        return
    page = writers[name](Screen(_WIDTH))
    # Without the mark, spreadsheet programs take the letters of a CSV file for others.
    page = _BYTE_ORDER_MARK + page if isinstance(page, str) and name == "csv" else page
    try:
        _replace(file, page)
    except OSError as error:
        refuse(f"{file}: cannot be written: {error.strerror}")


def _format(writers: Mapping[Format, Writer], given: Format | None, file: Path | None) -> Format:
    by_name = {str(name): name for name in writers}
    if file is None:
        return given or next(iter(writers))
    named = by_name.get(_ENDINGS.get(file.suffix.lower(), ""))
    if named is None:
        endings = [ending for ending, name in _ENDINGS.items() if name in by_name]
        refuse(f"{file}: the ending names no format: end it with {' or '.join(endings)}")
    if given not in (None, named):
        refuse(f"{file}: the ending says {named}, but --format says {given}: leave one out")
    return named


def _screen(stream: TextIO) -> Screen:
    on_terminal = stream.isatty()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    encoding = (stream.encoding or "utf-8").lower().replace("-", "")
    return Screen(_width(stream), color=on_terminal and not plain, unicode=encoding == "utf8")


def _width(stream: TextIO) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isdecimal() and int(columns):
        return int(columns)
    if stream.isatty():
        with suppress(OSError, ValueError):
            return os.get_terminal_size(stream.fileno()).columns or _WIDTH
    return _WIDTH


def _print(text: str) -> None:
    """A reader that closes the pipe has seen enough: that is no error."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered goes nowhere when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _replace(file: Path, page: str | bytes) -> None:
    """Put a whole new file in the place of the old one, never a half-written one."""
    target = file.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        raw = page if isinstance(page, bytes) else page.encode("utf-8", "backslashreplace")
        part.write_bytes(raw)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
