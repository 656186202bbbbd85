"""Figures on both sides of a break in their series are compared by its factor, or not at all."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import Reconciled, reconcile

PLAN = """
indicators:
  output: {{unit: VND, kind: flow{more}}}
  whole: {{unit: VND, kind: flow}}
entities: {{VN: {{name: Viet Nam}}}}
"""
SOURCE = "source: {id: s, locale: en, entity: VN, period: 2020}\n"
FIRST = "rebased: [{at: 2020, factor: 1.13}]"


def _reconciled(
    folder: Path, figures: str, more: str = "", table: str = "", beside: str = ""
) -> Reconciled:
    (folder / "targets").mkdir()
    (folder / "seeds").mkdir()
    (folder / "targets" / "a.yaml").write_text(
        PLAN.format(more=f", {more}" if more else "") + beside
    )
    (folder / "seeds" / "s.yaml").write_text(SOURCE + figures)
    (folder / "seeds" / "t.csv").write_text(table)
    loaded, problems = load(folder)
    assert problems == []
    return reconcile(loaded)


FIGURES = """figures:
  - {{id: before, indicator: output, period: 2019, printed: "1,000.0"}}
  - {{id: after, indicator: output, period: 2020, printed: "1,200.0"{more}, claims: [{claims}]}}
"""
UP = "{{kind: growth, id: {id}, printed: up {growth}%, against: 2019}}"


def _growth(*claims: str, more: str = "") -> str:
    numbered = [UP.format(id=f"up{at}", growth=growth) for at, growth in enumerate(claims)]
    return FIGURES.format(claims=", ".join(numbered), more=more)


def _severities(found: Reconciled) -> list[str]:
    return [each.severity for each in found.findings]


@pytest.mark.parametrize(
    ("rebased", "growth", "severities", "tested"),
    [
        ("", "20.0", [], True),
        ("", "6.2", ["error"], True),
        # By the factor 1,130 became 1,200; that it is the right one is for the plan to know.
        (FIRST, "6.2", [], True),
        (FIRST, "20.0", ["warning"], True),
        ("rebased: [{at: 2020}]", "6.2", [], False),
        ("rebased: [{at: 2020}]", "20.0", [], False),
        # Of two breaks between both factors are needed.
        ("rebased: [{at: 2020, factor: 0.565}, {at: 2020, factor: 2}]", "6.2", [], True),
        ("rebased: [{at: 2020, factor: 1.13}, {at: 2020}]", "20.0", [], False),
        # A break before both figures, or after both, separates nothing.
        ("rebased: [{at: 2019}]", "6.2", ["error"], True),
        ("rebased: [{at: 2021}]", "6.2", ["error"], True),
    ],
)
def test_growth_across_a_break(
    tmp_path: Path, rebased: str, growth: str, severities: list[str], tested: bool
) -> None:
    found = _reconciled(tmp_path, _growth(growth), rebased)
    assert _severities(found) == severities
    assert found.tested.tolist()[2] == tested


def test_two_claims_of_one_comparison_still_contradict_each_other(tmp_path: Path) -> None:
    found = _reconciled(tmp_path, _growth("6.2", "7.9"), "rebased: [{at: 2020}]")
    assert _severities(found) == ["error"]


def test_a_figure_may_say_that_its_series_has_a_break(tmp_path: Path) -> None:
    found = _reconciled(tmp_path, _growth("6.2", more=", rebased: true"))
    assert _severities(found) == []
    assert not found.tested.any()


ROWS = """indicator,entity,period,kind,value,status
output,VN,2019,level,1000.5,
output,VN,2020,level,1200.5,{status}
output,VN,2020,growth,6.2,
output,HN,2019,level,1000.5,
output,HN,2020,level,1200.5,
output,HN,2020,growth,{other},
"""


@pytest.mark.parametrize(
    ("status", "other", "severities"),
    [
        ("", "20.0", ["error"]),
        ("b", "20.0", []),
        ("B", "20.0", []),
        ("bp", "20.0", ["note"]),
        ("rebased", "20.0", []),
        ("r", "20.0", ["error"]),
        ("a", "20.0", ["error"]),
        # The break is in the series of one entity.
        ("b", "6.2", ["error"]),
    ],
)
def test_the_status_of_a_row_tells_a_break(
    tmp_path: Path, status: str, other: str, severities: list[str]
) -> None:
    table = ROWS.format(status=status, other=other)
    found = _reconciled(tmp_path, "table: {file: t.csv}\n", table=table)
    assert _severities(found) == severities


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("", "", {"PT302"}),
        ("e", "", {"PT403"}),
        ("p", "", {"PT403"}),
        ("e", "r", {"PT403"}),
    ],
)
def test_an_estimate_beside_the_final_figure_in_one_table(
    tmp_path: Path, first: str, second: str, codes: set[str]
) -> None:
    table = (
        "indicator,period,kind,value,status\n"
        f"output,2019,level,1000,{first}\noutput,2019,level,1103,{second}\n"
        "whole,2019,level,1103,\noutput,2020,level,1213.3,\noutput,2020,growth,10.0,\n"
    )
    plan = "identities: [{id: same, total: whole, parts: [output]}]"
    found = _reconciled(tmp_path, "table: {file: t.csv}\n", table=table, beside=plan)
    assert {each.code for each in found.findings} == codes


def test_a_cumulative_figure_may_fall_across_a_break(tmp_path: Path) -> None:
    table = (
        "indicator,period,kind,value,status\n"
        "output,2020-Q1,level,1900,\noutput,2020-H1,level,1700,{}\n"
    )
    for folder, status, severities in (("with", "b", []), ("without", "", ["warning"])):
        source = "table: {file: t.csv}\n"
        (tmp_path / folder).mkdir()
        found = _reconciled(tmp_path / folder, source, table=table.format(status))
        assert _severities(found) == severities


def test_of_an_earlier_level_in_a_later_report_nobody_knows_the_base(tmp_path: Path) -> None:
    base = ", {{kind: base, period: 2019, printed: '1,130.0'}}"
    figures = _growth("6.2").replace("]}", base.format() + "]}")
    found = _reconciled(tmp_path, figures, FIRST)
    assert _severities(found) == []
