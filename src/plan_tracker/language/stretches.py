"""Which language each part of a text is in: line by line, as their words and numbers say.

A text goes on in its language until what the lines say outweighs a change, so that a name or a
heading in another language changes nothing, and a list of numbers is in that of what it stands in.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from plan_tracker.language.detection import evidence_of
from plan_tracker.language.languages import locales

_CHANGE = 3  # words or numbers that a change of language must be worth
_SURELY = 2  # so much must speak against every other language of a line

Costs = Mapping[str, int]  # of reading a line in a language: what speaks for another


class Stretch(NamedTuple):
    """text[start:end] is in one language; not `sure` where it may as well be in another."""

    start: int
    end: int
    locale: str
    sure: bool = True


def whole(text: str, locale: str) -> tuple[Stretch, ...]:
    """A text that is all in one language."""
    return (Stretch(0, len(text), locale),)


def stretches(text: str, usual: str) -> tuple[Stretch, ...]:
    """The parts of a text by their languages, `usual` where nothing speaks for any. Linear.

    They follow each other without gaps and end where lines do.
    """
    starts = [0, *(at + 1 for at, sign in enumerate(text) if sign == "\n")]
    ends = [*starts[1:], len(text)]
    costs = [_costs(text[start:end]) for start, end in zip(starts, ends, strict=True)]
    before, after = _before(costs, usual), _after(costs)

    lines: list[Stretch] = []
    locale = usual
    for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
        all_in_all = {each: before[at][each] + after[at][each] for each in costs[at]}
        least = min(all_in_all.values())
        if all_in_all[locale] > least:
            locale = min(all_in_all, key=all_in_all.__getitem__)
        others = [cost for each, cost in all_in_all.items() if each != locale]
        lines.append(Stretch(start, end, locale, min(others, default=_SURELY) >= least + _SURELY))

    if len({line.locale for line in lines}) == 1:
        return whole(text, locale)
    return tuple(_joined(lines))


def stretch_at(parts: Sequence[Stretch], at: int) -> Stretch:
    """The part that a place stands in."""
    return parts[max(0, bisect_right(parts, at, key=lambda part: part.start) - 1)]


def _costs(line: str) -> Costs:
    evidence = evidence_of(line)
    everything = sum(evidence.values())
    return {locale: everything - count for locale, count in evidence.items()}


def _before(costs: Sequence[Costs], usual: str) -> list[Costs]:
    """What all lines up to each one cost at least, if that one is in a language."""
    sums: list[Costs] = []
    last: Costs = {locale: 0 if locale == usual else _CHANGE for locale in locales()}
    for line in costs:
        changed = min(last.values()) + _CHANGE
        last = {locale: min(last[locale], changed) + cost for locale, cost in line.items()}
        sums.append(last)
    return sums


def _after(costs: Sequence[Costs]) -> list[Costs]:
    """What all lines after each one cost at least, if that one is in a language."""
    sums: list[Costs] = []
    last: Costs = dict.fromkeys(locales(), 0)
    for line in reversed(costs):
        sums.append(last)
        with_line = {locale: last[locale] + cost for locale, cost in line.items()}
        changed = min(with_line.values()) + _CHANGE
        last = {locale: min(cost, changed) for locale, cost in with_line.items()}
    return sums[::-1]


def _joined(lines: Sequence[Stretch]) -> Iterator[Stretch]:
    """Lines of one language that follow each other as one part."""
    part = lines[0]
    for line in lines[1:]:
        if line[2:] == part[2:]:
            part = part._replace(end=line.end)
        else:
            yield part
            part = line
    yield part
