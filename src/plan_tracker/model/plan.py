"""What a plan declares: indicators, targets, and how quantities hang together."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from plan_tracker.model.interval import EVERYTHING, Interval
from plan_tracker.model.period import Period
from plan_tracker.model.place import Place

Kind = Literal["flow", "stock", "ratio", "rank", "milestone"]
Better = Literal["higher", "lower", "range"]
Name = dict[str, str]  # language -> text; "" is the text in no particular language
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured, in which unit, and which way is better."""

    id: str
    name: Name
    unit: str
    kind: Kind
    better: Better
    place: Place
    bounds: Interval = EVERYTHING
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a milestone target; `assumed` marks the planner's own."""

    id: str
    name: Name
    weight: Fraction
    by: date | None
    source: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class Level:
    """A level at the end of a period: a baseline, or a point of a path."""

    period: Period
    value: Fraction
    interval: Interval
    printed: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """A later value of a target, in force from `since`."""

    since: date
    value: Fraction
    interval: Interval
    printed: str
    reason: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A declared value of an indicator for an entity by the end of a period.

    `value` is exact and counts for progress; `interval` is how its printed text reads and counts
    for consistency. A range target has `low` and `high` instead; a milestone target has stages.
    """

    id: str
    indicator: str
    entity: str
    period: Period
    due: date
    place: Place
    printed: str = ""
    value: Fraction | None = None
    interval: Interval = EVERYTHING
    low: Fraction | None = None
    high: Fraction | None = None
    standing: Literal["approved", "proposed"] = "approved"
    baseline: Level | None = None
    path: Literal["linear", "geometric", "seasonal"] = "linear"
    points: tuple[Level, ...] = ()
    stages: tuple[Stage, ...] = ()
    revisions: tuple[Revision, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """A total, its parts, and the share of the total that lies outside the parts."""

    id: str
    total: str
    parts: tuple[str, ...]
    rest: Interval
    stated: str
    place: Place


@dataclass(frozen=True, slots=True)
class Rate:
    """How many `to` one `from_` is worth in a period, as a range."""

    from_: str
    to: str
    period: Period
    range: Interval
    source: str
    place: Place


@dataclass(frozen=True, slots=True)
class PopulationCount:
    """How many members a population has, from one date until another."""

    value: int
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Population:
    """What "n of N" counts: counts by date, or the sum of other populations."""

    id: str
    counts: tuple[PopulationCount, ...]
    members: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Entity:
    """For whom a quantity is reported; entities form a tree."""

    id: str
    name: Name
    parent: str
    place: Place


@dataclass(frozen=True, slots=True)
class Programme:
    """Several targets with weights."""

    id: str
    name: Name
    members: dict[str, Fraction]
    place: Place


@dataclass(frozen=True, slots=True)
class Settings:
    """What a plan may set for itself.

    `thresholds` are shares: pace at or above `on-track` is on track, at or above `at-risk` is at
    risk. `cross_source` is the severity of a conflict between two sources.
    """

    widths: dict[str, Fraction] = field(default_factory=dict)
    thresholds: dict[str, Fraction] = field(
        default_factory=lambda: {"on-track": Fraction(95, 100), "at-risk": Fraction(80, 100)}
    )
    cross_source: Severity = "warning"
    stale_days: int = 400


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that `targets/` declares, merged."""

    indicators: dict[str, Indicator] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    identities: tuple[Identity, ...] = ()
    rates: tuple[Rate, ...] = ()
    populations: dict[str, Population] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
