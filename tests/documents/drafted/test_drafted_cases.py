"""Made texts of several countries and offices: what cannot be true in them, and nothing else."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.documents.drafted.made import checked

CASES: list[dict[str, Any]] = YAML(typ="safe").load(
    Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_cannot_be_true_is_found_and_nothing_else(case: dict[str, Any]) -> None:
    reconciled = checked(case["text"], case["locale"])
    printed = {statement.name: statement.printed for statement in reconciled.system.statements}
    grave = [each for each in reconciled.findings if each.severity != "note"]
    wanted = [(level, text) for level, texts in case["findings"].items() for text in texts]
    assert len(grave) == len(wanted)
    for finding, (level, text) in zip(grave, wanted, strict=True):
        assert finding.severity == level
        assert any(text in printed[name] for name in finding.statements)
