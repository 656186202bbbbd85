"""A progress bar on stderr, for those who wait at a terminal for more than two seconds."""

import os
from threading import Lock, Timer
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 2.0  # seconds


class Waiting:
    """While it is entered, shows what `step` has said last; nothing where nobody can see it."""

    def __init__(self, stream: TextIO, patience: float = _PATIENCE) -> None:
        self._stream = stream
        self._timer = Timer(patience, self._show)
        self._timer.daemon = True
        self._lock = Lock()
        self._bar: Progress | None = None
        self._step: tuple[str, int, int] = ("", 0, 0)

    def __enter__(self) -> Self:
        if self._stream.isatty() and os.environ.get("TERM") != "dumb":
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        if self._timer.is_alive():
            self._timer.join()  # a process with threads cannot be copied
        with self._lock:
            if self._bar is not None:
                self._bar.stop()

    def step(self, name: str, done: int = 0, of: int = 0) -> None:
        """Say what is being done, and how many of how many such steps are; 0 of 0 is not known."""
        with self._lock:
            self._step = name, done, of
            self._update()

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(file=self._stream, force_terminal=True, highlight=False)
        columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
        with self._lock:
            self._bar = Progress(*columns, console=console, transient=True)
            self._bar.add_task("", total=None)
            self._update()
            self._bar.start()

    def _update(self) -> None:
        if self._bar is not None:
            name, done, of = self._step
            counted = f"{name}: {done:,} of {of:,}" if of else name
            self._bar.update(
                self._bar.task_ids[0], description=counted, completed=done, total=of or None
            )
