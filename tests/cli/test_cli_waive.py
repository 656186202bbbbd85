"""Waivers: who is let through, until when, and what is wrong with the waivers themselves."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile
from tests.cli.shipped_copy import copy_shipped
from tests.cli.transcript import run

NDXP = "d411d0b685165b1b"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return copy_shipped(tmp_path)


def _waive(plan: Path, entry: str) -> None:
    (plan / "waivers.yaml").write_text(f"waivers:\n  - {entry}\n", "utf-8")


def _findings(plan: Path, on: str = "2024-01-31") -> list[dict[str, Any]]:
    found = run(f"tracker check --plan {plan} --on {on} --format json")
    return list(json.loads(found.out)["findings"])


def test_a_waived_finding_is_shown_and_does_not_fail(plan: Path) -> None:
    assert run(f"tracker check --plan {plan}").code == 1
    words = f"--reason 'the ministry will correct it' --until 2024-01-31 --by Lan --plan {plan}"
    assert run(f"tracker waive {NDXP[:6]} {words} --on 2024-01-01").code == 0
    found = run(f"tracker check --plan {plan} --on 2024-01-31")
    assert found.code == 0
    said = " ".join(found.out.split())
    assert "waived error PT201 attainment-mismatch" in said
    assert "Waived by Lan until 2024-01-31: the ministry will correct it" in said
    assert "0 errors" in found.out and "1 waived" in found.out
    (waived,) = [each for each in _findings(plan) if each["waived"]]
    assert waived["waiver"] == {
        "reason": "the ministry will correct it", "by": "Lan", "until": "2024-01-31",
    }  # fmt: skip


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit", "markdown"])
def test_no_format_fails_for_a_waived_finding(plan: Path, form: str) -> None:
    _waive(plan, f"{{finding: {NDXP}, reason: r, by: b, until: 2024-01-31}}")
    assert run(f"tracker check --plan {plan} --on 2024-01-31 --format {form}").code == 0


@pytest.mark.parametrize(
    ("entry", "on", "code", "holds"),
    [
        ("reason: r, until: 2024-01-31", "2024-01-31", None, True),
        ("reason: r, until: 2024-01-31", "2024-02-01", "PT602", False),
        ("reason: r", "2099-01-01", None, True),
        ("by: b, until: 2024-01-31", "2024-01-31", "PT601", False),
        ("reason: ' ', until: 2024-01-31", "2024-01-31", "PT601", False),
    ],
)
def test_which_waivers_hold(plan: Path, entry: str, on: str, code: str | None, holds: bool) -> None:
    _waive(plan, f"{{finding: {NDXP}, {entry}}}")
    findings = _findings(plan, on)
    assert [each["code"] for each in findings if each["code"][:3] == "PT6"] == [code] * bool(code)
    assert [each["waived"] for each in findings if each["fingerprint"] == NDXP] == [holds]
    for each in findings:
        if each["code"][:3] == "PT6":
            assert each["severity"] == "warning" and each["locations"][0]["line"] == 2


def test_a_waiver_that_matches_nothing(plan: Path) -> None:
    _waive(plan, "{finding: 0123456789abcdef, reason: r, until: 2024-01-31}")
    codes = {each["code"] for each in _findings(plan)}
    assert "PT603" in codes
    assert run(f"tracker check --plan {plan} --fail-on warning --on 2024-01-31").code == 1


def test_a_changed_figure_ends_its_waiver(plan: Path) -> None:
    _waive(plan, f"{{finding: {NDXP}, reason: r, until: 2024-01-31}}")
    file = plan / "seeds" / "mic-2023-h1.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("287.620.511 triệu", "287.620.512 triệu"), "utf-8")
    found = _findings(plan)
    assert not any(each["waived"] for each in found)
    assert {"PT201", "PT603"} <= {each["code"] for each in found}


def test_a_file_of_waivers_with_another_ending_is_not_missed(plan: Path) -> None:
    (plan / "waivers.yml").write_text("waivers: []\n", "utf-8")
    found = run(f"tracker check --plan {plan}")
    assert (found.code, found.err) == (
        2,
        f"{plan}/waivers.yml: is not read: rename it to waivers.yaml\n",
    )


def _marks(plan: Path) -> list[str]:
    loaded, problems = load(plan)
    assert problems == []
    return sorted(each.fingerprint for each in reconcile(loaded).findings)


def test_fingerprints_survive_moved_lines_and_reordered_files(plan: Path) -> None:
    before = _marks(plan)
    assert len(set(before)) == len(before)
    for number, file in enumerate(sorted((plan / "seeds").iterdir(), reverse=True)):
        text = file.read_text("utf-8")
        file.unlink()
        moved = re.sub("^(  - id: )", "# a line more\n\\1", text, flags=re.MULTILINE)
        (file.parent / f"{number}.yaml").write_text(f"# one\n\n{moved}", "utf-8")
    assert _marks(plan) == before


def test_waivers_are_added_and_nothing_else_changes(plan: Path) -> None:
    file = plan / "waivers.yaml"
    text = f"# ours\nwaivers:\n  - {{finding: {NDXP}, reason: 'a # b'}}  # why\n\n\n"
    file.write_text(text, "utf-8")
    words = f"--reason 'x \"y\" \\ z' --until 2024-01-31 --on 2024-01-01 --plan {plan}"
    found = run(f"tracker waive PT207 {words}")
    other = "34ae08253ea72ac6"
    found = run(f"tracker waive {other} {words}")
    assert (found.code, found.err) == (0, "")
    assert file.read_text("utf-8").startswith(text.rstrip())
    first, second = load(plan)[0].waivers
    assert (first.finding, first.reason) == (NDXP, "a # b")
    assert (second.finding, second.until) == (other, date(2024, 1, 31))
    assert second.reason == 'x "y" \\ z'


@pytest.mark.parametrize(
    ("content", "word", "more", "said"),
    [
        ("", NDXP, "--reason ' ' --until 2024-01-31", "needs a reason"),
        ("", NDXP, "--reason r --until 2023-12-31", "has passed"),
        ("", NDXP, "--reason r --until never", "is not a date"),
        ("", NDXP, "--until 2024-01-31", "Missing option '--reason'"),
        ("", NDXP, "--reason r", "Missing option '--until'"),
        ("", "ffff", "--reason r --until 2024-01-31", "names no finding"),
        ("waivers: []\n", NDXP, "--reason r --until 2024-01-31", "nothing can be added"),
        (
            f"waivers:\n  - {{finding: {NDXP}, reason: r}}\n",
            NDXP, "--reason r --until 2024-01-31", "is waived already",
        ),
        ("waivers: 7\n", NDXP, "--reason r --until 2024-01-31", "waivers.yaml:1:10: "),
    ],
)  # fmt: skip
def test_what_is_refused(plan: Path, content: str, word: str, more: str, said: str) -> None:
    file = plan / "waivers.yaml"
    if content:
        file.write_text(content, "utf-8")
    found = run(f"tracker waive {word} {more} --on 2024-01-01 --plan {plan}")
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert (file.read_text("utf-8") if file.exists() else "") == content
