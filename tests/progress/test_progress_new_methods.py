"""A way to project, and one to judge, added by nothing but being declared."""

from collections.abc import Mapping
from fractions import Fraction
from typing import cast, get_args

import pytest

from plan_tracker.model.plan import MethodName, ProjectionName
from plan_tracker.model.text import phrase
from plan_tracker.progress.judge import judge
from plan_tracker.progress.methods import registry as judging
from plan_tracker.progress.methods.pace import PACE
from plan_tracker.progress.methods.yearly import Yearly
from plan_tracker.progress.outcome import Assessed
from plan_tracker.progress.projected import registry as projecting
from plan_tracker.progress.projected.method import Foreseen, ProjectionInput
from plan_tracker.progress.status import Status
from plan_tracker.report.status.columns import BAND, METHOD, PROJECTED
from plan_tracker.report.status.rows import status_row
from tests.progress.made_plans import make_plan, observe


class Doubled:
    """Twice the figure.

    2 · A, which no office would do.

    Weak in every way.
    """

    name = cast(ProjectionName, "doubled")
    needs = "a figure of a flow"

    def project(self, known: ProjectionInput) -> Foreseen | None:
        if known.part is None:
            return None
        return Foreseen(known.part * 2, phrase("2 * {a}", a=known.part.text))


class Halfway:
    """Whether half of the target is there.

    Now ÷ target, from a half on.
    """

    name = cast(MethodName, "halfway")
    bands: Mapping[str, Status] = {"far-enough": "on-track", "not-yet": "off-track"}

    def assess(self, yearly: Yearly) -> Assessed | None:
        if not yearly.target:
            return None
        share = yearly.now / yearly.target
        band = "far-enough" if share >= Fraction(1, 2) else "not-yet"
        return Assessed(self.name, float(share), None, band)


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projecting, "METHODS", (*projecting.METHODS, Doubled()))
    monkeypatch.setattr(judging, "YEARLY_METHODS", (*judging.YEARLY_METHODS, Halfway()))


@pytest.mark.usefixtures("ways")
def test_a_new_way_to_project_is_in_status_formula_and_page() -> None:
    plan = make_plan({"value": 365, "projection": Doubled.name})
    target = judge(plan, observe({"period": "2023-H1", "value": 100.0})).targets[0]
    assert target.projection is not None
    assert (target.projection.method, target.projection.value) == ("doubled", 200.0)
    formulas = {formula.name: str(formula.text) for formula in target.formulas}
    assert formulas["projection"] == "doubled: 2 * 100"
    row = status_row(target, "en")
    assert (PROJECTED.text(row), METHOD.text(row)) == ("200", "doubled")
    assert "## doubled\n\n**Twice the figure.**\n\n2 · A, which no office would do." in _page()
    assert "Needs a figure of a flow." in _page()


@pytest.mark.usefixtures("ways")
def test_a_new_way_to_judge_is_in_status_formula_and_page() -> None:
    plan = make_plan(
        {"value": 100, "period": "2025", "baseline": {"period": "2020", "value": 10}},
        {"kind": "stock"},
        {"method": Halfway.name},
    )
    target = judge(plan, observe({"period": "2023", "value": 60.0})).targets[0]
    assert (target.status, target.method) == (
        "on-track",
        Assessed(Halfway.name, 0.6, None, "far-enough"),
    )
    formulas = {formula.name: str(formula.text) for formula in target.formulas}
    assert formulas["halfway"] == "10 in 2020, 60 in 2023; from 2020 on; 100 by 2025"
    assert BAND.text(status_row(target, "en")) == "halfway: far enough"
    assert "## halfway\n\n**Whether half of the target is there.**" in _page()


def _page() -> str:
    from generate import methods_page

    page: str = methods_page()
    return page


def test_every_name_that_a_plan_may_use_is_a_method() -> None:
    assert {method.name for method in projecting.METHODS} == set(get_args(ProjectionName)) - {
        "auto"
    }
    assert {method.name for method in judging.judging_methods()} == set(get_args(MethodName))


def test_the_formula_of_a_trend_names_every_point_that_it_follows() -> None:
    plan = make_plan(
        {"period": "2025", "value": 100, "baseline": {"period": "2019", "value": 10}},
        {"kind": "stock"},
        {"projection": "robust-trend"},
    )
    rows = [{"period": str(year), "value": float(year - 2000)} for year in (2021, 2022)]
    target = judge(plan, observe(*rows)).targets[0]
    formulas = {formula.name: str(formula.text) for formula in target.formulas}
    assert formulas["projection"] == (
        "robust-trend: 10 at 2019-12-31, 21 at 2021-12-31, 22 at 2022-12-31"
    )


def test_the_formula_of_seasonal_shares_names_only_the_years_that_it_uses() -> None:
    plan = make_plan({"value": 100}, settings={"projection": "seasonal-share"})
    rows = [
        {"period": period, "value": value}
        for period, value in (
            ("2021-H1", 0.0), ("2021", 80.0), ("2022-H1", 45.0), ("2022", 90.0), ("2023-H1", 50.0),
        )
    ]  # fmt: skip
    target = judge(plan, observe(*rows)).targets[0]
    formulas = {formula.name: str(formula.text) for formula in target.formulas}
    assert formulas["projection"] == "seasonal-share: 50 / mean(45 / 90)"


def test_pace_is_judged_by_no_other_method() -> None:
    target = judge(
        make_plan({"value": 365}), observe({"period": "2023-H1", "value": 181.0})
    ).targets[0]
    assert target.method == Assessed("pace", target.pace, None, target.status)
    assert PACE in judging.judging_methods()
