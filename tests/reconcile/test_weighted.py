"""Weighted percentages, as those of polls, are not held against raw counts."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import Reconciled, reconcile

PLAN = """
indicators:
  approval: {{unit: "%", kind: ratio, bounds: {{low: 0, high: 100}}{indicator}}}
  answers: {{unit: person, kind: stock}}
entities: {{VN: {{name: Viet Nam}}}}
"""
SOURCE = "source: {{id: s, locale: en, entity: VN, period: 2023-06}}\nfigures:\n"
# 520 of 1,000 are 52 %; with weights 57.3 %.
PERCENT = """
  - {{id: raw, indicator: approval, printed: 520/1000{figure}}}
  - {{id: percent, indicator: approval, printed: "57.3%"}}
"""
SAID_OF_IT = """
  - {{id: raw, indicator: approval, printed: 520/1000{figure}, claims: [
      {{kind: share, printed: "57.3%"}}]}}
"""
COUNT = """
  - {{id: raw, indicator: answers, printed: 520/1000 persons{figure}, claims: [
      {{kind: share, printed: "57.3%"}}]}}
"""
TWICE = """
  - {{id: raw, indicator: answers, printed: 520/1000 persons{figure}, claims: [
      {{kind: share, id: a, printed: "57.3%"}}, {{kind: share, id: b, printed: "54.1%"}}]}}
"""
OTHER_PERCENT = """
  - {{id: a, indicator: approval, printed: "57.3%"{figure}}}
  - {{id: b, indicator: approval, printed: "54.1%"}}
"""
ON = ", weighted: true"
NAMED = ', name: "Approval of the reform (weighted)"'
NOTED = ', note: "Tỷ lệ đã tính gia quyền"'


def _reconciled(folder: Path, figures: str, indicator: str = "", figure: str = "") -> Reconciled:
    texts = (PLAN.format(indicator=indicator), (SOURCE + figures).format(figure=figure))
    for name, text in zip(("targets", "seeds"), texts, strict=True):
        (folder / name).mkdir()
        (folder / name / "a.yaml").write_text(text, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    return reconcile(loaded)


@pytest.mark.parametrize(
    ("figures", "keys", "severities"),
    [
        (PERCENT, {}, ["error"]),
        (PERCENT, {"indicator": ON}, []),
        (PERCENT, {"figure": ON}, []),
        (PERCENT, {"indicator": NAMED}, []),
        (PERCENT, {"figure": NOTED}, []),
        (SAID_OF_IT, {"figure": NOTED}, []),
        (COUNT, {"figure": NOTED}, []),
        (SAID_OF_IT, {}, ["error"]),
        (SAID_OF_IT, {"figure": ON}, []),
        (COUNT, {}, ["error"]),
        (COUNT, {"figure": ON}, []),
        # Weights of another indicator are no excuse here, and two percentages stay two.
        (COUNT, {"indicator": ON}, ["error"]),
        (TWICE, {"figure": ON}, ["error"]),
        (OTHER_PERCENT, {"indicator": ON}, ["error"]),
    ],
)
def test_percentages_beside_counts(
    tmp_path: Path, figures: str, keys: dict[str, str], severities: list[str]
) -> None:
    found = _reconciled(tmp_path, figures, **keys)
    assert [each.severity for each in found.findings] == severities


def test_what_is_counted_beside_weighted_percentages_is_untested(tmp_path: Path) -> None:
    assert not _reconciled(tmp_path, PERCENT, indicator=ON).tested.any()
