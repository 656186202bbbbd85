"""How severe it is what rests on two sources is for the plan to say; an assumption is no source."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from plan_tracker.reconcile.reconcile import reconcile

PLAN = """
indicators:
  people: {unit: person, kind: stock}
  women: {unit: person, kind: stock}
  rural: {unit: person, kind: stock}
  visits: {unit: visit, kind: flow, confirm: true}
identities:
  - {id: among, total: people, parts: [women, rural], overlap: true}
  - {id: halves, total: rural, parts: [women]}
entities: {VN: {name: Viet Nam}}
"""
PEOPLE = '{id: people, indicator: people, printed: "2,001"}'
MORE_PEOPLE = '{id: people, indicator: people, printed: "2,031"}'
WOMEN = '{id: women, indicator: women, printed: "3,001"}'
RURAL = '{id: rural, indicator: rural, printed: "1,301"}'
FIRST = '{id: first, indicator: visits, period: 2023-Q1, printed: "903"}'
HALF = '{id: half, indicator: visits, period: 2023-H1, printed: "803"}'
OVERLAP, ASSUMED, ORDER = [[PEOPLE, WOMEN]], [[WOMEN, RURAL]], [[FIRST, HALF]]


def _severities(folder: Path, sources: list[list[str]], setting: str) -> set[str]:
    (folder / "targets").mkdir()
    (folder / "seeds").mkdir()
    settings = f"settings: {{cross-source: {setting}}}"
    (folder / "targets" / "a.yaml").write_text(f"{PLAN}{settings}\n", encoding="utf-8")
    for name, figures in zip("abc", sources, strict=False):
        said = f"source: {{id: {name}, locale: en, entity: VN, period: 2023}}\n"
        said += f"figures: [{', '.join(figures)}]\n"
        (folder / "seeds" / f"{name}.yaml").write_text(said, encoding="utf-8")
    loaded, problems = load(folder)
    assert problems == []
    return {finding.severity for finding in reconcile(loaded).findings}


@pytest.mark.parametrize("setting", ["error", "warning", "note"])
def test_two_sources_are_as_severe_as_the_plan_says(tmp_path: Path, setting: str) -> None:
    assert _severities(tmp_path, [[PEOPLE], [MORE_PEOPLE]], setting) == {setting}


@pytest.mark.parametrize("sources", [OVERLAP, ASSUMED, ORDER])
@pytest.mark.parametrize("apart", [False, True])
def test_an_assumption_is_at_most_a_warning(
    tmp_path: Path, sources: list[list[str]], apart: bool
) -> None:
    told = [[figure] for figure in sources[0]] if apart else sources
    assert _severities(tmp_path, told, "error") == {"warning"}
