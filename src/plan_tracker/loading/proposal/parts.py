"""What is proposed: which columns hold what, which indicators, and which plan values.

Everything here is for a person to confirm; nothing is taken that does not stand in the table.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it seems to hold; `name` is how a plan can name it.

    `unclear` says why its heading names a period that cannot be told.
    """

    number: int
    role: str
    heading: str
    name: str
    period: str = ""
    as_index: bool = False
    unclear: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """An indicator that a row seems to be about."""

    id: str
    name: str
    unit: str
    kind: str
    better: str


@dataclass(frozen=True, slots=True)
class Aim:
    """A plan value as the table prints it, for an indicator by the end of a period."""

    indicator: str
    period: str
    value: str
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table seems to hold; `unused` are headings above figures that fit nothing, `more` are
    rows with plan values beyond the `aims`, and `left_out` are columns with the reason.

    `doubt` says why the locale is not sure.
    """

    locale: str
    header: tuple[int, ...]
    columns: tuple[Column, ...]
    indicators: tuple[Proposed, ...]
    period: str
    unused: tuple[str, ...]
    aims: tuple[Aim, ...] = ()
    more: int = 0
    left_out: tuple[str, ...] = ()
    doubt: str = ""
