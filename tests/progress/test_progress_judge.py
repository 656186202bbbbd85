"""What spans several targets: implied ones, programmes, the as-of date, the steps."""

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pandas as pd
import pytest

from plan_tracker.model.language import plain
from plan_tracker.model.plan import Plan, Programme
from plan_tracker.progress.judge import judge
from plan_tracker.progress.observed.observations import split
from plan_tracker.progress.projected.registry import METHODS
from plan_tracker.progress.status import REASONS
from tests.progress.made_plans import PLACE, make_plan, make_target, observe

IMPLIED = {
    "period": "2023", "measure": "target", "state": "derived", "value": 104000.0,
    "low": 103986.0, "high": 104010.0, "findings": ("PT901",),
}  # fmt: skip
HALF = {"period": "2023-H1", "value": 45405.0, "low": 45404.5, "high": 45405.5}


def test_an_implied_target_is_judged_with_its_interval() -> None:
    target = judge(make_plan(), observe(HALF, IMPLIED)).targets[0]
    assert (target.id, target.entity, target.target.origin) == ("thing-2023", "VN", "implied")
    assert (target.target.low, target.target.high) == (103986.0, 104010.0)
    assert target.attainment is not None and target.attainment.value == pytest.approx(43.6586538)
    assert target.attainment.low == pytest.approx(100 * 45404.5 / 104010)
    assert target.status == "at-risk"


def test_an_implied_target_gives_way_to_a_declared_one() -> None:
    targets = judge(make_plan({"value": 90000}), observe(HALF, IMPLIED)).targets
    assert [(each.id, each.target.origin) for each in targets] == [("goal", "declared")]


def test_an_implied_target_elsewhere_bears_its_entity() -> None:
    frame = observe(HALF, IMPLIED, IMPLIED | {"entity": "VN-HN"})
    assert [each.id for each in judge(make_plan({"period": 2022, "value": 1}), frame).targets] == [
        "goal", "thing-2023", "thing-2023-VN-HN",
    ]  # fmt: skip


def test_an_implied_target_takes_no_name_that_is_taken() -> None:
    plan = make_plan({"id": "thing-2023", "period": 2022, "value": 1})
    assert [each.id for each in judge(plan, observe(HALF, IMPLIED)).targets] == [
        "thing-2023", "thing-2023-VN",
    ]  # fmt: skip


def test_a_plan_value_that_a_source_prints_is_declared_not_implied() -> None:
    targets = judge(make_plan(), observe(HALF, IMPLIED | {"state": "printed"})).targets
    assert [target.target.origin for target in targets] == ["declared"]


def test_the_as_of_date_is_the_latest_that_is_reported() -> None:
    derived = {"period": "2024", "value": 1.0, "state": "derived"}
    planned = IMPLIED | {"period": "2025"}
    assert judge(make_plan(), observe(HALF, derived, planned)).as_of == date(2023, 6, 30)


def test_nothing_reported_has_no_date(plan: Plan) -> None:
    progress = judge(plan, observe())
    assert progress.as_of is None
    assert progress.targets[0].status == "no-data"


def test_a_derived_bound_is_no_figure(plan: Plan) -> None:
    bound = {"period": "2023-H1", "state": "derived", "low": 300.0, "high": float("inf")}
    quarter = {"period": "2023-Q1", "value": 90.0}
    actual = judge(plan, observe(bound, quarter), date(2023, 6, 30)).targets[0].actual
    assert actual is not None and actual.value == 90


def _programme(plan: Plan, **members: int) -> Plan:
    weights = {name: Fraction(weight) for name, weight in members.items()}
    return replace(plan, programmes={"all": Programme("all", {"en": "All"}, weights, PLACE)})


def test_a_programme_leaves_out_what_it_does_not_know() -> None:
    entities = {"one": ("VN", 100), "two": ("VN-HN", 200), "three": ("VN-SG", 50)}
    plan = make_plan()
    targets = tuple(
        make_target({"id": name, "entity": entity, "value": value})
        for name, (entity, value) in entities.items()
    )
    plan = _programme(replace(plan, targets=targets), one=1, two=2, three=3, absent=2)
    rows = [{"period": "2023-H1", "value": 40.0, "entity": entity} for entity in ("VN", "VN-HN")]
    programme = judge(plan, observe(*rows)).programmes[0]
    assert programme.attainment == pytest.approx((1 * 40 + 2 * 20) / 3)
    assert programme.coverage == 3 / 8
    assert programme.worst == "two"


def test_a_programme_without_data_has_no_mean(plan: Plan) -> None:
    programme = judge(_programme(plan, goal=1), observe()).programmes[0]
    assert (programme.attainment, programme.coverage, programme.worst) == (None, 0, None)


def test_a_limit_has_no_place_in_a_mean_of_attainments() -> None:
    plan = _programme(make_plan({"value": 365}, {"better": "lower"}), goal=1)
    programme = judge(plan, observe({"period": "2023-H1", "value": 181.0})).programmes[0]
    assert (programme.attainment, programme.coverage, programme.worst) == (None, 0, "goal")


def test_the_formulas_show_every_number() -> None:
    plan = make_plan({"value": 860000000})
    row = {"period": "2023-H1", "value": 287620511.0, "printed": "287.620.511"}
    formulas = judge(plan, observe(row)).targets[0].formulas
    steps = {formula.name: formula for formula in formulas}
    assert str(steps["actual"].text) == "report#thing: 287.620.511"
    assert str(steps["attainment"].text) == "100 * 287 620 511 / 860 000 000"
    assert str(steps["expected"].text) == "linear: 181 / 365 days"
    assert str(steps["projection"].text) == "run-rate: 287 620 511 / (181 / 365 days)"
    assert steps["time distance"].value.value == pytest.approx(-1.93604941)  # 58.93 days behind
    assert str(steps["shortfall"].text) == "860 000 000 - 580 008 212.79"
    assert steps["shortfall"].value.value == pytest.approx(279991787.21)
    assert list(steps) == [
        "actual", "target", "attainment", "expected", "pace", "time distance", "required rate",
        "projection", "shortfall",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(860000000), "860 000 000"),
        (Fraction(0), "0"),
        (Fraction(-1234567, 100), "-12 345.67"),
        (Fraction(1, 3), "0.333333333333"),
        (Fraction(100), "100"),
        (Fraction(10) ** 30, "1E+30"),
    ],
)
def test_numbers_in_formulas(number: Fraction, text: str) -> None:
    assert plain(number) == text


def test_days_of_a_year_add_up_without_a_scan_for_each(plan: Plan) -> None:
    first = date(2023, 1, 1)
    days = [{"period": str(first + timedelta(n)), "value": 0.1} for n in range(181)]
    actual = judge(plan, observe(*days)).targets[0].actual
    assert actual is not None and actual.value == 18.1


def test_the_frame_may_have_any_resolution(plan: Plan) -> None:
    frame = observe({"period": "2023-H1", "value": 181.0})
    frame = frame.astype({"start": "datetime64[ns]", "end": "datetime64[ns]"})
    assert split(frame).as_of == date(2023, 6, 30)
    assert isinstance(frame, pd.DataFrame)


def test_every_reason_is_one_sentence_and_every_method_states_its_need() -> None:
    assert all(text.endswith(".") and text.count(". ") == 0 for text in REASONS.values())
    assert all(method.needs for method in METHODS)


def test_progress_itself_imports_no_pandas() -> None:
    code = "import sys, plan_tracker.progress.judge; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_stage_is_reached_when_it_is_first_attested() -> None:
    plan = make_plan(
        {"period": 2025, "stages": [{"id": "trial", "by": "2020-12-31"}]}, {"kind": "milestone"}
    )
    rows = [
        {"period": period, "stage": "trial", "statement": name}
        for period, name in (("2022", "later#x"), ("2019", "first#x"))
    ]
    stage = judge(plan, observe(*rows)).targets[0].stages[0]
    assert (stage.reached, stage.statement) == (date(2019, 12, 31), "first#x")


def test_a_proposed_target_has_no_place_in_a_programme() -> None:
    plan = make_plan()
    targets = tuple(
        make_target({"id": name, "value": value, "standing": standing})
        for name, value, standing in (("one", 365, "approved"), ("two", 9999, "proposed"))
    )
    plan = _programme(replace(plan, targets=targets), one=1, two=1)
    programme = judge(plan, observe({"period": "2023-H1", "value": 181.0})).programmes[0]
    assert programme.attainment == pytest.approx(100 * 181 / 365)
    assert (programme.coverage, programme.worst) == (0.5, "one")


def test_two_horizons_of_one_indicator_are_judged_each_by_its_own() -> None:
    plan = make_plan(indicator={"kind": "stock"})
    base = {"baseline": {"period": "2021", "value": 0}}
    targets = tuple(
        make_target({"id": str(year), "period": year, "value": value} | base)
        for year, value in ((2023, 100), (2025, 400))
    )
    progress = judge(replace(plan, targets=targets), observe({"period": "2022", "value": 50.0}))
    assert [(each.id, each.status, each.expected) for each in progress.targets] == [
        ("2023", "on-track", 0.5), ("2025", "off-track", pytest.approx(365 / 1461)),
    ]  # fmt: skip


def test_a_targets_own_name_comes_before_its_indicators() -> None:
    named = judge(make_plan({"value": 1, "name": "More things"}), observe()).targets[0]
    plain_ = judge(make_plan({"value": 1}), observe()).targets[0]
    assert (named.name, plain_.name) == ({"en": "More things"}, {"en": "Things"})
