"""Every change of status has its cause."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from plan_tracker.model.plan import Plan
from plan_tracker.progress.difference import CAUSES, Judged, differences
from plan_tracker.progress.judge import judge
from tests.progress.made_plans import make_plan, make_target, observe

TARGET: dict[str, Any] = {"value": 365}
HALF = {"period": "2023-H1", "value": 181.0, "statement": "h1#x", "printed": "181"}
QUARTER = {"period": "2023-Q1", "value": 10.0, "statement": "q1#x", "printed": "10"}


def _judged(plan: Plan, *rows: dict[str, Any], as_of: date | None = None) -> Judged:
    return Judged(plan, judge(plan, observe(*rows), as_of))


def _kinds(old: Judged, new: Judged) -> list[str]:
    (change,) = differences(old, new)
    return [each.kind for each in change.causes]


PLAN = make_plan(TARGET)
STRICT = make_plan(TARGET, settings={"thresholds": {"on-track": 1.5, "at-risk": 0.9}})
RAISED = make_plan(TARGET | {"revisions": [{"since": "2023-01-01", "value": 900}]})
OVERWRITTEN = make_plan({"value": 900})
NOW = _judged(PLAN, HALF)
CASES = {
    "new-data": (_judged(PLAN, QUARTER), NOW),
    "revised-data": (NOW, _judged(PLAN, HALF | {"value": 90.0, "printed": "90"})),
    "repair": (NOW, _judged(PLAN, HALF | {"value": 18.1, "state": "repaired"})),
    "revised-target": (NOW, _judged(RAISED, HALF)),
    "rewritten-target": (NOW, _judged(OVERWRITTEN, HALF)),
    "other-method": (NOW, _judged(STRICT, HALF)),
    "time": (NOW, _judged(PLAN, HALF, as_of=date(2024, 6, 30))),
    "new-target": (_judged(make_plan(), HALF), NOW),
    "dropped-target": (NOW, _judged(make_plan(), HALF)),
    "other": (
        _judged(make_plan(TARGET, structure={"entities": {"VN": {}}}), HALF),
        _judged(make_plan(TARGET, structure={"entities": {"VN": {"until": "2023-07-01"}}}), HALF),
    ),
}


@pytest.mark.parametrize("kind", CASES)
def test_the_cause(kind: str) -> None:
    assert _kinds(*CASES[kind]) == [kind]


def test_every_cause_has_a_case() -> None:
    assert set(CASES) == set(CAUSES)


def test_several_causes_are_all_named() -> None:
    assert _kinds(_judged(PLAN, QUARTER), _judged(RAISED, HALF | {"value": 500.0})) == [
        "revised-target", "new-data",
    ]  # fmt: skip


def test_what_keeps_its_status_is_not_listed() -> None:
    assert differences(NOW, _judged(PLAN, HALF | {"value": 182.0})) == ()


def test_an_earlier_year_that_moves_a_seasonal_path() -> None:
    plan = replace(PLAN, targets=(make_target({"value": 150, "path": "seasonal"}),))
    half = {"period": "2023-H1", "value": 60.0}
    earlier = [{"period": "2022", "value": 100.0}, {"period": "2022-H1", "value": 40.0}]
    assert _kinds(_judged(plan, half), _judged(plan, half, *earlier)) == ["new-data"]
