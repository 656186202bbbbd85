"""A percentage of a plan that was changed holds for any value in force, and for no other."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import Reconciled, reconcile
from plan_tracker.report.check.cases import build_cases

LAWS = settings(max_examples=30, phases=[Phase.explicit, Phase.generate])
# 863 at first, 703 from April, 507 from September of 2023.
PLAN = """
indicators: {deals: {unit: deal, kind: flow}}
entities: {VN: {name: Viet Nam}}
targets:
  - id: goal
    indicator: deals
    period: 2023
    value: 863
    revisions:
      - {set: 2023-04-01, value: 703, reason: a storm}
      - {set: 2023-09-01, value: 507, reason: another}
"""


def _source(
    percent: str,
    level: str = "301",
    *,
    period: str = "2023-H1",
    published: str = "",
    name: str = "s",
    plan: str = "",
) -> str:
    day = f", published: {published}" if published else ""
    plan = f", {{kind: target, printed: {plan}, period: 2023}}" if plan else ""
    printed = f", printed: {level}" if level else ""
    return (
        f"source: {{id: {name}, locale: en, entity: VN, period: {period}{day}}}\n"
        f"figures: [{{id: f, indicator: deals{printed}, claims: ["
        f"{{kind: attainment, printed: {percent}, of: 2023}}{plan}]}}]\n"
    )


def _reconciled(*sources: str) -> Reconciled:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "targets").mkdir()
        (folder / "targets" / "a.yaml").write_text(PLAN, encoding="utf-8")
        (folder / "seeds").mkdir()
        for number, source in enumerate(sources):
            (folder / "seeds" / f"{number}.yaml").write_text(source, encoding="utf-8")
        loaded, problems = load(folder)
        assert problems == []
        return reconcile(loaded)


def _severities(*sources: str) -> list[str]:
    return [each.severity for each in _reconciled(*sources).findings]


# 301 of 863 is 34.9 %, of 703 it is 42.8 %, of 507 it is 59.4 %.
@pytest.mark.parametrize(
    ("percent", "period", "published", "severities"),
    [
        ("34.9%", "2023-H1", "2023-07", []),
        ("42.8%", "2023-H1", "2023-07", []),
        # Between the two.
        ("39.0%", "2023-H1", "2023-07", ["error"]),
        ("39.0%", "2023-H1", "", ["error"]),
        # Set after publication; without a day of publication it may have been known.
        ("59.4%", "2023-H1", "2023-07", ["error"]),
        ("59.4%", "2023-H1", "2023-09", []),
        ("59.4%", "2023-H1", "", []),
        # Out of force before the period began, and on the day on which it began.
        ("34.9%", "2023-Q3", "2023-10", ["error"]),
        ("34.9%", "2023-Q2", "2023-07", ["error"]),
        ("42.8%", "2023-Q3", "2023-10", []),
        ("42.8%", "2023-Q4", "", ["error"]),
        # Published before anything of it was changed.
        ("34.9%", "2023-Q1", "2023-03", []),
        ("42.8%", "2023-Q1", "2023-03", ["error"]),
    ],
)
def test_a_percentage_is_of_a_value_in_force(
    percent: str, period: str, published: str, severities: list[str]
) -> None:
    assert _severities(_source(percent, period=period, published=published)) == severities


def test_the_finding_names_the_value_that_is_nearest() -> None:
    (finding,) = _reconciled(_source("39.0%", published="2023-07")).findings
    assert finding.code == "PT201"
    assert finding.trusted == ("target goal as set on 2023-04-01",)


def test_a_changed_target_is_one_subject_of_tests() -> None:
    reconciled = _reconciled(_source("39.0%", published="2023-07"))
    (target,) = (each for each in build_cases(reconciled, ()) if each.kind == "target")
    assert target.name == "goal"
    assert [case.code for case in target.cases if case.findings] == ["PT201"]


def test_a_slip_is_still_told() -> None:
    (finding,) = _reconciled(_source("34.9%", "301 million", published="2023-07")).findings
    assert finding.severity == "error"
    assert finding.repair is not None
    assert finding.repair.statement == "s#f"
    assert finding.repair.value == 301


def test_reports_may_mean_different_values() -> None:
    before = _source("34.9%", published="2023-03", name="a")
    after = _source("42.8%", published="2023-07", name="b")
    assert _severities(before, after) == []


def test_without_a_level_a_report_means_one_value_throughout() -> None:
    twice = _source("34.9%", "", published="2023-07").replace(
        "of: 2023}", "of: 2023}, {id: again, kind: attainment, printed: 42.8%, of: 2023}"
    )
    assert _severities(twice) == ["error"]
    apart = [_source("34.9%", "", name="a"), _source("42.8%", "", name="b")]
    assert "error" not in _severities(*apart)


@pytest.mark.parametrize(
    ("plan", "percent", "severities"),
    [
        ("863", "34.9%", []),
        ("703", "42.8%", []),
        # The report's own plan value is what its percentage is of.
        ("863", "42.8%", ["error"]),
        ("703", "34.9%", ["error"]),
        # No value that was in force.
        ("783", "38.4%", ["error"]),
        ("507", "59.4%", ["error"]),
    ],
)
def test_a_printed_plan_value_is_one_in_force(
    plan: str, percent: str, severities: list[str]
) -> None:
    assert set(_severities(_source(percent, published="2023-07", plan=plan))) == set(severities)


def test_printed_plan_values_of_two_reports_may_be_different_ones() -> None:
    undated = [_source("34.9%", plan="863", name="a"), _source("42.8%", plan="703", name="b")]
    assert _severities(*undated) == []


@LAWS
@given(
    st.integers(100, 9000),
    st.sampled_from(
        [(863, "2023-Q1", "2023-03"), (863, "2023-H1", ""), (703, "2023-H1", "2023-06")]
    ),
    st.booleans(),
)
def test_true_percentages_are_no_contradiction(
    level: int, case: tuple[int, str, str], prints_plan: bool
) -> None:
    value, period, published = case
    percent = f"{100 * level / value:.1f}%"
    plan = str(value) if prints_plan else ""
    told = _source(percent, f'"{level}"', period=period, published=published, plan=plan)
    assert not {"error", "warning"} & set(_severities(told))
