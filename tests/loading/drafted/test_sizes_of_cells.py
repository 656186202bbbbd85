"""Cells that are a hundred or a thousand times those beside them are noted, and nothing more."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from plan_tracker.loading.drafted.files import draft_grid
from plan_tracker.reconcile.reconcile import reconcile
from tests.loading.drafted.drawn_tables import grid_of

CASES: list[dict[str, Any]] = YAML(typ="safe").load(Path(__file__).parent / "sizes.yaml")


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_sizes_that_are_away_are_noted(case: dict[str, Any]) -> None:
    lines = case["table"].rstrip("\n").split("\n")
    grid = grid_of([[text.strip() for text in line.split("|")] for line in lines])
    findings = reconcile(draft_grid(grid).loaded).findings
    assert {finding.severity for finding in findings} <= {"note"}
    noted = [finding.statements[0] for finding in findings if finding.code == "PT104"]
    assert sorted(noted) == case["noted"]
