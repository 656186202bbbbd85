"""Which language a text is in: by the words of each language that occur in it.

A word counts once, however often it stands there, so that a thousand rows of one name do not
outweigh the headings. The marks in the numbers are a second witness: 1,234.5 is not printed in a
language that starts decimals with a comma. Where the witnesses say too little, or not the same,
the language is not known.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from unicodedata import lookup, name, normalize

from plan_tracker.language.languages import (
    figure_words,
    locales,
    period_words,
    prose_words,
    remembered,
    table_words,
)
from plan_tracker.language.numbers import decimal_mark

_MOST_SIGNS = 20_000  # that are looked at
_MOST_TEXTS = 5_000
_CLEARLY = 2  # so many words, and times as many as in any other language
_BOOKS = (figure_words, prose_words, period_words, table_words)  # whose words tell
_WORD = re.compile(r"[^\W\d_]+")
# A number whose marks can be read in one way only: `1{0}234{1}5`, `1{0}234{0}567`, `12{1}5`.
_PLAIN = (
    r"(?<![\d.,])"
    r"(?:\d{{1,3}}(?:{0}\d{{3}})+{1}\d+|\d{{1,3}}(?:{0}\d{{3}}){{2,}}|\d+{1}\d{{1,2}})"
    r"(?![\d.,])"
)
_NUMBERS = {
    ".": re.compile(_PLAIN.format(",", r"\.")),
    ",": re.compile(_PLAIN.format(r"\.", ",")),
}
_ACCENTED = re.compile(r"(LATIN SMALL LETTER \w) WITH .*")

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]  # by their first words


@dataclass(frozen=True, slots=True)
class Detection:
    """The language of a text, None where nothing makes it sure, and what speaks for each one.

    `likeliest` is the one that most speaks for, the first of all where nothing does. `words`
    counts the different words of each language, `marks` the numbers that are printed as in it and
    cannot be read in another way.
    """

    locale: str | None
    likeliest: str
    words: Mapping[str, int]
    marks: Mapping[str, int]

    @property
    def evidence(self) -> str:
        """What speaks for each language, for people: `en: words 0, numbers 1; vi: words 12, …`."""
        return "; ".join(
            f"{locale}: words {self.words[locale]}, numbers {self.marks[locale]}"
            for locale in self.words
        )


def detect_language(texts: Iterable[str]) -> Detection:
    """The language of one or more texts, such as a document or the cells of a table. Linear."""
    words, numbers = _counts(_sample(texts))
    marks = {locale: numbers[decimal_mark(locale)] for locale in words}

    likeliest = max(words, key=lambda locale: (words[locale], marks[locale]))
    second = max((count for locale, count in words.items() if locale != likeliest), default=0)
    clear = words[likeliest] >= _CLEARLY * (second + 1)
    own, other = marks[likeliest], max(numbers.values())
    if clear:
        # One number such as `4.0` says nothing; most of them printed in another way do.
        against = other >= _CLEARLY and _CLEARLY * own < other
        return Detection(None if against else likeliest, likeliest, words, marks)

    if words[likeliest] < _CLEARLY * max(second, 1):
        # As many words of one as of another: the numbers tell.
        likeliest = max(words, key=lambda locale: (marks[locale], words[locale]))
    rest = sum(numbers.values()) - marks[likeliest]
    sure = words[likeliest] > 0 and marks[likeliest] > _CLEARLY * rest
    return Detection(likeliest if sure else None, likeliest, words, marks)


def evidence_of(line: str) -> Mapping[str, int]:
    """How many words and numbers of a line speak for each language."""
    words, numbers = _counts(normalize("NFC", line).lower())
    return {locale: count + numbers[decimal_mark(locale)] for locale, count in words.items()}


def _counts(text: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The different words of each language, and the numbers by the mark that starts decimals."""
    spoken = _WORD.findall(text)
    words = {locale: len(_said(spoken, phrases)) for locale, phrases in _all_phrases().items()}
    return words, {mark: len(form.findall(text)) for mark, form in _NUMBERS.items()}


def _sample(texts: Iterable[str]) -> str:
    """The beginning of all texts together, composed and in lower case."""
    sample: list[str] = []
    left = _MOST_SIGNS
    for text in islice(texts, _MOST_TEXTS):
        sample.append(text[:left])
        left -= len(sample[-1]) + 1
        if left <= 0:
            break
    return normalize("NFC", "\n".join(sample)).lower()


def _said(spoken: Sequence[str], phrases: Phrases) -> set[tuple[str, ...]]:
    """The different phrases among words, the longest at each place."""
    said: set[tuple[str, ...]] = set()
    at = 0
    while at < len(spoken):
        size = 1
        for phrase in phrases.get(spoken[at], ()):
            if tuple(spoken[at : at + len(phrase)]) == phrase:
                said.add(phrase)
                size = len(phrase)
                break
        at += size
    return said


@remembered
def _all_phrases() -> Mapping[str, Phrases]:
    """The phrases that one language has and no other: in each, by their first words."""
    own = {locale: frozenset(_phrases(locale)) for locale in locales()}
    told: dict[str, Phrases] = {}
    for locale, phrases in own.items():
        others = frozenset().union(*(own[each] for each in own if each != locale))
        by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(phrases - others, key=lambda phrase: (-len(phrase), phrase)):
            by_first.setdefault(phrase[0], []).append(phrase)
        told[locale] = {first: tuple(rest) for first, rest in by_first.items()}
    return told


def _phrases(locale: str) -> Iterator[tuple[str, ...]]:
    """The phrases of a language; those of several words without their accents too."""
    for book in _BOOKS:
        for meanings in book(locale).values():
            for phrase in (phrase for phrases in meanings.values() for phrase in phrases):
                words = tuple(_WORD.findall(normalize("NFC", phrase).lower()))
                if len("".join(words)) > 1:
                    yield words
                if len(words) > 1:
                    yield tuple(_unaccented(word) for word in words)


def _unaccented(word: str) -> str:
    """A word as it is typed without accents."""
    letters = (normalize("NFD", sign)[0] for sign in word)
    return "".join(
        lookup(match[1]) if (match := _ACCENTED.fullmatch(name(letter, ""))) else letter
        for letter in letters
    )
