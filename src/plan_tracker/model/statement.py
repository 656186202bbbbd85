"""What a source says: a figure, or a claim about one."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from plan_tracker.model.period import Period
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Timing
from plan_tracker.model.reading import Reading

Measure = Literal["actual", "target", "proposed", "potential", "whole", "reweighted"]
StatementKind = Literal[
    "level", "target", "base", "attainment", "growth", "multiple", "change", "share", "stage"
]
# What figures are; any other word names one of several plans of a period.
Standing = Literal["actual", "plan", "approved", "proposed", "potential"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """What statements are about.

    `unit` tells amounts in two currencies apart, `basis` constant from current prices; what is
    only proposed or possible is a measure of its own, so that it is never held against actuals; so
    is the `whole` that n of N counts out of, and what is `reweighted`, other than the figures.
    `standing` tells several plans of one period apart, and is empty for the approved one.
    `timing` is what a value says of its period, which is its last day where that is `end`.
    """

    indicator: str
    entity: str
    period: Period
    measure: Measure
    unit: str
    basis: str = ""
    timing: Timing = ""
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of the statements frame.

    `subject` is the quantity that the printed text bounds, or whose ratio or difference to
    `reference` it gives. `years` is the exponent of a growth per year, `index` says that
    a growth is printed as an index (105,2 for +5,2 %). `population` names what
    n/N counts and `excepted` how many members the source excepts by name, where it does.
    `supposed` says that the source does not name the reference, `revised` that what was counted
    before was put right in it, `rebased` that figures from its period on are on another base.
    `scale` is how many of its unit a printed number counts, where that stands above its table.
    `known_as` is what the fingerprint of a finding has in place of a name that tells of a place or
    a file. `confirm_subject` says that what is to be confirmed is only what its figure is of, so
    that the figure and its own claims can be held against each other.
    """

    name: str
    source: str
    figure: str
    kind: StatementKind
    subject: Quantity
    reference: Quantity | None
    printed: str
    readings: tuple[Reading, ...]
    place: Place
    locale: str
    document_line: int | None = None
    years: int = 1
    index: bool = False
    population: str = ""
    excepted: int | None = None
    stage: str = ""
    standing: str = "actual"
    basis: str = ""
    published: str = ""
    provisional: bool = False
    revised: bool = False
    confirm: bool = False
    confirm_subject: bool = False
    corrected: Fraction | None = None
    note: str = ""
    supposed: bool = False
    rebased: bool = False
    known_as: str = ""
    scale: Fraction = Fraction(1)

    @property
    def to_confirm(self) -> bool:
        """Whether somebody has marked it as to be confirmed."""
        return self.confirm or self.confirm_subject

    @property
    def unsure(self) -> bool:
        """Whether somebody has still to confirm what the source says here."""
        return self.to_confirm or self.supposed
