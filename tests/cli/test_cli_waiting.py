"""Who waits at a terminal sees how far it is, and nobody else does."""

from io import StringIO
from time import sleep

import pytest

from plan_tracker.cli.waiting import Waiting


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def wait(stream: StringIO, patience: float) -> str:
    with Waiting(stream, patience) as waiting:
        waiting.step("Comparing")
        for _ in range(100):
            waiting.step("Searching", 3, 7)
            if "7" in stream.getvalue():
                break
            sleep(0.02 if patience < 1 else 0)
    return stream.getvalue()


def test_a_terminal_shows_the_last_step_and_is_left_clean(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    shown = wait(Terminal(), 0.01)
    assert "Searching: 3 of 7" in shown
    assert shown.rstrip().endswith("\x1b[2K")  # the line is erased


@pytest.mark.parametrize(
    ("stream", "term", "patience"),
    [(StringIO(), "xterm", 0.01), (Terminal(), "dumb", 0.01), (Terminal(), "xterm", 60)],
    ids=["no terminal", "a dumb terminal", "done at once"],
)
def test_nothing_is_shown_otherwise(
    stream: StringIO, term: str, patience: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.setattr("test_cli_waiting.sleep", lambda _: None)
    assert wait(stream, patience) == ""
