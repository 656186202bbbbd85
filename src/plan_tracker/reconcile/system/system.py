"""The whole report as one system: quantities, and what bounds and ties them.

Every constraint has an owner: a statement that says so, or something trusted (a declared target,
an identity, a rate, the order of cumulative flows). Owners are numbered: statements first, in the
order of their frame, then the trusted.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from plan_tracker.model.constraint import BOUND as BOUND
from plan_tracker.model.constraint import DIFFERENCE as DIFFERENCE
from plan_tracker.model.constraint import RATIO as RATIO
from plan_tracker.model.evidence import About, TrustedKind
from plan_tracker.model.interval import Interval
from plan_tracker.model.place import Place
from plan_tracker.model.plan import Plan
from plan_tracker.model.statement import Statement
from plan_tracker.model.text import Phrase, Text

Codes = NDArray[np.int64]
Numbers = NDArray[np.float64]

# What tells quantities apart; `vintage` is the source of figures that a later one has replaced.
KEY = (
    "indicator", "entity", "start", "end", "measure", "unit", "basis", "timing", "standing",
    "vintage",
)  # fmt: skip


class Link(NamedTuple):
    """A constraint on one or two quantities: x in I, x in I times y, or x minus y in I."""

    form: int
    x: int
    y: int  # -1 for a bound


@dataclass(frozen=True, slots=True)
class Trusted:
    """What is given up only when nothing else helps.

    `assumed` marks what no source states: a conflict that needs it is the plan's own doubt, for the
    reason `because`, where it is another than that nobody states it. `lax`
    is the wider interval of what is printed like any figure, and may be read with as little care.
    A target also has its `printed` text, its `unit`, and what it is `about`. `called` is what
    people are told of it, where this is not its name.
    """

    kind: TrustedKind
    name: str | Text
    interval: Interval
    assumed: bool
    place: Place
    lax: Interval | None = None
    printed: str = ""
    unit: str = ""
    about: About | None = None
    because: Phrase | None = None
    called: str = ""

    @property
    def shown_name(self) -> str | Text:
        """What people are told."""
        return self.called or self.name

    @property
    def full_name(self) -> str:
        """The kind and the name, as findings call it."""
        return f"{self.kind} {self.shown_name}"


@dataclass(frozen=True, slots=True)
class Links:
    """The links of all owners.

    Arrays of one length: `owner`, `form`, `x` and `y` (quantity numbers; y is -1 for a bound).
    """

    owner: Codes
    form: Codes
    x: Codes
    y: Codes

    def at(self, row: int) -> Link:
        """One of them."""
        return Link(int(self.form[row]), int(self.x[row]), int(self.y[row]))

    def of(self, owner: int) -> Link:
        """The one link of a statement."""
        return self.at(int(np.flatnonzero(self.owner == owner)[0]))


_NONE = Links(*(np.empty(0, dtype=np.int64) for _ in range(4)))


@dataclass(frozen=True, slots=True)
class Sums:
    """Constraints `total * (1 - rest) = sum of parts`, one an instance of an identity.

    `owner` and `total` have one entry an instance; the parts of instance i are
    `part[first[i]:first[i + 1]]`. A part of -1 is a quantity that nothing else mentions.
    """

    owner: Codes
    total: Codes
    part: Codes
    first: Codes


@dataclass(frozen=True, slots=True)
class System:
    """Quantities (rows of `keys`, with `signed`), statements, the trusted, and the constraints.

    `untested` are the links of claims without a base, and `corrected` those of order beside words
    of correction: they bind nothing.
    """

    plan: Plan
    statements: Sequence[Statement]
    frame: pd.DataFrame
    keys: pd.DataFrame
    signed: NDArray[np.bool_]
    trusted: tuple[Trusted, ...]
    links: Links
    sums: Sums
    untested: Links = _NONE
    corrected: Links = _NONE

    @property
    def owners(self) -> int:
        """How many owners there are."""
        return len(self.statements) + len(self.trusted)

    def rows(self, where: "pd.Series") -> list[int]:
        """The statements of those rows of the frame for which something is true."""
        found: list[int] = np.flatnonzero(where.to_numpy(dtype=bool)).tolist()
        return found

    def trust(self, owner: int) -> Trusted | None:
        """What is trusted under this number; None where it is a statement's."""
        index = owner - len(self.statements)
        return self.trusted[index] if index >= 0 else None

    def unsure(self, owners: Iterable[int]) -> list[int]:
        """Of these owners the statements that rest on a guess, or are still to be confirmed.

        What a figure is of plays no part where it is held against its own claims alone.
        """
        owners = list(owners)
        unsure = self.frame["unsure"].to_numpy()
        guesses = [owner for owner in owners if owner < len(unsure) and unsure[owner]]
        if not guesses or not self._of_one_figure(owners):
            return guesses
        return [owner for owner in guesses if not self._only_placed(owner)]

    def _of_one_figure(self, owners: Iterable[int]) -> bool:
        """Whether all owners are what one figure prints and what is claimed of it."""
        figures = set()
        for owner in owners:
            if owner >= len(self.statements):
                return False
            figures.add((self.statements[owner].source, self.statements[owner].figure))
        return len(figures) == 1

    def _only_placed(self, owner: int) -> bool:
        """Whether no more is to be confirmed of a statement than what its figure is of."""
        statement, row = self.statements[owner], self.frame.iloc[owner]
        more = statement.confirm or statement.supposed or row["guessed"] or row["silent_prices"]
        return statement.confirm_subject and not more

    def name(self, owner: int) -> str:
        """An owner as findings call it: `source#figure`, or the kind and the name."""
        trusted = self.trust(owner)
        return self.statements[owner].name if trusted is None else trusted.full_name


def flat(arrays: Sequence[Codes]) -> Codes:
    """All of the arrays as one."""
    return np.concatenate([np.empty(0, dtype=np.int64), *arrays]).astype(np.int64)
