"""The observations of one quantity, found by their days, and their sums over days."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from plan_tracker.model.period import Period
from plan_tracker.model.plan import Timing
from plan_tracker.model.text import MINUS
from plan_tracker.progress.estimate import UncertainNumber, exact
from plan_tracker.progress.observed.observation import BY_DOUBT, Observation, combined, finite_float

ADDED = ("", "sum")  # timings of what adds up over days


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
        stop = bisect_right(self.by_end, last, key=lambda row: row.end)
        newest = self.by_end[stop - 1] if stop else None
        return newest if newest and newest.end >= first else None

    def earliest(self, first: date, last: date) -> Observation | None:
        """The first observation that ends within these days."""
        at = bisect_left(self.by_end, first, key=lambda row: row.end)
        end = self.by_end[at].end if at < len(self.by_end) else date.max
        return self.latest(first, end) if end <= last else None

    def others(self, figure: Observation) -> list[Observation]:
        """What else was reported for the days of a figure."""
        ending_alike = (
            row for row in self.within(figure.start, figure.end) if row.end == figure.end
        )
        of_same_days = (row for row in ending_alike if row.start == figure.start)
        return [
            row
            for row in of_same_days
            if row.timing == figure.timing and row.statement != figure.statement
        ]

    def latest_for(self, last: date, aimed: Period, timing: Timing) -> Observation | None:
        """Of the newest observations up to a day, the one that is likest to what is aimed at.

        A year and its last quarter end on one day: what has the timing and the first day of the
        aim comes before what has not.
        """
        newest = self.latest(date.min, last)
        if newest is None:
            return None

        first = bisect_left(self.by_end, newest.end, key=lambda row: row.end)
        after = bisect_right(self.by_end, newest.end, key=lambda row: row.end)
        rows = [row for row in self.by_end[first:after] if _derived(row) == _derived(newest)]
        return max(reversed(rows), key=lambda row: (row.timing == timing, row.start == aimed.start))

    def days(self, until: date) -> tuple[Observation, ...]:
        """One observation a day, the one that counts, up to a day."""
        stop = bisect_right(self.by_end, until, key=lambda row: row.end)
        return tuple({row.end: row for row in self.by_end[:stop]}.values())

    def within(self, first: date, last: date) -> Iterator[Observation]:
        """Those that lie wholly within these days, by their first day."""
        begin = bisect_left(self.by_start, first, key=lambda row: row.start)
        finish = bisect_right(self.by_start, last, key=lambda row: row.start)
        return (row for row in self.by_start[begin:finish] if row.end <= last)

    def total(self, first: date, last: date) -> Observation | None:
        """What has come together from `first` on, up to `last` at the most.

        The observation, or the sum of observations that follow each other without a gap, that
        reaches furthest; with the fewest pieces where several reach as far. Where figures that
        began earlier reach further, what one of them had come to before is taken from it.
        """
        added = self._added(first, last)
        begun = self._begun(first, last, added.end if added else date.min)
        return begun or added

    def _begun(self, first: date, last: date, beyond: date) -> Observation | None:
        """What began before `first` and reaches beyond a day, less what it had come to by then."""
        at = bisect_right(self.by_end, last, key=lambda row: row.end)
        before: dict[date, Observation | None] = {}
        for row in reversed(self.by_end[:at]):
            if row.end <= beyond or row.end < first:
                return None
            if row.start >= first or row.timing not in ADDED:
                continue
            if row.start not in before:
                before[row.start] = self._added(row.start, first - timedelta(days=1))
            start = before[row.start]
            if start is not None and start.end + timedelta(days=1) == first:
                return _rest(row, start, first)
        return None

    def _added(self, first: date, last: date) -> Observation | None:
        """The sum of observations from `first` on, without a gap, that reaches furthest."""
        chains: dict[int, tuple[Observation, ...]] = {first.toordinal(): ()}
        for row in self.within(first, last):
            if row.timing not in ADDED:
                continue
            before, after = row.start.toordinal(), row.end.toordinal() + 1
            if before not in chains:
                continue
            chain = (*chains[before], row)
            if after not in chains or len(chain) < len(chains[after]):
                chains[after] = chain
        pieces = chains[max(chains)]
        return _sum(pieces) if pieces else None

    def whole(self, first: date, last: date) -> Observation | None:
        """What came together over exactly these days."""
        total = self.total(first, last)
        return total if total and total.end == last else None


def _derived(row: Observation) -> bool:
    return row.state == "derived"


def _sum(pieces: tuple[Observation, ...]) -> Observation:
    if len(pieces) == 1:
        return pieces[0]
    amount = sum((piece.amount for piece in pieces), UncertainNumber.exactly(0))
    days = (pieces[0].start, pieces[-1].end)
    whole = combined(pieces, amount, pieces[0].unit, days)
    state = max((piece.state for piece in pieces), key=BY_DOUBT.index)
    return replace(whole, state=state, candidates=_extremes(pieces))


def _rest(whole: Observation, before: Observation, first: date) -> Observation:
    """What came together from `first` on, where more was reported and what came before it."""
    amount = whole.amount - before.amount
    rest = combined((whole, before), amount, whole.unit, (first, whole.end), MINUS)
    return replace(rest, candidates=_differences(whole, before))


def _differences(whole: Observation, before: Observation) -> tuple[float, ...]:
    """The least and the greatest difference of candidates, where either is disputed."""
    if not whole.candidates and not before.candidates:
        return ()
    ends = [[exact(x) for x in each.candidates or (each.value,)] for each in (whole, before)]
    more, less = ([x for x in numbers if x is not None] for numbers in ends)
    if not more or not less:
        return ()
    return finite_float(min(more) - max(less)), finite_float(max(more) - min(less))


def _extremes(pieces: tuple[Observation, ...]) -> tuple[float, ...]:
    """The least and the greatest sum of candidates: whatever both say, all in between say."""
    disputed = [piece for piece in pieces if piece.state == "disputed"]
    if not disputed or not all(piece.candidates for piece in disputed):
        return ()
    choices = [[exact(x) for x in piece.candidates or (piece.value,)] for piece in pieces]
    known = [[x for x in numbers if x is not None] for numbers in choices]
    if not all(known):
        return ()
    return finite_float(sum(map(min, known), Fraction(0))), finite_float(
        sum(map(max, known), Fraction(0))
    )
