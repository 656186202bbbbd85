"""The units of a plan as words: one and many."""

from pathlib import Path

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
