"""What a plan declares and what its sources print, apart from any language or file format.

A number is its digits, how they are scaled and how they are hedged. `printing` makes texts of it,
`oracle` intervals; neither knows of the other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple

BEFORE, NOW, YEAR = "2022-H1", "2023-H1", "2023"


class Quantity(NamedTuple):
    """What a statement is about; `unit` only where it is not the indicator's own.

    `basis` are the prices, where they are said.
    """

    indicator: str
    period: str
    measure: str = "actual"
    unit: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Number:
    """A number on paper: `digits` as one whole number, `places` of which are decimals.

    `negative` is a fall where something moves. A range goes up to `upper`, which has as many
    places; a count is one of `population`.
    """

    digits: int
    places: int = 0
    scale: int = 0
    hedge: str = ""  # over, nearly, about, at-least, at-most, estimate
    negative: bool = False
    upper: int | None = None
    population: int | None = None

    @property
    def last(self) -> Fraction:
        """The unit of the last digit."""
        return Fraction(10) ** (self.scale - self.places)

    @property
    def value(self) -> Fraction:
        """What it says, for a range its lower end."""
        return self.digits * self.last * (-1 if self.negative else 1)


@dataclass(frozen=True)
class Statement:
    """One figure or claim; `period` is that of the figure it stands with.

    `form` of a growth: "index", "yearly", or "" for so many percent more; of an attainment "bare"
    where it does not say of which plan.
    """

    source: str
    figure: str
    kind: str
    period: str
    subject: Quantity
    reference: Quantity | None
    number: Number
    unit: str
    form: str = ""

    @property
    def name(self) -> str:
        """What the tracker calls it."""
        claim = "" if self.kind == "level" else f".{self.kind}"
        return f"{self.source}#{self.figure}{claim}"

    @property
    def moves(self) -> bool:
        """Whether its number is by how much something rose or fell."""
        return self.kind in ("growth", "change") and self.form != "index"


@dataclass(frozen=True)
class Indicator:
    """What is measured; `weighted` percentages do not come from counts.

    From the period `rebased` on it is on another base: what was before, times `factor` where that
    is known. One of its unit is `worth` so many of the least unit of its kind.
    """

    unit: str
    kind: str
    timing: str = ""
    signed: bool = False
    additivity: str = ""
    rebased: str = ""
    factor: Fraction | None = None
    weighted: bool = False
    worth: int = 1


@dataclass(frozen=True)
class Product:
    """An indicator that others make, multiplied with each other and with a number."""

    name: str
    result: str
    factors: tuple[str, ...]
    times: Fraction = Fraction(1)


@dataclass(frozen=True)
class Revision:
    """What a target was set to on a day, in the place of all that was declared before."""

    day: str
    number: Number


@dataclass(frozen=True)
class Identity:
    """A total, its parts, and the most that lies outside them as a share of the total."""

    name: str
    total: str
    parts: tuple[str, ...]
    rest: Fraction = Fraction(0)
    stated: str = ""  # the statement that says so
    overlap: bool = False  # each part lies within the total, their sum is free


@dataclass(frozen=True)
class Plan:
    """What is declared, and all that is printed; `locales` has the language of each source.

    `revisions` are those of targets, the oldest first.
    `published` are days by source, `rounded_to` what its numbers are multiples of; entries at the
    year's end may take `closing` of what was counted before.
    """

    locales: Mapping[str, str]
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    identities: tuple[Identity, ...] = ()
    targets: Mapping[Quantity, Number] = field(default_factory=dict)
    rates: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # dong for one, from and to
    populations: Mapping[str, int] = field(default_factory=dict)
    statements: tuple[Statement, ...] = ()
    roundings: Mapping[str, int] = field(default_factory=dict)  # bases, random, by source
    rounded_to: Mapping[str, int] = field(default_factory=dict)
    published: Mapping[str, str] = field(default_factory=dict)
    closing: Fraction = Fraction(0)
    revisions: Mapping[Quantity, tuple[Revision, ...]] = field(default_factory=dict)
    products: tuple[Product, ...] = ()

    def beside(self, company: "Plan") -> "Plan":
        """This plan together with one that speaks of other things."""
        return Plan(
            {**self.locales, **company.locales},
            {**self.indicators, **company.indicators},
            (*self.identities, *company.identities),
            {**self.targets, **company.targets},
            {**self.rates, **company.rates},
            {**self.populations, **company.populations},
            (*self.statements, *company.statements),
            {**self.roundings, **company.roundings},
            {**self.rounded_to, **company.rounded_to},
            {**self.published, **company.published},
            max(self.closing, company.closing),
            {**self.revisions, **company.revisions},
            (*self.products, *company.products),
        )

    def with_statement(self, changed: Statement) -> "Plan":
        """The plan with another statement in the place of the one of its name."""
        kept = [changed if said.name == changed.name else said for said in self.statements]
        return replace(self, statements=tuple(kept))

    def renamed(self, names: Mapping[str, str]) -> "Plan":
        """The plan with other names of sources, figures, indicators and identities."""

        def new(name: str) -> str:
            return names.get(name, name)

        def about(quantity: Quantity) -> Quantity:
            return quantity._replace(indicator=new(quantity.indicator))

        def reprinted(said: Statement) -> Statement:
            reference = said.reference and about(said.reference)
            subject, source, figure = about(said.subject), new(said.source), new(said.figure)
            return replace(said, source=source, figure=figure, subject=subject, reference=reference)

        def restated(identity: Identity) -> Identity:
            parts = tuple(map(new, identity.parts))
            stated = "#".join(new(name) for name in identity.stated.split("#"))
            name, total = new(identity.name), new(identity.total)
            return replace(identity, name=name, total=total, parts=parts, stated=stated)

        def remade(product: Product) -> Product:
            factors = tuple(map(new, product.factors))
            return replace(product, result=new(product.result), factors=factors)

        return replace(
            self,
            locales={new(source): locale for source, locale in self.locales.items()},
            indicators={new(name): indicator for name, indicator in self.indicators.items()},
            identities=tuple(map(restated, self.identities)),
            targets={about(quantity): number for quantity, number in self.targets.items()},
            statements=tuple(map(reprinted, self.statements)),
            roundings={new(source): base for source, base in self.roundings.items()},
            rounded_to={new(source): base for source, base in self.rounded_to.items()},
            published={new(source): day for source, day in self.published.items()},
            revisions={about(quantity): values for quantity, values in self.revisions.items()},
            products=tuple(map(remade, self.products)),
        )
