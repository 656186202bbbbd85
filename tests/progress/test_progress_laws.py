"""Laws that hold for any plan and any observations."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from fractions import Fraction
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plan_tracker.model.plan import MethodName, ProjectionName
from plan_tracker.progress.estimate import UncertainNumber, exact
from plan_tracker.progress.judge import judge
from plan_tracker.progress.judged.trajectory import trajectory_of
from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.progress.status import REASONS, Status
from tests.progress.made_plans import make_plan, observe

PERIODS = [
    "2020", "2021", "2021-H1", "2022", "2022-H1", "2022-12", "2023", "2023-H1", "2023-Q1",
    "2023-Q2", "2023-01", "2023-02", "2023-07", "2023-06-30", "2024-02", "2024-02-29", "2025",
]  # fmt: skip
KINDS = ["flow", "stock", "ratio", "rank"]
BETTER = ["higher", "lower", "range"]
PATHS: list[Any] = ["linear", "geometric", "seasonal"]
whole = st.integers(-(10**6), 10**6) | st.just(0)
wild = st.floats(allow_nan=False, allow_infinity=False)
doubtful = wild | st.sampled_from([float("nan"), float("inf"), float("-inf")])
states = st.sampled_from(["printed", "repaired", "disputed", "derived"])


@st.composite
def rows(draw: st.DrawFn, number: st.SearchStrategy[Any]) -> dict[str, Any]:
    row = {"period": draw(st.sampled_from(PERIODS)), "value": draw(number), "state": draw(states)}
    if row["state"] == "disputed":
        row["candidates"] = tuple(
            draw(st.lists(wild if number is doubtful else number, max_size=3))
        )
    if draw(st.booleans()):
        row |= {"low": draw(number), "high": draw(number)}
    if draw(st.integers(0, 9)) == 0:
        row["measure" if draw(st.booleans()) else "unit"] = "target"
    return row


@st.composite
def targets(draw: st.DrawFn, number: st.SearchStrategy[Any]) -> dict[str, Any]:
    target: dict[str, Any] = {"period": draw(st.sampled_from(PERIODS))}
    for name in draw(st.sets(st.sampled_from(["value", "low", "high"]))):
        target[name] = draw(number)
    if draw(st.booleans()):
        target["baseline"] = {"period": draw(st.sampled_from(PERIODS)), "value": draw(number)}
    levels = st.builds(
        lambda period, value: {"period": period, "value": value}, st.sampled_from(PERIODS), number
    )
    target["path"] = draw(st.sampled_from(PATHS) | st.lists(levels, max_size=3))
    if draw(st.booleans()):
        target["revisions"] = [{"since": "2023-03-01", "value": draw(number)}]
    if draw(st.integers(0, 4)) == 0:
        target["growth"] = {"percent": draw(st.integers(-200, 200)), "against": "2022"}
        target.pop("value", None)
    if draw(st.integers(0, 4)) == 0:
        target["limit"] = draw(number)
    return target


indicators = st.fixed_dictionaries(
    {"kind": st.sampled_from(KINDS), "better": st.sampled_from(BETTER), "signed": st.booleans()}
)


ways = st.fixed_dictionaries(
    {
        "method": st.sampled_from(get_args(MethodName)),
        "projection": st.sampled_from(get_args(ProjectionName)),
    }
)


@given(indicators, targets(wild), st.lists(rows(doubtful), max_size=6), ways)
@settings(max_examples=200)
def test_nothing_raises(
    indicator: dict[str, Any],
    target: dict[str, Any],
    observed: list[dict[str, Any]],
    way: dict[str, Any],
) -> None:
    plan = make_plan(target, indicator, way)
    progress = judge(plan, observe(*observed))
    trajectory_of(progress.targets[0])
    for each in progress.targets:
        assert each.status in get_args(Status)
        assert set(each.reasons) <= set(REASONS)
        assert all(number == number and abs(number) != float("inf") for number in _numbers(each))
        rate = each.required_rate
        assert rate is None or rate.ratio is None or rate.ratio >= 0
        green = each.status in ("met", "on-track")
        assert not green or each.actual is not None


def _numbers(target: TargetStatus) -> Iterator[float]:
    """Every number that is put out, the candidates aside, which are the input's own."""
    pending: list[Any] = [asdict(replace(target, comparison=None, candidates=()))]
    while pending:
        each = pending.pop()
        if isinstance(each, dict):
            pending.extend(each.values())
        elif isinstance(each, list | tuple):
            pending.extend(each)
        elif isinstance(each, float):
            yield each


def _scaled(words: Any, power: int) -> Any:
    if isinstance(words, dict):
        return {
            key: Fraction(value) * Fraction(10) ** power if key in ("value", "low", "high")
            else _scaled(value, power)
            for key, value in words.items()
        }  # fmt: skip
    return [_scaled(each, power) for each in words] if isinstance(words, list) else words


@given(
    indicators, targets(whole), st.lists(rows(whole), min_size=1, max_size=5),
    st.integers(-9, 15),
)  # fmt: skip
@settings(max_examples=150)
def test_the_unit_changes_no_status(
    indicator: dict[str, Any], target: dict[str, Any], observed: list[dict[str, Any]], power: int
) -> None:
    scaled = [
        {
            key: float(f"{value}e{power}") if key in ("value", "low", "high") else value
            for key, value in row.items()
        }
        | {"candidates": tuple(float(f"{x}e{power}") for x in row.get("candidates", ()))}
        for row in observed
    ]
    before = judge(make_plan(target, indicator), observe(*observed))
    after = judge(make_plan(_scaled(target, power), indicator), observe(*scaled))
    assert [(t.status, t.reasons) for t in before.targets] == [
        (t.status, t.reasons) for t in after.targets
    ]


@given(
    st.sampled_from(KINDS), st.integers(1, 10**9), st.integers(0, 10**9), st.integers(0, 10**9),
    st.integers(0, 10**6),
)  # fmt: skip
@settings(max_examples=60)
def test_a_higher_figure_never_lowers_attainment(
    kind: str, target: int, one: int, other: int, doubt: int
) -> None:
    plan = make_plan({"value": target}, {"kind": kind})
    less, more = (_at_half_year(plan, value, doubt) for value in sorted((one, other)))
    assert less.attainment and more.attainment
    pairs = zip(asdict(less.attainment).values(), asdict(more.attainment).values(), strict=True)
    assert all(low <= high for low, high in pairs)


ORDER = ["off-track", "at-risk", "on-track", "met"]


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
@settings(max_examples=60)
def test_a_better_figure_never_worsens_the_status(target: int, one: int, other: int) -> None:
    plan = make_plan({"value": target})
    less, more = (_at_half_year(plan, value).status for value in sorted((one, other)))
    assert ORDER.index(less) <= ORDER.index(more)


@given(
    indicators, st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6), whole,
    st.integers(0, 10**5),
)  # fmt: skip
@settings(max_examples=100)
def test_intervals_contain_their_values(
    indicator: dict[str, Any], target: int, baseline: int, value: int, doubt: int
) -> None:
    level = {"period": "2022", "value": baseline, "reads": [baseline - doubt, baseline + doubt]}
    plan = make_plan({"value": target, "baseline": level}, indicator)
    judged = _at_half_year(plan, value, doubt)
    for each in (judged.actual, judged.attainment, judged.projection, judged.shortfall):
        if each is not None and each.value is not None:
            assert each.low is None or each.low <= each.value
            assert each.high is None or each.value <= each.high


def _at_half_year(plan: Any, value: int, doubt: int = 0) -> TargetStatus:
    row = {"period": "2023-H1", "value": value, "low": value - doubt, "high": value + doubt}
    return judge(plan, observe(row)).targets[0]


fractions = st.fractions(-1000, 1000, max_denominator=100)
operations = st.sampled_from(["__add__", "__sub__", "__mul__", "__truediv__"])


@given(fractions, fractions, fractions, fractions, st.tuples(fractions, fractions), operations)
def test_arithmetic_encloses(
    a: Fraction, b: Fraction, c: Fraction, d: Fraction, within: tuple[Fraction, Fraction],
    operation: str,
) -> None:  # fmt: skip
    left = UncertainNumber.read(float(min(a, b)), float(min(a, b)), float(max(a, b)))
    right = UncertainNumber.read(float(max(c, d)), float(min(c, d)), float(max(c, d)))
    result = getattr(left, operation)(right)
    x, y = (_clip(amount, point) for amount, point in zip((left, right), within, strict=True))
    if operation != "__truediv__" or y:
        inner = getattr(x, operation)(y)
        assert result.low is None or result.low <= inner
        assert result.high is None or inner <= result.high


def _clip(amount: UncertainNumber, point: Fraction) -> Fraction:
    assert amount.low is not None and amount.high is not None
    return min(max(point, amount.low), amount.high)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0.95, Fraction(95, 100)), (1e22, Fraction(10**22)), (float("nan"), None)],
)
def test_a_float_is_its_shortest_decimal(number: float, expected: Fraction | None) -> None:
    assert exact(number) == expected
