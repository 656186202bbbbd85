"""Amounts of periods within each other, in prose that does not say whether they add up."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from plan_tracker.documents.drafted import flows
from plan_tracker.language.tables import LawException, law_exceptions
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


def test_a_sentence_is_looked_at_once_however_much_it_tells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A line of a megabyte without an end is one sentence of ten thousand figures."""
    looked_at: list[str] = []

    def counted(name: str) -> frozenset[LawException]:
        looked_at.append(name)
        return law_exceptions(name)

    monkeypatch.setattr(flows, "law_exceptions", counted)
    checked("the port handled 12.4 million tonnes in 2023, 3.1 million more, " * 50, "en")
    assert len(looked_at) == 1
