"""What is said about each target: plain values, ready for any output.

Numbers are floats in the indicator's unit, `attainment` and `percent` in percent, shares as
shares. What is not known is None, never 0.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal

from plan_tracker.model.notebook import table_html
from plan_tracker.model.plan import Better, Kind, MethodName, Name
from plan_tracker.model.text import Text
from plan_tracker.progress.comparison import Comparison
from plan_tracker.progress.estimate import Estimate
from plan_tracker.progress.goals.goal import Origin
from plan_tracker.progress.observed.observation import State
from plan_tracker.progress.projected.backtest import Trial
from plan_tracker.progress.status import WORST_FIRST, Status

if TYPE_CHECKING:
    import pandas as pd

StageState = Literal["reached", "overdue", "pending"]


@dataclass(frozen=True, slots=True)
class TargetValue:
    """What is aimed at; `value` is None for a range.

    `original` and `original_attainment` are those of the first value, where it was revised.
    """

    value: float | None
    low: float | None
    high: float | None
    origin: Origin
    original: float | None = None
    original_attainment: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Original:
    """What the target was before any revision, and how it would be judged by that."""

    value: float | None
    low: float | None
    high: float | None
    due: date
    attainment: float | None
    status: Status


@dataclass(frozen=True, slots=True)
class Assessed:
    """What a method says: its own value, its score where it has one, and its band."""

    name: MethodName
    value: float | None
    score: float | None
    band: str


@dataclass(frozen=True, slots=True)
class EarlierFigure:
    """Another figure that was reported for the same days."""

    value: float | None
    low: float | None
    high: float | None
    statement: str
    printed: str | Text
    published: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Member:
    """A part of a roll-up; None where it has no figure, which is not zero."""

    id: str
    value: float | None
    weight: float | None
    attainment: float | None = None


@dataclass(frozen=True, slots=True)
class RolledUp:
    """What the figures of an entity's members come to.

    `coverage` is the share of the `count` members that has a figure; `worst` is the member that
    does worst. A sum without all its members is a part of the whole, no more.
    """

    by: str
    value: float | None
    low: float | None
    high: float | None
    coverage: float
    count: int
    worst: str | None
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Actual:
    """The figure that counts, as of the end of its period.

    `statements` are the names of the statements that it is made of, `sources` those of theirs.
    """

    value: float | None
    low: float | None
    high: float | None
    period: str
    as_of: date
    statement: str
    printed: str | Text
    state: State
    statements: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RequiredRate:
    """What is still needed per `per`, and how many times the rate so far that is."""

    value: float | None
    per: str
    ratio: float | None


@dataclass(frozen=True, slots=True)
class Projection:
    """The value expected at the end; without a method, `why` is the code of the reason.

    `error` is the method's mean error on the `cases` that were left out in turn, in the unit.
    """

    method: str | None
    value: float | None
    low: float | None
    high: float | None
    why: str = ""
    error: float | None = None
    cases: int = 0
    trials: tuple[Trial, ...] = ()


@dataclass(frozen=True, slots=True)
class Shortfall:
    """By how much the projection misses the target; below zero where it passes it.

    `chance` is that of meeting the target, where earlier cases say how far projections err; the
    `limit` says where so few cases can say no more than that it is at most, or at least, that.
    """

    value: float | None
    low: float | None
    high: float | None
    percent: float | None
    chance: float | None = None
    limit: Literal["", "at most", "at least"] = ""


@dataclass(frozen=True, slots=True)
class StageStatus:
    """Whether a stage was reached, by which evidence; `assumed` is the planner's own.

    The evidence of a stage that only a later one implies is `derived`.
    """

    id: str
    name: Name
    weight: float | None
    by: date
    assumed: bool
    state: StageState
    reached: date | None = None
    statement: str = ""
    source: str = ""
    evidence: State | None = None

    @property
    def late(self) -> bool:
        """Whether it is attested only by a day after its date, and so may have come late.

        Of one that only a later stage implies nobody knows when it was reached.
        """
        return self.reached is not None and self.reached > self.by and self.evidence != "derived"


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula with its numbers filled in, and its result in a unit; a share has none."""

    name: str
    text: Text
    value: Estimate
    unit: str


@dataclass(frozen=True, slots=True)
class TargetStatus:
    """One target as of a day.

    `time_distance` is how many months ahead of its path the target is, below zero behind it.
    `earlier` are the other figures that were reported for the same days as the one that counts.
    `way` is how far it is by the one measure of its status, in percent: the gap closed where the
    way begins at a baseline, else the attainment; `expected` is a share of the same way. `keeps`
    is whether a target is kept of which there is no way: a limit on a level, or one that the
    baseline attains already. `origin` is where the way begins, the baseline or nothing, and
    `expected_value` how far on it the path is by the figure's day; both in the unit. `comparison`
    is what it was judged from, exactly; None without a figure, and for a milestone.
    """

    id: str
    indicator: str
    name: Name
    entity: str
    unit: str
    kind: Kind
    better: Better
    period: str
    due: date
    target: TargetValue
    status: Status
    reasons: tuple[str, ...]
    actual: Actual | None = None
    attainment: Estimate | None = None
    gap_closed: float | None = None
    way: Estimate | None = None
    keeps: bool | None = None
    expected: float | None = None
    pace: float | None = None
    required_rate: RequiredRate | None = None
    projection: Projection | None = None
    shortfall: Shortfall | None = None
    candidates: tuple[float, ...] = ()
    provisional: bool = False
    findings: tuple[str, ...] = ()
    stages: tuple[StageStatus, ...] = ()
    formulas: tuple[Formula, ...] = ()
    time_distance: float | None = None
    method: Assessed | None = None
    original: Original | None = None
    earlier: tuple[EarlierFigure, ...] = ()
    roll_up: RolledUp | None = None
    origin: float | None = None
    expected_value: float | None = None
    comparison: Comparison | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ProgrammeStatus:
    """A roll-up: the weighted mean attainment of the members that have one.

    `coverage` is their share of the weight; `worst` is the id of the member that does worst.
    """

    id: str
    name: Name
    attainment: float | None
    coverage: float
    worst: str | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Every target, declared ones first, as of a day; None where nothing was ever reported."""

    as_of: date | None
    targets: tuple[TargetStatus, ...]
    programmes: tuple[ProgrammeStatus, ...]

    @property
    def frame(self) -> "pd.DataFrame":
        """A row for each target, in their order: made anew whenever it is asked for."""
        from plan_tracker.progress.frame import targets_frame  # slow: pandera

        return targets_frame(map(_row, self.targets))

    def __repr__(self) -> str:
        return f"<{self._head()}>"

    def _repr_html_(self) -> str:
        """The targets in a notebook, the worst first."""
        headings = ("status", "target", "attained %", "expected %", "due", "reasons")
        ordered = sorted(self.targets, key=lambda target: WORST_FIRST.index(target.status))
        return table_html(self._head(), headings, [_notebook_row(target) for target in ordered])

    def _head(self) -> str:
        """`Progress as of 2023-06-30: 18 targets, 6 off-track, 4 on-track`."""
        counts = Counter(target.status for target in self.targets)
        states = (f"{counts[status]} {status}" for status in WORST_FIRST if counts[status])
        as_of = self.as_of or "no day"
        return f"Progress as of {as_of}: {', '.join((f'{len(self.targets)} targets', *states))}"


def _row(target: TargetStatus) -> dict[str, object]:
    """A target by the columns of the frame."""
    aim, actual, attained = target.target, target.actual, target.attainment
    rate, projection, shortfall = target.required_rate, target.projection, target.shortfall
    return {
        "id": target.id,
        "indicator": target.indicator,
        "name": _english(target),
        "entity": target.entity,
        "unit": target.unit,
        "kind": target.kind,
        "better": target.better,
        "period": target.period,
        "due": target.due,
        "origin": aim.origin,
        "status": target.status,
        "reasons": " ".join(target.reasons),
        "as_of": actual and actual.as_of,
        "statement": actual.statement if actual else "",
        "state": actual.state if actual else "",
        "provisional": target.provisional,
        "method": (projection.method if projection else None) or "",
        **_ends("target", aim),
        **_ends("actual", actual),
        **_ends("attainment", attained),
        "gap_closed": target.gap_closed,
        "expected": target.expected,
        "pace": target.pace,
        "required_rate": rate and rate.value,
        "required_ratio": rate and rate.ratio,
        **_ends("projected", projection),
        **_ends("shortfall", shortfall),
        "shortfall_percent": shortfall and shortfall.percent,
    }


def _ends(
    name: str, amount: TargetValue | Actual | Estimate | Projection | Shortfall | None
) -> dict[str, float | None]:
    ends = (None,) * 3 if amount is None else (amount.value, amount.low, amount.high)
    return dict(zip((name, f"{name}_low", f"{name}_high"), ends, strict=True))


def _notebook_row(target: TargetStatus) -> tuple[object, ...]:
    attained = target.attainment.value if target.attainment else None
    expected = None if target.expected is None else 100 * target.expected
    numbers = ("" if share is None else f"{share:.1f}" for share in (attained, expected))
    return target.status, _english(target), *numbers, target.due, " ".join(target.reasons)


def _english(target: TargetStatus) -> str:
    """What a target is called in English, else in any language."""
    names = target.name
    return names.get("en") or names.get("") or next(iter(names.values()), "") or target.indicator
