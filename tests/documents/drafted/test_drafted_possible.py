"""Texts that are possible: nothing of them is called an error, nor doubted."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.documents.drafted.made import checked

TEXTS: list[tuple[str, str]] = YAML(typ="safe").load(
    Path(__file__).with_name("possible.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(("locale", "text"), TEXTS)
def test_what_is_possible_is_never_an_error(locale: str, text: str) -> None:
    findings = checked(text, locale).findings
    assert [str(each.message) for each in findings if each.severity != "note"] == []
