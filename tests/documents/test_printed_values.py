"""Made-up sentences of English reports and news: the values found in them, with their units."""

import pytest

from tests.documents.printed_values import count, read_sentences

# Recall and precision of value and unit together.
LEAST = {"values-en": (0.96, 0.96)}


@pytest.mark.parametrize("name", LEAST)
def test_values_are_read_with_their_units(name: str) -> None:
    counts = count(list(read_sentences(name)), "en")
    recall, precision = LEAST[name]
    assert (counts.recall >= recall, counts.precision >= precision) == (True, True), counts.wrong
