"""The slips that one statement may owe its printed text to, read only where they may fit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import inf, isfinite

from plan_tracker.language.numbers import DECIMAL
from plan_tracker.loading.fit import fit, unit_words
from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Indicator
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Statement
from plan_tracker.reading import read_printed
from plan_tracker.reading.costs import LAX, NOTATION, SLIPS
from plan_tracker.reading.slips import Misprint, Misprints
from plan_tracker.reconcile.culprits.chance import middle, surprise
from plan_tracker.reconcile.culprits.other_references import OtherReference
from plan_tracker.reconcile.culprits.relaxed_readings import AS_KIND, Option, respelled
from plan_tracker.reconcile.culprits.sense import makes_sense
from plan_tracker.reconcile.system.claims import FACTORS, FORMS, binds
from plan_tracker.reconcile.system.system import Link

_WIDER = 10.0  # a digit more or less makes the interval ten times as wide or narrow
_HEDGED = 0.5  # a hedge reaches no further than this share of the number


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: `centre` is the level, factor or difference that it would mean, about.

    `ways` is how many texts such a slip could have made of the one that was meant. `low` and `high`
    surely hold its interval; `options` reads it. `link` is what it binds, where that is not what
    the printed text does.
    """

    how: str
    ways: int
    centre: float
    low: float
    high: float
    options: Callable[[], tuple[Option, ...]]
    link: Link | None = None


class _ReadOnce:
    """The options of a draft, read when they are asked for."""

    __slots__ = ("_draft", "_known", "_read")

    def __init__(self, read: Callable[[Misprint], tuple[Option, ...]], draft: Misprint) -> None:
        self._read = read
        self._draft = draft
        self._known: tuple[Option, ...] | None = None

    def __call__(self) -> tuple[Option, ...]:
        if self._known is None:
            self._known = self._read(self._draft)
        return self._known


class Slips:
    """The slips of one statement; a text that a person has corrected is no longer suspected.

    `link` is what it binds, `references` what it may have been computed against instead, `rates`
    what one of each other currency is worth in its own, and `beside` the same in other periods.
    """

    def __init__(
        self,
        statement: Statement,
        indicator: Indicator,
        widths: Mapping[str, Fraction],
        link: Link,
        references: Callable[[], Iterable[OtherReference]],
        rates: Mapping[str, Interval],
        beside: Callable[[], Iterable[float]] = tuple,
    ) -> None:
        self._statement = statement
        self._indicator = indicator
        self._link = link
        self._references = references
        self._rates = rates
        self._beside = beside
        self._misprints = Misprints(
            statement.printed,
            statement.locale,
            statement.kind,
            statement.subject.unit if statement.reference is None else "",
            statement.index,
            None,
            unit_words([indicator]),
            widths,
        )

    @cached_property
    def all(self) -> tuple[Slip, ...]:
        """Every slip that may explain the text."""
        if self._statement.subject.measure == "whole":
            return ()  # the N of n/N is no text of its own that could be mended
        if self._statement.corrected is not None:
            return tuple(self._misplaced())
        return (*self._misplaced(), *self._made(), *self._periods())

    def percent_or_points(self) -> Iterator[Option]:
        """The other reading of a rate that moves by a number of percent: points, or a share of it.

        Only where the words leave both open: the text reads as a claim of either kind, with one
        number.
        """
        printed = self._statement.readings[0]
        for draft in self._misprints.drafts({"points"}):
            for option in (each for slip in self._pointed(draft) for each in slip.options()):
                alike, _ = read_printed(
                    self._statement.printed, self._statement.locale, draft.kind, unit="%"
                )
                reading = option.reading
                if reading and alike and alike[0].value == printed.value == reading.value:
                    lax = binds(replace(self._statement, kind=draft.kind), reading.lax)
                    how = AS_KIND[draft.kind]
                    yield replace(option, cost=NOTATION, how=how)
                    yield replace(option, cost=NOTATION + LAX, how=how, interval=lax)

    def surprise(self, interval: Interval) -> float:
        """How unlikely it is by itself that the statement says this, in tenths of the chance."""
        return surprise(self._statement.kind, middle(interval), self._statement.years)

    def _periods(self) -> Iterator[Slip]:
        """A claim that was computed against another period than it names."""
        statement, references = self._statement, list(self._references())
        reading = statement.readings[0]
        for each in references:
            link, interval = each.binds(binds(statement, reading.ordinary))
            option = Option(
                SLIPS["period"], interval, "period", statement.printed, reading, link, each.period
            )
            yield _alone(option, len(references))

    def _misplaced(self) -> Iterator[Slip]:
        """A thousands mark read as one that starts decimals."""
        for reading in self._statement.readings[1:]:
            if reading.notation.endswith(DECIMAL) and self._is_sensible(reading):
                text = respelled(self._statement.printed, reading.notation)
                yield self._read("separator", text, [reading], 1)

    def _made(self) -> Iterator[Slip]:
        """A text that was printed otherwise than it was meant."""
        for draft in self._misprints.drafts(SLIPS.keys() - {"period"}):
            if draft.slip == "points":
                yield from self._pointed(draft)
            elif draft.slip == "currency":
                yield from self._converted(draft)
            elif draft.value is not None:
                yield self._unread(draft, draft.value)
            elif readings := list(self._readings(draft)):
                yield self._read(draft.slip, draft.spell(), readings, draft.ways)

    def _pointed(self, draft: Misprint) -> Iterator[Slip]:
        """A growth that was meant in points, or the other way round."""
        if self._statement.years != 1 or self._indicator.kind == "rank":
            return
        meant = replace(self._statement, kind=draft.kind)
        link = self._link._replace(form=FORMS[draft.kind])
        for reading in self._misprints.readings(draft):
            if fit(reading, draft.kind, self._indicator) and self._indicator.unit == "%":
                interval = binds(meant, reading.ordinary)
                text = draft.spell()
                option = Option(SLIPS["points"], interval, "points", text, reading, link)
                yield _alone(option, draft.ways)

    def _converted(self, draft: Misprint) -> Iterator[Slip]:
        """An amount in another currency, in that of the statement by the plan's rate."""
        if self._statement.reference is not None or not self._rates:
            return
        for reading in self._misprints.readings(draft):
            rate = self._rates.get(reading.unit)
            if rate is not None and reading.value > 0:
                own = replace(
                    reading,
                    value=reading.value * _centre(rate),
                    ordinary=reading.ordinary.times(rate),
                    lax=reading.lax.times(rate),
                    unit=self._statement.subject.unit,
                )
                option = Option(SLIPS["currency"], own.ordinary, "currency", draft.spell(), own)
                yield _alone(option, len(self._rates))

    def _read(self, how: str, text: str, readings: Iterable[Reading], ways: int) -> Slip:
        options = tuple(self._option(how, text, reading) for reading in readings)
        both = [end for option in options for end in ends(option.interval)]
        centre = self._bound(float(options[0].reading.value)) if options[0].reading else inf
        return Slip(how, ways, centre, min(both), max(both), lambda: options)

    def _unread(self, draft: Misprint, value: float) -> Slip:
        turned = self._statement.kind == "change" and self._indicator.kind == "rank"
        value = (-value if turned else value) * float(self._statement.scale)
        reach = self._reach(value)
        three = self._bound(value), self._bound(value - reach), self._bound(value + reach)
        return Slip(draft.slip, draft.ways, *three, _ReadOnce(self._options, draft))

    def _options(self, draft: Misprint) -> tuple[Option, ...]:
        text = draft.spell()
        return tuple(self._option(draft.slip, text, each) for each in self._readings(draft))

    def _readings(self, draft: Misprint) -> Iterator[Reading]:
        statement = self._statement
        for reading in self._misprints.readings(draft):
            fitted = fit(reading.scaled(statement.scale), statement.kind, self._indicator)
            alike = fitted and (statement.reference or fitted.unit == statement.subject.unit)
            if fitted and alike and self._is_sensible(fitted):
                yield fitted

    def _is_sensible(self, reading: Reading) -> bool:
        return makes_sense(self._statement, self._indicator, reading, self._levels_beside)

    @cached_property
    def _levels_beside(self) -> tuple[float, ...]:
        return tuple(self._beside())

    def _option(self, how: str, text: str, reading: Reading) -> Option:
        interval = binds(self._statement, reading.ordinary)
        return Option(SLIPS[how], interval, how, text, reading)

    def _reach(self, value: float) -> float:
        """How far the interval of another number may reach from it."""
        centre, reach = self._printed_reach
        larger = abs(value / centre) if centre else 1.0
        wide = reach * _WIDER * max(1.0, larger)
        return max(wide, abs(value) * _HEDGED) if self._statement.readings[0].hedge else wide

    @cached_property
    def _printed_reach(self) -> tuple[float, float]:
        """The printed number, and how far its interval reaches from it."""
        printed = self._statement.readings[0]
        low, high = ends(printed.lax)
        centre = float(printed.value)
        return centre, max(centre - low, high - centre)

    def _bound(self, value: float) -> float:
        factor = FACTORS.get(self._statement.kind)
        if factor is None or not isfinite(value):
            return value
        return float(factor.of(max(value, float(factor.least)), self._statement.years))


def _alone(option: Option, ways: int) -> Slip:
    """A slip that can be read one way."""
    centre = middle(option.interval)
    return Slip(option.how, ways, centre, *ends(option.interval), lambda: (option,), option.link)


def _centre(rate: Interval) -> Fraction:
    known = [end for end in (rate.low, rate.high) if end is not None]
    return sum(known, Fraction(0)) / len(known)


def ends(interval: Interval) -> tuple[float, float]:
    """The ends of an interval as floats."""
    low = -inf if interval.low is None else float(interval.low)
    return low, inf if interval.high is None else float(interval.high)
