"""Texts that either of two notations would mend: both are disputed, as long as nothing tells."""

from fractions import Fraction
from pathlib import Path

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile

PLAN = """
indicators:
  paved: {unit: km, kind: stock, better: higher}
  money: {unit: VND, kind: flow, better: higher}
entities: {VN: {name: Viet Nam}}
"""
SOURCE = """
source: {id: s, locale: vi, entity: VN, period: 2023-H1}
figures:
  - id: now
    indicator: paved
    printed: 88.825 km
    claims:
      - {kind: attainment, printed: "44,41%"}
      - {kind: target, printed: "200,000 km", period: 2023}
  - {id: elsewhere, indicator: money, printed: 8.825 tỷ đồng}
"""


def test_texts_of_either_notation_are_disputed(tmp_path: Path) -> None:
    for name, text in (("targets", PLAN), ("seeds", SOURCE)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.yaml").write_text(text, encoding="utf-8")
    loaded, problems = load(tmp_path)
    assert problems == []
    found = reconcile(loaded)
    taken = {loaded.statements[owner].name: each for owner, each in found.replaced.items()}
    assert {name: each.state for name, each in taken.items()} == {
        "s#now": "disputed",
        "s#now.target": "disputed",
    }
    assert taken["s#now.target"].candidates == (Fraction(200), Fraction(200_000))
