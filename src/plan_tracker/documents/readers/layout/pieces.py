"""The pieces of a line: what stands apart from what, and which signs are one number."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from plan_tracker.documents.readers.layout.line import (
    Line,
    Piece,
    Rule,
    Word,
    gap,
    without_leaders,
)

_SIGN = r"[-+\u2212\u2013\u00b1<>~]"
_RAISED = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u2020\u2021"
_MARKS = rf"(?:\*+|[{_RAISED}]+|[a-eprf](?![a-z])|\([a-z]\))"
_MONEY = r"[$\u20ac\u00a3\u00a5\u20ab]"
_NUMBER = re.compile(
    rf"{_MARKS}?{_SIGN}?\(?{_SIGN}?{_MONEY}?{_SIGN}?(?:\d[\d.,'\u2019\u00a0\u202f\u2009 ]*|[.,]\d+)"
    rf"%?\)?%?{_MARKS}?"
)
_NOTHING = re.compile(
    r"[-\u2013\u2014\u2212]+|\((?:X|Z|NA|D|S|B)\)|\*{1,5}|\.{2,3}|\u2026|n\.?[ad]\.?|N/?A|[xX:#]",
)
_OPENED = re.compile(rf"{_SIGN}?\({_MONEY}?\d[\d.,]*%?")
_BEGUN = re.compile(rf"{_SIGN}?\(?{_SIGN}?{_MONEY}?\d[\d,.]*")
_THREE = re.compile(r"\d{3}(?:[.,]\d+)?\)?%?")
_FIRST_GROUP = re.compile(rf"{_SIGN}?\(?{_MONEY}?[1-9]\d{{0,2}}")
_ZERO_FIRST = re.compile(r"0\d\d\)?%?")
_UP_TO_THREE = re.compile(rf"{_SIGN}?\(?{_MONEY}?\d{{1,3}}(?: \d{{3}})*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?!\d)")
_LONG = re.compile(r"(?<![\d.,])\d{5,}")
TYPED = 1.8  # blanks between words of one text, at most: in plain text,
PRINTED = 3.2  # and in print, where lines are spread out
_CLOSING = (")", "%", "%)")
_IN_NUMBER = 1.5  # blanks between the groups of a number, at most
_FEWEST_ALONE = 3  # numbers in groups that stand apart, where blanks group thousands; so do
_IN_TABLE = 3  # words for one number, at most, on the lines of a table
_FEWEST_ZEROS = 2  # groups that begin with a zero
_MOST_PARTS = 20  # words of one number: its groups and signs
_SIGN_NEAR = 20.0  # blanks between a currency's sign and its number


@dataclass(frozen=True, slots=True)
class Style:
    """How a document sets its tables: blanks between what belongs together, and in numbers."""

    near: float = PRINTED
    spaces_group: bool = False


@lru_cache(maxsize=50_000)
def is_figure(text: str) -> bool:
    """Whether a text is a number, or stands in the place of one: `(106,059)`, `-`, `(X)`."""
    return is_number(text) or _NOTHING.fullmatch(text) is not None


@lru_cache(maxsize=50_000)
def is_number(text: str) -> bool:
    """Whether a text is a number by its looks, with its signs and no words."""
    return len(text) < 60 and _NUMBER.fullmatch(text) is not None


def spaces_group(lines: Iterable[Line], near: float) -> bool:
    """Whether blanks group thousands in the tables of a document.

    They do where no number is grouped in another way or not at all, and where groups of three
    digits with blanks between them stand apart from all other figures of their lines, or begin with
    a zero, as no number does.
    """
    witnesses = zeros = 0
    for line in lines:
        if _is_of_figures(line) and any(_is_grouped_otherwise(word.text) for word in line.words):
            return False
        for alone, begins_with_zero in _grouped(line, near):
            witnesses += alone
            zeros += begins_with_zero
    return witnesses >= _FEWEST_ALONE or zeros >= _FEWEST_ZEROS


def _is_of_figures(line: Line) -> bool:
    """Whether a line is of a table rather than of prose: a third of its words are numbers."""
    numbers = sum(is_number(word.text) for word in line.words)
    return _IN_TABLE * numbers >= len(line.words)


def _is_grouped_otherwise(text: str) -> bool:
    """Whether a number has other marks between its groups, or none: `1,204,310`, `12500`."""
    return bool(_GROUPED.search(text) or (_LONG.search(text) and is_number(text)))


def _grouped(line: Line, near: float) -> Iterator[tuple[bool, bool]]:
    """Each run of groups on a line: whether nothing else is near it, and whether a group behind
    the first begins with a zero.
    """
    words = line.words
    first = 0
    while first < len(words):
        end = first + 1
        if _FIRST_GROUP.fullmatch(words[first].text):
            while end < len(words) and _continues(words[end - 1], words[end]):
                end += 1
        if end - first > 1:
            alone_before = first == 0 or gap(words[first - 1], words[first]) > near
            alone_behind = end == len(words) or gap(words[end - 1], words[end]) > near
            zero = any(_ZERO_FIRST.fullmatch(word.text) for word in words[first + 1 : end])
            yield alone_before and alone_behind, zero
        first = end


def _continues(before: Word, word: Word) -> bool:
    """Whether a word can be the next group of a number."""
    return gap(before, word) <= _IN_NUMBER and _THREE.fullmatch(word.text) is not None


def pieces(line: Line, style: Style, upright: Sequence[Rule] = ()) -> list[Piece]:
    """What stands apart on a line: words far from each other or with a rule between them, and
    each of two or more figures in a row, even where these stand no farther apart than words.

    The rules are sorted by where they stand.
    """
    words = without_leaders(line.words)
    cut: list[list[Word]] = []
    for at, word in enumerate(words):
        before = words[at - 1] if at else None
        apart = before is None or before.led or gap(before, word) > style.near
        if before is not None and not apart:
            height = word.base - word.size / 4
            apart = any(
                rule.start <= height <= rule.end
                for rule in _between(upright, before.right - 1, word.left + 1)
            )
        if apart:
            cut.append([])
        cut[-1].append(word)
    found = [piece for words_near in cut for piece in _figures_apart(words_near, style)]
    return _with_signs(found)


def _between(rules: Sequence[Rule], first: float, last: float) -> Iterator[Rule]:
    """The rules that stand between two places, ends included."""
    for at in range(bisect_left(rules, first, key=attrgetter("at")), len(rules)):
        if rules[at].at > last:
            return
        yield rules[at]


def _figures_apart(words: list[Word], style: Style) -> list[Piece]:
    """Figures at the end of near words, each by itself, and what stands before them."""
    numbers = _joined(words, style)
    first = len(numbers)
    while first and is_figure(numbers[first - 1].text):
        first -= 1
    trailing = len(numbers) - first
    if first == 0:
        return numbers
    named = trailing >= 2 and not (trailing == 2 and _names_a_span(numbers[first:]))
    if not named:
        return [_together(numbers)]
    return [_together(numbers[:first]), *numbers[first:]]


def _names_a_span(numbers: Sequence[Piece]) -> bool:
    """Whether one of the two stands for nothing, as the dash of `2006 -`."""
    return any(_NOTHING.fullmatch(piece.text) for piece in numbers)


def _together(parts: Sequence[Piece]) -> Piece:
    words: list[Word] = []
    glued: set[int] = set()
    for part in parts:
        glued |= {len(words) + at for at in part.glued}
        words += part.words
    return Piece(tuple(words), frozenset(glued))


def _joined(words: Sequence[Word], style: Style) -> list[Piece]:
    """The words, with those that are parts of one number together."""
    joined: list[Piece] = []
    for word in words:
        before = joined[-1] if joined else None
        if before is None or len(before.words) >= _MOST_PARTS:
            joined.append(Piece((word,)))
            continue
        near = gap(before.words[-1], word)
        if near <= (4 if word.text in _CLOSING else 2) and _goes_on(before.text, word.text):
            glued = before.glued | {len(before.words)}
            joined[-1] = Piece((*before.words, word), glued)
        elif (
            style.spaces_group
            and near <= _IN_NUMBER
            and _UP_TO_THREE.fullmatch(before.text)
            and _THREE.fullmatch(word.text)
        ):
            joined[-1] = Piece((*before.words, word), before.glued)
        else:
            joined.append(Piece((word,)))
    return joined


def _goes_on(before: str, text: str) -> bool:
    """Whether signs behind a number belong to it: `1,396` `.4`, `(7,402` `)`, `8` `%`."""
    if text == ")" or text == "%)":
        return _OPENED.fullmatch(before) is not None
    if text == "%":
        return _BEGUN.fullmatch(before) is not None
    decimals = re.fullmatch(r"[.,]\d+\)?%?", text)
    return decimals is not None and re.fullmatch(rf"{_SIGN}?\(?{_MONEY}?[\d,]+", before) is not None


def _with_signs(found: Sequence[Piece]) -> list[Piece]:
    """The pieces, a sign that stands alone before or behind its number with it."""
    joined: list[Piece] = []
    for piece in found:
        before = joined[-1] if joined else None
        if before is None:
            joined.append(piece)
            continue
        near = gap(before.words[-1], piece.words[0])
        money = re.fullmatch(rf"{_MONEY}\(?", before.text) and is_number(piece.text)
        closes = near <= 4 and piece.text in _CLOSING
        closes = closes and _goes_on(before.text, piece.text)
        if (money and near <= _SIGN_NEAR) or closes:
            first = len(before.words)
            glued = before.glued | {first} | {first + at for at in piece.glued}
            joined[-1] = Piece((*before.words, *piece.words), frozenset(glued))
        else:
            joined.append(piece)
    return joined
