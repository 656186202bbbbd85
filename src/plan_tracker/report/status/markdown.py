"""`tracker status --format markdown`: GitHub tables that any name is safe in."""

from collections.abc import Iterable, Iterator, Sequence

from plan_tracker.model.finding import Finding
from plan_tracker.model.text import Name
from plan_tracker.report.report import Report
from plan_tracker.report.status.answer import answer
from plan_tracker.report.status.columns import (
    ACTUAL_AS_OF,
    DUE,
    NAME,
    OF_THE_TARGET,
    PACE_PER_MONTH,
    PROGRESS,
    PROJECTED_BY,
    SHORTFALL_BETWEEN,
    STATUS_AND_BAND,
    TO_REACH,
    UNIT,
    WAS_DUE,
    ColumnGroup,
    StatusColumn,
)
from plan_tracker.report.status.notes import Note, legend, status_notes
from plan_tracker.report.status.order import sections
from plan_tracker.report.status.rows import StatusRow, status_rows
from plan_tracker.report.words.counts import counted, findings_counted, statements_counted
from plan_tracker.report.words.findings import alike, alike_said, group_sentences, severity_said
from plan_tracker.report.words.labels import label, said
from plan_tracker.report.words.names import report_title
from plan_tracker.report.writing.harmless import escape_markdown

TABLE = (
    NAME, STATUS_AND_BAND, PROGRESS, WAS_DUE, TO_REACH, DUE, ACTUAL_AS_OF, PROJECTED_BY,
    SHORTFALL_BETWEEN, PACE_PER_MONTH,
)  # fmt: skip
_LEFT: tuple[StatusColumn | ColumnGroup, ...] = (NAME, DUE, STATUS_AND_BAND)


def render_status_markdown(report: Report, lang: str) -> str:
    """The same as the text, in the same order."""
    return "\n".join(_lines(report, lang)) + "\n"


def _lines(report: Report, lang: str) -> Iterator[str]:
    progress = report.progress
    yield _title(1, report_title(report.plan, progress.as_of, lang))
    yield from ("", escape_markdown(answer(report, lang)))
    rows = {row.target.id: row for row in status_rows(progress.targets, lang)}
    for title, targets in sections(progress.targets):
        yield from ("", _title(2, label(title, lang)), "")
        yield from _table([rows[target.id] for target in targets], lang)
    marks = legend(progress.targets, lang)
    yield from ["", *(f"- {escape_markdown(mark)}" for mark in marks)] if marks else []
    for note in status_notes(report, lang):
        yield from ("", _title(2, note.title), "", *_note(note))
    if report.guesses:
        yield from ("", counted(report.guesses, "guess", lang))
    yield from ("", _title(2, findings_counted(report.summary, lang)), "")
    yield from (_finding(group, lang) for group in alike(report.findings))
    yield from ("", escape_markdown(statements_counted(report.summary, lang)))


def _title(level: int, text: str) -> str:
    return f"{'#' * level} {escape_markdown(text)}"


def _table(rows: Sequence[StatusRow], lang: str) -> Iterator[str]:
    yield _row([column.title(lang)] for column in TABLE)
    yield f"|{'|'.join('---' if column in _LEFT else '--:' for column in TABLE)}|"
    for row in rows:
        yield _row(_cell(column, row) for column in TABLE)


def _cell(column: StatusColumn | ColumnGroup, row: StatusRow) -> list[str]:
    """The lines of a cell: an amount to reach with its unit, how far it is with the attainment."""
    if isinstance(column, ColumnGroup):
        return [each.with_marks(row) for each in column.columns]
    if column is TO_REACH:
        return [f"{TO_REACH.with_marks(row)} {UNIT.text(row)}"]
    if column is PROGRESS:
        return [PROGRESS.text(row), OF_THE_TARGET.text(row)]
    return [column.text(row)]


def _row(cells: Iterable[list[str]]) -> str:
    shown = ("<br>".join(escape_markdown(line) for line in cell if line) for cell in cells)
    return f"| {' | '.join(shown)} |"


def _note(note: Note) -> Iterator[str]:
    for line in note.lines:
        yield f"- {escape_markdown(line.head)}"
        yield from (f"  - {escape_markdown(each)}" for each in line.rest)


def _finding(group: Sequence[Finding], lang: str) -> str:
    finding = group[0]
    place = f", {finding.locations[0]}" if finding.locations else ""
    head = escape_markdown(
        f"{finding.code} {said(Name(finding.name), lang)}{place}{alike_said(group, lang)}"
    )
    told = escape_markdown(" ".join(group_sentences(group, lang)))
    return f"- **{severity_said(finding, lang)}** {head}: {told}"
