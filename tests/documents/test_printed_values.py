"""Made-up sentences of English reports and news: the values found in them, with their units."""

import pytest

from tests.documents.drafted.made import checked
from tests.documents.printed_values import count, read_sentences

# Recall and precision of value and unit together.
LEAST = {"values-en": (0.97, 0.97), "values-apart-en": (0.96, 0.97), "values-news-en": (0.97, 0.92)}


@pytest.mark.parametrize("name", LEAST)
def test_values_are_read_with_their_units(name: str) -> None:
    counts = count(list(read_sentences(name)), "en")
    recall, precision = LEAST[name]
    assert (counts.recall >= recall, counts.precision >= precision) == (True, True), counts.wrong


@pytest.mark.parametrize("name", LEAST)
def test_nothing_grave_is_said_of_them(name: str) -> None:
    text = "\n\n".join(sentence for sentence, _ in read_sentences(name))
    findings = checked(text, "en").findings
    assert [str(finding.message) for finding in findings if finding.severity != "note"] == []
