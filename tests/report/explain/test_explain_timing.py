"""Ratios over periods of different lengths: `explain` names what `timing` would hold together."""

from pathlib import Path

import pytest

from tests.cli.transcript import run

PLAN = """\
indicators:
  growth: {name: Growth, unit: "%", kind: ratio, signed: true}
entities: {VN: {name: Viet Nam}}
"""
SOURCE = """\
source: {id: s, locale: en, entity: VN, period: 2023}
figures:
  - {id: year, indicator: growth, printed: "5.05%"}
  - {id: quarter, indicator: growth, period: 2023-Q4, printed: "6.72%"TIMING}
  - {id: before, indicator: growth, period: 2022, printed: "8.02%"}
"""


def _explained(folder: Path, figure: str, timing: str = "") -> str:
    for name, text in (("targets", PLAN), ("seeds", SOURCE.replace("TIMING", timing))):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "a.yaml").write_text(text)
    return run(f"tracker explain s#{figure} --plan {folder}").out


@pytest.mark.parametrize("timing", ["", ", timing: over"])
def test_names_what_would_be_held_against_it(tmp_path: Path, timing: str) -> None:
    said = " ".join(_explained(tmp_path, "year", timing).split())
    assert "to be held against s#quarter" in said


def test_says_nothing_where_no_other_ends_on_that_day(tmp_path: Path) -> None:
    assert "`timing" not in _explained(tmp_path, "before")
