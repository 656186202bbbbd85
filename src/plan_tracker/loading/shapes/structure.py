"""The shape of what hangs declared figures together: identities, rates, populations, and so on."""

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from plan_tracker.loading.shapes.values import (
    DateText,
    Id,
    NameText,
    PeriodText,
    Plain,
    Shape,
    Word,
)

_MOST_FACTORS = 6
_MOST_MEMBERS = 10**12  # more than there are of anything that a plan counts one by one


class RangeShape(Shape):
    """Two ends, either of which may be left out."""

    low: Plain | None = None
    high: Plain | None = None


class IdentityShape(Shape):
    """A total and its parts."""

    id: Id
    total: Word
    parts: Annotated[tuple[Word, ...], Field(min_length=1)]
    rest: RangeShape = RangeShape(low=Fraction(0), high=Fraction(0))
    overlap: bool = False
    stated: str = ""
    confirm: bool = False


class ProductShape(Shape):
    """What an indicator is the product of."""

    id: Id
    result: Word
    factors: Annotated[tuple[Word, ...], Field(min_length=2, max_length=_MOST_FACTORS)]
    times: Annotated[Plain, Field(gt=0)] = Fraction(1)


class RateShape(Shape):
    """A conversion that a comparison may use."""

    from_: Word = Field(alias="from")
    to: Word
    period: PeriodText
    low: Plain
    high: Plain
    source: str = ""


class CountShape(Shape):
    """The size of a population, for a time."""

    value: Annotated[int, Field(ge=0, le=_MOST_MEMBERS)]
    from_: DateText | None = Field(alias="from", default=None)
    until: DateText | None = None


def _population(given: Any) -> Any:
    if isinstance(given, str):
        return [{"value": given}]
    return [given] if isinstance(given, dict) else given


def _population_form(given: Any) -> str:
    members = isinstance(given, list) and given and isinstance(given[0], str)
    return "members" if members else "counts"


PopulationText = Annotated[
    Annotated[
        tuple[CountShape, ...], Field(min_length=1), BeforeValidator(_population), Tag("counts")
    ]
    | Annotated[tuple[Word, ...], Tag("members")],
    Discriminator(_population_form),
]


class EntityShape(Shape):
    """For whom a quantity is reported."""

    name: NameText = Field(default_factory=dict)
    parent: Word | None = None
    population: Word | None = None
    from_: DateText | None = Field(alias="from", default=None)
    until: DateText | None = None


class RollUpShape(Shape):
    """How the figures of members make that of the entity above them."""

    by: Literal["sum", "mean", "weighted", "ratio"]
    over: Word | None = None
    weight: Word | None = None
    of: tuple[Word, Word] | None = None


def _roll_up(given: Any) -> Any:
    return {"by": given} if isinstance(given, str) else given


RollUpText = Annotated[RollUpShape, BeforeValidator(_roll_up)]


class ProgrammeShape(Shape):
    """Targets with weights."""

    name: NameText = Field(default_factory=dict)
    members: Annotated[dict[Word, Annotated[Plain, Field(ge=0)]], Field(min_length=1)]
