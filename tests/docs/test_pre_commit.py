"""The hook, as pre-commit itself installs and runs it; without any index of packages."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLANS = ROOT / "tests" / "cli" / "plans"
# What the hook builds on is installed here already: its own environment finds it there.
OFFLINE = {
    "PIP_NO_INDEX": "1",
    "PIP_NO_DEPS": "1",
    "PIP_NO_BUILD_ISOLATION": "0",
    "PYTHONPATH": sysconfig.get_path("purelib"),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "PRE_COMMIT_COLOR": "never",
}
CONFIG = """\
repos:
  - repo: {repo}
    rev: {revision}
    hooks: [{{id: tracker-check, args: [--fail-on, warning]}}]
"""

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def _git(folder: Path, *words: str) -> str:
    names = ("user.name=A", "user.email=a@example.org", "commit.gpgsign=false")
    options = [part for name in names for part in ("-c", name)]
    return subprocess.run(
        ["git", *options, *words],
        cwd=folder, env=os.environ | OFFLINE, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip


def _commit(folder: Path) -> str:
    _git(folder, "init", "-q")
    _git(folder, "add", "-A")
    _git(folder, "commit", "-qm", "x")
    return _git(folder, "rev-parse", "HEAD").strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project as others name it in `repo:`, and what pre-commit keeps beside it."""
    folder = tmp_path_factory.mktemp("hooks")
    repo = folder / "plan_tracker"
    for name in ("src", "man"):
        shutil.copytree(ROOT / name, repo / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, repo / name)
    (folder / "revision").write_text(_commit(repo))
    return folder


def _run(hooks: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        env=os.environ | OFFLINE | {"PRE_COMMIT_HOME": str(hooks / "home")},
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_manifest_is_one(hooks: Path) -> None:
    found = _run(hooks, ROOT, "validate-manifest", ".pre-commit-hooks.yaml")
    assert found.returncode == 0, found.stdout


def test_the_hook_stops_a_commit_and_lets_one_pass(hooks: Path, tmp_path: Path) -> None:
    shutil.copytree(PLANS / "contradictory", tmp_path, dirs_exist_ok=True)
    revision = (hooks / "revision").read_text()
    config = CONFIG.format(repo=hooks / "plan_tracker", revision=revision)
    (tmp_path / ".pre-commit-config.yaml").write_text(config)
    _commit(tmp_path)
    stopped = _run(hooks, tmp_path, "run", "--all-files")
    assert stopped.returncode == 1, stopped
    assert "seeds/h1.yaml:6:14: error PT201 attainment-mismatch" in stopped.stdout
    (tmp_path / "README.md").write_text("not of the plan\n")
    _git(tmp_path, "add", "-A")
    assert "(no files to check)Skipped" in _run(hooks, tmp_path, "run").stdout
    for name in ("targets", "seeds"):
        shutil.rmtree(tmp_path / name)
        shutil.copytree(PLANS / "fine" / name, tmp_path / name)
    _git(tmp_path, "add", "-A")
    passed = _run(hooks, tmp_path, "run")
    assert passed.returncode == 0, passed
    assert "Passed" in passed.stdout
