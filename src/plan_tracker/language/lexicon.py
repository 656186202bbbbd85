"""The words of a language that a document is read with: those of figures and those around them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
CASED = frozenset({"code", "cased"})  # roles that words have only as they are printed
MONEY_SIGNS = "$¢₵¥£"  # with letters before them they are one word: `US$`, `GH¢`
_GAP = " \u00a0\u2007\u2009\u202f"
_LETTERS = "A-Za-zÀ-ÖØ-öø-\u024f\u0300-\u036f\u1e00-\u1eff"
# The words, numbers and signs of a text.
# Each alternative ends at a sign of another class, so that no text is gone through twice.
PIECE = re.compile(
    rf"(?:\d{{1,3}}(?:[{_GAP}]\d{{3}}(?!\d))+(?:[.,]\d+)*|\d+(?:[.,]\d+)*)"
    rf"|[A-Za-z]{{1,4}}[{MONEY_SIGNS}]|[{_LETTERS}]+|[^\W\d_]+|\S"
)
_OF_FIGURES = (
    "scale",
    "glued",
    "abbreviated",
    "ordinal",
    "number",
    "rough",
    "fraction",
    "every",
    "hedge",
    "after",
    "move",
    "sign",
    "per",
    "currency",
    "prefix",
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
    "this",
    "from",
    "between",
    "range",
    "ended",
)
_NO_WORDS = ("dates",)  # tables of periods.toml that hold no phrases


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What words mean alone, and phrases by their first two words: the words from the second on.

    The longest phrase comes first. `uses` are what a known phrase or any other word does in a
    sentence, by its text. `known` are the roles and uses of every word that has some or begins a
    phrase: all others need no look at the rest, and numbers are none of them.
    """

    phrases: Mapping[str, Mapping[str, Sequence[tuple[tuple[str, ...], Roles]]]]
    uses: Mapping[str, frozenset[str]]
    known: Mapping[str, tuple[Roles, frozenset[str]]]


def key(text: str) -> str:
    """A word as it is looked up: composed, in lower case."""
    low = text.lower()
    return low if low.isascii() else normalize("NFC", low)


@remembered
def lexicon(locale: str) -> Lexicon:
    """The words of a locale, cut as documents are cut."""
    return _indexed(_entries(locale), _uses(locale))


@remembered
def period_lexicon(locales: tuple[str, ...]) -> Lexicon:
    """The words by which these languages name periods; the first one has the last say."""
    times = (entry for locale in reversed(locales) for entry in _times(locale))
    return _indexed(times, {})


def _counts_quarters(phrase: str, locale: str) -> bool:
    """Whether a fraction may be so many quarters of a year: `the first three quarters`."""
    times = period_words(locale)
    quarters = {word for table in ("quarter", "quarters") for word in _all_words(times, table)}
    counted = {*_all_words(times, "count")}
    pieces = _pieces(phrase)
    return len(pieces) == 2 and pieces[0] in counted and pieces[1] in quarters


def _all_words(book: Phrasebook, table: str) -> Iterator[str]:
    for words in book.get(table, {}).values():
        yield from words


def further_words(figures: Phrasebook) -> Iterator[tuple[str, str, str]]:
    """Role, meaning and phrase of the currencies and units that have tables of their own."""
    for meaning, spellings in figures.get("cased", {}).items():
        for spelled in spellings:
            yield "cased", f"{spelled} {meaning}", spelled
    for currency, phrases in figures.get("further-currency", {}).items():
        for phrase in phrases:
            yield "currency", currency, phrase
    for codes in figures.get("code", {}).values():
        for code in codes:
            yield "code", code, code


def as_printed(roles: Roles, printed: str) -> Roles:
    """The roles of a word whose capitals decide: a currency in capitals only, `Mt` beside `mt`."""
    if printed.isupper() and "code" in roles:
        return {"currency": roles["code"]}
    spelled, _, meaning = roles.get("cased", "").partition(" ")
    if spelled and printed == spelled:
        return {"abbreviated": meaning}
    return {role: meaning for role, meaning in roles.items() if role not in CASED}


def _indexed(
    entries: Iterable[tuple[str, str, str]], uses: Mapping[str, frozenset[str]]
) -> Lexicon:
    """A lexicon of roles, meanings and phrases."""
    roles: dict[tuple[str, ...], dict[str, str]] = {}
    for role, meaning, phrase in entries:
        words = _pieces(phrase)
        if words:
            roles.setdefault(words, {})[role] = meaning

    alone: dict[str, Roles] = {}
    phrases: dict[str, dict[str, list[tuple[tuple[str, ...], Roles]]]] = {}
    for words in sorted(roles, key=len, reverse=True):
        first, *rest = words
        if rest:
            by_second = phrases.setdefault(first, {})
            by_second.setdefault(rest[0], []).append((tuple(rest), roles[words]))
        else:
            alone[first] = roles[words]
    nothing: Roles = {}
    known = {
        word: (alone.get(word, nothing), uses.get(word, frozenset()))
        for word in {*alone, *phrases, *uses}
        if not word[:1].isdecimal()
    }
    return Lexicon(phrases, uses, known)


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
                if role == "fraction" and _counts_quarters(phrase, locale):
                    continue
                yield role, meaning, phrase
                if role == "move":
                    yield "cue", "still" if meaning == "same" else meaning, phrase
    yield from further_words(figures)
    yield from _phrases(prose_words(locale))
    yield from (entry for entry in _times(locale) if entry[0] in _OF_TIMES)


def _times(locale: str) -> Iterator[tuple[str, str, str]]:
    return (entry for entry in _phrases(period_words(locale)) if entry[0] not in _NO_WORDS)


def _phrases(book: Phrasebook) -> Iterator[tuple[str, str, str]]:
    for role, meanings in book.items():
        for meaning, phrases in meanings.items():
            for phrase in phrases:
                yield role, meaning, phrase
