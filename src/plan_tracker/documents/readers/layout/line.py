"""Words on the lines of a page, with where they stand: in points, or in signs of a plain text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

_LEADER = re.compile(r"[.\u2026\u00b7_]+")
_LED = re.compile(r"(?<=\w)(?:\.{2,}|\u2026+|_{2,})$")


@dataclass(frozen=True, slots=True)
class Word:
    """Signs without a blank between them.

    `left` and `right` count from the left of the page, `base` (where its letters stand) from the
    top. `blank` is how wide a blank is in its size. A word that is `led` has a row of dots behind.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    blank: float
    bold: bool = False
    led: bool = False

    @property
    def middle(self) -> float:
        """The middle between its ends."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one line, from the left; `number` counts the lines of a page from 1.

    Its `text` has single blanks; `base` is where its middle word stands, and `size` that of its
    longest word.
    """

    words: tuple[Word, ...]
    number: int
    page: int = 0
    text: str = field(init=False)
    base: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        bases = sorted(word.base for word in self.words)
        longest = max(self.words, key=lambda word: (len(word.text), word.size))
        object.__setattr__(self, "text", " ".join(word.text for word in self.words))
        object.__setattr__(self, "base", bases[len(bases) // 2])
        object.__setattr__(self, "size", longest.size)

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return self.words[-1].right

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(word.bold for word in self.words)

    def between(self, left: float, right: float) -> "Line | None":
        """Its words with their middles between two places; None where there are none."""
        words = tuple(word for word in self.words if left <= word.middle < right)
        return Line(words, self.number, self.page) if words else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line that is drawn: level `at` a height, or upright `at` a distance."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page from the top, and what is drawn there."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    level: tuple[Rule, ...] = ()
    upright: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a line that belong to one cell, or to one stretch of text.

    Words that are `glued` have no blank before them in its `text`.
    """

    words: tuple[Word, ...]
    glued: frozenset[int] = frozenset()
    text: str = field(init=False)

    def __post_init__(self) -> None:
        signs = [self.words[0].text]
        for at, word in enumerate(self.words[1:], 1):
            signs.append(word.text if at in self.glued else f" {word.text}")
        object.__setattr__(self, "text", "".join(signs))

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.words[-1].right

    @property
    def middle(self) -> float:
        """The middle between its ends."""
        return (self.left + self.right) / 2

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(word.bold for word in self.words)


def gap(before: Word, word: Word) -> float:
    """How many blanks fit between two words."""
    return (word.left - before.right) / max(before.blank, 1e-6)


def without_leaders(words: Sequence[Word]) -> list[Word]:
    """The words without dots that lead to a number: `Total . . . . 12`, `Total.....12`."""
    kept: list[Word] = []
    run = 0
    for at, word in enumerate(words):
        dots = _LEADER.fullmatch(word.text) is not None
        run = run + len(word.text) if dots else 0
        if dots:
            nxt = words[at + 1] if at + 1 < len(words) else None
            more = nxt is not None and _LEADER.fullmatch(nxt.text) is not None
            if kept and (run > 1 or more or word.text == "."):
                kept[-1] = _led(kept[-1])
                continue
            if run > 1 or more:
                continue
        bare = _LED.sub("", word.text)
        kept.append(_led(_renamed(word, bare)) if bare != word.text else word)
    return kept


def _led(word: Word) -> Word:
    if word.led:
        return word
    return Word(
        word.text.rstrip("."), word.left, word.right, word.base, word.size, word.blank,
        word.bold, led=True,
    )  # fmt: skip


def _renamed(word: Word, text: str) -> Word:
    return Word(text, word.left, word.right, word.base, word.size, word.blank, word.bold)


def usual_step(lines: Sequence[Line]) -> float:
    """How far the next line usually is below one."""
    steps = [after.base - line.base for line, after in pairwise(lines)]
    sizes = [line.size for line in lines]
    most = 3 * max(sizes, default=0.0)
    likely = [step for step in steps if 0 < step < most]
    return median(likely) if likely else 1.2 * median(sizes or [1.0])


def usual_size(lines: Iterable[Line]) -> float:
    """The size that most letters have."""
    letters: dict[float, int] = {}
    for line in lines:
        for word in line.words:
            size = round(word.size * 2) / 2
            letters[size] = letters.get(size, 0) + len(word.text)
    return max(letters, key=lambda size: (letters[size], size), default=0.0)
