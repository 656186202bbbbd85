"""Wholes and their parts, as words, brackets and colons show them."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from plan_tracker.documents.drafted.numbers import Readings, adds_up, exceeds, level_readings
from plan_tracker.documents.drafted.passages import Passages, last_end
from plan_tracker.documents.drafted.taken_apart import TakenApart, lists_of, turns_away
from plan_tracker.documents.drafted.ties import Node, Sum
from plan_tracker.language.tables import law_exceptions
from plan_tracker.loading.fit import countable, currencies
from plan_tracker.model.interval import Interval

_MOST = 60  # parts of a whole; no sentence lists more
_SLIPS = 10  # a difference that is off by more than this part of it is another one
_NO_LUCK = 4  # digits of a difference that would hardly fit by chance
_BACK = 20  # figures before parts, of which one may be their whole
_BEHIND = 40  # signs after the last part that may name it
_EXACTLY = Interval.exactly(Fraction(0))
_SOME = Interval(Fraction(0), Fraction(1))
_NO_PARTS = frozenset({"%", "rank", "score", "point", "time", "°C"})


def sums_of(passages: Passages) -> Iterator[Sum]:
    """The sums that the words of a document tell of, and those that its numbers make.

    Parts that words name come to at most their whole; one of them above it is an error, all
    together only a warning, and only of money: women, the young and the skilled among some people
    overlap. What brackets or colons list is tied to the number before it only where it adds up.
    """
    told = _told(passages)
    lists = {listed.whole: listed for listed in lists_of(passages, _part)}
    for whole in range(len(passages.figures)):
        if whole in lists:
            yield from _of_list(passages, lists[whole])
        elif whole in told:
            yield from _of_words(passages, whole, told[whole])
        elif can_add_up(passages, whole):
            listed = _listed(passages, whole)
            if len(listed) > 1 and _makes(passages, whole, listed):
                yield Sum(Node(whole), tuple(map(Node, listed)), _EXACTLY)


def differences_of(passages: Passages) -> Iterator[Sum]:
    """Three numbers of a sentence of which the third is what lies between the two before it.

    That has so many digits that it is no luck: `a budget of USD 160,000,000 and receipts of
    USD 6,071,838, an underfunding of USD 153,928,162`. Where words say that it comes of the two,
    it is their difference though it is a little off.
    """
    for first in range(len(passages.figures) - 2):
        numbers = [first, first + 1, first + 2]
        units = {passages.figures[number].unit for number in numbers}
        alike = passages.alike(first, first + 2) and len(units) == 1
        if not alike or not all(can_add_up(passages, number) for number in numbers):
            continue
        if _digits(passages, first + 2) < _NO_LUCK:
            continue
        for whole, part in (numbers[:2], numbers[1::-1]):
            makes = _makes(passages, whole, [part, first + 2])
            if makes or _nearly(passages, whole, part, first + 2):
                parts = Node(part), Node(first + 2)
                yield Sum(Node(whole), parts, _EXACTLY, stated=not makes)


def is_called_difference(passages: Passages, number: int) -> bool:
    """Whether words call a number a gap or a surplus: the rest of a whole is a part like others."""
    lacks = any(token.roles.get("cue") == "lack" for token in passages.before(number))
    return lacks or "difference" in _uses_before(passages, number)  # resulting in a shortfall of


def _uses_before(passages: Passages, number: int) -> set[str]:
    return {use for token in passages.before(number) for use in token.uses}


def _nearly(passages: Passages, whole: int, part: int, rest: int) -> bool:
    """Whether words say that a number comes of two others, and it is nearly their difference."""
    if not {"resulting", "difference"} <= _uses_before(passages, rest):
        return False
    values = [passages.figures[number].value for number in (whole, part, rest)]
    first, second, said = (value or Fraction(0) for value in values)
    return abs(first - second - said) * _SLIPS <= abs(first - second)


def _digits(passages: Passages, number: int) -> int:
    """The digits of a number without zeros at its ends."""
    printed = "".join(sign for sign in passages.figures[number].printed if sign.isdigit())
    return len(printed.strip("0"))


def _of_list(passages: Passages, listed: TakenApart) -> Iterator[Sum]:
    """What a list says of its whole; nothing where its parts need not make it.

    Parts of an amount are no more than it; of things that are counted, one may be in two parts. A
    list may leave something out whatever its words are, so that too little is only a warning. What
    only stands behind a colon is more than its whole only where that is called a total.
    """
    whole, parts = listed.whole, listed.parts
    nodes = tuple(map(Node, parts))
    made = _made(passages, whole, parts)
    if made is not None:
        yield made
        return
    if _may_count_against(passages, whole, parts) or not _of_one_time(passages, whole, parts):
        return

    amount = not countable(passages.figures[whole].unit)
    if listed.extent == "open" and not (amount and _is_total(passages, whole)):
        return

    alone = [part for part in parts if certainly_more(passages, whole, [part])]
    if listed.extent == "some" or alone:
        for part in alone or parts:
            yield Sum(Node(whole), (Node(part),), _SOME, stated=listed.extent != "open")
    if len(parts) == 1 or alone:
        return
    told = listed.extent in ("all", "included")
    if told and listed.closed and not certainly_more(passages, whole, parts):
        yield Sum(Node(whole), nodes, _EXACTLY)
    elif amount or told:
        yield Sum(Node(whole), nodes, _SOME, stated=amount and told)


def _of_one_time(passages: Passages, whole: int, parts: Sequence[int]) -> bool:
    figures = passages.figures
    return all(figures[part].period == figures[whole].period for part in parts)


def _is_total(passages: Passages, whole: int) -> bool:
    """Whether words before a number call it a total: `Total revenue was $812 million`."""
    return any(token.roles.get("cue") == "whole" for token in passages.before(whole))


def _of_words(passages: Passages, whole: int, parts: Sequence[int]) -> Iterator[Sum]:
    nodes = tuple(map(Node, parts))
    made = _made(passages, whole, parts)
    if made is not None:
        yield made
        return
    if _may_count_against(passages, whole, parts):
        return
    for part in parts:
        stated = passages.figures[part].whole == passages.figures[whole].start
        sure = stated and passages.figures[part].period == passages.figures[whole].period
        yield Sum(Node(whole), (Node(part),), _SOME, stated=sure)
    named = passages.figures[parts[0]].whole is not None
    money = passages.figures[whole].unit in currencies()
    all_told = named and _is_partition(passages, whole, parts)
    if len(parts) > 1 and (money or all_told or not named):
        yield Sum(Node(whole), nodes, _SOME, stated=money and all_told)


def _is_partition(passages: Passages, whole: int, parts: Sequence[int]) -> bool:
    """Whether words say that these are all the parts, none of which overlap: `made up of`."""
    figures = passages.figures
    between = passages.words(figures[whole].end, figures[parts[0]].start)
    told = any("partitions" in token.uses for token in between)
    return told and _of_one_time(passages, whole, parts)


def _may_count_against(passages: Passages, whole: int, parts: Sequence[int]) -> bool:
    """Whether a part may count against the others, or words tell that such sums need not hold.

    `The result of $20 million is made up of gains of $50 million and losses of $30 million.`
    """
    start = passages.starts[passages.sentence(whole)]
    behind = passages.sentence(parts[-1]) + 1
    end = last_end(passages.figures[parts[-1]]) + _BEHIND
    if behind < len(passages.starts):
        end = min(end, passages.starts[behind])
    against = {"difference", "taken-away"}
    said = any(against & token.uses for token in passages.words(start, end))
    return said or bool(law_exceptions(passages.text[start:end]) - {"among", "whole"})


def _made(passages: Passages, whole: int, parts: Sequence[int]) -> Sum | None:
    """The whole and the parts that make it: all, or the first of them.

    Those behind are of another classification: `urban 38.2 million, rural 62.1 million; men 50.0
    million`.
    """
    for count in (len(parts), *range(2, len(parts))):
        if count > 1 and _makes(passages, whole, parts[:count]):
            return Sum(Node(whole), tuple(map(Node, parts[:count])), _EXACTLY)
    return None


def _makes(passages: Passages, whole: int, parts: Sequence[int]) -> bool:
    return adds_up(_readings(passages, whole), [_readings(passages, part) for part in parts])


def _readings(passages: Passages, number: int) -> Readings:
    return level_readings(passages.figures[number])


def can_add_up(passages: Passages, number: int) -> bool:
    """Whether a figure is an amount that others may add up to: no rate, rank or score."""
    figure = passages.figures[number]
    rate = "/" in figure.unit
    return (
        bool(figure.printed)
        and figure.kind == "level"
        and not rate
        and (figure.unit not in _NO_PARTS)
    )


def _told(passages: Passages) -> dict[int, list[int]]:
    """By whole the figures that words make parts of it: `trong đó`, `By head: …`."""
    told: dict[int, list[int]] = defaultdict(list)
    for number, figure in enumerate(passages.figures):
        whole = passages.at(figure.whole) if figure.whole is not None else None
        room = whole is not None and len(told.get(whole, ())) < _MOST
        if whole is not None and room and _part(passages, whole, number):
            told[whole].append(number)
    for parts in _taken_apart(passages):
        whole = _whole_before(passages, parts)
        if whole is not None and whole not in told:
            told[whole] = parts
    return told


def _taken_apart(passages: Passages) -> Iterator[list[int]]:
    """The figures of each sentence that begins by taking apart what was told before, by unit."""
    for sentence, group in groupby(range(len(passages.figures)), key=passages.sentence):
        numbers = _up_to_contrast(passages, list(group))
        opening = passages.before(numbers[0])
        if sentence and any("taken-apart" in token.uses for token in opening):
            for unit in dict.fromkeys(passages.figures[number].unit for number in numbers):
                alike = [at for at in numbers if passages.figures[at].unit == unit]
                yield alike[:_MOST]


def _up_to_contrast(passages: Passages, numbers: Sequence[int]) -> Sequence[int]:
    """The figures of a sentence that stand before a word that turns to something else."""
    for at, number in enumerate(numbers[1:], start=1):
        if turns_away(passages.before(number)):
            return numbers[:at]
    return numbers


def _whole_before(passages: Passages, parts: Sequence[int]) -> int | None:
    """The nearest figure that opens a sentence before, of which all of them can be parts.

    One that is less than a part is none.
    """
    for number in range(parts[0] - 1, max(-1, parts[0] - 1 - _BACK), -1):
        opens = number == 0 or not passages.alike(number, number - 1)
        if not opens or not all(_part(passages, number, part) for part in parts):
            continue
        if not any(certainly_more(passages, number, [part]) for part in parts):
            return number
    return None


def _part(passages: Passages, whole: int, number: int) -> bool:
    """Whether a figure can be part of another: an amount in its unit, and as actual."""
    if not can_add_up(passages, number):
        return False
    figure, total = passages.figures[number], passages.figures[whole]
    return (figure.unit, figure.standing) == (total.unit, total.standing)


def _listed(passages: Passages, whole: int) -> list[int]:
    """The figures in a bracket or behind a colon right after a number."""
    depth = passages.brackets[whole]
    listed: list[int] = []
    bracketed = None
    end = last_end(passages.figures[whole])
    for number in range(whole + 1, min(whole + _MOST, len(passages.figures))):
        if not passages.alike(whole, number) or not can_add_up(passages, number):
            break
        if listed and turns_away(passages.before(number)):
            break
        between = passages.text[end : passages.figures[number].start]
        if bracketed is None:
            bracketed = passages.brackets[number] > depth
            if not bracketed and ":" not in between:
                break
        if bracketed and passages.brackets[number] <= depth:
            break
        listed.append(number)
    return listed


def certainly_more(passages: Passages, whole: int, parts: Sequence[int]) -> bool:
    """Whether parts are certainly more than their whole."""
    return exceeds(_readings(passages, whole), [_readings(passages, part) for part in parts])
