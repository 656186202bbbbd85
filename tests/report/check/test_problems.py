"""Files that cannot be used, in every format of `tracker check`."""

import json
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from tests.cli.transcript import Outcome, run

COULD_NOT_RUN = 2
MESSAGE = "the key 'locale' is missing"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan in a folder of a repository, with a source file that cannot be used."""
    folder = tmp_path / "top" / "plan"
    (folder / "targets").mkdir(parents=True)
    (folder / "seeds").mkdir()
    (folder / "targets" / "a.yaml").write_text("indicators:\n  a: {unit: km, kind: flow}\n")
    (folder / "seeds" / "s.yaml").write_text("source: {id: s}\nfigures: []\n")
    return folder


def _checked(plan: Path, format_: str, more: str = "") -> Outcome:
    found = run(f"CI_PROJECT_DIR={plan.parent} tracker check {plan} --format {format_} {more}")
    assert found.code == COULD_NOT_RUN
    assert MESSAGE in found.err
    return found


def test_a_person_is_told_once(plan: Path) -> None:
    assert _checked(plan, "text").out == ""


def test_an_annotation_stands_at_the_line(plan: Path) -> None:
    first, counted = _checked(plan, "github").out.splitlines()
    place = "file=plan/seeds/s.yaml,line=1,col=9,title=PT000 unusable-file"
    assert first.startswith(f"::error {place}::{MESSAGE}")
    assert counted == "Nothing was checked: 1 problem keeps the files from being used."


def test_sarif_has_a_result_and_did_not_succeed(plan: Path) -> None:
    (done,) = json.loads(_checked(plan, "sarif").out)["runs"]
    (result,) = done["results"]
    assert not done["invocations"][0]["executionSuccessful"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "plan/seeds/s.yaml"
    assert physical["region"]["startLine"] == 1
    assert result["ruleId"] == done["tool"]["driver"]["rules"][0]["id"]


def test_junit_has_a_case_that_could_not_run(plan: Path) -> None:
    root = Xml.fromstring(_checked(plan, "junit").out)
    assert root.get("errors") == "1"
    case = root.find("testsuite/testcase")
    assert case is not None and case.get("file") == "plan/seeds/s.yaml"
    assert case.find("error") is not None


def test_json_and_markdown_name_it(plan: Path) -> None:
    (problem,) = json.loads(_checked(plan, "json").out)["problems"]
    assert (problem["line"], problem["column"]) == (1, 9)
    assert problem["message"].startswith(MESSAGE)
    assert "`plan/seeds/s.yaml:1`" in _checked(plan, "markdown").out


def test_a_file_is_written_in_the_format_of_its_ending(plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "found.sarif"
    found = run(f"tracker check {plan} -o {file}")
    assert found.code == COULD_NOT_RUN
    assert json.loads(file.read_text("utf-8"))["runs"][0]["results"]


def test_the_summary_of_the_job_names_it(plan: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    run(f"GITHUB_STEP_SUMMARY={summary} tracker check {plan} --format github")
    assert MESSAGE in summary.read_text("utf-8")


def test_a_check_that_could_run_had_no_problems() -> None:
    assert json.loads(run("tracker check fine --format json").out)["problems"] == []


def test_rules_lead_to_their_pages() -> None:
    page = "https://example.org/checks.md"
    document = json.loads(run(f"PLAN_TRACKER_DOCS={page} tracker check fine --format sarif").out)
    rules = document["runs"][0]["tool"]["driver"]["rules"]
    helps = {rule["id"]: rule["helpUri"] for rule in rules}
    assert helps["PT201"] == f"{page}#pt201-attainment-mismatch"
