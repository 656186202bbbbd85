"""The units of a plan as words: one and many."""

from pathlib import Path

import pytest

from plan_tracker.loading.folder import load
from tests.cli.transcript import run

PLAN = """locale: en
indicators:
  clinics: {unit: clinic, kind: flow}
targets:
  - {id: clinics-2026, indicator: clinics, period: 2026, value: 40 clinics}
"""


def test_a_plan_reads_its_own_unit_in_the_plural(tmp_path: Path) -> None:
    (tmp_path / "targets").mkdir()
    (tmp_path / "seeds").mkdir()
    (tmp_path / "targets" / "a.yaml").write_text(PLAN)
    found = run(f"tracker status {tmp_path}")
    assert (found.code, found.err) == (0, "")


BOATS = """locale: en
indicators:
  fleet: {unit: vessels, aliases: [boat, tàu cá], kind: stock}
"""
REPORT = """source: {id: s, locale: en, period: 2026}
figures:
  - {id: fleet, indicator: fleet, printed: "PRINTED"}
"""


@pytest.mark.parametrize(
    "printed", ["31 vessels", "1 vessel", "31 boats", "1 boat", "31 tàu cá", "31"]
)
def test_a_unit_has_other_words_one_and_many(tmp_path: Path, printed: str) -> None:
    for folder, text in (("targets", BOATS), ("seeds", REPORT.replace("PRINTED", printed))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.yaml").write_text(text, encoding="utf-8")
    loaded, problems = load(tmp_path)
    assert problems == []
    assert loaded.statements[0].subject.unit == "vessels"
