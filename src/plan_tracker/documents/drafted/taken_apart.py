"""Lists that take a number apart: in its sentence, or in the lines below it.

`Total revenue was $812 million, comprising: / - taxes: $500 million / - fees: $312 million`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from plan_tracker.documents.drafted.passages import Passages, last_end
from plan_tracker.documents.drafts.relations import ends_parts
from plan_tracker.documents.reported import Figure
from plan_tracker.language.tokens import Token

# What words say of the parts: they are all of it, what it includes and perhaps all, some of it, or
# no more than a colon says.
Extent = Literal["all", "included", "some", "open"]
IsPart = Callable[[Passages, int, int], bool]
_MOST = 60  # parts of a whole; no list has more
_SHORT = 40  # signs of a line that only says that something is taken apart
_LONGEST = 300  # signs of an item that no bullet marks
_BULLET = re.compile(
    r"\s*(?:(?P<sign>[-+•*–—●▪◦])|(?P<number>\d{1,2})[.)]|(?P<letter>[^\W\d_])\))\s"
)
_BREAKS = frozenset({";", "."})
_AMOUNTS = frozenset({"change", "target", "base"})


@dataclass(frozen=True, slots=True)
class TakenApart:
    """A figure and the parts that a list gives of it, by their numbers.

    `closed` says that the list is seen to be whole: by a colon or an `and`, or by its bullets.
    """

    whole: int
    parts: tuple[int, ...]
    extent: Extent
    closed: bool


def lists_of(passages: Passages, is_part: IsPart) -> Iterator[TakenApart]:
    """The lists of a document; `is_part` tells whether a figure can be part of another."""
    yield from _in_lines(passages, is_part)
    yield from _in_sentences(passages, is_part)


def _in_sentences(passages: Passages, is_part: IsPart) -> Iterator[TakenApart]:
    """Parts behind a word that says these are all of them: `consists of`, `gồm`."""
    figures, taken = passages.figures, -1
    for first in range(1, len(figures)):
        if first <= taken or not passages.alike(first, first - 1):
            continue
        before = passages.before(first)
        extent = _extent(before)
        if extent not in ("all", "included") or any(token.text in _BREAKS for token in before):
            continue
        whole = _whole_in_sentence(passages, first, is_part)
        if whole is not None:
            parts, joined = _rest_of_sentence(passages, whole, first, is_part)
            taken = parts[-1]
            colon = any(token.text == ":" for token in before)
            closed = colon or (joined and extent == "all")
            yield TakenApart(whole, tuple(parts), extent, closed)


def _whole_in_sentence(passages: Passages, first: int, is_part: IsPart) -> int | None:
    """The number right before a list, which words there do not say to have moved by an amount.

    `Revenue was $812 million, up $90 million, comprising …` takes the one or the other apart.
    """
    whole = first - 1
    while whole >= 0 and passages.alike(whole, first):
        figure = passages.figures[whole]
        if is_part(passages, whole, first):
            return None if _says_amounts(figure) else whole
        whole -= 1
    return None


def _says_amounts(figure: Figure) -> bool:
    """Whether a figure is held against amounts, one of which may be what is taken apart."""
    amounts = (claim.unit for claim in figure.claims if claim.kind in _AMOUNTS)
    return any(unit == figure.unit for unit in amounts)


def _rest_of_sentence(
    passages: Passages, whole: int, first: int, is_part: IsPart
) -> tuple[list[int], bool]:
    """The parts from the first on, and whether an `and` stands before the last of them."""
    figures, depth = passages.figures, passages.brackets[first]
    parts, closed = [first], False
    for number in range(first + 1, min(len(figures), first + _MOST)):
        if not passages.alike(first, number) or passages.brackets[number] < depth:
            break
        if passages.brackets[number] > depth:
            continue
        before = passages.before(number)
        if any(token.roles.get("cue") == "parts" for token in before) or turns_away(before):
            break
        if is_part(passages, whole, number):
            parts.append(number)
            closed = any("and" in token.uses for token in before)
    return parts, closed


def turns_away(words: Sequence[Token]) -> bool:
    """Whether words turn from the parts that were told to something else."""
    return any(ends_parts(words, at) for at in range(len(words)))


def _in_lines(passages: Passages, is_part: IsPart) -> Iterator[TakenApart]:
    """Parts in the lines below one that ends with a colon."""
    lines = list(_lines(passages))
    for at, line in enumerate(lines):
        if not passages.text[line.start : line.end].rstrip().endswith(":"):
            continue
        items, closed = _items(passages, line, lines[at + 1 : at + 1 + _MOST])
        extent = _extent(_words_of_colon(passages, line))
        whole = _whole_above(passages, lines, at, items, is_part)
        if whole is None or (line.first == line.after and extent == "open"):
            continue
        firsts = [_first_part(passages, whole, item, is_part) for item in items]
        parts = [part for part in firsts if part is not None]
        if parts:
            complete = closed and len(parts) == len(items)
            yield TakenApart(whole, tuple(parts), extent, complete)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    bullet: str
    first: int  # the first figure that begins in it or behind it
    after: int  # and the first behind it


def _lines(passages: Passages) -> Iterator[_Line]:
    """The lines of a document that say something."""
    text, start = passages.text, 0
    starts = [figure.start for figure in passages.figures]
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        if line.strip():
            first, after = bisect_left(starts, start), bisect_left(starts, end)
            yield _Line(start, end, _bullet(line), first, after)
        start = end


def _bullet(line: str) -> str:
    """The kind of bullet that a line begins with; empty for none."""
    match = _BULLET.match(line)
    if match is None:
        return ""
    return match["sign"] or ("1" if match["number"] else "a")


def _items(
    passages: Passages, opening: _Line, following: Sequence[_Line]
) -> tuple[list[_Line], bool]:
    """The items of a list, and whether their bullets show where it ends.

    What has another bullet than the first item takes this one apart; a line that begins with a
    small letter goes on with it.
    """
    items: list[_Line] = []
    bullet = following[0].bullet if following else ""
    if bullet and bullet == opening.bullet:
        return [], False
    for at, line in enumerate(following):
        if not bullet and not _is_plain_item(passages, line):
            break
        if line.bullet == bullet:
            items.append(line)
        elif line.bullet == opening.bullet != "":
            break
        elif not line.bullet and not passages.text[line.start].islower():
            goes_on = any(later.bullet == bullet for later in following[at + 1 : at + 2])
            return items, not goes_on
    return items, bool(bullet)


def _is_plain_item(passages: Passages, line: _Line) -> bool:
    """Whether a line without a bullet can be an item: a short one with a number."""
    text = passages.text[line.start : line.end].rstrip()
    short = len(text) <= _LONGEST and not text.endswith(":")
    return short and not line.bullet and line.first < line.after


def _words_of_colon(passages: Passages, line: _Line) -> Sequence[Token]:
    """The words between the last number of a line and the colon at its end."""
    start = last_end(passages.figures[line.after - 1]) if line.first < line.after else line.start
    return passages.words(min(start, line.end), line.end)


def _extent(words: Sequence[Token]) -> Extent:
    """What the words before a list say of the parts."""
    uses = {use for word in words for use in word.uses}
    if "includes" in uses:
        return "included"
    if "partitions" in uses:
        return "all"
    some = "taken-apart" in uses or any(word.roles.get("cue") == "parts" for word in words)
    return "some" if some else "open"


def _whole_above(
    passages: Passages, lines: Sequence[_Line], at: int, items: Sequence[_Line], is_part: IsPart
) -> int | None:
    """The number that the items are parts of: the last before the colon.

    Where the line of the colon says no more than that something is taken apart, it is the only one
    of the line before.
    """
    numbers = [number for item in items for number in range(item.first, item.after)]
    line = lines[at]

    def of_line(line: _Line) -> list[int]:
        candidates = range(line.first, line.after)
        return [w for w in candidates if any(is_part(passages, w, n) for n in numbers)]

    if line.first < line.after:
        wholes = of_line(line)[-1:]
    else:
        alone = at and line.end - line.start <= _SHORT and not passages.text[line.start].islower()
        wholes = of_line(lines[at - 1]) if alone else []
    if len(wholes) != 1 or _says_amounts(passages.figures[wholes[0]]):
        return None
    return wholes[0]


def _first_part(passages: Passages, whole: int, item: _Line, is_part: IsPart) -> int | None:
    """The first number of an item that can be part of the whole."""
    numbers = range(item.first, item.after)
    return next((number for number in numbers if is_part(passages, whole, number)), None)
