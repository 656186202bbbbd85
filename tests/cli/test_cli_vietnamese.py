"""Whatever a command says, it says in Vietnamese too: nothing is left in English."""

import re
from pathlib import Path
from typing import get_args

import pytest

from plan_tracker.model.plan import MethodName
from plan_tracker.progress.status import REASONS, WORST_FIRST
from plan_tracker.reconcile.checks.registry import CHECKS
from tests.cli.shipped_copy import ROOT
from tests.cli.transcript import FOLDER, command_of, run

NAMES = {name.replace("-", " ") for name in get_args(MethodName)}  # proper names
SAYING = re.compile(r"tracker (status|check|figures|read|explain|diff|trace)\b(?!.*--(lang|help))")
LINES = sorted(line for file in FOLDER.glob("*.txt") if SAYING.search(line := command_of(file)))


@pytest.mark.parametrize("line", LINES)
def test_every_transcript(line: str, untranslated: list[str]) -> None:
    english, vietnamese = run(line), run(f"{line} --lang vi")
    assert vietnamese.code == english.code
    assert set(untranslated) <= NAMES
    if english.code != 2 and "--format json" not in line:
        assert vietnamese.out != english.out


@pytest.mark.parametrize(
    "command",
    ["check", "check --format junit", "status", "status --format markdown", "status --format csv",
     "figures"],
)  # fmt: skip
def test_the_shipped_plan(command: str, untranslated: list[str]) -> None:
    assert run(f"tracker {command} --plan {ROOT} --lang vi").code in (0, 1)
    assert set(untranslated) <= NAMES


@pytest.mark.parametrize("format_", ["json", "github", "sarif", "junit", "markdown"])
def test_findings_in_every_format(format_: str, untranslated: list[str]) -> None:
    line = f"tracker check --plan contradictory --format {format_}"
    english, vietnamese = run(line).out, run(f"{line} --lang vi").out
    assert "Nguồn ghi" in vietnamese and "The source says" not in vietnamese
    assert _marks(english) == _marks(vietnamese)
    assert untranslated == []


def _marks(page: str) -> set[str]:
    """Codes, statements and fingerprints, which no language changes."""
    return set(re.findall(r"PT\d+|\b[0-9a-f]{16}\b|[a-z0-9-]+#[a-z0-9-]+", page))


@pytest.mark.parametrize("code", [*WORST_FIRST, *REASONS, *CHECKS])
def test_help_for_every_status_reason_and_check(code: str, untranslated: list[str]) -> None:
    english = run(f"tracker explain {code} --plan fine")
    vietnamese = run(f"tracker explain {code} --plan fine --lang vi")
    assert english.code == vietnamese.code == 0
    assert not set(english.out.splitlines()[1:4]) & set(vietnamese.out.splitlines()[1:4]) - {""}
    assert untranslated == []


def test_a_status_may_be_written_as_it_is_said() -> None:
    assert run('tracker explain "On track" --plan fine') == run(
        "tracker explain on-track --plan fine"
    )
    assert run("tracker explain stale --plan fine") == run("tracker explain STALE --plan fine")


def test_the_targets_that_a_reason_holds_for() -> None:
    held = run("tracker explain LOOSENED --plan towns").out
    assert "homes-2023: Homes built" in held and "homes-2024" not in held


def test_unknown_folder(tmp_path: Path) -> None:
    assert run(f"tracker explain on-track --plan {tmp_path}").code == 2
