"""What a way to project is given, what it answers, and what it must have to be one."""

from dataclasses import dataclass
from typing import Protocol

from plan_tracker.model.plan import ProjectionName
from plan_tracker.model.text import Text
from plan_tracker.progress.estimate import UncertainNumber
from plan_tracker.progress.goals.paths import EarlierYear, Elapsed, Start


@dataclass(frozen=True, slots=True)
class Point:
    """A level at the end of a day."""

    day: int
    amount: UncertainNumber


@dataclass(frozen=True, slots=True)
class ProjectionInput:
    """What a projection may use to foresee the value at the end of the day `at`.

    A flow has come to `part` when so much of its period has `elapsed`; `earlier` are the same part
    and the whole of other years. A level has `points`, in order, and perhaps a `start`.
    """

    at: int
    part: UncertainNumber | None = None
    elapsed: Elapsed | None = None
    earlier: tuple[EarlierYear, ...] = ()
    start: Start | None = None
    points: tuple[Point, ...] = ()

    def earlier_year(self, years: int) -> EarlierYear | None:
        """The year so many years ago, where it has a part and a whole above zero."""
        for year in self.usable_years():
            if year.years == years:
                return year

        return None

    def usable_years(self) -> tuple[EarlierYear, ...]:
        """The earlier years with a part and a whole above zero."""
        return tuple(
            year for year in self.earlier if _positive(year.part) and _positive(year.whole)
        )

    def known_points(self) -> tuple[Point, ...]:
        """The points of which more than the ends of an interval is known."""
        return tuple(point for point in self.points if point.amount.value is not None)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """The value that is expected, with its interval, and the formula that gave it, filled in."""

    amount: UncertainNumber
    formula: Text


class ProjectionMethod(Protocol):
    """A way to project. Its docstring is its page: idea, formula, source, weak points.

    `needs` says which data it cannot do without, behind the word "needs".
    """

    name: ProjectionName
    needs: str

    def project(self, known: ProjectionInput) -> Foreseen | None:
        """What is expected; None where the data that it needs are not there."""
        ...


def _positive(amount: UncertainNumber) -> bool:
    return amount.value is not None and amount.value > 0
