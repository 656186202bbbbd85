"""Which indicator of a plan a figure may be of: by the words before it and by its unit."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from math import log
from typing import Protocol

from plan_tracker.documents.reported import Figure
from plan_tracker.language.lexicon import key
from plan_tracker.loading.fit import currencies
from plan_tracker.model.plan import Indicator

_WORD = re.compile(r"[^\W_]+")
_LIKELY, _SURE, _MARGIN = 0.4, 0.85, 0.1
_NEAR, _AROUND = 0.6, 0.3  # what a word of the sentence, or one before, counts
_NAME, _SUBJECT = 0.6, 0.4  # how much of the name is said, and how much of what is said it has


@dataclass(frozen=True, slots=True)
class Match:
    """The indicator proposed for a figure, or none, and why a person should look at it.

    The words fit `instead` nearly as well, where that is one.
    """

    indicator: Indicator | None
    doubt: str
    instead: Indicator | None = None

    def turned(self) -> "Match":
        """The other of two indicators that the words fit."""
        return Match(self.instead, _fits_too(self.indicator.id if self.indicator else ""))


class Matching(Protocol):
    """What finds the indicator of a figure."""

    def match(self, figure: Figure) -> Match:
        """The indicator that a figure may be of."""
        ...


class Names:
    """The names of a plan's indicators as words, each weighed by how few of them have it."""

    def __init__(self, indicators: Iterable[Indicator]) -> None:
        self.indicators = {indicator.id: indicator for indicator in indicators}
        self.words: Mapping[str, list[frozenset[str]]] = {
            indicator.id: [words_of(name) for name in indicator.name.values()]
            for indicator in self.indicators.values()
        }
        having = Counter(
            word for names in self.words.values() for word in frozenset().union(*names)
        )
        count = max(len(self.words), 1)
        self.weight = {word: log(1 + count / times) for word, times in having.items()}

    def match(self, figure: Figure) -> Match:
        """The indicator whose name the words of a figure cover best, among those of its unit."""
        subject = _in_section(figure)
        near = words_of(figure.near) - subject
        around = words_of(f"{figure.around} {figure.heading}") - near - subject

        scores: list[tuple[float, str]] = []
        for indicator, names in self.words.items():
            if fits(figure, self.indicators[indicator]):
                scored = (self._score(name, subject, near, around) for name in names)
                scores.append((max(scored, default=0.0), indicator))
        scores.sort(reverse=True)
        if not scores or scores[0][0] < _LIKELY:
            return Match(None, "no indicator of the plan has such a name and unit")

        best, likeliest = scores[0]
        second = scores[1][0] if len(scores) > 1 else 0.0
        doubt = ""
        if best - second < _MARGIN:
            also = self.indicators[scores[1][1]]
            return Match(self.indicators[likeliest], _fits_too(also.id), also)
        if max(self._covered(subject, name) for name in self.words[likeliest]) < _SURE:
            doubt = f"the words only partly fit the name of {likeliest}"
        return Match(self.indicators[likeliest], doubt)

    def _score(
        self,
        name: frozenset[str],
        subject: frozenset[str],
        near: frozenset[str],
        around: frozenset[str],
    ) -> float:
        """From 0 to 1: the share of the name that is said, and of the subject that the name has.

        Words that no name has count for nothing.
        """
        whole, said = self._sum(name), self._sum(name & subject)
        known = sum(self.weight.get(word, 0.0) for word in subject)
        if not whole or not said:
            return 0.0
        told = said + _NEAR * self._sum(name & near) + _AROUND * self._sum(name & around)
        return _NAME * told / whole + _SUBJECT * said / known

    def _covered(self, subject: frozenset[str], name: frozenset[str]) -> float:
        """The share of a name that the subject itself says, or of the subject that the name has."""
        said, known = self._sum(name & subject), self._sum(subject & self.weight.keys())
        return said / max(self._sum(name), known, 1e-9)

    def _sum(self, words: AbstractSet[str]) -> float:
        return sum(self.weight[word] for word in words)


def _fits_too(indicator: str) -> str:
    return f"the words fit {indicator} as well"


def _in_section(figure: Figure) -> frozenset[str]:
    """The words of what is measured; `the field` at their end is the one that the heading names."""
    words, heading = _WORD.findall(key(figure.subject)), _WORD.findall(key(figure.heading))
    for named in range(1, min(len(words), len(heading))):
        if words[-named:] == heading[:named]:
            return frozenset((*words[:-named], *heading[named:]))
    return frozenset(words)


def words_of(text: str) -> frozenset[str]:
    """The words of a name, as they are compared."""
    return frozenset(_WORD.findall(key(text)))


def fits(figure: Figure, indicator: Indicator) -> bool:
    """Whether the printed unit can be the indicator's."""
    if indicator.kind == "milestone":
        return False
    unit = figure.unit
    if not figure.printed or not unit:
        return not figure.printed or indicator.kind != "rank"
    both_money = unit in currencies() and indicator.unit in currencies()
    share = figure.kind == "count" and indicator.unit == "%"
    return unit == indicator.unit or both_money or share
