"""The shape of the files that people write: which keys there are and what may stand in them."""

from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)

from plan_tracker.model.period import Period, read_period
from plan_tracker.model.statement import Standing


def _period(text: Any) -> Period:
    if isinstance(text, Period):
        return text
    if not isinstance(text, str):
        raise ValueError("a period is a single word such as 2023-H1")
    return read_period(str(text))


def _fraction(text: Any) -> Fraction:
    try:
        mark = str(text).endswith("%")
        return Fraction(str(text).rstrip("%").strip()) / (100 if mark else 1)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{text!r} is not a plain number: write 0.5, 22300 or 0.5%") from None


def _name(value: Any) -> Any:
    return {"": value} if isinstance(value, str) else value


def _population(value: Any) -> Any:
    if isinstance(value, str):
        return [{"value": value}]
    return [value] if isinstance(value, dict) else value


def _level(value: Any) -> Any:
    return {"printed": value} if isinstance(value, str) else value


def _reference(value: Any) -> Any:
    return {"period": value} if isinstance(value, str) else value


Id = Annotated[str, StringConstraints(pattern=r"^[^\s#,]+$", max_length=120)]
PeriodText = Annotated[Period, BeforeValidator(_period)]
Plain = Annotated[Fraction, BeforeValidator(_fraction)]
NameText = Annotated[dict[str, str], BeforeValidator(_name)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Shape(BaseModel):
    """A mapping in a file; keys that it does not name are problems."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class RangeShape(Shape):
    """Two ends, either of which may be left out."""

    low: Plain | None = None
    high: Plain | None = None


class IndicatorShape(Shape):
    """What is measured."""

    name: NameText = Field(default_factory=dict)
    unit: str
    kind: Literal["flow", "stock", "ratio", "rank", "milestone"]
    better: Literal["higher", "lower", "range"] = "higher"
    bounds: RangeShape = RangeShape()
    signed: bool = False


class ValueShape(Shape):
    """A printed value, or the two ends of a range."""

    printed: str = ""
    low: str = ""
    high: str = ""


ValueText = Annotated[ValueShape, BeforeValidator(_level)]


class LevelShape(Shape):
    """A level at the end of a period."""

    period: PeriodText
    value: str
    source: str = ""


class PointShape(Shape):
    """A point of a target's path."""

    by: PeriodText
    value: str


class StageShape(Shape):
    """A step of a milestone."""

    id: Id
    name: NameText = Field(default_factory=dict)
    weight: Plain = Fraction(1)
    by: PeriodText | None = None
    source: str = ""
    assumed: bool = False


class RevisionShape(Shape):
    """A later value of a target."""

    set: date
    value: str
    reason: str
    source: str = ""


PathText = Annotated[
    Annotated[Literal["linear", "geometric", "seasonal"], Tag("word")]
    | Annotated[tuple[PointShape, ...], Tag("points")],
    Discriminator(lambda value: "word" if isinstance(value, str) else "points"),
]


class TargetShape(Shape):
    """A declared value of an indicator."""

    id: Id
    indicator: str
    entity: str = ""
    period: PeriodText
    due: date | None = None
    name: NameText = Field(default_factory=dict)
    value: ValueText = ValueShape()
    standing: Literal["approved", "proposed"] = "approved"
    baseline: LevelShape | None = None
    path: PathText = "linear"
    stages: tuple[StageShape, ...] = ()
    revisions: tuple[RevisionShape, ...] = ()
    source: str = ""


class IdentityShape(Shape):
    """A total and its parts."""

    id: Id
    total: str
    parts: Annotated[tuple[str, ...], Field(min_length=1)]
    rest: RangeShape = RangeShape(low=Fraction(0), high=Fraction(0))
    stated: str = ""


class RateShape(Shape):
    """A conversion that a comparison may use."""

    from_: str = Field(alias="from")
    to: str
    period: PeriodText
    low: Plain
    high: Plain
    source: str = ""


class CountShape(Shape):
    """The size of a population, for a time."""

    value: Annotated[int, Field(ge=0)]
    from_: date | None = Field(alias="from", default=None)
    until: date | None = None


PopulationText = Annotated[
    Annotated[tuple[CountShape, ...], BeforeValidator(_population), Tag("counts")]
    | Annotated[tuple[str, ...], Tag("members")],
    Discriminator(
        lambda value: (
            "members" if isinstance(value, list) and value and isinstance(value[0], str) else "counts"
        )
    ),
]


class EntityShape(Shape):
    """For whom a quantity is reported."""

    name: NameText = Field(default_factory=dict)
    parent: str = ""


class ProgrammeShape(Shape):
    """Targets with weights."""

    name: NameText = Field(default_factory=dict)
    members: Annotated[dict[str, Plain], Field(min_length=1)]


class SettingsShape(Shape):
    """What a plan may set for itself."""

    locale: Literal["vi", "en"] | None = None
    widths: dict[str, Plain] = Field(default_factory=dict)
    thresholds: dict[Literal["on-track", "at-risk"], Plain] = Field(default_factory=dict)
    cross_source: Literal["error", "warning", "note"] = Field(
        alias="cross-source", default="warning"
    )
    stale_days: Annotated[int, Field(ge=1)] = Field(alias="stale-days", default=400)


class TargetFile(Shape):
    """One of `targets/*.yaml`."""

    indicators: dict[Id, IndicatorShape] = Field(default_factory=dict)
    targets: tuple[TargetShape, ...] = ()
    identities: tuple[IdentityShape, ...] = ()
    rates: tuple[RateShape, ...] = ()
    populations: dict[Id, PopulationText] = Field(default_factory=dict)
    entities: dict[Id, EntityShape] = Field(default_factory=dict)
    programmes: dict[Id, ProgrammeShape] = Field(default_factory=dict)
    settings: SettingsShape = SettingsShape()


class SourceShape(Shape):
    """The head of a source file."""

    id: Id
    locale: Literal["vi", "en"]
    title: str = ""
    document: str = ""
    sha256: Sha256 | None = None
    published: str = ""
    entity: str = ""
    period: PeriodText | None = None
    basis: Literal["", "current-prices", "constant-prices"] = ""
    standing: Standing = "actual"


class ReferenceShape(Shape):
    """What a claim compares with; each part defaults to the figure's own."""

    indicator: str = ""
    entity: str = ""
    period: PeriodText | None = None
    measure: Literal["actual", "target"] | None = None


ReferenceText = Annotated[ReferenceShape, BeforeValidator(_reference)]


class CorrectionShape(Shape):
    """An accepted repair of a printed text."""

    to: str
    reason: str
    date: date


class PrintedShape(Shape):
    """What figures and claims have in common."""

    printed: str = ""
    line: Annotated[int, Field(ge=1)] | None = None
    unit: str = ""
    standing: Standing | None = None
    basis: Literal["", "current-prices", "constant-prices"] | None = None
    provisional: bool = False
    confirm: bool = False
    corrected: CorrectionShape | None = None
    note: str = ""


class ClaimShape(PrintedShape):
    """What a source says about a figure."""

    kind: Literal[
        "target", "attainment", "growth", "multiple", "change", "base", "share", "stage"
    ]
    id: Id | None = None
    of: ReferenceText = ReferenceShape()
    against: ReferenceText = ReferenceShape()
    period: PeriodText | None = None
    entity: str = ""
    per: Literal["year"] | None = None
    as_: Literal["index"] | None = Field(alias="as", default=None)
    stage: str = ""


class FigureShape(PrintedShape):
    """One number that a source prints about an indicator."""

    id: Id
    indicator: str
    entity: str = ""
    period: PeriodText | None = None
    population: str = ""
    except_: tuple[str, ...] | None = Field(alias="except", default=None)
    claims: tuple[ClaimShape, ...] = ()


class SourceFile(Shape):
    """One of `seeds/*.yaml`."""

    source: SourceShape
    figures: tuple[FigureShape, ...] = ()
