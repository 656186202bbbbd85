"""What was reported, one observation per quantity, found by its days."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import inf, isfinite, nan
from typing import Literal

from plan_tracker.model.interval import Interval
from plan_tracker.model.text import PLUS, Listed, Text
from plan_tracker.progress.estimate import Amount, as_float, exact

State = Literal["printed", "repaired", "disputed", "derived"]
Measure = tuple[str, str]  # unit, and the prices that amounts are at

_BY_DOUBT: tuple[State, ...] = ("printed", "derived", "repaired", "disputed")


@dataclass(frozen=True, slots=True)
class Observation:
    """One row of the observations frame, or the sum of several; `amount` is its exact number."""

    period: str
    start: date
    end: date
    unit: str
    value: float
    low: float
    high: float
    state: State
    provisional: bool
    statement: str
    printed: str | Text
    published: str
    candidates: tuple[float, ...]
    findings: tuple[str, ...]
    stage: str
    basis: str
    replaced: bool

    @property
    def amount(self) -> Amount:
        """Value and interval; a disputed figure may be any of its candidates."""
        amount = Amount.read(self.value, self.low, self.high)
        spread = [number for number in map(exact, self.candidates) if number is not None]
        if not spread or amount.low is None or amount.high is None:
            return amount
        hull = Interval(min(amount.low, *spread), max(amount.high, *spread))
        return Amount(amount.value, hull)

    @property
    def usable(self) -> bool:
        """Whether it says anything; a derived one must say a value, not just a bound."""
        bounded = isfinite(self.low) or isfinite(self.high) or bool(self.candidates)
        return isfinite(self.value) or (bounded and self.state != "derived")


@dataclass(frozen=True, slots=True)
class Series:
    """The observations of one indicator, entity and measure, by their first and last days."""

    by_start: tuple[Observation, ...]
    by_end: tuple[Observation, ...]

    @classmethod
    def of(cls, observations: list[Observation]) -> "Series":
        """In order; for the same days a reported one counts before a derived one, and the newest
        published before the older ones."""
        newest = sorted(observations, key=lambda o: o.published, reverse=True)
        return cls(
            tuple(sorted(newest, key=lambda o: (o.start, o.end, o.state == "derived"))),
            tuple(sorted(observations, key=lambda o: (o.end, o.state != "derived", o.published))),
        )

    def latest(self, first: date, last: date) -> Observation | None:
        """The newest observation that ends within these days."""
        stop = bisect_right(self.by_end, last, key=lambda each: each.end)
        found = self.by_end[stop - 1] if stop else None
        return found if found and found.end >= first else None

    def earliest(self, first: date, last: date) -> Observation | None:
        """The first observation that ends within these days."""
        at = bisect_left(self.by_end, first, key=lambda each: each.end)
        end = self.by_end[at].end if at < len(self.by_end) else date.max
        return self.latest(first, end) if end <= last else None

    def others(self, figure: Observation) -> list[Observation]:
        """What else was reported for the days of a figure."""
        alike = (each for each in self.within(figure.start, figure.end) if each.end == figure.end)
        same = (each for each in alike if each.start == figure.start)
        return [each for each in same if each.statement != figure.statement]

    def days(self, until: date) -> tuple[Observation, ...]:
        """One observation a day, the one that counts, up to a day."""
        stop = bisect_right(self.by_end, until, key=lambda each: each.end)
        return tuple({each.end: each for each in self.by_end[:stop]}.values())

    def within(self, first: date, last: date) -> Iterator[Observation]:
        """Those that lie wholly within these days, by their first day."""
        begin = bisect_left(self.by_start, first, key=lambda each: each.start)
        finish = bisect_right(self.by_start, last, key=lambda each: each.start)
        return (each for each in self.by_start[begin:finish] if each.end <= last)

    def total(self, first: date, last: date) -> Observation | None:
        """What has come together from `first` on, up to `last` at the most.

        The observation, or the sum of observations that follow each other without a gap, that
        reaches furthest; with the fewest pieces where several reach as far.
        """
        chains: dict[int, tuple[Observation, ...]] = {first.toordinal(): ()}
        for each in self.within(first, last):
            before, after = each.start.toordinal(), each.end.toordinal() + 1
            if before not in chains:
                continue
            chain = (*chains[before], each)
            if after not in chains or len(chain) < len(chains[after]):
                chains[after] = chain
        pieces = chains[max(chains)]
        return _sum(pieces) if pieces else None

    def whole(self, first: date, last: date) -> Observation | None:
        """What came together over exactly these days."""
        found = self.total(first, last)
        return found if found and found.end == last else None


def _sum(pieces: tuple[Observation, ...]) -> Observation:
    if len(pieces) == 1:
        return pieces[0]
    amount = sum((each.amount for each in pieces), Amount.exactly(0))
    days = (pieces[0].start, pieces[-1].end)
    found = combined(pieces, amount, pieces[0].unit, days)
    state = max((each.state for each in pieces), key=_BY_DOUBT.index)
    return replace(found, state=state, candidates=_extremes(pieces))


def combined(
    pieces: Sequence[Observation], amount: Amount, unit: str, days: tuple[date, date]
) -> Observation:
    """One derived observation that several make, as doubtful as the most doubtful of them."""
    first, last = days
    printed = [each.printed for each in pieces]
    states: list[State] = ["derived", *(each.state for each in pieces)]
    return Observation(
        period=f"{first}/{last}" if first < last else str(last),
        start=first,
        end=last,
        unit=unit,
        value=_float(amount.value),
        low=_float(amount.low, -inf),
        high=_float(amount.high, inf),
        state=max(states, key=_BY_DOUBT.index),
        provisional=any(each.provisional for each in pieces),
        statement=" + ".join(each.statement for each in pieces),
        printed=_together(printed),
        published=max(each.published for each in pieces),
        candidates=(),
        findings=tuple(dict.fromkeys(code for each in pieces for code in each.findings)),
        stage="",
        basis=pieces[0].basis,
        replaced=False,
    )


def _together(printed: Sequence[str | Text]) -> str | Text:
    """What several print; only what the program itself says of members is more than a str."""
    if all(isinstance(each, str) for each in printed):
        return PLUS.join(map(str, printed))
    return Listed(tuple(printed), PLUS, PLUS)


def _extremes(pieces: tuple[Observation, ...]) -> tuple[float, ...]:
    """The least and the greatest sum of candidates: whatever both say, all in between say."""
    disputed = [each for each in pieces if each.state == "disputed"]
    if not disputed or not all(each.candidates for each in disputed):
        return ()
    choices = [[exact(x) for x in each.candidates or (each.value,)] for each in pieces]
    known = [[x for x in numbers if x is not None] for numbers in choices]
    if not all(known):
        return ()
    return _float(sum(map(min, known), Fraction(0))), _float(sum(map(max, known), Fraction(0)))


def _float(number: Fraction | None, unknown: float = nan) -> float:
    value = as_float(number)
    return unknown if value is None else value
