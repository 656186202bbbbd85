"""Completion as shells do it: their own script, in the shell itself where it is there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.transcript import PLANS

ROOT = Path(__file__).parents[2]
SCRIPTS = {
    # Each says one by one what the shell would offer for the words that it is given.
    "bash": """
eval "$(_TRACKER_COMPLETE=source_bash tracker)"
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_tracker_completion tracker
printf '%s\\n' "${COMPREPLY[@]}"
""",
    "zsh": """
compdef() { : }
_arguments() { print -r -- "$@" }
eval "$(_TRACKER_COMPLETE=source_zsh tracker)"
words=("$@") CURRENT=$#
_tracker_completion | sed 's/^\\*: :((//; s/))$//; s/"//g; s/:.*//' | tr ' ' '\\n'
""",
    "fish": """
_TRACKER_COMPLETE=source_fish tracker | source
complete -C (string join ' ' -- $argv[2..]) | string split -f 1 \\t
""",
}
SHELLS = [shell for shell in SCRIPTS if shutil.which(shell)]
HOSTILE = ("$(touch pwned)", "`touch pwned`", "a'b", 'a"b', "a;touch pwned", "a b", "*")


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the command in it."""
    folder = tmp_path_factory.mktemp("bin")
    (folder / "tracker").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m plan_tracker "$@"\n')
    (folder / "tracker").chmod(0o755)
    return folder


def _offered(tracker: Path, shell: str, folder: Path, *words: str) -> list[str]:
    plain = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    environment = {
        **os.environ, "PATH": f"{tracker}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(sys.path), "HOME": str(tracker),
    }  # fmt: skip
    given = ["shell", *words] if shell != "fish" else ["-c", SCRIPTS[shell], "shell", *words]
    command = [shell, *plain, *(["-c", SCRIPTS[shell]] if shell != "fish" else []), *given]
    found = subprocess.run(
        command, env=environment, cwd=folder, capture_output=True, text=True, check=False
    )
    assert found.stderr == ""
    return found.stdout.split("\n")[:-1]


@pytest.mark.parametrize("shell", SCRIPTS)
def test_a_shell_is_here_to_be_asked(shell: str) -> None:
    if shell not in SHELLS:
        pytest.skip(f"{shell} is not installed, so nothing is completed in it: apt install {shell}")


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (("st",), ["status"]),
        (("check", "--fail-on", "w"), ["warning"]),
        (("explain", "tolls"), ["tolls-2024"]),
        (("explain", "h1#tolls."), ["h1#tolls.attainment"]),
        (("explain", "PT60"), ["PT601", "PT602", "PT603"]),
        (("fix", "h1#j"), ["h1#journeys", "h1#journeys.attainment"]),
        (("plot", "tolls"), ["tolls-2024"]),
        (("waive", "PT60"), ["PT601", "PT602", "PT603"]),
    ],
    ids=str,
)
def test_what_a_shell_offers(
    tracker: Path, shell: str, words: tuple[str, ...], offered: list[str]
) -> None:
    assert _offered(tracker, shell, PLANS / "contradictory", "tracker", *words) == offered


@pytest.mark.parametrize("shell", SHELLS)
def test_the_plan_that_is_named_is_looked_at(tracker: Path, shell: str) -> None:
    words = ("tracker", "explain", "--plan", str(PLANS / "fine"), "rail")
    assert _offered(tracker, shell, ROOT, *words) == ["rail-2024"]


@pytest.mark.parametrize("shell", SHELLS)
def test_no_name_of_a_plan_is_run(tracker: Path, shell: str, tmp_path: Path) -> None:
    shutil.copytree(PLANS / "contradictory", tmp_path, dirs_exist_ok=True)
    entries = "\n".join(
        f"  - {{id: '{each.replace(chr(39), chr(39) * 2)}', indicator: tolls, period: 2024}}"
        for each in HOSTILE
    )
    (tmp_path / "targets" / "b.yaml").write_text(f"targets:\n{entries}\n", "utf-8")
    offered = _offered(tracker, shell, tmp_path, "tracker", "explain", "")
    assert "tolls-2024" in offered
    assert not set(HOSTILE) & set(offered)
    assert not list(tmp_path.rglob("pwned"))
