"""What is left to confirm is only what a figure is of: beside its own claims it is sure."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile

INDICATORS = "indicators: {fish: {unit: t, kind: flow}}\n"
SOURCE = """
source: {{id: made, locale: en, entity: X, period: 2023}}
figures:
  - id: catch
    indicator: fish
    printed: 300 t
    {confirm}
    {claims}
{more}
"""
OF_PLAN = "claims: [{kind: attainment, printed: 30%, of: 2023}, {kind: target, printed: 200 t}]"
AGAIN = "  - {id: again, indicator: fish, printed: 500 t}"


@pytest.mark.parametrize(
    ("confirm", "claims", "more", "severity"),
    [
        ("confirm: false", OF_PLAN, "", "error"),
        ("confirm: subject", OF_PLAN, "", "error"),
        ("confirm: true", OF_PLAN, "", "warning"),
        ("confirm: false", "claims: []", AGAIN, "error"),
        ("confirm: subject", "claims: []", AGAIN, "warning"),
    ],
)
def test_a_figure_and_its_own_claims_are_sure_of_each_other(
    tmp_path: Path, confirm: str, claims: str, more: str, severity: str
) -> None:
    for folder in ("targets", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "targets" / "plan.yaml").write_text(INDICATORS, encoding="utf-8")
    source = SOURCE.format(confirm=confirm, claims=claims, more=more)
    (tmp_path / "seeds" / "made.yaml").write_text(source, encoding="utf-8")
    loaded, problems = load(tmp_path)
    assert loaded is not None, problems
    assert {finding.severity for finding in reconcile(loaded).findings} - {"note"} == {severity}
