"""One block too large to be searched: what arrays prove is said, never left undecided."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.culprits import diagnose
from plan_tracker.reconcile.culprits.contradiction import UndecidedError
from plan_tracker.reconcile.reconcile import Reconciled, reconcile

PLAN = """
indicators: {revenue: {unit: VND, kind: flow, better: higher}}
entities: {VN: {name: Viet Nam}}
"""
SOURCE = """
source: {{id: s, locale: vi, entity: VN, period: 2023-H1}}
figures:
  - id: now
    indicator: revenue
    printed: 120 tỷ đồng
    claims:
      - {{kind: growth, printed: "tăng {growth}%", against: 2022-H1}}
      - {{kind: base, printed: 100 tỷ đồng, period: 2022-H1}}
"""


# Carelessly printed, as the growth of the total is; and its one part, known by its own growth
# alone, is three times the total: but that it is a part is only assumed.
ASSUMED = """
indicators:
  total: {unit: VND, kind: flow, better: higher}
  part: {unit: VND, kind: flow, better: higher}
identities: [{id: all, total: total, parts: [part]}]
entities: {VN: {name: Viet Nam}}
"""
CARELESS = """
source: {id: s, locale: vi, entity: VN, period: 2023-H1}
figures:
  - id: t
    indicator: total
    printed: 50 tỷ đồng
    claims:
      - {kind: growth, printed: "tăng 23%", against: 2022-H1}
      - {kind: base, printed: "41,5 tỷ đồng", period: 2022-H1}
  - id: p
    indicator: part
    claims:
      - {kind: growth, printed: "tăng 50%", against: 2021-H1}
      - {kind: base, printed: 100 tỷ đồng, period: 2021-H1}
"""


@pytest.mark.parametrize(
    ("growth", "codes", "severity"), [("50", ["PT202"], "error"), ("22", ["PT202"], "warning")]
)
def test_a_proven_contradiction_is_never_undecided(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    growth: str,
    codes: list[str],
    severity: str,
) -> None:
    monkeypatch.setattr(diagnose.BlockDiagnosis, "contradictions", _too_much_work)
    found = _reconciled(tmp_path, PLAN, SOURCE.format(growth=growth))
    serious = [each for each in found.findings if each.severity != "note"]
    assert [each.code for each in serious] == codes
    assert [each.severity for each in serious] == [severity]
    assert "took more work" in str(serious[0].remedy)
    assert found.undecided == ()


def test_what_only_an_assumption_proves_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagnose.BlockDiagnosis, "contradictions", _too_much_work)
    found = _reconciled(tmp_path, ASSUMED, CARELESS)
    assert [each.severity for each in found.findings if each.severity != "note"] == ["warning"]


def _too_much_work(*_: object) -> None:
    raise UndecidedError


def _reconciled(folder: Path, plan: str, source: str) -> Reconciled:
    for name, text in (("targets", plan), ("seeds", source)):
        (folder / name).mkdir()
        (folder / name / "a.yaml").write_text(text, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    return reconcile(loaded)
