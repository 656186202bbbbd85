"""The figures of a document with what stands between them: sentences, brackets, leading words."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from plan_tracker.documents.document import Document
from plan_tracker.documents.extract import extract_from
from plan_tracker.documents.reported import Figure
from plan_tracker.language.grammar import grammar
from plan_tracker.language.lexicon import lexicon
from plan_tracker.language.periods.marking import mark_periods
from plan_tracker.language.stretches import Stretch, stretch_at
from plan_tracker.language.tokens import Token, sentences, tokens

_OPEN, _CLOSED = "([", ")]"
_ENDS = frozenset(",.;:()[]")
_NAMES_NOTHING = frozenset({"period", "hedge"})  # roles


@dataclass(frozen=True)
class Passages:
    """The prose of a document in its languages, and the figures that stand in it, in order."""

    document: Document
    source: str
    spoken: tuple[Stretch, ...]
    figures: tuple[Figure, ...]

    @cached_property
    def text(self) -> str:
        """What the places of figures are offsets in."""
        return self.document.prose

    @cached_property
    def starts(self) -> Sequence[int]:
        """Where sentences begin that may hold a figure."""
        return [start for start, _ in self._sentences]

    def sentence(self, figure: int) -> int:
        """The number of the sentence that a figure stands in."""
        return self._numbers[figure]

    def figures_in(self, sentence: int) -> Sequence[int]:
        """The figures of a sentence, by their numbers."""
        return self._by_sentence.get(sentence, ())

    def at(self, start: int) -> int | None:
        """The number of the figure that begins at a place."""
        return self._by_start.get(start)

    def stands_between(self, start: int, end: int, but: Figure) -> bool:
        """Whether a figure begins in a stretch, `but` one."""
        first = bisect_left(self._figure_starts, start)
        found = self._figure_starts[first : first + 2]
        return any(at < end and at != but.start for at in found)

    @cached_property
    def _numbers(self) -> Sequence[int]:
        return [bisect_right(self.starts, figure.start) - 1 for figure in self.figures]

    @cached_property
    def _by_sentence(self) -> Mapping[int, Sequence[int]]:
        groups: dict[int, list[int]] = defaultdict(list)
        for number, sentence in enumerate(self._numbers):
            groups[sentence].append(number)
        return groups

    @cached_property
    def _by_start(self) -> Mapping[int, int]:
        return {figure.start: number for number, figure in enumerate(self.figures)}

    @cached_property
    def _figure_starts(self) -> Sequence[int]:
        return sorted(figure.start for figure in self.figures)

    def around(self, at: int) -> tuple[int, int]:
        """Where the sentence of a place begins and ends."""
        number = bisect_right(self.starts, at) - 1
        return self._sentences[number]

    @cached_property
    def _sentences(self) -> Sequence[tuple[int, int]]:
        return [
            sentence
            for part in self.spoken
            for sentence in sentences(self.text, grammar(part.locale), part.start, part.end)
        ]

    def alike(self, figure: int, other: int) -> bool:
        """Whether two figures stand in one sentence."""
        return self.sentence(figure) == self.sentence(other)

    def words(self, start: int, end: int) -> list[Token]:
        """The words of a stretch of the prose."""
        return tokens(self.text, start, end, lexicon(self.locale_at(start)))

    def locale_at(self, at: int) -> str:
        """The language that a place of the prose is in."""
        return stretch_at(self.spoken, at).locale

    def before(self, figure: int) -> list[Token]:
        """The words between a figure and the number before it in its sentence."""
        end = self.figures[figure].start
        start = self.starts[self.sentence(figure)]
        if figure and self.alike(figure, figure - 1):
            start = max(start, last_end(self.figures[figure - 1]))
        return self.words(start, max(start, end))

    def named_by(self, figure: int) -> tuple[Sequence[str], bool]:
        """The words before a figure that name it, numbers among them, and whether it has a time.

        What tells one quantity from another may be a number: plant 1 is not plant 2.
        """
        before, times = mark_periods(self.before(figure), self.figures[figure].locale)
        words = [token.text for token in before if not _NAMES_NOTHING & token.roles.keys()]
        return [word for word in words if word[:1].isalnum()], bool(times)

    def behind(self, figure: int) -> Sequence[Token]:
        """The words behind a figure that may say of what part it is: 40 cases, most of them civil.

        They go to the next figure, or the end of the sentence, without times and the figure's own
        claims.
        """
        own = self.figures[figure]
        together = self.figures_in(self.sentence(figure))
        following = bisect_right(together, figure)
        _, end = self.around(own.start)
        if following < len(together):
            end = self.figures[together[following]].start
        words, _ = mark_periods(self.words(own.end, max(own.end, end)), own.locale)
        return [
            token
            for token in words
            if not _NAMES_NOTHING & token.roles.keys()
            and not any(claim.start <= token.start < claim.end for claim in own.claims)
        ]

    @cached_property
    def brackets(self) -> Sequence[int]:
        """How many brackets are open where each figure stands, within its sentence."""
        depths: list[int] = []
        depth, at, sentence = 0, 0, -1
        for number, figure in enumerate(self.figures):
            if self.sentence(number) != sentence:
                sentence, depth = self.sentence(number), 0
                at = self.starts[sentence]
            for sign in self.text[at : figure.start]:
                depth = max(0, depth + (sign in _OPEN) - (sign in _CLOSED))
            at = max(at, figure.start)
            depths.append(depth)
        return depths


def clause_of(words: Sequence[Token]) -> Iterator[Token]:
    """The words up to the next mark of punctuation or number."""
    for token in words:
        if token.text in _ENDS or "digits" in token.roles:
            return
        yield token


def last_end(figure: Figure) -> int:
    """Where the last number that belongs to a figure ends."""
    return max(figure.end, *(claim.end for claim in figure.claims), figure.end)


def read_passages(document: Document, source: str, spoken: tuple[Stretch, ...]) -> Passages:
    """The figures of a document's prose, whose parts are in these languages."""
    return Passages(document, source, spoken, tuple(extract_from(document.prose, spoken)))
