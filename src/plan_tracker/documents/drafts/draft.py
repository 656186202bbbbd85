"""A figure in the making: its subject, its level, and what is claimed about it."""

from dataclasses import dataclass, field

from plan_tracker.documents.mentions.mention import Mention

NOTHING = (0, 0)  # no words of its own
LEVELS = frozenset({"level", "count", "rank"})
ENDS = frozenset(",;()")


@dataclass(slots=True, eq=False)
class Draft:
    """One subject of a sentence with its level, if one is printed, and the claims about it.

    `subject` is a stretch of tokens; `whole` the draft that this one is part of; `planned` says
    that its level is what a plan wants.
    """

    subject: tuple[int, int]
    level: Mention | None = None
    claims: list[Mention] = field(default_factory=list)
    whole: "Draft | None" = None
    planned: bool = False


def is_threshold(draft: Draft) -> bool:
    """`36 mặt hàng có kim ngạch trên 1 tỷ USD`: an amount that may only tell which are counted."""
    level = draft.level
    return level is not None and not draft.claims and level.amount.hedged and level.amount.scaled


def is_percent(level: Mention | None) -> bool:
    """Whether a level is printed in percent."""
    return level is not None and level.amount.unit == "%"
