"""What a folder without a plan is told: by `tracker` alone, and by every command that needs one."""

import os
from pathlib import Path

import pytest

from plan_tracker.cli import main


def test_tracker_alone_says_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main([]) == 0
    told = capsys.readouterr().out
    assert "no plan in this folder" in told and "tracker init " in told
    assert max(map(len, told.splitlines())) <= 100

    assert main(["init"]) == 0
    capsys.readouterr()
    assert main([]) == 0
    assert "tracker status" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("made", "start", "message"),
    [
        ((), ".", ".: there is no plan in this folder, which would hold targets/ and seeds/: "
         "`tracker init` begins one with an example\n"),
        (("targets", "seeds"), "seeds", ".: the plan is one folder up: name it, "),
        (("targets",), ".", "seeds: there is no such folder: make it\n"),
    ],
)  # fmt: skip
def test_what_is_missing_is_one_problem(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    made: tuple[str, ...],
    start: str,
    message: str,
) -> None:
    for name in made:
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / start)
    for command in ("status", "check", "figures"):
        assert main([command]) == 2
        told = capsys.readouterr().err
        assert told.startswith(message) and told.count(os.linesep) == 1
