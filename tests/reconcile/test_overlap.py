"""Contradictions that share statements: each is told with its own culprits, one fault once."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.bounds import triage
from plan_tracker.reconcile.reconcile import reconcile

PLAN = """
indicators: {a: {unit: VND, kind: flow}, b: {unit: VND, kind: flow}}
entities: {VN: {name: Viet Nam}}
identities: [{id: all, total: a, parts: [b], rest: {low: 0%, high: 99%}}]
"""
SOURCE = """
source: {{id: s, locale: vi, entity: VN, period: 2023-H1}}
figures:
  - id: x
    indicator: a
    printed: {level} tỷ đồng
    claims:
      - {{kind: growth, printed: "tăng {growth}%", against: 2022-H1}}
      - {{kind: base, printed: 101 tỷ đồng, period: 2022-H1}}
      - {{kind: attainment, printed: "{attainment}%", of: 2023}}
      - {{kind: target, printed: 151 tỷ đồng, period: 2023}}
"""
BESIDE = """
  - id: y
    indicator: b
    printed: 41 tỷ đồng
    claims:
      - {kind: growth, printed: "tăng 23,2%", against: 2022-H1}
      - {kind: base, printed: "32,8 tỷ đồng", period: 2022-H1}
"""


def _serious(
    folder: Path, level: str, growth: str, attainment: str, more: str = ""
) -> list[Finding]:
    text = SOURCE.format(level=level, growth=growth, attainment=attainment) + more
    for name, content in (("targets", PLAN), ("seeds", text)):
        (folder / name).mkdir()
        (folder / name / "a.yaml").write_text(content, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    return [each for each in reconcile(loaded).findings if each.severity != "note"]


def _culprits(finding: Finding) -> set[str]:
    return {name for changed in finding.alternatives for name in changed}


def test_two_faults_that_share_a_level_are_two_findings(tmp_path: Path) -> None:
    """No level fits both the growth and the attainment: two statements at least are wrong."""
    found = _serious(tmp_path, "123", growth="57,31", attainment="68,31")
    assert [each.severity for each in found] == ["error", "error"]
    assert [_culprits(each) for each in found] == [
        {"s#x", "s#x.attainment", "s#x.target"},
        {"s#x", "s#x.base", "s#x.growth"},
    ]
    for each in found:
        assert _culprits(each) == set(each.statements)


@pytest.mark.parametrize("level", ["1.230", "577"])
def test_one_fault_that_two_claims_show_is_one_finding(tmp_path: Path, level: str) -> None:
    (found,) = _serious(tmp_path, level, growth="21,78", attainment="81,46")
    assert _culprits(found) == {"s#x"}


def test_what_is_milder_beside_an_error_is_told_without_a_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("MOST_OF_SMALL", "MOST_OF_LARGER"):
        monkeypatch.setattr(triage, name, 0)
    found = _serious(tmp_path, "123", growth="57,31", attainment="81,46", more=BESIDE)
    assert [(each.severity, each.statements) for each in found] == [
        ("error", ("s#x", "s#x.growth", "s#x.base")),
        ("warning", ("s#y", "s#y.growth", "s#y.base")),
    ]
