"""The words of a language that a document is read with: those of figures and those around them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from unicodedata import normalize

from plan_tracker.language.languages import (
    Phrasebook,
    figure_words,
    grammar_words,
    period_words,
    prose_words,
    remembered,
)

Roles = Mapping[str, str]
_GAP = " \u00a0\u2007\u2009\u202f"
_LETTERS = "A-Za-zÀ-ÖØ-öø-\u024f\u0300-\u036f\u1e00-\u1eff"
# The words, numbers and signs of a text.
# Each alternative ends at a sign of another class, so that no text is gone through twice.
PIECE = re.compile(
    rf"(?:\d{{1,3}}(?:[{_GAP}]\d{{3}}(?!\d))+(?:[.,]\d+)*|\d+(?:[.,]\d+)*)"
    rf"|[{_LETTERS}]+|[^\W\d_]+|\S"
)
_OF_FIGURES = (
    "scale",
    "glued",
    "abbreviated",
    "ordinal",
    "number",
    "hedge",
    "after",
    "move",
    "sign",
    "per",
    "currency",
    "unit",
)
# What names a period in a sentence too; the other roles are those of headings and values.
_OF_TIMES = (
    "day",
    "month",
    "month-name",
    "month-word",
    "months",
    "quarter",
    "quarter-name",
    "quarters",
    "half",
    "count",
    "suffix",
    "lead",
    "years",
    "article",
    "split-year",
    "until",
    "since",
    "from",
    "range",
    "ended",
)
_NO_WORDS = ("dates",)  # tables of periods.toml that hold no phrases


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What phrases mean: by first word, the words that may follow it, the longest first.

    `uses` are what a known phrase or any other word does in a sentence, by its text.
    """

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Roles], ...]]
    uses: Mapping[str, frozenset[str]]


def key(text: str) -> str:
    """A word as it is looked up: composed, in lower case."""
    low = text.lower()
    return low if low.isascii() else normalize("NFC", low)


@remembered
def lexicon(locale: str) -> Lexicon:
    """The words of a locale, cut as documents are cut."""
    return Lexicon(_indexed(_entries(locale)), _uses(locale))


@remembered
def period_lexicon(locales: tuple[str, ...]) -> Lexicon:
    """The words by which these languages name periods; the first one has the last say."""
    times = (entry for locale in reversed(locales) for entry in _times(locale))
    return Lexicon(_indexed(times), {})


def _indexed(
    entries: Iterable[tuple[str, str, str]],
) -> Mapping[str, tuple[tuple[tuple[str, ...], Roles], ...]]:
    """Roles, meanings and phrases by the first words of the phrases."""
    roles: dict[tuple[str, ...], dict[str, str]] = {}
    for role, meaning, phrase in entries:
        words = _pieces(phrase)
        if words:
            roles.setdefault(words, {})[role] = meaning

    by_first: dict[str, list[tuple[tuple[str, ...], Roles]]] = {}
    for words in sorted(roles, key=len, reverse=True):
        by_first.setdefault(words[0], []).append((words[1:], roles[words]))
    return {first: tuple(rest) for first, rest in by_first.items()}


def _uses(locale: str) -> Mapping[str, frozenset[str]]:
    uses: dict[str, set[str]] = {}
    for use, words in grammar_words(locale).get("words", {}).items():
        for word in words:
            uses.setdefault(" ".join(_pieces(word)), set()).add(use)
    return {word: frozenset(those) for word, those in uses.items()}


def _pieces(phrase: str) -> tuple[str, ...]:
    return tuple(key(match[0]) for match in PIECE.finditer(phrase))


def _entries(locale: str) -> Iterator[tuple[str, str, str]]:
    figures = figure_words(locale)
    for unit in figures["unit"]:
        yield "unit", unit, unit
    for role in _OF_FIGURES:
        for meaning, phrases in figures.get(role, {}).items():
            for phrase in phrases:
                yield role, meaning, phrase
                if role == "move":
                    yield "cue", "still" if meaning == "same" else meaning, phrase
    yield from _phrases(prose_words(locale))
    yield from (entry for entry in _times(locale) if entry[0] in _OF_TIMES)


def _times(locale: str) -> Iterator[tuple[str, str, str]]:
    return (entry for entry in _phrases(period_words(locale)) if entry[0] not in _NO_WORDS)


def _phrases(book: Phrasebook) -> Iterator[tuple[str, str, str]]:
    for role, meanings in book.items():
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                yield role, meaning, phrase
