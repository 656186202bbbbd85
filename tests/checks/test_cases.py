"""Every check on its cases: files in `cases/`, one a code, each with reports in short form.

A case whose name begins with `fails` must give a finding of that code with the severity, the
statements and, where named, the alternatives and the repair (null: there is none); every other case
must give none.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from plan_tracker.reconcile.checks.check import Check
from plan_tracker.reconcile.checks.registry import CHECKS
from plan_tracker.reconcile.findings.waivers import waive
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.words.findings import sentences
from tests.checks.made_cases import CASES, cases, load_case

UNFILLED = re.compile(r"\{\w*\}")  # a line to add may have braces, round more than a name
DAY = date(2024, 6, 30)  # on which waivers must hold


@pytest.mark.parametrize(("code", "name", "case"), cases())
def test_case(
    tmp_path: Path, code: str, name: str, case: dict[str, Any], untranslated: list[str]
) -> None:
    loaded = load_case(tmp_path, case)
    findings = waive(reconcile(loaded).findings, loaded.waivers, DAY)
    for each in findings:
        assert not UNFILLED.search("".join(sentences(each, "en")))
        assert sentences(each, "vi") != sentences(each, "en")
    assert untranslated == []
    found = [each for each in findings if each.code == code]
    if not name.startswith("fails"):
        assert found == []
        return
    assert [each.severity for each in found] == [case["severity"]]
    assert set(found[0].statements) == set(case["statements"])
    assert str(found[0].message) and str(found[0].remedy)
    blamed = [list(each) for each in found[0].alternatives]
    assert blamed == case.get("alternatives", blamed)
    if "repair" in case and case["repair"] is None:
        assert found[0].repairs == ()
    wanted = case.get("repair")
    if wanted:
        repair = found[0].repair
        assert repair is not None and repair.statement == wanted["statement"]
        assert float(repair.value) == pytest.approx(wanted["value"], rel=1e-12)
        assert repair.slip == wanted.get("slip", repair.slip)
        assert repair.period == wanted.get("period", "")


def test_every_check_has_all_three_kinds_of_cases() -> None:
    # What cannot be decided in time is no matter of a report's content.
    for code in CHECKS.keys() - {"PT501"}:
        names = YAML(typ="safe").load(CASES / f"{code}.yaml").keys()
        assert {"passes", "fails", "not-applicable"} <= names, code


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS.keys())
def test_every_check_has_a_page(check: Check) -> None:
    first, *rest = check.page.text.split("\n\n")
    assert first.endswith(".") and "\n" not in first
    assert any(paragraph.startswith("Does not apply") for paragraph in rest)
