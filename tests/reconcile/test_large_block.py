"""One block too large to be searched: what arrays prove is said, never left undecided."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.culprits import diagnose
from plan_tracker.reconcile.culprits.contradiction import UndecidedError
from plan_tracker.reconcile.reconcile import reconcile

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
    def too_much_work(*_: object) -> None:
        raise UndecidedError

    monkeypatch.setattr(diagnose._Doctor, "contradictions", too_much_work)
    for name, text in (("targets", PLAN), ("seeds", SOURCE.format(growth=growth))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text(text, encoding="utf-8")
    loaded, problems = load(tmp_path)
    assert problems == []
    found = reconcile(loaded)
    serious = [each for each in found.findings if each.severity != "note"]
    assert [each.code for each in serious] == codes
    assert [each.severity for each in serious] == [severity]
    assert "took more work" in str(serious[0].remedy)
    assert found.undecided == ()
