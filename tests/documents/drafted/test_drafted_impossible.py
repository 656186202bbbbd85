"""Texts with one contradiction: no freedom in what words are about swallows it."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.documents.drafted.made import checked

TEXTS: list[tuple[str, str, str, str]] = YAML(typ="safe").load(
    Path(__file__).with_name("impossible.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("locale", "severity", "printed", "text"), TEXTS)
def test_what_no_way_saves_is_told(locale: str, severity: str, printed: str, text: str) -> None:
    reconciled = checked(text, locale)
    (finding,) = [each for each in reconciled.findings if each.severity != "note"]
    texts = {each.name: each.printed for each in reconciled.system.statements}
    assert finding.severity == severity
    assert any(printed in texts[name] for name in finding.statements)
