"""What was reported, one observation per quantity, found by its days."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import isfinite, nan
from typing import TYPE_CHECKING, Literal

from plan_tracker.model.interval import Interval
from plan_tracker.progress.estimate import Amount, as_float, exact

if TYPE_CHECKING:
    import pandas as pd

State = Literal["printed", "repaired", "disputed", "derived"]
Key = tuple[str, str]  # indicator, entity

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
    printed: str
    published: str
    candidates: tuple[float, ...]
    findings: tuple[str, ...]
    stage: str

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


_COLUMNS = tuple(Observation.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Series:
    """The observations of one indicator, entity and unit, by their first and by their last day."""

    by_start: tuple[Observation, ...]
    by_end: tuple[Observation, ...]

    @classmethod
    def of(cls, observations: list[Observation]) -> "Series":
        """In order, a reported one before a derived one for the same days."""
        return cls(
            tuple(sorted(observations, key=lambda o: (o.start, o.end, o.state == "derived"))),
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


@dataclass(frozen=True, slots=True)
class Observations:
    """The observations frame, split once.

    `series` are the actual figures by key and unit, `stages` the stages attested by key, `attested`
    the same by statement, `implied` the plan values that documents state or imply. `as_of` is the
    latest day that a reported figure reaches; None where nothing is reported.
    """

    series: dict[Key, dict[str, Series]]
    stages: dict[Key, tuple[Observation, ...]]
    attested: dict[str, Observation]
    implied: tuple[tuple[Key, Observation], ...]
    as_of: date | None


def split(frame: "pd.DataFrame") -> Observations:
    """Split a frame with the columns indicator, entity, measure and those of `Observation`."""
    series: dict[Key, dict[str, list[Observation]]] = defaultdict(lambda: defaultdict(list))
    stages: dict[Key, list[Observation]] = defaultdict(list)
    implied: list[tuple[Key, Observation]] = []
    reported: list[date] = []
    derived: list[date] = []
    for key, measure, each in _rows(frame):
        if measure == "target" and not each.stage and each.usable:
            implied.append((key, each))
        elif measure == "actual" and (each.stage or each.usable):
            (derived if each.state == "derived" else reported).append(each.end)
            (stages[key] if each.stage else series[key][each.unit]).append(each)
    return Observations(
        {key: {unit: Series.of(rows) for unit, rows in of.items()} for key, of in series.items()},
        {key: tuple(sorted(rows, key=lambda each: each.end)) for key, rows in stages.items()},
        {each.statement: each for rows in stages.values() for each in rows},
        tuple(implied),
        max(reported or derived, default=None),
    )


def _rows(frame: "pd.DataFrame") -> Iterator[tuple[Key, str, Observation]]:
    days = {name: frame[name].to_numpy("datetime64[D]").tolist() for name in ("start", "end")}
    columns = (days.get(name) or frame[name].tolist() for name in _COLUMNS)
    keys = zip(frame["indicator"].tolist(), frame["entity"].tolist(), strict=True)
    for key, measure, row in zip(
        keys, frame["measure"].tolist(), zip(*columns, strict=True), strict=True
    ):
        yield key, measure, Observation(*row)


def _sum(pieces: tuple[Observation, ...]) -> Observation:
    if len(pieces) == 1:
        return pieces[0]
    first, last = pieces[0], pieces[-1]
    amount = sum((each.amount for each in pieces), Amount.exactly(0))
    return Observation(
        period=f"{first.start}/{last.end}",
        start=first.start,
        end=last.end,
        unit=first.unit,
        value=_float(amount.value),
        low=_float(amount.low),
        high=_float(amount.high),
        state=max((each.state for each in pieces), key=_BY_DOUBT.index),
        provisional=any(each.provisional for each in pieces),
        statement=" + ".join(each.statement for each in pieces),
        printed=" + ".join(each.printed for each in pieces),
        published=max(each.published for each in pieces),
        candidates=_extremes(pieces),
        findings=tuple(dict.fromkeys(code for each in pieces for code in each.findings)),
        stage="",
    )


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


def _float(number: Fraction | None) -> float:
    value = as_float(number)
    return nan if value is None else value
