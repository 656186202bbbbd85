"""What shows a finding, in exact fractions: who says what, and how that is tied together.

A finding carries it. Its message, its JSON, its picture and the page take their numbers from it, so
that no two of them can differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from plan_tracker.model.constraint import BOUND, Constraint, Tie
from plan_tracker.model.interval import Interval
from plan_tracker.model.statement import StatementKind
from plan_tracker.model.text import Phrase, Text

TrustedKind = Literal["target", "identity", "rate", "order", "time", "rebasing"]
LimitKind = Literal["possible", "count", "left out", "population"]
SayingKind = StatementKind | TrustedKind | LimitKind


@dataclass(frozen=True, slots=True)
class Relation:
    """How what is said leads from other quantities to one, in words.

    `forward` leads from what a claim compares with (the whole, the earlier level, the parts) to
    what it is about, `backward` the other way; their parts are `claim`, `other`, `others` and
    `rest`. `compared` holds the two quantities of a claim, `first` and `second`, against each
    other.
    """

    forward: Phrase
    backward: Phrase
    compared: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A quantity in words: the text that gives it, or, where none does alone, its interval."""

    printed: str
    interval: Interval
    unit: str


@dataclass(frozen=True, slots=True)
class About:
    """What something speaks of, as people write it."""

    indicator: str
    entity: str
    period: str


@dataclass(frozen=True, slots=True)
class Saying:
    """What one statement, something trusted or a limit says.

    `name` is what findings call it; `words` say it whole. `source` is that of a statement, "" for
    others. `interval` is in `unit`, as the text has it: a growth in percent; `careless` the same as
    widely as a careless office may mean it. `binds` and `binds_careless` are what that comes to: a
    level, a factor, a difference, or the rest of a total. `terms` are what a limit is made of.
    `wrong` marks what is wrong whatever else is true.
    """

    name: str
    words: str | Text
    kind: SayingKind
    printed: str
    unit: str
    interval: Interval
    careless: Interval
    binds: Interval
    binds_careless: Interval
    source: str = ""
    about: About | None = None
    years: int = 1
    relation: Relation | None = None
    terms: tuple[Term, ...] = ()
    wrong: bool = False

    @property
    def is_statement(self) -> bool:
        """Whether a source says it."""
        return bool(self.source)

    @property
    def is_limit(self) -> bool:
        """Whether it is what a single statement is held against: what is possible, a count."""
        return self.kind in get_args(LimitKind)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is said in a finding, and the constraints that it makes.

    The owner of a constraint is the place of who says so in `sayings`; constraints come without
    intervals, which the saying has. `free` is what each quantity can be when nobody says anything,
    `units` what it is counted in.
    """

    sayings: tuple[Saying, ...]
    constraints: tuple[Constraint, ...]
    free: Mapping[int, Interval]
    units: Mapping[int, str]

    @property
    def ties(self) -> list[Tie]:
        """All constraints but sums."""
        return [each for each in self.constraints if isinstance(each, Tie)]

    def of_kind(self, kind: SayingKind) -> list[int]:
        """The places of all sayings of a kind."""
        return [place for place, saying in enumerate(self.sayings) if saying.kind == kind]

    def bounded_by(self, owner: int) -> int | None:
        """The quantity that somebody bounds, if that is all that they do."""
        own = [each for each in self.constraints if each.owner == owner]
        if len(own) == 1 and isinstance(own[0], Tie) and own[0].form == BOUND:
            return own[0].x
        return None
