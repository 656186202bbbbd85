"""What other systems read: the action, the hook, the recipe, and the functions for Python."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from check_jsonschema.builtin_schemas import get_builtin_schema
from jsonschema import Draft7Validator
from ruamel.yaml import YAML

import plan_tracker

ROOT = Path(__file__).parents[2]
PLAN = ROOT / "tests" / "cli" / "plans" / "contradictory"


def _yaml(name: str) -> Any:
    return YAML(typ="safe", pure=True).load((ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("name", "schema"),
    [("action.yml", "vendor.github-actions"), ("docs/gitlab-ci.yml", "vendor.gitlab-ci")],
)
def test_files_follow_the_schema_of_their_platform(name: str, schema: str) -> None:
    errors = Draft7Validator(get_builtin_schema(schema)).iter_errors(_yaml(name))
    assert [each.message for each in errors] == []


def test_no_input_is_written_into_a_script() -> None:
    for step in _yaml("action.yml")["runs"]["steps"]:
        assert "${{" not in step["run"]


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """Where the action has installed the command."""
    folder = tmp_path / "temp" / "plan-tracker" / "bin"
    folder.mkdir(parents=True)
    tracker = folder / "tracker"
    tracker.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m plan_tracker "$@"\n')
    tracker.chmod(0o755)
    return tmp_path


def _act(
    runner: Path, workspace: Path = PLAN.parent, **inputs: str
) -> subprocess.CompletedProcess[str]:
    action = _yaml("action.yml")
    step = action["runs"]["steps"][-1]
    given = {name: str(each["default"]) for name, each in action["inputs"].items()} | inputs
    variables = {
        name: given[re.fullmatch(r"\$\{\{ inputs\.([\w-]+) \}\}", text)[1]]  # type: ignore[index]
        for name, text in step["env"].items()
    }
    environment = {
        **os.environ, **variables, "RUNNER_TEMP": str(runner / "temp"), "GITHUB_ACTIONS": "true",
        "GITHUB_STEP_SUMMARY": str(runner / "summary.md"), "GITHUB_WORKSPACE": str(workspace),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }  # fmt: skip
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        env=environment, cwd=workspace, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_action_annotates_and_fills_the_summary(runner: Path) -> None:
    (runner / "summary.md").write_text("# before\n")
    found = _act(runner, plan="contradictory")
    assert found.returncode == 1
    assert "::error file=contradictory/seeds/h1.yaml,line=6,col=14," in found.stdout
    summary = (runner / "summary.md").read_text("utf-8")
    assert summary.startswith("# before\n## Findings: 2 errors")


@pytest.mark.parametrize(
    "names", [("since",), ("allow-sql",), ("plan", "fail-on", "format")], ids=str
)
@pytest.mark.parametrize(
    "hostile",
    [
        "$(touch pwned)",
        "`touch pwned`",
        '"; touch pwned; "',
        "; touch pwned #",
        "--help",
        "x\ntouch pwned",
        "x\n::error::pwned",
        "${{ github.token }}",
    ],
)
def test_no_input_of_the_action_is_run(runner: Path, names: tuple[str, ...], hostile: str) -> None:
    found = _act(runner, PLAN.parent, **{"plan": "fine"} | dict.fromkeys(names, hostile))
    assert found.returncode == 2, found
    assert "Usage: tracker check [OPTIONS]\n\n" not in found.stdout
    lines = (found.stdout + found.stderr).split("\n")
    assert not [each for each in lines if each.strip().startswith("::")]
    assert not list(PLAN.parent.rglob("pwned"))


@pytest.mark.parametrize("name", ["$(touch pwned)", "; rm -rf x", "-x", "*"])
def test_a_folder_may_have_any_name(runner: Path, name: str, tmp_path: Path) -> None:
    shutil.copytree(PLAN, tmp_path / name)
    found = _act(runner, tmp_path, plan=name)
    assert found.returncode == 1, found
    assert "\n::error file=" in f"\n{found.stdout}"
    assert not list(tmp_path.rglob("pwned"))


_PYTHON = """#!/bin/sh
# Stands for Python: says what it was called with, and makes the environment that is asked for.
printf '[%s]' "$@" >> "$CALLS"
echo >> "$CALLS"
if [ "$2" = venv ]; then mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; fi
"""


@pytest.mark.parametrize("folder", ["action", "$(touch pwned) ; touch pwned", "a 'b' \"c\""])
def test_the_action_installs_itself_with_locked_packages(tmp_path: Path, folder: str) -> None:
    step, *_ = _yaml("action.yml")["runs"]["steps"]
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3").write_text(_PYTHON)
    (tmp_path / "bin" / "python3").chmod(0o755)
    assert step["env"] == {"ACTION": "${{ github.action_path }}"}
    calls, temporary = tmp_path / "calls", tmp_path / "te mp"
    environment = {
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "ACTION": folder, "RUNNER_TEMP": str(temporary), "CALLS": str(calls),
    }  # fmt: skip
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        env=environment, cwd=tmp_path, check=True,
    )  # fmt: skip
    venv, locked, itself = calls.read_text().splitlines()
    assert venv == f"[-m][venv][{temporary}/plan-tracker]"
    assert locked.endswith(f"[--require-hashes][-r][{folder}/requirements-tables.lock]")
    assert itself.endswith(f"[--no-deps][--no-build-isolation][{folder}]")
    assert not list(tmp_path.rglob("pwned"))


def test_the_hook_runs_the_command_for_every_file_of_a_plan() -> None:
    (hook,) = _yaml(".pre-commit-hooks.yaml")
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    assert hook["entry"].split()[0] in scripts and hook["language"] == "python"
    assert {"id", "name", "entry", "language", "files"} <= set(hook)
    for name in ("targets/a.yaml", "plans/x/seeds/h1.csv", "waivers.yaml"):
        assert re.search(hook["files"], name)
    assert not re.search(hook["files"], "README.md")


def test_the_functions_for_python() -> None:
    loaded = plan_tracker.load(PLAN)
    assert len(loaded.frame) == 4 and loaded.plan.targets
    checked = plan_tracker.check(loaded)
    assert [each.code for each in checked.findings] == ["PT201", "PT201"]
    assert "state" in checked.observations
    assert [each.id for each in plan_tracker.status(loaded).targets] == [
        "journeys-2024", "tolls-2024",
    ]  # fmt: skip
    for name in plan_tracker.__all__:
        assert getattr(plan_tracker, name).__doc__
    assert (ROOT / "src" / "plan_tracker" / "py.typed").is_file()


def test_a_plan_with_problems_raises_them_all() -> None:
    with pytest.raises(plan_tracker.PlanError) as raised:
        plan_tracker.load(PLAN.parent / "broken")
    assert len(raised.value.problems) >= 2
    assert str(raised.value.problems[0]) in str(raised.value)


def test_importing_costs_nothing() -> None:
    probe = "import sys, plan_tracker; print(*{name.partition('.')[0] for name in sys.modules})"
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run(
        [sys.executable, "-c", probe], env=environment, capture_output=True, text=True, check=True
    )
    assert not set(found.stdout.split()) & {
        "pandas", "numpy", "pydantic", "ruamel", "typer", "z3", "babel", "rich",
    }  # fmt: skip
