"""Manual pages: one for each command, with every option and example, and no fault of form."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from plan_tracker.cli.app import EXIT_CODES, app

MAN = Path(__file__).parents[2] / "man"
COMMANDS: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]
PAGES = sorted(MAN.iterdir())
needs_groff = pytest.mark.skipif(shutil.which("groff") is None, reason="there is no groff")


def _shown(page: Path) -> str:
    """What a reader sees, on lines so long that no word is broken."""
    made = subprocess.run(
        ["groff", "-ww", "-man", "-Tutf8", "-P-cbou", "-rLL=2000n", "-rHY=0", str(page)],
        capture_output=True, text=True, check=True, encoding="utf-8",
    )  # fmt: skip
    assert made.stderr == ""
    return made.stdout.replace("‐", "-")


def test_every_command_has_a_page_and_no_page_is_left_over() -> None:
    assert {page.name for page in PAGES} == {"tracker.1", *(f"tracker-{n}.1" for n in COMMANDS)}


@needs_groff
@pytest.mark.parametrize("name", COMMANDS)
def test_a_page_shows_every_option_and_example_as_it_is_typed(name: str) -> None:
    command = COMMANDS[name]
    shown = _shown(MAN / f"tracker-{name}.1")
    lines = [line.strip() for line in shown.splitlines()]
    for each in re.findall(r"Example: (.*)", command.help):
        assert f"$ {each}" in lines
    for option in command.params:
        if option.param_type_name == "option":
            assert all(each in shown for each in option.opts)
        assert " ".join(option.help.split()) in " ".join(shown.split())
    for part in ("NAME", "SYNOPSIS", "OPTIONS", "EXIT STATUS", "EXAMPLES", "SEE ALSO"):
        assert part in lines
    for code, meaning in EXIT_CODES.items():
        assert f"{code}" in shown and meaning.replace("`", "") in shown


@needs_groff
def test_the_page_of_the_program_names_every_command() -> None:
    shown = _shown(MAN / "tracker.1")
    assert all(f"tracker-{name}(1)" in shown for name in COMMANDS)


@pytest.mark.skipif(shutil.which("man") is None, reason="there is no man")
def test_man_shows_a_page() -> None:
    found = subprocess.run(
        ["man", "-l", str(MAN / "tracker-check.1")],
        capture_output=True, text=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert found.returncode == 0, found.stderr
    assert "Which reported figures cannot all be true?" in found.stdout
