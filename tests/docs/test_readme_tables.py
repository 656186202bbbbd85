"""What README shows of a check is what the command says, and its picture is of that page."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from page_picture import page
from plan_tracker.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
SHOWN = re.findall(r"^\$ (tracker check docs/.*)\n((?:.*\n)*?)…\n", README, flags=re.MULTILINE)
WRONG = ("608.2", "109.2", "48.2", "306.1")


@pytest.mark.parametrize(("line", "shown"), SHOWN)
def test_what_is_shown_is_said(
    line: str, shown: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    assert main(shlex.split(line)[1:]) == 1
    said = capsys.readouterr().out
    assert said.startswith(shown)
    errors = re.findall(r": error PT301 .*\n.*: (\S+)\n", said)
    assert sorted(errors) == sorted(WRONG)


def test_a_command_is_shown() -> None:
    assert SHOWN


def test_the_picture_is_of_the_page_that_is_written() -> None:
    html = page()
    assert all(f'error" href="#finding-{n}"><mark>' in html for n in range(1, 5))
    # In a process of its own, as a command writes it.
    script = ROOT / "docs" / "page_picture.py"
    done = subprocess.run([sys.executable, str(script), "--check"], check=False)
    assert done.returncode == 0
