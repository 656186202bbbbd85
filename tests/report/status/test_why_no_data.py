"""A target without data names the figures that almost are of it, and in what they differ."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile
from plan_tracker.report.report import Report, build_report
from plan_tracker.report.status.almost import why_no_data
from plan_tracker.report.status.brief import render_status_brief
from plan_tracker.report.writing.screen import Screen

TARGETS = """
locale: en
indicators:
  roads: {name: Roads repaired, unit: km, kind: flow}
  beds: {name: Hospital beds, unit: bed, kind: stock}
  school: {name: New school, unit: stage, kind: milestone}
entities:
  DD: {name: Duruma District}
  EE: {name: Eastern District}
targets:
  - {id: roads-2026, indicator: roads, entity: DD, period: 2026, value: 120 km}
"""
SOURCE = """
source: {id: half, locale: en, entity: DD, period: 2026-H1}
figures:
  - {id: beds, indicator: beds, printed: "700"}
"""
CASES = {
    "none": ("", "no source has a figure of `roads`: `tracker add roads-2026 \"…\" --period …` "
             "adds one."),
    "entity": ("- {id: a, indicator: roads, entity: EE, printed: 55 km}",
               "“55 km” (half#a) is of Eastern District, the target of Duruma District."),
    "before": ("- {id: a, indicator: roads, period: 2025, printed: 38 km}",
               "“38 km” (half#a) is about 2025, which ends before 2026 begins."),
    "after": ("- {id: a, indicator: roads, period: 2027-Q1, printed: 3 km}",
              "“3 km” (half#a) is about 2027-Q1, which begins after 2026 has ended."),
    "plan": ("- {id: a, indicator: roads, standing: plan, printed: 70 km}",
             "“70 km” (half#a) is a plan's value, not what was reached."),
}  # fmt: skip


@pytest.fixture
def reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("targets", "seeds"):
        (tmp_path / folder).mkdir()
    (tmp_path / "targets" / "goals.yaml").write_text(TARGETS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "seeds" / "half.yaml"


def report() -> Report:
    loaded, problems = load(Path())
    assert not problems
    return build_report(loaded, reconcile(loaded))


@pytest.mark.parametrize(("figures", "sentence"), CASES.values(), ids=CASES)
def test_what_is_near_is_named(reported: Path, figures: str, sentence: str) -> None:
    reported.write_text(f"{SOURCE}  {figures}\n", encoding="utf-8")
    made = report()
    told = why_no_data(made, made.progress.targets)["roads-2026"]
    assert [str(each) for each in told] == [f"roads-2026 (targets/goals.yaml:11): {sentence}"]
    page = " ".join(render_status_brief(made, "en", Screen(80)).split())
    assert f"No figure of a source fits. roads-2026 (targets/goals.yaml:11): {sentence}" in page


def test_a_milestone_asks_for_a_stage(reported: Path) -> None:
    goals = reported.parent.parent / "targets" / "goals.yaml"
    stages = "stages: [{id: walls, name: Walls, by: 2026}]"
    target = f"  - {{id: school, indicator: school, entity: DD, period: 2026, {stages}}}\n"
    goals.write_text(TARGETS + target, encoding="utf-8")
    reported.write_text(SOURCE, encoding="utf-8")
    made = report()
    told = str(why_no_data(made, made.progress.targets)["school"][0])
    assert "no source says that a stage is reached" in told
    assert "`claims: [{kind: stage, stage: walls}]`" in told


def test_a_target_with_data_asks_for_nothing(reported: Path) -> None:
    figure = "  - {id: a, indicator: roads, printed: 55 km}\n"
    reported.write_text(SOURCE + figure, encoding="utf-8")
    made = report()
    assert why_no_data(made, made.progress.targets) == {}
