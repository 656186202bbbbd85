"""What a contradiction is: who is in it, what would mend it, and what it rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from plan_tracker.model.statement import Statement
from plan_tracker.reconcile.culprits.relaxed_readings import Change, other_notation
from plan_tracker.reconcile.system.system import System


class SharedForm(NamedTuple):
    """Texts of one source that can all be read in one other notation."""

    source: str
    notation: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Owners that cannot all be right as they stand, and what would mend that most cheaply.

    `core` explains it; `solutions` are the cheapest ways out, each a set of changes. `switched` are
    the texts, by source and notation, that each of them reads in another notation throughout.
    `proven` says that no reading which is no slip makes the core possible. Where it was not
    `searched` to the end there may be other ways out, or none is known. `suspects` are changes of
    single statements that would spare careless readings. It is `mended` if all else holds as
    careful offices print once the first way out is taken.
    """

    proven: bool
    core: tuple[int, ...]
    solutions: tuple[tuple[Change, ...], ...]
    switched: tuple[tuple[SharedForm, ...], ...]
    complete: bool
    suspects: tuple[Change, ...] = ()
    searched: bool = True
    mended: bool = False

    @property
    def forms(self) -> tuple[SharedForm, ...]:
        """The forms that every solution reads in another notation."""
        first, *others = self.switched or ((),)
        return tuple(form for form in first if all(form in other for other in others))


class UndecidedError(Exception):
    """Whether a block can hold took more work to find out than is allowed."""


def rests_on(system: System, core: Sequence[int]) -> tuple[bool, bool]:
    """Whether a core needs an assumption of the plan's, and whether it needs two sources."""
    trusted = (system.trust(owner) for owner in core)
    assumed = any(each.assumed for each in trusted if each is not None)
    said = [owner for owner in core if owner < len(system.statements)]
    return assumed, len({system.statements[owner].source for owner in said}) > 1


def unsure(system: System, core: Sequence[int]) -> tuple[Statement, ...]:
    """The statements of a core that rest on a guess, or that somebody has still to confirm."""
    return tuple(system.statements[owner] for owner in system.unsure(core))


def form_of(statement: Statement) -> SharedForm | None:
    """The doubtful form of a text: its source and the other notation that it can be read in."""
    reading = other_notation(statement)
    return SharedForm(statement.source, reading.notation) if reading else None
