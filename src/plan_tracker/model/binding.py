"""Another way to understand what printed numbers are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from plan_tracker.model.statement import Statement
from plan_tracker.model.text import Text


class Cost(IntEnum):
    """How far words lean away from a way to understand them.

    They leave one `OPEN`, so that nothing is wrong where it holds; or they lean `AGAINST` it, so
    that it is still doubtful.
    """

    OPEN = 1
    AGAINST = 2


@dataclass(frozen=True, slots=True)
class Binding:
    """One way to bind statements: as they are then, in place of those of their names.

    `words` say it to people; `without` are the names of identities that it does not mean. `fits` is
    False where its own numbers rule it out.
    """

    cost: Cost
    words: Text
    statements: tuple[Statement, ...]
    without: tuple[str, ...] = ()
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Tried:
    """A way in which a contradiction was looked at once more, and whether all `holds` in it.

    None where the work that is allowed had ended before.
    """

    words: Text
    holds: bool | None


class Bindings(Protocol):
    """What knows in which ways the statements of a document may be bound."""

    def ways(
        self, names: Sequence[str], trusted: Sequence[str], statements: Mapping[str, Statement]
    ) -> Sequence[Binding]:
        """The ways that words allow for statements and identities of these names.

        `statements` are all of them by name, as they are bound now.
        """
        ...
