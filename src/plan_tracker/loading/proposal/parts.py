"""What is proposed: which columns hold what, which indicators, and which plan values.

Everything here is for a person to confirm; nothing is taken that does not stand in the table.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plan_tracker.model.plan import Better, Kind

LABEL_ROLES = ("indicator", "dimensions", "unit", "period", "kind")  # of columns without figures


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet, by its number from 1, and what it seems to hold; `name` is how a plan
    can name it.

    `period`, `of` and `against` are texts of periods, or of an indicator; `confirm` says that only
    words tell of the role. `more` are further keys of a column of labels, as YAML.
    """

    number: int
    role: str
    heading: str
    name: str
    period: str = ""
    of: str = ""
    against: str = ""
    as_index: bool = False
    indicator: str = ""
    confirm: bool = False
    more: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposed:
    """An indicator that a row or a column seems to be about."""

    id: str
    name: str
    unit: str
    kind: Kind
    better: Better
    signed: bool = False
    timing: str = ""


@dataclass(frozen=True, slots=True)
class Aim:
    """A plan value as it is printed, for an indicator by the end of a period.

    `source` is the statement that prints it, where it has a name.
    """

    indicator: str
    period: str
    value: str
    entity: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """Indicators that come to another one, as arithmetic shows in so many of the columns."""

    total: str
    parts: tuple[str, ...]
    held: int
    tested: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a table seems to hold.

    `header` are the first and last row of its headings, `rows` those of its figures. `names` leads
    from names of rows, or the cells that they stand in, to indicators, or to none where a row is
    left out. `more` are rows with plan values beyond the `aims`. `cells` are not read, for the
    reason that stands with each; `left_out` says what else is not, and why; `unused` are headings
    above remarks. `shown` are sentences on what was taken for what. `doubt` says why the locale is
    not sure; `numbers` is the one whose marks stand in the numbers, where that is another.
    """

    locale: str
    header: tuple[int, ...]
    columns: tuple[Column, ...]
    indicators: tuple[Proposed, ...]
    period: str
    names: Mapping[str, str | None] = field(default_factory=dict)
    rows: tuple[int, int] | None = None
    sums: tuple[Sum, ...] = ()
    aims: tuple[Aim, ...] = ()
    more: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    doubt: str = ""
    numbers: str = ""

    @property
    def guesses(self) -> int:
        """How many things a person is to confirm."""
        columns = sum(column.confirm for column in self.columns)
        return len(self.indicators) + columns + len(self.sums)
