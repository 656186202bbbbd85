"""Who waits at a terminal sees how far it is, and nobody else does."""

from io import StringIO
from threading import Event

import pytest

from plan_tracker.cli.waiting import Waiting


class Terminal(StringIO):
    """A terminal that knows when the last step is to be seen on it."""

    def __init__(self) -> None:
        super().__init__()
        self.shows_the_last_step = Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str, /) -> int:
        if "7" in text:
            self.shows_the_last_step.set()
        return super().write(text)


def test_a_terminal_shows_the_last_step_and_is_left_clean(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    with Waiting(terminal, 0.01) as waiting:
        waiting.step("Comparing")
        waiting.step("Searching", 3, 7)
        terminal.shows_the_last_step.wait()
    shown = terminal.getvalue()
    assert "Searching: 3 of 7" in shown
    assert shown.rstrip().endswith("\x1b[2K")  # the line is erased


@pytest.mark.parametrize(
    ("stream", "term", "patience"),
    [(StringIO(), "xterm", 0.0), (Terminal(), "dumb", 0.0), (Terminal(), "xterm", 1e6)],
    ids=["no terminal", "a dumb terminal", "done before patience ends"],
)
def test_nothing_is_shown_otherwise(
    stream: StringIO, term: str, patience: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    with Waiting(stream, patience) as waiting:
        waiting.step("Searching", 3, 7)
    assert stream.getvalue() == ""
