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
Basis = Literal["", "current-prices", "constant-prices"]
# What a value says of its period: what came together in it, the level at its last day, the average
# of its days, or a rate over all of it. "" is not declared.
Timing = Literal["", "sum", "end", "average", "over"]
SaidTiming = Literal["end", "average", "over"]  # as a plan or a source may write it
# Over what figures may be added up: distinct counts and medians over nothing.
Additivity = Literal["all", "entity", "time", "none"]
# What was done to a series so that its periods no longer add up.
Adjustment = Literal["", "seasonal", "chain-linked", "annual-rate"]
NO_ENTRIES = Interval.exactly(0)
_USUAL_TIMING: dict[Kind, Timing] = {"flow": "sum", "stock": "end", "rank": "end"}
MethodName = Literal["pace", "open-sdg", "unsd", "eurostat", "unescap", "oecd", "german"]
ProjectionName = Literal[
    "auto", "run-rate", "seasonal-mean", "seasonal-share", "last-remainder", "prior-year-growth",
    "remainder-growth", "linear-from-baseline", "middle-trend", "robust-trend",
    "exponential-smoothing",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class RollUp:
    """How the figures of an entity's members make its own.

    `over` names the population whose members count, else every child does. `weight` is the
    indicator that weighs a mean; `ratio` are the indicators whose sums are divided.
    """

    by: Literal["sum", "mean", "weighted", "ratio"]
    over: str = ""
    weight: str = ""
    ratio: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Rebasing:
    """From a day on figures are on another base: those before, times the `factor`, are on it too.

    Without a factor nothing makes the two comparable.
    """

    since: date
    factor: Fraction | None


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured, in which unit, and which way is better.

    `said_timing` is what the plan says of its values' timing, "" where it says nothing; `confirm`
    that all of this is guessed, and to be confirmed by a person. `rebased` has the breaks in its
    series, the oldest first. Its percentages may be `weighted`, as those of polls are: then no raw
    counts make them. `aliases` are other words for its unit.
    """

    id: str
    name: Name
    unit: str
    kind: Kind
    better: Better
    place: Place
    bounds: Interval = EVERYTHING
    signed: bool = False
    roll_up: RollUp | None = None
    said_timing: Timing = ""
    additivity: Additivity = "all"
    adjustment: Adjustment = ""
    confirm: bool = False
    rebased: tuple[Rebasing, ...] = ()
    weighted: bool = False
    aliases: tuple[str, ...] = ()

    @property
    def adds_over_time(self) -> bool:
        """Whether the figures of periods make that of a longer one."""
        return self.additivity in ("all", "time") and not self.adjustment

    @property
    def adds_over_entities(self) -> bool:
        """Whether the figures of members make that of their entity."""
        return self.additivity in ("all", "entity") and self._adds_up_at_all

    @property
    def adds_over_parts(self) -> bool:
        """Whether other indicators can be its parts, or it one of theirs, in a sum."""
        return self.additivity != "none" and self._adds_up_at_all

    @property
    def _adds_up_at_all(self) -> bool:
        """Chained volumes and seasonal adjustments of parts do not make those of a whole."""
        return self.adjustment in ("", "annual-rate")

    @property
    def timing(self) -> Timing:
        """What its values say of their periods; "" where nobody has said so of a ratio."""
        return self.said_timing or _USUAL_TIMING.get(self.kind, "")


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
class Growth:
    """A target that is said as growth in percent over the level of `against`.

    `years` is how often it compounds: 1, or for growth per year the years between the two.
    """

    percent: Fraction
    interval: Interval
    printed: str
    against: Period
    years: int = 1


@dataclass(frozen=True, slots=True)
class Revision:
    """A later value of a target, in force from `since`; a range has `low` and `high` instead.

    `due` is a new due date, where the revision moves it. `lax` is what a careless office may mean
    by the value.
    """

    since: date
    value: Fraction | None
    interval: Interval
    printed: str
    reason: str
    source: str = ""
    low: Fraction | None = None
    high: Fraction | None = None
    due: date | None = None
    lax: Interval | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A declared value of an indicator for an entity by the end of a period.

    `value` is exact and counts for progress; `interval` is how its printed text reads, and `lax`
    how a careless office may mean it: these count for consistency. A range target has `low` and
    `high` instead, a growth target `growth`, a milestone target stages; one with a baseline alone
    is only to get better, up to a `limit` that some methods know. It is in force from `since` on.
    An empty `name` is the indicator's, and so is an empty `timing`. Its `standing` is approved,
    proposed, or a word of the plan's own for one of several plans of a period. The `organisation`
    is who is to reach it, the `owner` who answers for it.
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
    standing: str = "approved"
    baseline: Level | None = None
    path: Literal["linear", "geometric", "logistic", "seasonal"] = "linear"
    points: tuple[Level, ...] = ()
    stages: tuple[Stage, ...] = ()
    revisions: tuple[Revision, ...] = ()
    source: str = ""
    name: Name = field(default_factory=dict)
    basis: Basis = ""
    since: date | None = None
    growth: Growth | None = None
    limit: Fraction | None = None
    projection: ProjectionName | None = None
    lax: Interval | None = None
    timing: Timing = ""
    organisation: str = ""
    owner: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Identity:
    """A total, its parts, and the share of the total that lies outside the parts.

    Parts that `overlap` are each at most the total, and may make any sum. One that is `inferred`
    nobody wrote down: the other figures of a table make it likely. `called` is what people are
    told of it, where this is not its id.
    """

    id: str
    total: str
    parts: tuple[str, ...]
    rest: Interval
    stated: str
    place: Place
    overlap: bool = False
    confirm: bool = False
    inferred: bool = False
    called: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """An indicator that is the product of others, `times` a number where their units ask for one.

    A percentage counts as hundredths.
    """

    id: str
    result: str
    factors: tuple[str, ...]
    times: Fraction
    place: Place


@dataclass(frozen=True, slots=True)
class OutOfOrder:
    """Two things of a table whose ranks and figures may be in opposite orders, by statements.

    The better ranked one comes first; where both have one rank, either. `suspects` are statements
    any set of which would mend it, the likeliest first.
    """

    ranks: tuple[str, str]
    figures: tuple[str, str]
    highest_first: bool
    suspects: tuple[tuple[str, ...], ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """All of them, each once."""
        suspected = (name for names in self.suspects for name in names)
        return tuple(dict.fromkeys((*self.ranks, *self.figures, *suspected)))


@dataclass(frozen=True, slots=True)
class Between:
    """A figure of a whole that lies between those of its parts, however these weigh.

    All are statements. Where what each part weighs is known, the whole is their mean by that: by
    other statements, the `weights`, or by `shares` of one that the parts have for themselves.
    """

    whole: str
    parts: tuple[str, ...]
    weights: tuple[str, ...] = ()
    shares: tuple[Fraction, ...] = ()


@dataclass(frozen=True, slots=True)
class OutOfScale:
    """A figure of a table, a statement, that is ten to the `power` times the `usual` beside it."""

    statement: str
    power: int
    usual: float


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
    """For whom a quantity is reported; entities form a tree.

    It exists from `since` until `until`, and counts as a member of `population`.
    """

    id: str
    name: Name
    parent: str
    place: Place
    population: str = ""
    since: date | None = None
    until: date | None = None


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
    risk. `closing` is what entries at a year's end may add to its periods, as shares of them.
    `cross_source` is the severity of a conflict between two sources. `method` says how targets are
    judged, `projection` how their ends are foreseen, `year_start` the month and the day that years
    begin on, where they are not those of the calendar.
    """

    widths: dict[str, Fraction] = field(default_factory=dict)
    thresholds: dict[str, Fraction] = field(
        default_factory=lambda: {"on-track": Fraction(95, 100), "at-risk": Fraction(80, 100)}
    )
    cross_source: Severity = "warning"
    stale_days: int = 400
    method: MethodName = "pace"
    projection: ProjectionName = "auto"
    year_start: tuple[int, int] | None = None
    closing: Interval = NO_ENTRIES


@dataclass(frozen=True, slots=True)
class PlanHead:
    """What a plan is called, whose it is, and who answers for it; what nobody says is empty."""

    title: Name = field(default_factory=dict)
    organisation: str = ""
    owner: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that `targets/` declares, merged; and what tables show to be in an order."""

    indicators: dict[str, Indicator] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    identities: tuple[Identity, ...] = ()
    products: tuple[Product, ...] = ()
    rates: tuple[Rate, ...] = ()
    populations: dict[str, Population] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    out_of_order: tuple[OutOfOrder, ...] = ()
    between: tuple[Between, ...] = ()
    out_of_scale: tuple[OutOfScale, ...] = ()
    head: PlanHead = field(default_factory=PlanHead)

    def population_size(self, name: str, day: date) -> int | None:
        """How many members a population has on a day; None where the plan does not say."""
        population = self.populations.get(name)
        if population is None:
            return None
        if population.members:
            sizes = [self.population_size(member, day) for member in population.members]
            known = [size for size in sizes if size is not None]
            return sum(known) if len(known) == len(sizes) else None
        for count in population.counts:
            if (count.since or day) <= day <= (count.until or day):
                return count.value
        return None
