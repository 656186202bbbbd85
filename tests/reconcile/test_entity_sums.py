"""Members that make the whole: figures and shared-out targets as identities."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.model.finding import Finding
from plan_tracker.reconcile.reconcile import reconcile

PLAN = """
indicators: {{homes: {{unit: home, kind: flow, rollup: {rule}}}}}
populations: {{province: 3}}
entities:
  VN: {{name: Viet Nam}}
  A: {{parent: VN, population: province}}
  B: {{parent: VN, population: province}}
  C: {{parent: VN, until: 2022-12-31}}
targets:
  - {{id: vn, indicator: homes, entity: VN, period: 2023, value: 100}}
  - {{id: a, indicator: homes, entity: A, period: 2023, value: {a}}}
  - {{id: b, indicator: homes, entity: B, period: 2023, value: 30}}
"""


def _findings(
    folder: Path, *, whole: int, parts: dict[str, int], rule: str = "sum", a: str = "70"
) -> list[Finding]:
    (folder / "targets").mkdir()
    (folder / "targets" / "a.yaml").write_text(PLAN.format(rule=rule, a=a), encoding="utf-8")
    (folder / "seeds").mkdir()
    figures = "".join(
        f"  - {{id: {name}, indicator: homes, entity: {name}, printed: '{value}'}}\n"
        for name, value in {"VN": whole, **parts}.items()
    )
    head = "source: {id: s, locale: vi, period: 2023-H1}\nfigures:\n"
    (folder / "seeds" / "a.yaml").write_text(head + figures, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    return [each for each in reconcile(loaded).findings if each.severity != "note"]


@pytest.mark.parametrize(
    ("rule", "whole", "parts"),
    [
        ("sum", 48, {"A": 31, "B": 17}),
        ("sum", 48, {"A": 31}),  # what B has is not known, and not zero
        ("sum", 48, {"A": 31, "B": 17, "C": 40}),  # C was no member any more
        ("mean", 48, {"A": 31, "B": 9}),
        ("{by: sum, over: province}", 48, {"A": 31, "B": 9}),  # a third province is not declared
    ],
)
def test_what_adds_up(tmp_path: Path, rule: str, whole: int, parts: dict[str, int]) -> None:
    assert _findings(tmp_path, whole=whole, parts=parts, rule=rule) == []


@pytest.mark.parametrize(
    ("rule", "whole", "parts"),
    [
        ("sum", 48, {"A": 31, "B": 9}),
        ("sum", 48, {"A": 57}),
        ("{by: sum, over: province}", 48, {"A": 31, "B": 29}),
    ],
)
def test_what_does_not(tmp_path: Path, rule: str, whole: int, parts: dict[str, int]) -> None:
    (found,) = _findings(tmp_path, whole=whole, parts=parts, rule=rule)
    assert (found.code, found.severity) == ("PT301", "warning")


def test_shared_out_targets_must_make_the_whole(tmp_path: Path) -> None:
    (found,) = _findings(tmp_path, whole=48, parts={"A": 31, "B": 17}, a="50")
    assert (found.code, found.severity) == ("PT301", "warning")
    assert "the target vn" in found.message


def test_a_revised_target_may_be_any_of_its_values(tmp_path: Path) -> None:
    revised = "70, revisions: [{set: 2023-02-01, value: 50, reason: a storm}]"
    assert _findings(tmp_path, whole=48, parts={"A": 31, "B": 17}, a=revised) == []
