"""The words of each language, and a printed text cut into them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from plan_tracker.language.languages import (
    figure_words,
    head,
    indicator_words,
    locales,
    remembered,
)
from plan_tracker.language.lexicon import CASED, MONEY_SIGNS, as_printed, further_words

Role = str  # a table of the language file: scale, unit, hedge, move, …
Phrases = Mapping[tuple[str, ...], Mapping[Role, str]]
NO_ROLES: Mapping[Role, str] = {}

# Whose words have the role of another table, or none alone.
_OTHER_TABLES = frozenset({"further-currency", "code", "cased", "shared", "country"})
_SPACES = " \u00a0\u2007\u2009\u202f"
DIGITS = re.compile(
    rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}}(?!\d))+(?:[.,]\d+)*"  # 1 512 144,5
    r"|(?:(?<!\w)[.,])?\d+(?:[.,]\d+)*"  # 1.512.144,5 and .5
)
_PIECE = re.compile(rf"(?P<digits>{DIGITS.pattern})|[A-Za-z]{{1,4}}[{MONEY_SIGNS}]|[^\W\d_]+|\S")


class Lexeme(NamedTuple):
    """A run of digits, or the longest phrase that the language file knows, and its roles.

    `start` and `end` are where it stands in the cleaned text; `roles` is empty for an unknown word.
    """

    text: str
    start: int
    end: int
    roles: Mapping[Role, str] = NO_ROLES


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the words of one language mean, and how many pieces the phrases have that begin with a
    piece, the longest first; `alike` are letters that stand for others.
    """

    phrases: Phrases
    sizes: Mapping[str, tuple[int, ...]]
    alike: Mapping[int, str]


def clean(text: str) -> str:
    """The text composed (NFC), without invisible marks, lone surrogates made visible."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return unicodedata.normalize("NFC", visible.encode("utf-8", "backslashreplace").decode())


def words(text: str, vocabulary: Vocabulary) -> tuple[Lexeme, ...]:
    """Cut cleaned text into digits, known phrases (the longest first) and unknown pieces."""
    pieces = list(_PIECE.finditer(text))
    keys = [_key(piece[0], vocabulary.alike) for piece in pieces]
    lexemes: list[Lexeme] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        start, end = piece.span()
        size, roles = 1, NO_ROLES
        if piece.lastgroup == "digits":
            roles = {"digits": piece[0]}
        elif keys[at] in vocabulary.sizes:
            size, roles = _longest(keys, at, vocabulary)
            end = pieces[at + size - 1].end()
            if not CASED.isdisjoint(roles):
                roles = as_printed(roles, text[start:end])
        lexemes.append(Lexeme(text[start:end], start, end, roles))
        at += size
    return tuple(lexemes)


def is_per_year(text: str, locale: str) -> bool:
    """Whether a text ends with words that make a rate one of each year: `5%/năm`."""
    said = words(clean(text).rstrip(), vocabulary(locale, {}))
    return bool(said) and "per" in said[-1].roles


def is_corrected(text: str, locale: str) -> bool:
    """Whether a text says that what was counted before was put right: `sau rà soát`, `revised`."""
    said = words(clean(text), vocabulary(locale, {}))
    return any("correction" in word.roles for word in said)


def has_open_prices(name: str) -> bool:
    """Whether an indicator of this name may be told at current or at constant prices: `GRDP`.

    Where it says which, it may not.
    """
    meanings = {
        word.roles["prices"]
        for locale in locales()
        for word in words(clean(name), _words_of_indicators(locale))
        if "prices" in word.roles
    }
    return "open" in meanings and "said" not in meanings


@remembered
def _words_of_indicators(locale: str) -> Vocabulary:
    phrases: dict[tuple[str, ...], dict[Role, str]] = {}
    for role, meanings in indicator_words(locale).items():
        for meaning, spellings in meanings.items():
            for word in spellings:
                phrases.setdefault(_phrase(word, _alike(locale)), {})[role] = meaning
    return _by_first_word(phrases, _alike(locale))


def vocabulary(locale: str, units: Mapping[str, str]) -> Vocabulary:
    """The words of a locale, with a plan's own words for units on top."""
    return _vocabulary(locale, tuple(units.items()))


@remembered
def _vocabulary(locale: str, units: tuple[tuple[str, str], ...]) -> Vocabulary:
    phrases, alike = dict(_common(locale)), _alike(locale)
    for word, unit in units:
        phrase = _phrase(word, alike)
        phrases[phrase] = {**phrases.get(phrase, {}), "unit": unit}
    phrases.pop((), None)
    return _by_first_word(phrases, alike)


def _by_first_word(phrases: Phrases, alike: Mapping[int, str]) -> Vocabulary:
    sizes: dict[str, set[int]] = {}
    for phrase in phrases:
        sizes.setdefault(phrase[0], set()).add(len(phrase))
    ordered = {first: tuple(sorted(each, reverse=True)) for first, each in sizes.items()}
    return Vocabulary(phrases, ordered, alike)


@remembered
def _common(locale: str) -> Phrases:
    phrases: dict[tuple[str, ...], dict[Role, str]] = {}
    for role, meaning, word in _entries(locale):
        phrases.setdefault(_phrase(word, _alike(locale)), {})[role] = meaning
    return phrases


@remembered
def _alike(locale: str) -> Mapping[int, str]:
    return str.maketrans(dict(head(locale).get("alike", {})))


def _entries(locale: str) -> Iterator[tuple[Role, str, str]]:
    for unit in figure_words(locale)["unit"]:  # before the words, which have the last say
        yield "unit", unit, unit
    for role, meanings in figure_words(locale).items():
        for meaning, spellings in meanings.items():
            for word in spellings if role not in _OTHER_TABLES else ():
                yield role, meaning, word
    yield from further_words(figure_words(locale))


def _longest(keys: list[str], at: int, known: Vocabulary) -> tuple[int, Mapping[Role, str]]:
    for size in known.sizes.get(keys[at], ()):
        roles = known.phrases.get(tuple(keys[at : at + size]))
        if roles is not None and at + size <= len(keys):
            return size, roles
    return 1, NO_ROLES


def _phrase(word: str, alike: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(_key(piece[0], alike) for piece in _PIECE.finditer(clean(word)))


def _key(piece: str, alike: Mapping[int, str]) -> str:
    """Letters in lower case, each that stands for another one as that."""
    low = piece.lower()
    return low.translate(alike) if alike and not low.isascii() else low
