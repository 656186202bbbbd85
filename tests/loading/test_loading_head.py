"""What a plan and its targets are called, and who answers for them."""

from pathlib import Path

from plan_tracker.loading.folder import load
from plan_tracker.model.plan import PlanHead

TARGETS = """
plan: {title: {en: Roads, vi: Đường}, organisation: Transport, owner: Planning, note: first draft}
indicators: {roads: {name: Roads, unit: km, kind: flow}}
targets:
  - {id: r, indicator: roads, period: 2026, value: 140 km, organisation: North, owner: An, note: x}
"""


def test_a_plan_and_its_targets_have_heads(tmp_path: Path) -> None:
    for name in ("targets", "seeds"):
        (tmp_path / name).mkdir()
    (tmp_path / "targets" / "a.yaml").write_text(TARGETS, "utf-8")
    loaded, problems = load(tmp_path)
    assert problems == []
    title = {"en": "Roads", "vi": "Đường"}
    assert loaded.plan.head == PlanHead(title, "Transport", "Planning", "first draft")
    target = loaded.plan.targets[0]
    assert (target.organisation, target.owner, target.note) == ("North", "An", "x")


def test_a_plan_has_one_head(tmp_path: Path) -> None:
    for name in ("targets", "seeds"):
        (tmp_path / name).mkdir()
    for name in ("a", "b"):
        (tmp_path / "targets" / f"{name}.yaml").write_text("plan: {title: x}\n", "utf-8")
    problems = [str(problem) for problem in load(tmp_path)[1]]
    place = tmp_path / "targets"
    assert problems == [
        f"{place}/b.yaml:1:1: `plan` is there twice, first at {place}/a.yaml:1:1: keep it in one "
        "file"
    ]
