"""Figures in another unit of their indicator's dimension."""

from fractions import Fraction
from pathlib import Path

import pytest
from babel.core import get_global

from plan_tracker.language.languages import figure_words, locales
from plan_tracker.loading.fit import currencies
from plan_tracker.loading.folder import load
from plan_tracker.loading.units import dimensions, factor_between
from plan_tracker.reconcile.reconcile import reconcile

PLAN = """
indicators:
  power: {name: Power, unit: kWh, kind: flow}
  forest: {name: Forest, unit: ha, kind: stock}
  rice: {name: Rice, unit: t, kind: flow}
targets: [{id: p, indicator: power, period: 2024, value: 1.2 TWh}]
entities: {XX: {name: Somewhere}}
settings: {locale: en}
"""
REPORT = """
source: {{id: s, locale: vi, entity: XX, period: 2024}}
figures:
  - id: p
    indicator: power
    printed: "1.150 GWh"
    claims:
      - {{kind: target, printed: "1.200.000.000 kWh", period: 2024}}
      - {{kind: attainment, printed: "95,8%", of: 2024}}
      - {{kind: change, printed: "tăng 110 GWh", against: 2023}}
  - {{id: p3, indicator: power, period: 2023, printed: "1.040.000 MWh"}}
  - {{id: f, indicator: forest, printed: "163,4 km2"}}
  - {{id: f2, indicator: forest, printed: "{forest}"}}
  - {{id: r, indicator: rice, printed: "41,2 nghìn tạ"}}
  - {{id: r2, indicator: rice, printed: "4.120 tấn"}}
"""


@pytest.mark.parametrize(("forest", "codes"), [("16.340 ha", []), ("17.340 ha", ["PT302"])])
def test_figures_in_units_of_one_dimension(tmp_path: Path, forest: str, codes: list[str]) -> None:
    for folder, text in (("targets", PLAN), ("seeds", REPORT.format(forest=forest))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.yaml").write_text(text, encoding="utf-8")
    loaded, problems = load(tmp_path)
    assert problems == []
    assert [each.code for each in reconcile(loaded).findings] == codes


MIXED = """
indicators:
  power: {{unit: MWh, kind: flow}}
  hydro: {{unit: GWh, kind: flow}}
  solar: {{unit: kWh, kind: flow}}
  small: {{unit: MWh, kind: flow}}
  people: {{unit: thousand people, kind: stock}}
  women: {{unit: person, kind: stock}}
  men: {{unit: people, kind: stock}}
identities:
  - {{id: power, total: power, parts: [hydro, small], stated: s#power}}
  - {{id: small, total: small, parts: [solar], stated: s#power}}
  - {{id: people, total: people, parts: [women, men], stated: s#people}}
settings: {{locale: en}}
"""
MIXED_REPORT = """
source: {{id: s, locale: en, period: 2024}}
figures:
  - {{id: power, indicator: power, printed: "{power}"}}
  - {{id: hydro, indicator: hydro, printed: 9.12 GWh}}
  - {{id: solar, indicator: solar, printed: "451,200 kWh"}}
  - {{id: people, indicator: people, printed: "{people}"}}
  - {{id: women, indicator: women, printed: "612,345"}}
  - {{id: men, indicator: men, printed: "598,112 people"}}
"""


@pytest.mark.parametrize(
    ("power", "people", "codes"),
    [
        ("9,571.2 MWh", "1,210.5", []),
        ("9.57 GWh", "1.2105 million persons", []),
        ("9,671.2 MWh", "1,210.5", ["PT301"]),
        ("9,571.2 MWh", "1,310.5", ["PT301"]),
    ],
)
def test_parts_in_other_units_than_their_total(
    tmp_path: Path, power: str, people: str, codes: list[str]
) -> None:
    texts = {"targets": MIXED.format(), "seeds": MIXED_REPORT.format(power=power, people=people)}
    for folder, text in texts.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.yaml").write_text(text, encoding="utf-8")
    loaded, problems = load(tmp_path)
    assert problems == []
    reconciled = reconcile(loaded)
    assert [finding.code for finding in reconciled.findings] == codes
    assert {finding.severity for finding in reconciled.findings} <= {"error"}
    assert reconciled.tested.all()


def test_what_measures_different_things_is_not_converted() -> None:
    assert factor_between("GWh", "kWh") == 1_000_000
    assert factor_between("quintal", "t") == Fraction(1, 10)
    assert factor_between("kW", "kWh") is None
    assert factor_between("person", "person") == 1
    assert factor_between("person", "VND") is None
    assert factor_between("percent", "%") is None


def test_words_and_scale_words_of_a_unit() -> None:
    assert factor_between("kilometres", "km") == 1
    assert factor_between("nghìn tấn", "kg") == 1_000_000
    assert factor_between("person", "thousand people") == Fraction(1, 1000)


def test_every_currency_that_is_legal_tender_is_known() -> None:
    used = {
        code
        for used in get_global("territory_currencies").values()
        for code, _, until, is_tender in used
        if until is None and is_tender
    }
    assert used <= currencies()


def test_every_unit_is_one_that_a_language_knows() -> None:
    known = {unit for locale in locales() for unit in figure_words(locale)["unit"]}
    units = [unit for worth in dimensions() for unit in worth]
    assert set(units) <= known
    assert len(units) == len(set(units))
