"""`tracker status --format markdown`: GitHub tables that any name is safe in."""

from collections.abc import Iterator, Sequence

from plan_tracker.model.finding import Finding
from plan_tracker.model.text import Name
from plan_tracker.report.report import Report
from plan_tracker.report.status.notes import Note, legend, sections, status_notes
from plan_tracker.report.status.rows import Row, target_row
from plan_tracker.report.words.counts import findings_counted, statements_counted
from plan_tracker.report.words.findings import sentences, severity_said
from plan_tracker.report.words.labels import label, said
from plan_tracker.report.words.names import target_names
from plan_tracker.report.words.numbers import day
from plan_tracker.report.writing.harmless import escape_markdown

COLUMNS = (
    "Target", "Due", "To reach", "Actual as of", "Attained", "Expected by then",
    "Projected", "Shortfall", "Pace needed", "Status",
)  # fmt: skip
_RIGHT = frozenset(COLUMNS[2:9])


def render_status_markdown(report: Report, lang: str) -> str:
    """The same as the text, in the same order."""
    return "\n".join(_lines(report, lang)) + "\n"


def _lines(report: Report, lang: str) -> Iterator[str]:
    progress = report.progress
    yield _title(1, f"{label('Progress as of', lang)} {day(progress.as_of, lang)}")
    if not progress.targets:
        yield from ("", label("No target is declared, and no source implies one.", lang))
    names = target_names(progress.targets, lang)
    for title, targets in sections(progress.targets):
        yield from ("", _title(2, label(title, lang)), "")
        yield from _table([target_row(each, lang, names[each.id]) for each in targets], lang)
    marks = legend(progress.targets, lang)
    yield from ["", *(f"- {escape_markdown(mark)}" for mark in marks)] if marks else []
    for note in status_notes(report, lang):
        yield from ("", _title(2, note.title), "", *_note(note))
    yield from ("", _title(2, findings_counted(report.summary, lang)), "")
    yield from (_finding(finding, lang) for finding in report.findings)
    yield from ("", escape_markdown(statements_counted(report.summary, lang)))


def _title(level: int, text: str) -> str:
    return f"{'#' * level} {escape_markdown(text)}"


def _table(rows: Sequence[Row], lang: str) -> Iterator[str]:
    yield _row([label(name, lang)] for name in COLUMNS)
    yield f"|{'|'.join('--:' if name in _RIGHT else '---' for name in COLUMNS)}|"
    for row in rows:
        yield _row(
            [
                [row.name],
                [row.due],
                [f"{row.target} {row.unit}"],
                [row.actual, row.as_of, row.others],
                [row.attained, row.way and f"{row.way} {label('of the way', lang)}"],
                [row.expected],
                [row.projected, row.method],
                [row.shortfall, row.between],
                [row.pace, row.needed],
                [row.said, row.band],
            ]
        )


def _row(cells: Iterator[list[str]] | Sequence[list[str]]) -> str:
    shown = ("<br>".join(escape_markdown(line) for line in cell if line) for cell in cells)
    return f"| {' | '.join(shown)} |"


def _note(note: Note) -> Iterator[str]:
    for line in note.lines:
        yield f"- {escape_markdown(line.head)}"
        yield from (f"  - {escape_markdown(each)}" for each in line.rest)


def _finding(finding: Finding, lang: str) -> str:
    place = f", {finding.locations[0]}" if finding.locations else ""
    head = escape_markdown(f"{finding.code} {said(Name(finding.name), lang)}{place}")
    told = escape_markdown(" ".join(sentences(finding, lang)))
    return f"- **{severity_said(finding, lang)}** {head}: {told}"
