"""The figures that a target rests on: printed, read, where they stand, and their doubts."""

from dataclasses import dataclass

from plan_tracker.model.place import Place
from plan_tracker.model.statement import Statement, StatementKind
from plan_tracker.report.figures.listing import unit_printed
from plan_tracker.report.report import Report
from plan_tracker.report.words.labels import label, said
from plan_tracker.report.words.numbers import amount, span


@dataclass(frozen=True, slots=True)
class Citation:
    """One statement in words of a language; `line` is that of the `document`, where it is known.

    `read_as` and `interval` are empty for a stage; `marks` are short words for what is in doubt,
    and `instead` is what counts in place of a repaired or disputed figure.
    """

    name: str
    kind: StatementKind
    period: str
    printed: str
    locale: str
    read_as: str
    interval: str
    instead: str
    marks: tuple[str, ...]
    title: str
    document: str
    line: int | None
    place: Place


def cite(statement: Statement, report: Report, lang: str) -> Citation:
    """What a source says, and what is held of it."""
    source = report.sources[statement.source]
    unit = unit_printed(statement)
    reading = statement.readings[0] if statement.readings else None
    return Citation(
        name=statement.name,
        kind=statement.kind,
        period=said(statement.subject.period, lang),
        printed=statement.printed,
        locale=statement.locale,
        read_as=amount(reading.value, unit, lang, 12) if reading else "",
        interval=span(reading.ordinary, unit, lang) if reading else "",
        instead=_instead(statement, report, lang),
        marks=_marks(statement, report),
        title=source.title,
        document=source.document,
        line=statement.document_line,
        place=statement.place,
    )


def _instead(statement: Statement, report: Report, lang: str) -> str:
    observed = report.doubted.get(statement.name)
    if observed is None:
        return ""
    values = observed.candidates or (observed.value,)
    said = (amount(each, statement.subject.unit, lang, 12) for each in values)
    return f" {label('or', lang)} ".join(said)


def _marks(statement: Statement, report: Report) -> tuple[str, ...]:
    observed = report.doubted.get(statement.name)
    marks = {
        observed.state if observed else "": observed is not None,
        "provisional": statement.provisional,
        "to be confirmed": statement.to_confirm,
        "untested": statement.name not in report.tested,
    }
    return tuple(mark for mark, holds in marks.items() if holds)
