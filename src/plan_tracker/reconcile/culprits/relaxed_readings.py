"""The ways to read what an owner says, cheapest first: what it binds is an interval for each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Any

from plan_tracker.language.numbers import DECIMAL, GROUPING
from plan_tracker.model.interval import Interval, hull
from plan_tracker.model.reading import Reading
from plan_tracker.model.statement import Statement, StatementKind
from plan_tracker.reading.costs import GIVEN_UP, LAX, MIXED, NOTATION, TRUSTED
from plan_tracker.reconcile.culprits.sense import is_whole
from plan_tracker.reconcile.system.claims import binds
from plan_tracker.reconcile.system.system import Link, Trusted


@dataclass(frozen=True, slots=True)
class Option:
    """One way to read a text: what it binds (a level, a factor or a difference) and its cost.

    `how` is "" for the plain reading, "lax", a notation, or a slip; `text` is what would have
    been printed had there been no slip. `link` is what it binds, where that is not what its owner
    speaks of, and `period` that of what it then compares with, where that is another.
    """

    cost: int
    interval: Interval
    how: str = ""
    text: str = ""
    reading: Reading | None = None
    link: Link | None = None
    period: str = ""


# How a rate moves where `by 5%` may be so many points or a share of it, by the kind of the claim.
AS_KIND: Mapping[StatementKind, str] = MappingProxyType(
    {"change": "in points", "growth": "in percent"}
)

Stand = int | tuple[Option, ...]  # a step of the readings, or these options; () lets the owner go


@dataclass(frozen=True, slots=True)
class Change:
    """What one owner needs, at what cost: any of these options would do.

    `chance` is how likely some slip would fit by luck; None for what is no slip.
    `stand` is what the solver is told. Where the owner is let go, the options are only what it may
    have meant.
    """

    owner: int
    cost: int
    options: tuple[Option, ...] = ()
    chance: float | None = None
    stand: Stand = ()

    @property
    def let_go(self) -> bool:
        """Whether nothing at all is made of what the owner says."""
        return self.stand == ()


Changes = Mapping[int, Change]  # by owner


def stands(changes: Changes) -> dict[int, Stand]:
    """What the solver is told of these changes."""
    return {owner: change.stand for owner, change in changes.items()}


@dataclass(frozen=True, slots=True)
class CostStep:
    """All options of one cost."""

    cost: int
    options: tuple[Option, ...]


class RelaxedReadings(Sequence[CostStep]):
    """What an owner can be taken to say by its own text, in steps of rising cost.

    Beyond the last step are its slips, and to let it go, at no less than `given_up`. `switched` are
    its options, ordinary and lax, where all texts of its form are read in the other notation.
    """

    def __init__(
        self,
        readings: Iterable[Option],
        given_up: int = TRUSTED,
        switched: Iterable[Option] = (),
    ) -> None:
        ordered = sorted(readings, key=lambda option: option.cost)
        self._steps = tuple(
            CostStep(cost, tuple(group))
            for cost, group in groupby(ordered, key=lambda each: each.cost)
        )
        self.given_up = given_up
        self.switched = tuple(switched)

    def __len__(self) -> int:
        return len(self._steps)

    def __getitem__(self, level: Any) -> Any:
        return self._steps[level]

    def step_at_most(self, most: int) -> int:
        """The last step that costs no more than this."""
        return max(level for level, step in enumerate(self._steps) if step.cost <= most)

    def costing_at_most(self, most: int) -> Stand:
        """All that costs no more than this, and what lies between: a question without cases."""
        options = [option for step in self._steps if step.cost <= most for option in step.options]
        options += self.switched if most >= NOTATION else ()
        elsewhere = tuple(option for option in options if option.link is not None)
        whole = hull(option.interval for option in options if option.link is None)
        if not elsewhere and any(option.interval == whole for option in options):
            return self.step_at_most(most)
        return (Option(0, whole), *elsewhere)


def statement_readings(statement: Statement, otherwise: Iterable[Option] = ()) -> RelaxedReadings:
    """The readings of a printed text; `otherwise` are those as a claim of another kind."""
    return RelaxedReadings([*_own(statement), *otherwise], GIVEN_UP, _switched(statement))


def trusted_readings(trusted: Trusted) -> RelaxedReadings:
    """What is trusted is read as it is said, or, where it is printed, with as little care."""
    lax = [] if trusted.lax is None else [Option(LAX, trusted.lax, "lax")]
    return RelaxedReadings([Option(0, trusted.interval), *lax])


def form_readings(notation: str) -> RelaxedReadings:
    """A form that several texts of one source share: read plainly, or all in another notation."""
    return RelaxedReadings([Option(0, Interval()), Option(NOTATION, Interval(), notation)])


def _own(statement: Statement) -> Iterable[Option]:
    """The plain and the lax readings, and those in other notations.

    Three digits after a decimal mark may group thousands; a thousands mark that starts decimals is
    a mark in the wrong place: that is a slip.
    """
    plain = statement.readings[0].cost
    for reading in statement.readings:
        how = reading.notation if reading.cost > plain else ""
        if not how.endswith(DECIMAL):
            yield from _careful_and_lax(statement, reading, NOTATION + MIXED if how else 0, how)


def other_notation(statement: Statement) -> Reading | None:
    """How a text is read where all texts of its form are read in the other notation."""
    reading = next(iter(statement.readings[1:2]), None)
    return reading if reading and is_whole(statement, reading) else None


def _switched(statement: Statement) -> Iterable[Option]:
    reading = other_notation(statement)
    if reading is not None:
        yield from _careful_and_lax(statement, reading, 0, reading.notation)


def _careful_and_lax(
    statement: Statement, reading: Reading, cost: int, how: str
) -> Iterable[Option]:
    text = respelled(statement.printed, how)
    yield _option(statement, reading, cost, how, text)
    yield Option(cost + LAX, binds(statement, reading.lax), how or "lax", text, reading)


def respelled(text: str, notation: str) -> str:
    """The text with the marks that its locale would have for this notation."""
    marks = notation.endswith((GROUPING, DECIMAL))
    return text.translate(str.maketrans(",.", ".,")) if marks else text


def _option(statement: Statement, reading: Reading, cost: int, how: str, text: str) -> Option:
    return Option(cost, binds(statement, reading.ordinary), how, text, reading)
