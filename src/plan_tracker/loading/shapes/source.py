"""The shape of `seeds/*.yaml`: which keys there are and what may stand in them."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, StringConstraints

from plan_tracker.inputs.words import repeated
from plan_tracker.loading.shapes.values import (
    Confirm,
    DateText,
    Id,
    Locale,
    NonEmpty,
    PeriodText,
    Plain,
    Shape,
    StandingText,
    Word,
)
from plan_tracker.model.place import column_number
from plan_tracker.model.plan import Basis, SaidTiming
from plan_tracker.model.reading import Rounding
from plan_tracker.model.text import phrase

_LAST_LINE = 10**9
_DIGITS = 10  # more than the number of any row has
_MOST_HEADINGS = 10


class RoundingShape(Shape):
    """How a source rounds its numbers."""

    base: Annotated[Plain, Field(gt=0)] | None = None
    to: Annotated[Plain, Field(gt=0)] | None = None
    random: bool = False

    @property
    def rounding(self) -> Rounding:
        """Its numbers are at most half a unit off, or a whole one where it rounds at random."""
        unit = self.base or self.to or Fraction(1)
        return Rounding(unit, unit if self.random else unit / 2, unit)


def _rounding(given: Any) -> Any:
    """One of `base` and `to`; `random` says in which way a base was reached."""
    if not isinstance(given, dict) or ("base" in given) == ("to" in given):
        raise ValueError(
            phrase(
                "a rounding has one of `base` and `to`: write {{base: 5}}, "
                "{{base: 5, random: true}} or {{to: 100}}"
            )
        )
    if "to" in given and "random" in given:
        raise ValueError(
            phrase("what is rounded at random has a base: write {{base: …, random: true}}")
        )
    return given


RoundingText = Annotated[RoundingShape, BeforeValidator(_rounding)]


class SourceShape(Shape):
    """The head of a source file."""

    id: Id
    locale: Locale
    title: str = ""
    document: str = ""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    published: PeriodText | None = None
    entity: Word | None = None
    period: PeriodText | None = None
    basis: Basis = ""
    standing: StandingText = "actual"
    rounding: RoundingText | None = None


class ReferenceShape(Shape):
    """What a claim compares with; each part defaults to the figure's own."""

    indicator: Word | None = None
    entity: Word | None = None
    period: PeriodText | None = None
    measure: Literal["actual", "target"] | None = None
    standing: StandingText | None = None


def _reference(given: Any) -> Any:
    if not isinstance(given, str | dict):
        raise ValueError(
            phrase(
                "a reference is a period, or {{indicator: …, entity: …, period: …, measure: …, "
                "standing: …}}, not {given}",
                given=repeated(given),
            )
        )
    return {"period": given} if isinstance(given, str) else given


ReferenceText = Annotated[ReferenceShape, BeforeValidator(_reference)]


class CorrectionShape(Shape):
    """An accepted repair of a printed text."""

    to: NonEmpty
    reason: NonEmpty
    date: DateText


_CELL = re.compile(r"(?:(?P<sheet>.+)!)?(?P<letters>[A-Z]{1,3})(?P<row>[1-9]\d{0,6})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CellName:
    """A cell as spreadsheets call it, `Sheet1!E7`; without a sheet it is on that of the table."""

    sheet: str
    row: int
    column: int


def _cell_name(given: Any) -> Any:
    match = _CELL.fullmatch(given) if isinstance(given, str) else None
    if match is None:
        raise ValueError(
            phrase("a cell is written as E7 or Sheet1!E7, not {given}", given=repeated(given))
        )
    return CellName(match["sheet"] or "", int(match["row"]), column_number(match["letters"]))


class CellCorrectionShape(Shape):
    """An accepted repair of what a cell of the table prints."""

    cell: Annotated[CellName, BeforeValidator(_cell_name)]
    printed: NonEmpty
    to: NonEmpty
    reason: NonEmpty
    on: DateText


class PrintedShape(Shape):
    """What figures and claims have in common."""

    printed: NonEmpty | None = None
    line: Annotated[int, Field(ge=1, le=_LAST_LINE)] | None = None
    period: PeriodText | None = None
    entity: Word | None = None
    unit: Word | None = None
    standing: StandingText | None = None
    basis: Basis | None = None
    timing: SaidTiming | None = None
    provisional: bool = False
    revised: bool = False
    corrected: CorrectionShape | None = None
    note: str = ""


class ClaimShape(PrintedShape):
    """What a source says about a figure."""

    kind: Literal["target", "attainment", "growth", "multiple", "change", "base", "share", "stage"]
    id: Id | None = None
    confirm: bool = False
    of: ReferenceText | None = None
    against: ReferenceText | None = None
    per: Literal["year"] | None = None
    as_: Literal["index"] | None = Field(alias="as", default=None)
    stage: Word | None = None


class FigureShape(PrintedShape):
    """One number that a source prints about an indicator."""

    id: Id
    indicator: Word
    confirm: Confirm = False
    population: Word | None = None
    except_: tuple[NonEmpty, ...] | None = Field(alias="except", default=None)
    rebased: bool = False
    weighted: bool = False
    claims: tuple[ClaimShape, ...] = ()


FigureKind = Literal[
    "level", "target", "base", "attainment", "growth", "multiple", "change", "share"
]


class LabelShape(Shape):
    """A column of names; with `fill: down` an empty cell means the one above."""

    column: NonEmpty
    fill: Literal["down"] | None = None


class PeriodColumnShape(LabelShape):
    """A column of periods, and what its texts mean where they do not say it."""

    map: dict[NonEmpty, PeriodText | None] = Field(default_factory=dict)


class KindColumnShape(Shape):
    """A column that says of which kind the figures under `value` are."""

    column: NonEmpty
    map: dict[NonEmpty, FigureKind]


class AmountShape(Shape):
    """A column of figures, and what its cells have in common."""

    column: NonEmpty
    as_: Literal["index", "growth"] | None = Field(alias="as", default=None)
    indicator: Word | None = None
    entity: Word | None = None
    period: PeriodText | None = None
    unit: NonEmpty | None = None
    of: NonEmpty | None = None
    against: NonEmpty | None = None
    timing: SaidTiming | None = None
    standing: StandingText | None = None
    provisional: bool | None = None
    confirm: bool = False


def _label(given: Any) -> Any:
    return {"column": given} if isinstance(given, str) else given


def _labels(given: Any) -> Any:
    """A column, or a list of several."""
    return [_label(each) for each in (given if isinstance(given, list | tuple) else [given])]


def _amounts(given: Any) -> Any:
    """A column, or a list of several that give figures of one kind."""
    return [_label(each) for each in (given if isinstance(given, list | tuple) else [given])]


LabelColumn = Annotated[LabelShape | None, BeforeValidator(_label)]
LabelColumns = Annotated[tuple[LabelShape, ...], BeforeValidator(_labels)]
PeriodColumn = Annotated[PeriodColumnShape | None, BeforeValidator(_label)]
AmountColumns = Annotated[tuple[AmountShape, ...], BeforeValidator(_amounts)]


class ColumnsShape(Shape):
    """Which column of a table holds what: names of rows, and kinds of figures."""

    indicator: LabelColumn = None
    entity: LabelColumn = None
    dimensions: LabelColumns = ()
    period: PeriodColumn = None
    unit: LabelColumn = None
    kind: KindColumnShape | None = None
    value: AmountColumns = ()
    level: AmountColumns = ()
    target: AmountColumns = ()
    base: AmountColumns = ()
    attainment: AmountColumns = ()
    growth: AmountColumns = ()
    multiple: AmountColumns = ()
    change: AmountColumns = ()
    share: AmountColumns = ()


def _header(given: Any) -> Any:
    """Rows of headings: `3`, or `3-4`."""
    first, mark, last = str(given).partition("-")
    numbers = (first.strip(), (last if mark else first).strip())
    if not isinstance(given, str) or not all(each.isdecimal() for each in numbers):
        raise ValueError(
            phrase(
                "header is a row such as 3, or rows such as 3-4, not {given}", given=repeated(given)
            )
        )
    rows = range(int(numbers[0]), int(numbers[1]) + 1)
    if not 0 < len(rows) <= _MOST_HEADINGS or not 1 <= rows[0] <= _LAST_LINE:
        raise ValueError(
            phrase("header {given} is not understood: write 3, or 3-4", given=repeated(given))
        )
    return tuple(rows)


HeaderRows = Annotated[tuple[int, ...], BeforeValidator(_header)]


def _rows(given: Any) -> Any:
    """Rows of figures: `9-25`."""
    first, _, last = str(given).partition("-")
    rows = [int(each) for each in (first, last) if each.isdecimal() and len(each) < _DIGITS]
    if not isinstance(given, str) or len(rows) < 2 or not 1 <= rows[0] <= rows[1]:
        raise ValueError(
            phrase(
                "rows are written as 9-25, the first and the last, not {given}",
                given=repeated(given),
            )
        )
    return tuple(rows)


FigureRows = Annotated[tuple[int, int], BeforeValidator(_rows)]


class TableShape(Shape):
    """A table in a file or a database: in long form, or in wide form where it has `columns`."""

    file: NonEmpty | None = None
    sheet: NonEmpty | None = None
    sql: NonEmpty | None = None
    url: NonEmpty | None = None
    header: HeaderRows | None = None
    rows: FigureRows | None = None
    left_out: tuple[NonEmpty, ...] = Field(alias="left-out", default=())
    columns: ColumnsShape | None = None
    names: dict[NonEmpty, Word | None] = Field(default_factory=dict)
    numbers: Locale | None = None


class SourceFile(Shape):
    """One of `seeds/*.yaml`."""

    source: SourceShape
    figures: tuple[FigureShape, ...] = ()
    table: TableShape | None = None
    corrections: tuple[CellCorrectionShape, ...] = ()


def guesses_of(file: SourceFile) -> int:
    """How many figures, claims and columns of a table a person is still to confirm."""
    guesses = sum(figure.confirm is not False for figure in file.figures)
    guesses += sum(claim.confirm for figure in file.figures for claim in figure.claims)
    columns = file.table.columns if file.table is not None else None
    if columns is None:
        return guesses
    for name in (*get_args(FigureKind), "value"):
        amounts: tuple[AmountShape, ...] = getattr(columns, name)
        guesses += sum(column.confirm for column in amounts)
    return guesses
