"""Worked cases: one target, what was observed, and the numbers worked out by hand."""

from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from ruamel.yaml import YAML

from plan_tracker.progress.judge import judge
from plan_tracker.progress.status import REASONS, WORST_FIRST, Status
from tests.progress.made_plans import make_plan, observe

CASES = YAML(typ="safe").load(Path(__file__).with_name("cases.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case: dict[str, Any]) -> None:
    words = (case.get(key) for key in ("target", "indicator", "settings", "structure"))
    plan = make_plan(*words)
    as_of = date.fromisoformat(str(case["as_of"])) if "as_of" in case else None
    target = judge(plan, observe(*case["actual"]), as_of).targets[0]
    expect = case["expect"]
    assert target.status == expect["status"] if "status" in expect else True
    if "reasons" in expect:
        assert sorted(target.reasons) == sorted(expect["reasons"])
    numbers = {key: value for key, value in expect.items() if key not in ("status", "reasons")}
    _agree(numbers, asdict(replace(target, comparison=None)), target.id)


def _agree(expect: Any, got: Any, at: str) -> None:
    if isinstance(expect, dict):
        assert got is not None, at
        for key, value in expect.items():
            _agree(value, got[key], f"{at}.{key}")
    elif isinstance(expect, list):
        assert [_short(each) for each in got] == expect, at
    elif isinstance(expect, float):
        assert got == pytest.approx(expect, rel=1e-7), at
    else:
        assert str(got) == str(expect) or got == expect, at


def _short(each: Any) -> Any:
    """A stage by its state, anything else in a list by its value, a number as itself."""
    return each.get("state", each.get("value")) if isinstance(each, dict) else each


def test_every_status_and_every_reason_has_a_case() -> None:
    statuses = {case["expect"].get("status") for case in CASES} - {None}
    assert statuses == set(get_args(Status)) == set(WORST_FIRST)
    assert {code for case in CASES for code in case["expect"].get("reasons", ())} == set(REASONS)
