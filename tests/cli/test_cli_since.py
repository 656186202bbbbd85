"""`tracker check --since REV`, with a real git."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.shipped_copy import copy_shipped
from tests.cli.transcript import run

if shutil.which("git") is None:
    pytest.skip("git is not installed: apt install git", allow_module_level=True)

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
    assert found.err.startswith("--since: git knows no revision ")
    assert not list(plan.parent.rglob("pwned"))


def test_outside_a_repository(tmp_path: Path) -> None:
    found = run(f"tracker check --since HEAD --plan {copy_shipped(tmp_path)}")
    assert (found.code, found.out) == (2, "")
    assert "not a git repository" in found.err


def test_a_renamed_file_and_a_worktree_bring_nothing_new(plan: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    _git(plan, "worktree", "add", "--quiet", str(tree))
    plan = tree / plan.name
    _git(plan, "mv", "seeds/mic-2023-h1.yaml", "seeds/renamed.yaml")
    assert _new(plan) == []
    assert (tree / ".git").is_file()


def test_a_link_to_the_plan_is_the_plan(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(plan)
    assert _new(tmp_path / "link") == []


def test_a_history_that_is_cut_off_is_said(plan: Path, tmp_path: Path) -> None:
    (plan / "more").write_text("x")
    _commit(plan)
    clone = tmp_path / "clone"
    _git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{plan.parent}", str(clone))
    found = run(f"tracker check --since HEAD~1 --plan '{clone / plan.name}'")
    assert (found.code, found.out) == (2, "")
    assert found.err == (
        "--since: the history here is cut off, and has no 'HEAD~1': fetch all of it, by "
        "`git fetch --unshallow` or, for actions/checkout, `fetch-depth: 0`\n"
    )
    assert _new(clone / plan.name, "HEAD") == []


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    plan = copy_shipped(tmp_path / "new")
    _git(plan, "init", "--quiet")
    found = run(f"tracker check --since HEAD --plan {plan}")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("--since: git knows no revision 'HEAD'")


def test_without_git_that_is_said(plan: Path, tmp_path: Path) -> None:
    found = run(f"PATH={tmp_path} tracker check --since HEAD --plan '{plan}'")
    assert (found.code, found.out) == (2, "")
    assert found.err == "--since needs git, which is not there: install it\n"


def test_a_note_on_one_statement_more_is_no_new_note(plan: Path) -> None:
    file = plan / "seeds" / "mic-2023-h1.yaml"
    text = file.read_text("utf-8")
    assert "ước đạt 45.405 tỷ đồng" in text
    # The note counts what the source calls an estimate; another one is read as it was.
    file.write_text(text.replace("ước đạt 45.405 tỷ đồng", "45.405 tỷ đồng"), "utf-8")
    assert not {"PT401", "PT403"}.intersection(_new(plan))
