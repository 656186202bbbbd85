"""Every statement of the sources as one row: what it says and where."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from plan_tracker.model.interval import Interval
from plan_tracker.model.period import Period
from plan_tracker.model.statement import Statement
from plan_tracker.report.report import Report


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A statement as printed, with the value of its plain reading in the base unit.

    `line` is that of the document. A stage has no value.
    """

    statement: str
    source: str
    indicator: str
    entity: str
    period: Period
    kind: str
    printed: str
    value: Fraction | None
    interval: Interval
    unit: str
    line: int | None
    tested: bool


def list_figures(report: Report) -> Iterator[FigureRow]:
    """In the order of the sources."""
    for statement in report.statements:
        reading = statement.readings[0] if statement.readings else None
        yield FigureRow(
            statement=statement.name,
            source=statement.source,
            indicator=statement.subject.indicator,
            entity=statement.subject.entity,
            period=statement.subject.period,
            kind=statement.kind,
            printed=statement.printed,
            value=reading.value if reading else None,
            interval=reading.ordinary if reading else Interval(),
            unit=unit_printed(statement),
            line=statement.document_line,
            tested=statement.name in report.tested,
        )


def unit_printed(statement: Statement) -> str:
    """The unit of a statement's numbers; none for a multiple or a stage."""
    if statement.kind in ("level", "target", "base"):
        return statement.subject.unit
    return statement.readings[0].unit if statement.readings else ""
