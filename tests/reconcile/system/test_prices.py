"""What is silent on prices, where some figure of the indicator says them, is at most a warning."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import Reconciled, reconcile
from plan_tracker.report.words.findings import sentences

PLAN = """
indicators: {gdp: {unit: VND, kind: flow}, sales: {unit: VND, kind: flow}}
entities: {VN: {name: Viet Nam}}
"""
# 1,000 became 1,100; growth of 5 % is real, or wrong.
SOURCE = """
source: {{id: s, locale: en, entity: VN, period: 2023}}
figures:
  - {{id: before, indicator: gdp, period: 2022, printed: "1,000.0"{levels}}}
  - {{id: now, indicator: gdp, printed: "1,100.0"{levels}, claims: [
      {{kind: growth, printed: up 5.0%, against: 2022{claim}}}]}}
  - {{id: beside, indicator: {other}, period: 2021, printed: "900"{beside}}}
"""
CURRENT, CONSTANT = ", basis: current-prices", ", basis: constant-prices"


def _reconciled(folder: Path, **keys: str) -> Reconciled:
    said = {"levels": "", "claim": "", "beside": "", "other": "gdp"} | keys
    for name, text in (("targets", PLAN), ("seeds", SOURCE.format(**said))):
        (folder / name).mkdir()
        (folder / name / "a.yaml").write_text(text, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    return reconcile(loaded)


@pytest.mark.parametrize(
    ("keys", "severities"),
    [
        # Nobody says anything of prices: the figures are taken for what they seem.
        ({}, ["error"]),
        ({"beside": CONSTANT}, ["warning"]),
        ({"beside": CURRENT}, ["warning"]),
        # What another indicator says is no doubt here.
        ({"beside": CONSTANT, "other": "sales"}, ["error"]),
        # All at the same prices, and said.
        ({"levels": CURRENT, "claim": CURRENT, "beside": CONSTANT}, ["error"]),
        # Real growth is no growth of nominal amounts.
        ({"levels": CURRENT, "claim": CONSTANT}, []),
    ],
)
def test_silence_on_prices(tmp_path: Path, keys: dict[str, str], severities: list[str]) -> None:
    found = _reconciled(tmp_path, **keys)
    assert [each.severity for each in found.findings] == severities


def test_the_warning_says_what_to_add(tmp_path: Path) -> None:
    (finding,) = _reconciled(tmp_path, beside=CONSTANT).findings
    assert "add `basis`" in " ".join(sentences(finding, "en"))


NAMED = """
indicators: {{gdp: {{name: {{{name}}}, unit: {unit}, kind: flow}}}}
entities: {{VN: {{name: Viet Nam}}}}
settings: {{cross-source: error}}
"""
# Growth of 5 % is real where 1,000 became 1,100 at the prices of the day, or it is wrong.
AMOUNTS = """
source: {id: amounts, locale: en, entity: VN, period: 2023}
figures:
  - {id: before, indicator: gdp, period: 2022, printed: "1,000.0"}
  - {id: now, indicator: gdp, printed: "1,100.0"}
"""
WITH_GROWTH = (
    AMOUNTS.rstrip()
    + """
  - {id: rise, indicator: gdp, claims: [{kind: growth, printed: up 5.0%, against: 2022}]}
"""
)
GROWTH = """
source: {id: growth, locale: en, entity: VN, period: 2023}
figures:
  - {id: rise, indicator: gdp, claims: [{kind: growth, printed: up 5.0%, against: 2022}]}
"""
TWICE = """
source: {id: twice, locale: en, entity: VN, period: 2023}
figures:
  - {id: rise, indicator: gdp, claims: [
      {id: a, kind: growth, printed: up 5.0%, against: 2022},
      {id: b, kind: growth, printed: up 10.0%, against: 2022}]}
"""


def _severities(folder: Path, sources: list[str], name: str, unit: str = "VND") -> list[str]:
    (folder / "targets").mkdir()
    plan = NAMED.format(name=name, unit=unit)
    (folder / "targets" / "a.yaml").write_text(plan, encoding="utf-8")
    (folder / "seeds").mkdir()
    for number, source in enumerate(sources):
        (folder / "seeds" / f"{number}.yaml").write_text(source, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    return [each.severity for each in reconcile(loaded).findings]


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ('en: "Gross output of industry"', "warning"),
        ('en: "Retail sales"', "warning"),
        ('en: "Output of real estate"', "warning"),
        ('vi: "Giá trị sản xuất công nghiệp"', "warning"),
        ('vi: "Tổng mức bán lẻ hàng hóa"', "warning"),
        ('en: "Regional product", vi: "GRDP"', "warning"),
        ('en: "Investment"', "error"),
        # The name says which of the two it is, or only sounds alike.
        ('vi: "GRDP theo giá so sánh"', "error"),
        ('en: "Value added tax"', "error"),
        ('vi: "Thuế giá trị gia tăng"', "error"),
    ],
)
@pytest.mark.parametrize("sources", [[WITH_GROWTH], [AMOUNTS, GROWTH]])
def test_what_leaves_prices_open_by_its_name(
    tmp_path: Path, name: str, sources: list[str], severity: str
) -> None:
    assert _severities(tmp_path, sources, name) == [severity]


def test_what_is_no_money_has_no_prices(tmp_path: Path) -> None:
    assert _severities(tmp_path, [WITH_GROWTH], "en: Output of rice", "t") == ["error"]


@pytest.mark.parametrize("sources", [[TWICE], [TWICE, AMOUNTS.replace("1,100.0", "1,075.0")]])
def test_growth_of_one_source_is_at_the_same_prices(tmp_path: Path, sources: list[str]) -> None:
    assert _severities(tmp_path, sources, "en: Output")[0] == "error"
