"""Every check on its cases: files in `cases/`, one a code, each with reports in short form.

A case whose name begins with `fails` must give a finding of that code with the severity, the
statements and, where named, the alternatives and the repair; every other case must give none.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from plan_tracker.loading.folder import load
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.checks import CHECKS
from plan_tracker.reconcile.findings.waivers import waive
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.words.findings import sentences

CASES = Path(__file__).parent / "cases"
INDICATORS = {
    "revenue": {"unit": "VND", "kind": "flow"},
    "other": {"unit": "VND", "kind": "flow"},
    "exports": {"unit": "USD", "kind": "flow"},
    "total": {"unit": "VND", "kind": "flow"},
    "balance": {"unit": "VND", "kind": "flow", "signed": "true"},
    "transactions": {"unit": "transaction", "kind": "flow"},
    "provinces": {"unit": "province", "kind": "stock"},
    "coverage": {"unit": "%", "kind": "ratio", "bounds": {"low": "0", "high": "100"}},
    "score": {"unit": "score", "kind": "ratio"},
    "place": {"unit": "rank", "kind": "rank", "better": "lower"},
}
PLAN = {"indicators": INDICATORS, "entities": {"VN": {"name": "Viet Nam"}}}
DAY = date(2024, 6, 30)  # on which waivers must hold
PLAN_KEYS = ("targets", "identities", "rates", "populations", "entities")


def _cases() -> list[Any]:
    found = []
    for path in sorted(CASES.glob("*.yaml")):
        for name, case in YAML(typ="safe").load(path).items():
            found.append(pytest.param(path.stem, name, case, id=f"{path.stem}-{name}"))
    return found


def _findings(folder: Path, case: dict[str, Any]) -> list[Finding]:
    plan = {"indicators": INDICATORS, "entities": {"VN": {"name": "Viet Nam"}}} | {
        key: case[key] for key in PLAN_KEYS if key in case
    }
    head = {"id": "s", "locale": case.get("locale", "vi"), "entity": "VN", "period": "2023-H1"}
    for name, content in (("targets", plan), ("seeds", {"source": head} | _figures(case))):
        (folder / name).mkdir()
        text = json.dumps(content, ensure_ascii=False, default=str)
        (folder / name / "a.yaml").write_text(text, encoding="utf-8")
    (folder / "waivers.yaml").write_text(
        json.dumps({"waivers": case.get("waivers", [])}, default=str)
    )
    loaded, problems = load(folder)
    assert problems == []
    return list(waive(reconcile(loaded).findings, loaded.waivers, DAY))


def _figures(case: dict[str, Any]) -> dict[str, Any]:
    return {"figures": case["figures"]}


@pytest.mark.parametrize(("code", "name", "case"), _cases())
def test_case(
    tmp_path: Path, code: str, name: str, case: dict[str, Any], untranslated: list[str]
) -> None:
    findings = _findings(tmp_path, case)
    for each in findings:
        assert "{" not in "".join(sentences(each, "en"))
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
    wanted = case.get("repair")
    if wanted:
        repair = found[0].repair
        assert repair is not None and repair.statement == wanted["statement"]
        assert float(repair.value) == pytest.approx(wanted["value"], rel=1e-12)
        assert repair.slip == wanted.get("slip", repair.slip)
    assert not wanted or repair.period == wanted.get("period", "")


def test_every_check_has_all_three_kinds_of_cases() -> None:
    # What cannot be decided in time is no matter of a report's content.
    for code in CHECKS.keys() - {"PT501"}:
        names = YAML(typ="safe").load(CASES / f"{code}.yaml").keys()
        assert {"passes", "fails", "not-applicable"} <= names, code


@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS.keys())
def test_every_check_has_a_page(check: Any) -> None:
    first, *rest = (check.__doc__ or "").strip().split("\n\n")
    assert first.endswith(".") and "\n" not in first
    assert any(paragraph.startswith("Does not apply") for paragraph in rest)
