"""What is installed: the wheel that is built, and programs that build on the functions."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "example.py"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, capture_output=True, check=True,
    )  # fmt: skip
    (file,) = folder.iterdir()
    with ZipFile(file) as archive:
        return set(archive.namelist())


def test_the_wheel_has_the_types_the_words_and_the_manual(wheel: set[str]) -> None:
    inside = {name.partition(".data/data/")[2] for name in wheel}
    assert {f"share/man/man1/{page.name}" for page in (ROOT / "man").iterdir()} <= inside
    source = ROOT / "src"
    ours = {
        str(file.relative_to(source))
        for file in source.rglob("*")
        if file.is_file() and file.suffix != ".pyc"
    }
    assert "plan_tracker/py.typed" in ours
    assert ours <= wheel


def test_a_strictly_typed_program_builds_on_the_functions(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        EXAMPLE.read_text("utf-8")
        + "\nwrong: str = plan_tracker.status(loaded).targets  # type: ignore[assignment]\n",
        "utf-8",
    )
    found = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-incremental", str(program)],
        cwd=tmp_path, env=os.environ | {"MYPYPATH": ""},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (found.returncode, found.stdout) == (0, "Success: no issues found in 1 source file\n")
