"""What one says held against what all others imply for it: the values of its picture."""

from dataclasses import dataclass
from enum import Enum

from plan_tracker.model.evidence import About, SayingKind, Term
from plan_tracker.model.interval import Interval
from plan_tracker.model.text import Phrase


class Role(Enum):
    """What an interval is in the picture, by its heading there.

    The one that does not fit, what the others give on the way, what each of them implies, what all
    imply together, the same with their texts repaired, and what its own repaired text says.
    """

    SAID = "printed"
    GIVEN = "given"
    IMPLIED = "implied"
    TOGETHER = "all others together"
    MENDED = "implied with"
    REPAIRED = "read as"


@dataclass(frozen=True, slots=True)
class Row:
    """One interval of the picture, in its unit, and where it comes from.

    `name` is the statement, or what is trusted, that says so, `printed` its text, `source` the
    source that it stands in and `kind` what it is. `careless` is the interval with every text read
    as widely as a careless office may mean it. `words` say how the interval follows from `terms`,
    the other quantities, by the `claim` where that has no text of its own. With `compares` the row
    holds what is known of both quantities of a claim against each other. A `suspect` may be the one
    that is wrong.
    """

    role: Role
    name: str
    printed: str
    interval: Interval
    careless: Interval
    kind: SayingKind | None = None
    source: str = ""
    words: Phrase | None = None
    terms: tuple[Term, ...] = ()
    claim: Term | None = None
    compares: bool = False
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Contrast:
    """The rows of one finding, all about one quantity or ratio, in `unit`.

    `culprit` is who says the first row; `certain` that every cheapest way out blames it. `kind` is
    that of a claim where a ratio or a difference is compared, else "level". `about` tells the
    quantity, or that which the claim is about.
    """

    culprit: str
    certain: bool
    kind: SayingKind
    about: About
    unit: str
    rows: tuple[Row, ...]

    def of(self, *roles: Role) -> tuple[Row, ...]:
        """The rows of some roles."""
        return tuple(row for row in self.rows if row.role in roles)

    @property
    def said(self) -> Row:
        """What does not fit."""
        return self.rows[0]

    @property
    def together(self) -> Row:
        """What all others imply as they are printed."""
        return self.of(Role.IMPLIED, Role.TOGETHER)[-1]

    @property
    def window(self) -> Row:
        """What all others imply, repaired where they have a repair."""
        return next(iter(self.of(Role.MENDED)), self.together)
