"""The ways to read what an owner says, cheapest first: what it binds is an interval for each."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import Any

from plan_tracker.loading.fit import fit, unit_words
from plan_tracker.model.interval import Interval
from plan_tracker.model.plan import Indicator
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Statement
from plan_tracker.reading.costs import FINE, GIVEN_UP, LAX, MIXED, NOTATION, SLIPS, TELLING, TRUSTED
from plan_tracker.reading.slips import slips
from plan_tracker.reconcile.claims import binds
from plan_tracker.reconcile.system import Trusted


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read a text: what it binds (a level, a factor or a difference) and its cost.

    `how` is "" for the plain reading, "lax", a notation, or a slip; `text` is what would have
    been printed had there been no slip.
    """

    cost: int
    interval: Interval
    how: str = ""
    text: str = ""
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """All options of one cost; a step without options lets go of the owner altogether."""

    cost: int
    options: tuple[Option, ...] = ()


class Ladder(Sequence[Step]):
    """What an owner can be taken to say, in steps of rising cost; the last may be to give it up.

    `readings` are the steps that its own text allows. Slips are many: they are made when a step
    beyond the readings is asked for. Those that cost as much as giving up, and those in `lucky`,
    which would fit by luck, are no step of their own.
    """

    def __init__(
        self,
        readings: Iterable[Option],
        given_up: int | None = None,
        slips: Callable[[Collection[str]], Iterable[Option]] = lambda names: (),
        lucky: Collection[str] = (),
    ) -> None:
        self.readings = _steps(readings)
        self._given_up = given_up
        self._make = slips
        self._lucky = lucky

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, level: Any) -> Any:
        return self.readings[level] if level < len(self.readings) else self._all[level]

    @cached_property
    def _all(self) -> tuple[Step, ...]:
        last = () if self._given_up is None else (Step(self._given_up),)
        counted = (each for each in self.telling if each.text not in self._lucky)
        return (*self.readings, *_steps(counted), *last)

    @cached_property
    def telling(self) -> tuple[Option, ...]:
        """The slips that can decide who is blamed."""
        return tuple(each for each in self._make(TELLING) if each.cost < GIVEN_UP)

    @cached_property
    def misprints(self) -> tuple[Option, ...]:
        """The slips that decide nothing: what a statement that is given up may have meant."""
        counted = {each.text for each in self.telling if each.text not in self._lucky}
        return tuple(each for each in self._make(SLIPS.keys()) if each.text not in counted)


def statement_ladder(statement: Statement, indicator: Indicator, lucky: Collection[str]) -> Ladder:
    """The readings of a printed text, then its slips, then to give it up."""
    return Ladder(_own(statement), GIVEN_UP, partial(_slips, statement, indicator), lucky)


def trusted_ladder(trusted: Trusted) -> Ladder:
    """What is trusted is read one way, or given up."""
    return Ladder([Option(0, trusted.interval)], TRUSTED)


def form_ladder(notation: str) -> Ladder:
    """A form that several texts of one source share: read plainly, or all in another notation."""
    return Ladder([Option(0, Interval()), Option(NOTATION, Interval(), notation)])


def _steps(options: Iterable[Option]) -> tuple[Step, ...]:
    ordered = sorted(options, key=lambda option: option.cost)
    return tuple(
        Step(cost, tuple(group)) for cost, group in groupby(ordered, key=lambda each: each.cost)
    )


def _own(statement: Statement) -> Iterable[Option]:
    """The plain and the lax readings, and those in other notations."""
    plain = statement.readings[0].cost
    for reading in statement.readings:
        how = reading.notation if reading.cost > plain else ""
        cost = _odd(how) if how else 0
        text = respelled(statement.printed, how)
        yield _option(statement, reading, reading.ordinary, cost, how, text)
        yield _option(statement, reading, reading.lax, cost + LAX, how or "lax", text)


def _odd(notation: str) -> int:
    """What it costs one text to be read in another notation than the others of its form.

    Three digits after a decimal mark may group thousands; a thousands mark that starts decimals is
    a mark in the wrong place.
    """
    misplaced = notation.endswith(" is the decimal mark")
    return SLIPS["separator"] if misplaced else NOTATION + MIXED


def respelled(text: str, notation: str) -> str:
    """The text with the marks that its locale would have for this notation."""
    marks = notation.endswith((" groups thousands", " is the decimal mark"))
    return text.translate(str.maketrans(",.", ".,")) if marks else text


def _slips(statement: Statement, indicator: Indicator, names: Collection[str]) -> Iterable[Option]:
    """The plausible misprints; a text that a person has corrected is no longer suspected."""
    if statement.corrected is not None:
        return
    coarse = sum(character.isdigit() for character in statement.printed) < FINE
    for slip, text, reading in slips(
        statement.printed,
        statement.locale,
        statement.kind,
        unit=statement.subject.unit if statement.reference is None else "",
        units=unit_words([indicator]),
        names=names,
    ):
        fitted = fit(reading, statement.kind, indicator)
        same_unit = fitted and (statement.reference or fitted.unit == statement.subject.unit)
        if fitted and same_unit and slip != "points":
            cost = GIVEN_UP if slip == "transposition" and coarse else fitted.cost
            yield _option(statement, fitted, fitted.ordinary, cost, slip, text)


def _option(
    statement: Statement, reading: Reading, interval: Interval, cost: int, how: str, text: str
) -> Option:
    return Option(cost, binds(statement, interval), how, text, reading)
