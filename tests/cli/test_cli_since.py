"""`tracker check --since REV`, with a real git."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from shipped_copy import copy_shipped
from transcript import run

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
Git = Callable[..., str]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """The plan in a folder of a repository, all of it committed."""
    folder = copy_shipped(tmp_path / "re po" / "pl an")
    _git(folder.parent, "init", "--quiet", "-b", "main")
    _commit(folder)
    return folder


def _git(folder: Path, *words: str) -> None:
    names = ("user.name=A", "user.email=a@example.org", "commit.gpgsign=false")
    options = [part for name in names for part in ("-c", name)]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *options, *words], cwd=folder, env=environment, check=True)


def _commit(plan: Path) -> None:
    _git(plan, "add", "-A")
    _git(plan, "commit", "--quiet", "-m", "x")


def _new(plan: Path, revision: str = "HEAD") -> list[str]:
    found = run(f"tracker check --since {revision} --plan '{plan}' --format json")
    assert found.code in (0, 1), found.err
    return [each["code"] for each in json.loads(found.out)["findings"]]


def test_what_was_there_before_is_not_new(plan: Path) -> None:
    found = run(f"tracker check --since HEAD --plan '{plan}'")
    assert found.code == 0
    assert "0 errors, 0 warnings, 0 notes" in found.out


def test_only_what_is_new_and_moved_lines_are_not(plan: Path) -> None:
    file = plan / "seeds" / "mic-2023-h1.yaml"
    text = file.read_text("utf-8")
    file.write_text(f"# a line\n{text}".replace("63/63 tỉnh", "64/63 tỉnh", 1), "utf-8")
    new = _new(plan)
    assert "PT208" in new and "PT201" not in new
    assert run(f"tracker check --since HEAD --plan '{plan}'").code == 1
    _commit(plan)
    assert _new(plan) == []
    assert _new(plan, "HEAD~1") == new


def test_git_itself_is_left_as_it_was(plan: Path) -> None:
    def state() -> str:
        words = ["git", "status", "--porcelain=v2", "--branch"]
        return subprocess.run(words, cwd=plan, capture_output=True, text=True, check=True).stdout

    (plan / "seeds" / "staged.yaml").write_text("source: {id: s, locale: vi}\n", "utf-8")
    _git(plan, "add", "-A")
    before = state()
    assert _new(plan) == []
    assert state() == before


def test_without_a_plan_then_everything_is_new(plan: Path) -> None:
    _git(plan, "rm", "-rq", "--cached", "targets", "seeds")
    (plan / "other").write_text("x")
    _git(plan, "add", "other")
    _git(plan, "commit", "--quiet", "-m", "no plan")
    assert "PT201" in _new(plan)


def test_with_a_broken_plan_then_everything_is_new_and_that_is_said(plan: Path) -> None:
    file = plan / "seeds" / "mic-2017.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("locale: vi", "locale: xx"), "utf-8")
    _commit(plan)
    file.write_text(text, "utf-8")
    found = run(f"tracker check --since HEAD --plan '{plan}'")
    assert found.code == 1
    assert found.err == "at HEAD the plan could not be used: every finding counts as new\n"


@pytest.mark.parametrize(
    "revision", ["nowhere", "--help", "--output=pwned", "-", "''", "'$(touch pwned)'", "HEAD:seeds"]
)
def test_what_is_no_revision_is_refused(plan: Path, revision: str) -> None:
    found = run(f"tracker check --since={revision} --plan '{plan}'")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("--since: ")
    assert not list(plan.parent.rglob("pwned"))


def test_outside_a_repository(tmp_path: Path) -> None:
    found = run(f"tracker check --since HEAD --plan {copy_shipped(tmp_path)}")
    assert (found.code, found.out) == (2, "")
    assert "not a git repository" in found.err
