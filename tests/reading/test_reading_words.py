"""The language files: every word can be found, and none means two things in one role."""

from collections import Counter

import pytest

from plan_tracker.language.languages import figure_words, locales
from plan_tracker.language.words import clean, vocabulary, words

ROLE_OF = {"further-currency": "currency", "code": "currency", "cased": "abbreviated"}
NO_WORDS = ("shared", "country")  # tables of what signs mean, and where


@pytest.mark.parametrize("locale", locales())
def test_every_word_is_found_in_its_role(locale: str) -> None:
    known = vocabulary(locale, {})
    tables = (table for table in figure_words(locale).items() if table[0] not in NO_WORDS)
    for role, meanings in tables:
        for meaning, spellings in meanings.items():
            for word in spellings:
                found = words(clean(word), known)
                said = word if role == "code" else meaning
                assert [one.roles.get(ROLE_OF.get(role, role)) for one in found] == [said], word


@pytest.mark.parametrize("locale", locales())
def test_no_word_stands_twice_in_one_role(locale: str) -> None:
    for role, meanings in figure_words(locale).items():
        if role in NO_WORDS:
            continue
        folded = Counter(word.lower() for spellings in meanings.values() for word in spellings)
        assert [word for word, count in folded.items() if count > 1] == [], role


def test_both_languages_have_the_same_units_and_roles() -> None:
    vi, en = figure_words("vi"), figure_words("en")
    for role in ("unit", "currency", "hedge", "move", "sign", "of", "to"):
        assert set(vi[role]) == set(en[role]), role


def test_the_longest_phrase_wins() -> None:
    text = "5 điểm phần trăm"
    assert [word.text for word in words(text, vocabulary("vi", {}))] == ["5", "điểm phần trăm"]


def test_a_code_of_a_currency_is_one_only_in_capitals() -> None:
    known = vocabulary("en", {})
    assert [word.roles for word in words("MAD mad Mad", known)] == [{"currency": "MAD"}, {}, {}]
