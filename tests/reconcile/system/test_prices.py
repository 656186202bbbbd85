"""What is silent on prices, where some figure of the indicator says them, is at most a warning."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import Reconciled, reconcile
from plan_tracker.report.words.findings import sentences

PLAN = """
indicators: {gdp: {unit: VND, kind: flow}, sales: {unit: VND, kind: flow}}
entities: {VN: {name: Viet Nam}}
"""
# 1,000 became 1,100; growth of 5 % is real, or wrong.
SOURCE = """
source: {{id: s, locale: en, entity: VN, period: 2023}}
figures:
  - {{id: before, indicator: gdp, period: 2022, printed: "1,000.0"{levels}}}
  - {{id: now, indicator: gdp, printed: "1,100.0"{levels}, claims: [
      {{kind: growth, printed: up 5.0%, against: 2022{claim}}}]}}
  - {{id: beside, indicator: {other}, period: 2021, printed: "900"{beside}}}
"""
CURRENT, CONSTANT = ", basis: current-prices", ", basis: constant-prices"


def _reconciled(folder: Path, **keys: str) -> Reconciled:
    said = {"levels": "", "claim": "", "beside": "", "other": "gdp"} | keys
    for name, text in (("targets", PLAN), ("seeds", SOURCE.format(**said))):
        (folder / name).mkdir()
        (folder / name / "a.yaml").write_text(text, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    return reconcile(loaded)


@pytest.mark.parametrize(
    ("keys", "severities"),
    [
        # Nobody says anything of prices: the figures are taken for what they seem.
        ({}, ["error"]),
        ({"beside": CONSTANT}, ["warning"]),
        ({"beside": CURRENT}, ["warning"]),
        # What another indicator says is no doubt here.
        ({"beside": CONSTANT, "other": "sales"}, ["error"]),
        # All at the same prices, and said.
        ({"levels": CURRENT, "claim": CURRENT, "beside": CONSTANT}, ["error"]),
        # Real growth is no growth of nominal amounts.
        ({"levels": CURRENT, "claim": CONSTANT}, []),
    ],
)
def test_silence_on_prices(tmp_path: Path, keys: dict[str, str], severities: list[str]) -> None:
    found = _reconciled(tmp_path, **keys)
    assert [each.severity for each in found.findings] == severities


def test_the_warning_says_what_to_add(tmp_path: Path) -> None:
    (finding,) = _reconciled(tmp_path, beside=CONSTANT).findings
    assert "add `basis`" in " ".join(sentences(finding, "en"))
