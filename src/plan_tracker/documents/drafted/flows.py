"""Figures of prose that are one flow over periods that lie within each other, as it seems.

No document says that what it tells of adds up. It is only taken for a flow where one name has an
amount in several periods, and that of the longest is near what the others come to: a level at a
day, an average or a price is not. So what does not add up is never more than a doubt.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from plan_tracker.documents.drafted.numbers import level_readings
from plan_tracker.documents.drafted.parts import can_add_up
from plan_tracker.documents.drafted.passages import Passages, clause_of
from plan_tracker.documents.figures.figure import NO_TIME
from plan_tracker.grids.grid import alike
from plan_tracker.language.tables import counts_once, is_mean, is_rate, law_exceptions
from plan_tracker.model.period import read_period

_FEWEST = 3  # figures of a flow: a whole and two parts
_MOST = 60  # figures of one name; no text tells more of a flow
_APART = 2  # sentences at most from one figure of a flow to the next
_BEHIND = 40  # signs behind a number that may say what is counted
_NEAR = Fraction(3, 4)  # of what the parts come to; the whole is no more than they are by this
_OTHERWISE = frozenset({"distinct", "not-additive", "weighted"})


class _Stretch(NamedTuple):
    """What a figure tells of a stretch of days."""

    start: date
    end: date
    figure: int
    low: Fraction
    value: Fraction
    high: Fraction

    def within(self, longer: "_Stretch") -> bool:
        return self != longer and longer.start <= self.start and self.end <= longer.end


def flows_of(passages: Passages) -> Iterator[Sequence[int]]:
    """The figures of each flow of a document, in their order."""
    for figures in _told_together(passages):
        stretches = [_stretch(passages, figure) for figure in figures]
        known = [stretch for stretch in stretches if stretch is not None]
        days = {(stretch.start, stretch.end) for stretch in known}
        if len(days) == len(figures) >= _FEWEST and _may_be_flow(known):
            yield figures


def _told_together(passages: Passages) -> Iterator[Sequence[int]]:
    """Figures of one name, unit and standing, in sentences that follow each other."""
    named: dict[Hashable, list[int]] = defaultdict(list)
    opened: dict[int, tuple[bool, Sequence[str]]] = {}  # each sentence once, whatever it tells
    for number in range(len(passages.figures)):
        name = _name(passages, number)
        if name is None:
            continue
        sentence = passages.sentence(number)
        if sentence not in opened:
            start, end = passages.around(passages.figures[number].start)
            adds_up = _may_add_up(passages.text[start:end])
            opened[sentence] = adds_up, _numbers(passages, sentence)
        adds_up, numbers = opened[sentence]
        if adds_up:
            named[name, *numbers].append(number)
    for figures in named.values():
        run = figures[:1]
        for before, figure in pairwise(figures):
            if passages.sentence(figure) - passages.sentence(before) > _APART:
                yield run
                run = []
            run.append(figure)
        if len(run) <= _MOST:
            yield run


def _numbers(passages: Passages, sentence: int) -> Sequence[str]:
    """The numbers in the name of what a sentence tells first: line 1 is not line 2."""
    words, _ = passages.named_by(passages.figures_in(sentence)[0])
    return [word for word in words if word[:1].isdigit()]


def _may_add_up(sentence: str) -> bool:
    """Whether a sentence names nothing that does not add up over time, such as an average."""
    name = alike(sentence)
    return not (_OTHERWISE & law_exceptions(name) or is_mean(name) or is_rate(name))


def _name(passages: Passages, number: int) -> Hashable | None:
    """What figures of one flow have in common; None for what does not add up over time."""
    figure = passages.figures[number]
    timed = figure.period and NO_TIME not in figure.doubts and figure.value is not None
    if not (timed and figure.subject and can_add_up(passages, number)):
        return None
    subject = alike(figure.subject)
    if counts_once(subject) or _counts_once(passages, number):
        return None
    if any(token.roles.get("cue") == "plan" for token in passages.before(number)):
        return None
    section = passages.document.section(figure.start)
    behind = clause_of(passages.behind(number))
    narrowed = tuple(token.text for token in behind if "light" not in token.roles)
    return subject, narrowed, figure.unit, figure.standing, section


def _counts_once(passages: Passages, number: int) -> bool:
    """Whether what is counted stands in a number or behind it: `2.1 million users`."""
    figure = passages.figures[number]
    words = [token.text for token in passages.words(figure.start, figure.end + _BEHIND)]
    pairs = (" ".join(pair) for pair in pairwise(words))
    return any(map(counts_once, (*words, *pairs)))


def _stretch(passages: Passages, number: int) -> _Stretch | None:
    """The days and the amount of a figure; None where it may be at or below zero."""
    figure, readings = passages.figures[number], level_readings(passages.figures[number])
    if not readings or figure.period is None or figure.value is None:
        return None
    lax, period = readings[0].lax, read_period(figure.period)
    if lax.low is None or lax.high is None or lax.low <= 0:
        return None
    return _Stretch(period.start, period.end, number, lax.low, figure.value, lax.high)


def _may_be_flow(stretches: Sequence[_Stretch]) -> bool:
    """Whether every longer period has more than any within it, and about what these come to."""
    whole_told = False
    for whole in stretches:
        within = [stretch for stretch in stretches if stretch.within(whole)]
        if any(whole.low <= part.high for part in within):
            return False
        parts = _one_after_the_other(within)
        if len(parts) > 1:
            whole_told = True
            if not _is_near(whole, parts):
                return False
    return whole_told


def _one_after_the_other(within: Sequence[_Stretch]) -> Sequence[_Stretch]:
    """The longest of these that do not overlap, from the first day on."""
    parts: list[_Stretch] = []
    for stretch in sorted(within, key=lambda part: (part.start, -part.end.toordinal())):
        if not parts or stretch.start > parts[-1].end:
            parts.append(stretch)
    return parts


def _is_near(whole: _Stretch, parts: Sequence[_Stretch]) -> bool:
    together = sum((part.value for part in parts), Fraction(0))
    days = sum((part.end - part.start).days + 1 for part in parts)
    covered = days == (whole.end - whole.start).days + 1
    return whole.value >= _NEAR * together and not (covered and _NEAR * whole.value > together)
