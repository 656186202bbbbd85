"""Sentences whose numbers mostly name, date or number something, and what they report beside."""

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from plan_tracker.documents import extract_figures

CASES = YAML(typ="safe").load(Path(__file__).with_name("no_figures.yaml").read_text("utf-8"))
SENTENCES = [
    (locale, case["text"], case["printed"]) for locale, cases in CASES.items() for case in cases
]


@pytest.mark.parametrize(("locale", "text", "printed"), SENTENCES)
def test_what_a_sentence_reports(locale: str, text: str, printed: list[str]) -> None:
    found: list[tuple[int, str]] = []
    for figure in extract_figures(text, locale):
        found += [(figure.start, figure.printed)] if figure.printed else []
        found += [(claim.start, claim.printed) for claim in figure.claims]
    assert [text for _, text in sorted(found)] == printed
