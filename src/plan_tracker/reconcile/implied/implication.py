"""What the others imply for a statement that does not fit them: the values of its picture."""

from dataclasses import dataclass
from typing import Literal

from plan_tracker.model.interval import Interval

Part = Literal["said", "given", "implied", "together", "mended", "repaired"]


@dataclass(frozen=True, slots=True)
class Term:
    """A quantity in words: the text that gives it, or, where none does alone, its interval."""

    printed: str
    interval: Interval
    unit: str


@dataclass(frozen=True, slots=True)
class Row:
    """One interval of the picture, in its unit, and where it comes from.

    `name` is the statement, or what is trusted, that says so; `printed` its text. `part` tells the
    one that does not fit, what the others give on the way, what each of them implies, what all
    imply together, the same with their texts repaired, and what its own repaired text says.
    `relation` is the kind of the statement, or "identity", "rate" or "order"; with "of two" it
    compares what is known of both quantities of a claim; `forward`
    that it leads from what a claim compares with (the whole, the earlier level, the parts) to what
    it is about; `terms` are the other quantities. `careless` is the interval with every text read
    as widely as a careless office may mean it. A `suspect` may be the one that is wrong.
    """

    part: Part
    name: str
    printed: str
    interval: Interval
    careless: Interval
    relation: str = ""
    forward: bool = True
    terms: tuple[Term, ...] = ()
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Implication:
    """The rows of one finding, all about one quantity or ratio, in `unit`.

    `culprit` is who says the first row; `certain` that every cheapest way out blames it. `kind` is
    that of a claim where a ratio or a difference is compared, else "level". `indicator`, `entity`
    and `period` tell the quantity, or that which the claim is about.
    """

    culprit: str
    certain: bool
    kind: str
    indicator: str
    entity: str
    period: str
    unit: str
    rows: tuple[Row, ...]

    def of(self, *parts: Part) -> tuple[Row, ...]:
        """The rows of some parts."""
        return tuple(row for row in self.rows if row.part in parts)

    @property
    def said(self) -> Row:
        """What does not fit."""
        return self.rows[0]

    @property
    def together(self) -> Row:
        """What all others imply as they are printed."""
        return self.of("implied", "together")[-1]

    @property
    def window(self) -> Row:
        """What all others imply, repaired where they have a repair."""
        return next(iter(self.of("mended")), self.together)
