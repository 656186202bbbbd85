"""The shape of `targets/*.yaml`: which keys there are and what may stand in them."""

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from plan_tracker.inputs.words import repeated
from plan_tracker.loading.shapes.structure import (
    EntityShape,
    IdentityShape,
    PopulationText,
    ProductShape,
    ProgrammeShape,
    RangeShape,
    RateShape,
    RollUpText,
)
from plan_tracker.loading.shapes.values import (
    DateText,
    Id,
    Locale,
    MonthDayText,
    NameText,
    NonEmpty,
    PeriodText,
    Plain,
    PlanStandingText,
    Shape,
    Word,
)
from plan_tracker.model.plan import (
    Additivity,
    Adjustment,
    Basis,
    MethodName,
    ProjectionName,
    SaidTiming,
)
from plan_tracker.model.text import phrase

_LONGEST_STALE = 36_500  # days


class RebasingShape(Shape):
    """A break in a series: from when on it is on another base, and how the two compare."""

    at: PeriodText
    factor: Annotated[Plain, Field(gt=0)] | None = None


class IndicatorShape(Shape):
    """What is measured."""

    name: NameText = Field(default_factory=dict)
    unit: Word
    aliases: tuple[Word, ...] = ()
    kind: Literal["flow", "stock", "ratio", "rank", "milestone"]
    timing: SaidTiming | None = None
    better: Literal["higher", "lower", "range"] = "higher"
    bounds: RangeShape = RangeShape()
    signed: bool = False
    additivity: Additivity = "all"
    adjustment: Adjustment = ""
    confirm: bool = False
    rebased: tuple[RebasingShape, ...] = ()
    weighted: bool = False
    rollup: RollUpText | None = None


class ValueShape(Shape):
    """A printed value, or the two ends of a range."""

    printed: str = ""
    low: str = ""
    high: str = ""


class LevelShape(Shape):
    """A level at the end of a period."""

    period: PeriodText
    value: NonEmpty
    source: str = ""


class PointShape(Shape):
    """A point of a target's path."""

    by: PeriodText
    value: NonEmpty


class StageShape(Shape):
    """A step of a milestone."""

    id: Id
    name: NameText = Field(default_factory=dict)
    weight: Annotated[Plain, Field(ge=0)] = Fraction(1)
    by: PeriodText | None = None
    source: str = ""
    assumed: bool = False


def _value(given: Any) -> Any:
    if not given or not isinstance(given, str | dict):
        raise ValueError(
            phrase("a value is a text, or {{low: …, high: …}}, not {given}", given=repeated(given))
        )
    return {"printed": given} if isinstance(given, str) else given


def _path_form(given: Any) -> str:
    return "points" if isinstance(given, list) else "word"


ValueText = Annotated[ValueShape, BeforeValidator(_value)]
PathText = Annotated[
    Annotated[Literal["linear", "geometric", "logistic", "seasonal"], Tag("word")]
    | Annotated[tuple[PointShape, ...], Field(min_length=1), Tag("points")],
    Discriminator(_path_form),
]


class RevisionShape(Shape):
    """A later value of a target."""

    set: DateText
    value: ValueText
    due: DateText | None = None
    reason: NonEmpty
    source: str = ""


class TargetShape(Shape):
    """A declared value of an indicator."""

    id: Id
    indicator: Word
    entity: Word | None = None
    period: PeriodText
    due: DateText | None = None
    name: NameText = Field(default_factory=dict)
    value: ValueText | None = None
    growth: NonEmpty | None = None
    against: PeriodText | None = None
    per: Literal["year"] | None = None
    limit: NonEmpty | None = None
    basis: Basis = ""
    timing: SaidTiming | None = None
    set: DateText | None = None
    projection: ProjectionName | None = None
    standing: PlanStandingText = "approved"
    baseline: LevelShape | None = None
    path: PathText = "linear"
    stages: tuple[StageShape, ...] = ()
    revisions: tuple[RevisionShape, ...] = ()
    source: str = ""
    organisation: str = ""
    owner: str = ""
    note: str = ""


class PlanShape(Shape):
    """What the plan is called, and who answers for it."""

    title: NameText = Field(default_factory=dict)
    organisation: str = ""
    owner: str = ""
    note: str = ""


class SettingsShape(Shape):
    """What a plan may set for itself."""

    locale: Locale | None = None
    year_start: MonthDayText | None = Field(alias="year-start", default=None)
    widths: dict[str, Annotated[Plain, Field(ge=0)]] = Field(default_factory=dict)
    thresholds: dict[Literal["on-track", "at-risk"], Annotated[Plain, Field(gt=0)]] = Field(
        default_factory=dict
    )
    closing: RangeShape = RangeShape(low=Fraction(0), high=Fraction(0))
    cross_source: Literal["error", "warning", "note"] = Field(
        alias="cross-source", default="warning"
    )
    stale_days: Annotated[int, Field(ge=1, le=_LONGEST_STALE)] = Field(
        alias="stale-days", default=400
    )
    method: MethodName = "pace"
    projection: ProjectionName = "auto"


class TargetFile(Shape):
    """One of `targets/*.yaml`; its values are in the language `locale`, else in the plan's."""

    locale: Locale | None = None
    plan: PlanShape = PlanShape()
    indicators: dict[Id, IndicatorShape] = Field(default_factory=dict)
    targets: tuple[TargetShape, ...] = ()
    identities: tuple[IdentityShape, ...] = ()
    products: tuple[ProductShape, ...] = ()
    rates: tuple[RateShape, ...] = ()
    populations: dict[Id, PopulationText] = Field(default_factory=dict)
    entities: dict[Id, EntityShape] = Field(default_factory=dict)
    programmes: dict[Id, ProgrammeShape] = Field(default_factory=dict)
    settings: SettingsShape = SettingsShape()
