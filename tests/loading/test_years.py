"""Years that begin in another month than January, and the plans that attainments are of."""

from pathlib import Path

import pytest

from plan_tracker.loading.drafts import load_plan, source_problems
from plan_tracker.loading.folder import load
from plan_tracker.loading.loaded import Loaded

TARGETS = """
indicators: {{roads: {{name: Roads, unit: km, kind: flow}}}}
targets:
  - {{id: fy23, indicator: roads, period: FY2023, value: 1000 km}}
  - {{id: fy24, indicator: roads, period: {label}, value: 1200 km}}
settings: {{locale: en, year-start: 07-01}}
"""
SOURCE = """
source: {id: r, locale: en, period: 2024-03}
figures:
  - {id: a, indicator: roads, printed: 250.0 km, claims: [{kind: attainment, printed: "20.8%"}]}
  - {id: b, indicator: roads, period: FY2022, claims: [{kind: attainment, printed: "90%"}]}
"""


def loaded(folder: Path, label: str) -> Loaded:
    for name, text in (("targets", TARGETS.format(label=label)), ("seeds", SOURCE)):
        (folder / name).mkdir()
        (folder / name / "a.yaml").write_text(text, encoding="utf-8")
    found, problems = load(folder)
    assert problems == []
    return found


@pytest.mark.parametrize("label", ["FY2024", "2023/24", "niên độ 2023-2024", "2023-07/2024-06"])
def test_years_begin_where_the_plan_says(tmp_path: Path, label: str) -> None:
    found = loaded(tmp_path, label)
    assert [target.period.text for target in found.plan.targets] == [
        "2022-07/2023-06",
        "2023-07/2024-06",
    ]
    assert found.frame["ref_period"].tolist() == ["", "2023-07/2024-06", "2021-07/2022-06"]


def test_a_plan_of_the_whole_period_is_no_supposition(tmp_path: Path) -> None:
    assert loaded(tmp_path, "FY2024").frame["unsure"].tolist() == [False, True, False]


def test_without_it_such_a_year_is_not_clear(tmp_path: Path) -> None:
    (tmp_path / "targets").mkdir()
    (tmp_path / "seeds").mkdir()
    text = TARGETS.format(label="2024").replace(", year-start: 07-01", "")
    (tmp_path / "targets" / "a.yaml").write_text(text, encoding="utf-8")
    problems = [problem.message for problem in load(tmp_path)[1]]
    assert len(problems) == 1 and "'FY2023' is not clear" in problems[0]


@pytest.mark.parametrize("said", ["7-1", "13-01", "02-30", "july"])
def test_a_year_begins_on_a_day(tmp_path: Path, said: str) -> None:
    (tmp_path / "targets").mkdir()
    (tmp_path / "seeds").mkdir()
    text = f"settings: {{year-start: {said}}}\n"
    (tmp_path / "targets" / "a.yaml").write_text(text, encoding="utf-8")
    problems = [problem.message for problem in load(tmp_path)[1]]
    assert len(problems) == 1 and "a year begins on a day such as 07-01" in problems[0]


def test_drafts_are_read_with_the_years_of_their_plan(tmp_path: Path) -> None:
    (tmp_path / "targets").mkdir()
    text = TARGETS.format(label="FY2024")
    (tmp_path / "targets" / "a.yaml").write_text(text, encoding="utf-8")
    plan, problems = load_plan(tmp_path, "en")
    assert problems == []
    assert [target.period.text for target in plan.targets] == ["2022-07/2023-06", "2023-07/2024-06"]
    draft = SOURCE.replace("period: 2024-03", "period: FY2023")
    assert source_problems(draft, "r.yaml", plan) == []
