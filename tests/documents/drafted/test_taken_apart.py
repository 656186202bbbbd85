"""Numbers that a list takes apart, in their sentence or in the lines below."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.documents.drafted.made import checked

CASES = YAML(typ="safe").load(Path(__file__).with_name("taken_apart.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("locale", "severity", "text"), CASES)
def test_only_parts_that_cannot_make_their_whole_are_told(
    locale: str, severity: str, text: str
) -> None:
    findings = [each for each in checked(text, locale).findings if each.severity != "note"]
    told = [] if severity == "none" else [("PT301", severity)]
    assert [(each.code, each.severity) for each in findings] == told
