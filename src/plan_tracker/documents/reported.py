"""What a document reports, as found in its text."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Reference:
    """What a claim is held against: a period, perhaps the plan for it, or another entity."""

    period: str | None = None
    measure: str = "actual"
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text says about a figure; text[start:end] is `printed`, values are in base units.

    `kind` is growth, attainment, target, base, share, multiple, change, count or rank. `of` is the
    N of a count or rank, `as_index` a growth printed as an index (105,2 for +5,2 %).
    """

    kind: str
    start: int
    end: int
    printed: str
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    unit: str
    reference: Reference | None
    of: Fraction | None = None
    as_index: bool = False
    whole: str = ""  # the words that name what a share is of
    stated: bool = True  # words tell its kind, not its place alone
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a text reports, or a subject that it only makes claims about.

    text[start:end] is `printed`; without a printed number both are where the first claim begins,
    and `value` is None. `kind` is level, count (n/N) or rank; `whole` the `start` of the figure
    that this one is part of; `standing` actual, plan, proposed or potential; `doubts` say what is
    unsure, `confidence` is between 0 and 1, and `locale` is the language that it was read in.
    """

    start: int
    end: int
    line: int
    printed: str
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    unit: str
    kind: str
    subject: str
    period: str | None
    claims: tuple[Claim, ...]
    confidence: float
    of: Fraction | None = None
    whole: int | None = None
    standing: str = "actual"
    provisional: bool = False
    shared_unit: bool = False  # its unit stands at its whole
    near: str = ""  # the words of its sentence before it, and
    around: str = ""  # those of the sentences before, which may name what is measured
    entity: str = ""  # whose it is, where a figure before it is a multiple of it
    heading: str = ""  # that of the section it stands in, where somebody has looked for it
    locale: str = ""
    doubts: tuple[str, ...] = ()
