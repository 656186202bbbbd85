"""What a rule says of a number in its clause.

A rule looks at a clause and gives a classification, or None where it does not apply.
"""

from collections.abc import Callable
from typing import NamedTuple

from plan_tracker.documents.mentions.clause import Clause


class Classification(NamedTuple):
    """A kind, and the cue that belongs to the printed text (-1 for none).

    `as_index` is a growth printed as an index; `noun` a cue that belongs to the subject.
    """

    kind: str
    cue: int = -1
    as_index: bool = False
    noun: bool = False


Rule = Callable[[Clause], Classification | None]
LEVEL = Classification("level")
STEPS = ("point", "rank")
