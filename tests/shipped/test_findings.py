"""What the tracker says of the shipped reports, and what it must not say."""

import shutil
from fractions import Fraction
from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import Reconciled, reconcile

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shipped() -> Reconciled:
    loaded, problems = load(ROOT)
    assert problems == []
    return reconcile(loaded)


def test_the_only_error_is_one_scale_word_too_many(shipped: Reconciled) -> None:
    (error,) = (each for each in shipped.findings if each.severity == "error")
    assert error.code == "PT201"
    assert error.repair is not None and error.repair.statement == "mic-2023-h1#ndxp"
    assert error.repair.value == 287_620_511
    assert error.repair.slip == "scale"
    assert error.alternatives == (("mic-2023-h1#ndxp",),)


def test_warnings_are_of_these_kinds(shipped: Reconciled) -> None:
    warnings = {each.code: each for each in shipped.findings if each.severity == "warning"}
    assert set(warnings) == {"PT101", "PT102", "PT202", "PT209", "PT301", "PT303"}
    growth = warnings["PT202"]
    assert "mic-2018#sector-revenue.growth" in growth.statements
    assert "as index" in str(growth.remedy) and "USD" in str(growth.remedy)


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        ("press-revenue", 20_495 * 10**9),
        ("publishing-revenue", 44_561 * 10**9),
        ("publishing-budget", 1_898 * 10**9),  # nothing else tests these two:
        ("publishing-gdp", 13_091 * 10**9),  # they follow the others of their form
    ],
)
def test_texts_of_one_form_are_read_as_the_total_forces(
    shipped: Reconciled, figure: str, value: int
) -> None:
    rows = shipped.observations.set_index("statement")
    row = rows.loc[f"mic-2023-h1#{figure}"]
    assert (row["state"], row["value"]) == ("repaired", value)


def test_with_a_wide_rest_nothing_forces_a_reading(tmp_path: Path) -> None:
    for name in ("targets", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name)
    structure = tmp_path / "targets" / "structure.yaml"
    text = structure.read_text(encoding="utf-8")
    assert text.count("high: 0.5%") == 1
    structure.write_text(text.replace("high: 0.5%", "high: 15%"), encoding="utf-8")
    loaded, problems = load(tmp_path)
    assert problems == []
    found = reconcile(loaded)
    rows = found.observations.set_index("statement")
    assert rows.loc["mic-2023-h1#press-revenue", "state"] == "printed"
    notes = [each for each in found.findings if each.code == "PT102"]
    assert {each.severity for each in notes} == {"note"}
    assert all("does not tell" in str(each.remedy) for each in notes)


def test_implied_plan_values_are_intervals(shipped: Reconciled) -> None:
    rows = shipped.observations
    implied = rows[(rows["measure"] == "target") & (rows["state"] == "derived")]
    budget = implied[implied["indicator"] == "sector-budget"].iloc[0]
    assert budget["low"] == pytest.approx(
        float(Fraction(454045, 10) / Fraction(43665, 10**5)) * 1e9
    )
    assert budget["low"] < budget["value"] < budget["high"]
