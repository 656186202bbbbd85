"""What holds of the sentences of a language: where they end, and in which order words stand."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plan_tracker.language.languages import grammar_words, remembered


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules of a language, as its grammar.toml explains them.

    `abbreviated` fits a text that ends with a dot that ends no sentence, `dated` one that has
    digits, a word that says when or one that counts. `plurals` are the endings of counted nouns.
    """

    abbreviated: re.Pattern[str]
    dated: re.Pattern[str]
    plurals: tuple[str, ...]
    follows: bool
    bare_multiples: bool
    comparing_adjectives: bool
    graded: bool
    base_follows: bool
    number_words: bool


@remembered
def grammar(locale: str) -> Grammar:
    """The grammar of a language."""
    data = grammar_words(locale)
    rules, sentences = data.get("rules", {}), data.get("sentences", {})
    return Grammar(
        re.compile(rf"(?:^|[\s(])(?:\w|{_any(sentences.get('abbreviations', ()))})\.$"),
        re.compile(
            rf"\d|\b(?:{_any(sentences.get('dated', ()))}"
            rf"|(?i:{_any(sentences.get('counting', ()))}))\b"
        ),
        tuple(sentences.get("plurals", ())),
        follows=rules.get("follows", False),
        bare_multiples=rules.get("bare-multiples", False),
        comparing_adjectives=rules.get("comparing-adjectives", False),
        graded=rules.get("graded", False),
        number_words=rules.get("number-words", False),
        base_follows=rules.get("base-follows", False),
    )


def _any(words: Iterable[str]) -> str:
    """A pattern of any of these words, or one that nothing fits."""
    return "|".join(map(re.escape, words)) or r"(?!)"
