"""Figures in another unit of their indicator's dimension."""

from fractions import Fraction
from pathlib import Path

import pytest

from plan_tracker.language.languages import figure_words, locales
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


def test_what_measures_different_things_is_not_converted() -> None:
    assert factor_between("GWh", "kWh") == 1_000_000
    assert factor_between("quintal", "t") == Fraction(1, 10)
    assert factor_between("kW", "kWh") is None
    assert factor_between("person", "person") == 1
    assert factor_between("person", "VND") is None


def test_every_unit_is_one_that_a_language_knows() -> None:
    known = {unit for locale in locales() for unit in figure_words(locale)["unit"]}
    units = [unit for worth in dimensions() for unit in worth]
    assert set(units) <= known
    assert len(units) == len(set(units))
