"""`tracker status --full`: all numbers, from the wide table down to a narrow list."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Column as GridColumn
from rich.table import Table
from rich.text import Text

from plan_tracker.report.check.text import finding_parts
from plan_tracker.report.report import Report
from plan_tracker.report.status.answer import answer
from plan_tracker.report.status.columns import (
    ACTUAL_AS_OF,
    ATTAINED,
    DUE,
    NAME,
    OF_THE_TARGET,
    PACE_PER_MONTH,
    PROGRESS,
    PROGRESS_AND_DUE,
    PROJECTED_BY,
    SHORTFALL_BETWEEN,
    STATUS,
    STATUS_AND_BAND,
    TO_REACH,
    TO_REACH_BY,
    UNIT,
    WAS_DUE,
    ColumnGroup,
    StatusColumn,
)
from plan_tracker.report.status.notes import Note, legend, status_notes
from plan_tracker.report.status.order import sections
from plan_tracker.report.status.rows import StatusRow, status_rows
from plan_tracker.report.words.counts import counted, findings_counted, statements_counted
from plan_tracker.report.words.labels import label
from plan_tracker.report.words.names import report_title
from plan_tracker.report.writing.draw import STYLES, draw, indented, text
from plan_tracker.report.writing.screen import Screen

_NAME = 18  # columns; where there are fewer for names, each target is a small list
_ROOMY_FROM = 130
_BAR = 10
# The wide table: what a target is called, its numbers, its status.
TABLE = (
    ColumnGroup(NAME.heading, (NAME, UNIT)),
    TO_REACH_BY,
    ACTUAL_AS_OF,
    PROGRESS_AND_DUE,
    PROJECTED_BY,
    SHORTFALL_BETWEEN,
    PACE_PER_MONTH,
    STATUS_AND_BAND,
)
_LEFT = (TABLE[0], STATUS_AND_BAND)


def render_status_text(report: Report, lang: str, screen: Screen) -> str:
    """The targets, declared ones first, then what qualifies them, then the findings."""
    return draw(_parts(report, lang, screen), screen)


def _parts(report: Report, lang: str, screen: Screen) -> Iterator[RenderableType]:
    progress = report.progress
    yield text(report_title(report.plan, progress.as_of, lang), style="bold")
    yield text(answer(report, lang))
    rows = {row.target.id: row for row in status_rows(progress.targets, lang)}
    for title, targets in sections(progress.targets):
        yield text("", label(title, lang), style="bold")
        yield from _table([rows[target.id] for target in targets], lang, screen.width)
    marks = legend(progress.targets, lang)
    if marks:
        yield text("", *marks, style="dim")
    for note in status_notes(report, lang):
        yield from _note(note)
    if report.guesses:
        yield text("", counted(report.guesses, "guess", lang))
    yield text("", findings_counted(report.summary, lang), style="bold")
    for finding in report.findings:
        if finding.severity != "note":
            yield from finding_parts(finding, lang)
    if report.summary.note:
        yield text(label("“tracker check” shows the notes.", lang))
    yield text("", statements_counted(report.summary, lang))


def _note(note: Note) -> Iterator[RenderableType]:
    yield text("", note.title, style="bold")
    for line in note.lines:
        yield indented(text(line.head))
        yield from (indented(text(each), 4) for each in line.rest)


def _table(rows: Sequence[StatusRow], lang: str, width: int) -> Iterator[RenderableType]:
    """As a table where no number has to be broken for it, else as lists."""
    cells = [[_cell(group, row) for group in TABLE] for row in rows]
    gap, least = (2, 13) if width >= _ROOMY_FROM else (1, 10)
    widths = [max(least, _longest_word(column)) for column in list(zip(*cells, strict=True))[1:]]
    name = width - sum(widths) - gap * len(widths)
    if name < _NAME:
        yield from _stacked(rows, lang)
        return

    table = Table(
        box=box.SIMPLE_HEAD, padding=(0, gap - 1, 0, 0), leading=1, pad_edge=False, show_edge=False
    )
    for group, size in zip(TABLE, (name, *widths), strict=True):
        side: Literal["left", "right"] = "left" if group in _LEFT else "right"
        table.add_column(text(group.title(lang)), width=size, justify=side, overflow="fold")
    for row in cells:
        table.add_row(*row)
    yield table


def _longest_word(cells: Iterable[Text]) -> int:
    return max(cell_len(word) for cell in cells for word in cell.plain.split())


def _cell(group: ColumnGroup, row: StatusRow) -> Text:
    """The first column of a group, and below it those that say something."""
    first, *below = group.columns
    lines = [first.with_marks(row)]
    if first is PROGRESS:
        lines += _some(_bar(row))
    lines += _some(*(_below(column, row) for column in below))
    style = STYLES.get(row.target.status, "") if first is STATUS else ""
    return text(*lines, style=style)


def _below(column: StatusColumn, row: StatusRow) -> str:
    """What was due stands in brackets below how far it is."""
    if column is WAS_DUE:
        return "" if column.value(row) is None else f"({column.text(row)})"
    return column.with_marks(row)


def _some(*lines: str) -> list[str]:
    return [line for line in lines if line]


def _bar(row: StatusRow) -> str:
    """Ten cells, all full only for the whole; what is more stands in the number above it."""
    way = PROGRESS.value(row)
    if not isinstance(way, float) or row.target.keeps is not None:
        return ""
    full = _BAR if way >= 100 else min(round(_BAR * max(way / 100, 0.0)), _BAR - 1)
    return "█" * full + "░" * (_BAR - full)


def _stacked(rows: Sequence[StatusRow], lang: str) -> Iterator[RenderableType]:
    for row in rows:
        yield text("", NAME.text(row), style="bold")
        lines = Table.grid(GridColumn(no_wrap=True), GridColumn(ratio=1), padding=(0, 2, 0, 0))
        for number, (name, value) in enumerate(_pairs(row, lang)):
            style = "" if number else STYLES.get(row.target.status, "")
            lines.add_row(text(name), text(value, style=style))
        yield indented(lines)


def _pairs(row: StatusRow, lang: str) -> Iterator[tuple[str, str]]:
    """The status first; every group on one line, but how far it is and was to be on its own."""
    yield STATUS_AND_BAND.title(lang), _line(STATUS_AND_BAND, row)
    to_reach = f"{TO_REACH.with_marks(row)} {UNIT.text(row)}"
    yield TO_REACH_BY.title(lang), _joined(to_reach, DUE.text(row))
    yield ACTUAL_AS_OF.title(lang), _line(ACTUAL_AS_OF, row)
    yield PROGRESS.title(lang), " ".join(_some(PROGRESS.text(row), _bar(row)))
    yield WAS_DUE.title(lang), WAS_DUE.text(row)
    if OF_THE_TARGET.text(row):
        yield ATTAINED.title(lang), ATTAINED.text(row)
    for group in (PROJECTED_BY, SHORTFALL_BETWEEN, PACE_PER_MONTH):
        yield group.title(lang), _line(group, row)


def _line(group: ColumnGroup, row: StatusRow) -> str:
    return _joined(*(column.with_marks(row) for column in group.columns))


def _joined(*parts: str) -> str:
    return ", ".join(_some(*(part.strip() for part in parts)))
