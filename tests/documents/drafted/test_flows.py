"""Amounts of periods within each other, in prose that does not say whether they add up."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.documents.drafted.made import checked

CASES = YAML(typ="safe").load(Path(__file__).with_name("flows.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("locale", "severity", "tested", "text"), CASES)
def test_what_seems_to_be_a_flow_is_doubted_where_it_does_not_add_up(
    locale: str, severity: str, tested: int, text: str
) -> None:
    reconciled = checked(text, locale)
    findings = [each for each in reconciled.findings if each.severity != "note"]
    told = [] if severity == "none" else [("PT308", severity)]
    assert [(each.code, each.severity) for each in findings] == told
    assert int(reconciled.tested.sum()) == tested
