"""The shape of `seeds/*.yaml`: which keys there are and what may stand in them."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from plan_tracker.loading.shapes import DateText, Id, NonEmpty, PeriodText, Shape, Word
from plan_tracker.loading.words import shown
from plan_tracker.model.plan import Basis
from plan_tracker.model.statement import Standing

_LAST_LINE = 10**9


class SourceShape(Shape):
    """The head of a source file."""

    id: Id
    locale: Literal["vi", "en"]
    title: str = ""
    document: str = ""
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    published: PeriodText | None = None
    entity: Word | None = None
    period: PeriodText | None = None
    basis: Basis = ""
    standing: Standing = "actual"


class ReferenceShape(Shape):
    """What a claim compares with; each part defaults to the figure's own."""

    indicator: Word | None = None
    entity: Word | None = None
    period: PeriodText | None = None
    measure: Literal["actual", "target"] | None = None


def _reference(given: Any) -> Any:
    if not isinstance(given, str | dict):
        raise ValueError(
            "a reference is a period, or {indicator: …, entity: …, period: …, measure: …}, "
            f"not {shown(given)}"
        )
    return {"period": given} if isinstance(given, str) else given


ReferenceText = Annotated[ReferenceShape, BeforeValidator(_reference)]


class CorrectionShape(Shape):
    """An accepted repair of a printed text."""

    to: NonEmpty
    reason: NonEmpty
    date: DateText


class PrintedShape(Shape):
    """What figures and claims have in common."""

    printed: NonEmpty | None = None
    line: Annotated[int, Field(ge=1, le=_LAST_LINE)] | None = None
    period: PeriodText | None = None
    entity: Word | None = None
    unit: Word | None = None
    standing: Standing | None = None
    basis: Basis | None = None
    provisional: bool = False
    confirm: bool = False
    corrected: CorrectionShape | None = None
    note: str = ""


class ClaimShape(PrintedShape):
    """What a source says about a figure."""

    kind: Literal["target", "attainment", "growth", "multiple", "change", "base", "share", "stage"]
    id: Id | None = None
    of: ReferenceText | None = None
    against: ReferenceText | None = None
    per: Literal["year"] | None = None
    as_: Literal["index"] | None = Field(alias="as", default=None)
    stage: Word | None = None


class FigureShape(PrintedShape):
    """One number that a source prints about an indicator."""

    id: Id
    indicator: Word
    population: Word | None = None
    except_: tuple[NonEmpty, ...] | None = Field(alias="except", default=None)
    claims: tuple[ClaimShape, ...] = ()


class TableShape(Shape):
    """A table in long form; the keys that only wide tables and queries have are not read yet."""

    file: NonEmpty | None = None
    sheet: Any = None
    header: Any = None
    columns: Any = None
    names: Any = None
    sql: Any = None
    url: Any = None


class SourceFile(Shape):
    """One of `seeds/*.yaml`."""

    source: SourceShape
    figures: tuple[FigureShape, ...] = ()
    table: TableShape | None = None
