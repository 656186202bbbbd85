"""Which columns a spreadsheet has, for people who go on counting and for other programs."""

from plan_tracker.report.status.columns import (
    ACTUAL,
    ACTUAL_HIGH,
    ACTUAL_LOW,
    AS_OF,
    ATTAINED,
    CODES,
    DOUBTS,
    DUE,
    ENTITY,
    ID,
    METHOD,
    NAME,
    PACE_NEEDED,
    PRINTED,
    PROGRESS,
    PROJECTED,
    PROJECTED_HIGH,
    PROJECTED_LOW,
    SHORTFALL,
    STATEMENT,
    STATUS,
    TO_REACH,
    TO_REACH_HIGH,
    TO_REACH_LOW,
    UNIT,
    WAS_DUE,
    WHY,
)

SPREADSHEET = (
    NAME, STATUS, PROGRESS, WAS_DUE, WHY, ID, ENTITY, UNIT, DUE, TO_REACH, TO_REACH_LOW,
    TO_REACH_HIGH, ACTUAL, ACTUAL_LOW, ACTUAL_HIGH, AS_OF, ATTAINED, PROJECTED, PROJECTED_LOW,
    PROJECTED_HIGH, METHOD, SHORTFALL, PACE_NEEDED, DOUBTS, STATEMENT, PRINTED, CODES,
)  # fmt: skip


def headings(lang: str) -> list[str]:
    """The headings of the columns; percentages say that they are."""
    return [column.title_with_unit(lang) for column in SPREADSHEET]
