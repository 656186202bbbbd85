"""Plans of different standing, numbers told together, gaps in points, plans of parts."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.documents.drafted.made import checked

TEXTS: list[tuple[str, str, dict[str, list[str]]]] = YAML(typ="safe").load(
    Path(__file__).with_name("standings.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("locale", "text", "told"), TEXTS)
def test_what_is_told(locale: str, text: str, told: dict[str, list[str]]) -> None:
    reconciled = checked(text, locale)
    printed = {statement.name: statement.printed for statement in reconciled.system.statements}
    grave = [finding for finding in reconciled.findings if finding.severity != "note"]
    wanted = [(level, text) for level, texts in told.items() for text in texts]
    assert [finding.severity for finding in grave] == [level for level, _ in wanted]
    for finding, (_, text) in zip(grave, wanted, strict=True):
        assert any(text in printed[name] for name in finding.statements)
