"""`tracker status`: what a minister reads, from the wide table down to a narrow list."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Column, Table
from rich.text import Text

from plan_tracker.report.check.text import finding_parts
from plan_tracker.report.report import Report
from plan_tracker.report.status.notes import Note, legend, sections, status_notes
from plan_tracker.report.status.rows import Row, target_row
from plan_tracker.report.words.counts import findings_counted, statements_counted
from plan_tracker.report.words.labels import label
from plan_tracker.report.words.names import target_names
from plan_tracker.report.words.numbers import UNKNOWN, day
from plan_tracker.report.writing.draw import STYLES, draw, indented, text
from plan_tracker.report.writing.screen import Screen

_NAME = 18  # columns; where there are fewer for names, each target is a small list
_ROOMY_FROM = 130
_BAR = 10
NUMBERS = (
    "To reach by", "Actual as of", "Attained (expected by then)", "Projected", "Shortfall",
    "Pace needed",
)  # fmt: skip


def render_status_text(report: Report, lang: str, screen: Screen) -> str:
    """The targets, declared ones first, then what qualifies them, then the findings."""
    return draw(_parts(report, lang, screen), screen)


def _parts(report: Report, lang: str, screen: Screen) -> Iterator[RenderableType]:
    progress = report.progress
    yield text(f"{label('Progress as of', lang)} {day(progress.as_of, lang)}", style="bold")
    if not progress.targets:
        yield text("", label("No target is declared, and no source implies one.", lang))
    names = target_names(progress.targets, lang)
    for title, targets in sections(progress.targets):
        yield text("", label(title, lang), style="bold")
        rows = [target_row(each, lang, names[each.id]) for each in targets]
        yield from _table(rows, lang, screen.width)
    marks = legend(progress.targets, lang)
    if marks:
        yield text("", *marks, style="dim")
    for note in status_notes(report, lang):
        yield from _note(note)
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


def _table(rows: Sequence[Row], lang: str, width: int) -> Iterator[RenderableType]:
    """As a table where no number has to be broken for it, else as lists."""
    columns = [label(name, lang) for name in ("Target", *NUMBERS, "Status")]
    cells = [_cells(row, lang) for row in rows]
    gap, least = (2, 13) if width >= _ROOMY_FROM else (1, 10)
    widths = [max(least, _longest_word(column)) for column in list(zip(*cells, strict=True))[1:]]
    name = width - sum(widths) - gap * len(widths)
    if name < _NAME:
        yield from _stacked(rows, lang)
        return
    table = Table(
        box=box.SIMPLE_HEAD, padding=(0, gap - 1, 0, 0), leading=1, pad_edge=False, show_edge=False
    )
    for column, size in zip(columns, (name, *widths), strict=True):
        side: Literal["left", "right"] = "left" if column in (columns[0], columns[-1]) else "right"
        table.add_column(text(column), width=size, justify=side, overflow="fold")
    for row in cells:
        table.add_row(*row)
    yield table


def _longest_word(cells: Iterable[Text]) -> int:
    return max(cell_len(word) for cell in cells for word in cell.plain.split())


def _cells(row: Row, lang: str) -> tuple[Text, ...]:
    bar = [] if row.share is None else [_bar(row.share)]
    way = f"{row.way} {label('of the way', lang)}" if row.way else ""
    expected = f"({row.expected})" if row.expected != UNKNOWN else ""
    return (
        text(row.name, *_some(row.unit)),
        text(row.target, row.due),
        text(row.actual, *_some(row.as_of, row.others)),
        text(row.attained, *bar, *_some(way, expected)),
        text(row.projected, *_some(row.method)),
        text(row.shortfall, *_some(row.between)),
        text(row.pace, *_some(row.needed)),
        text(row.said, *_some(row.band), style=STYLES.get(row.status, "")),
    )


def _some(*lines: str) -> list[str]:
    return [line for line in lines if line]


def _bar(share: float) -> str:
    """Ten cells; what is more than the whole stands in the number above it."""
    full = round(_BAR * min(max(share, 0.0), 1.0))
    return "█" * full + "░" * (_BAR - full)


def _stacked(rows: Sequence[Row], lang: str) -> Iterator[RenderableType]:
    for row in rows:
        yield text("", row.name, style="bold")
        lines = Table.grid(Column(no_wrap=True), Column(ratio=1), padding=(0, 2, 0, 0))
        for number, (name, value) in enumerate(_pairs(row, lang)):
            style = "" if number else STYLES.get(row.status, "")
            lines.add_row(text(name), text(value, style=style))
        yield indented(lines)


def _pairs(row: Row, lang: str) -> Iterator[tuple[str, str]]:
    """The status first."""
    yield label("Status", lang), _joined(row.said, row.band)
    yield label("To reach by", lang), _joined(f"{row.target} {row.unit}", row.due)
    yield label("Actual as of", lang), _joined(row.actual, row.as_of, row.others)
    bar = "" if row.share is None else f" {_bar(row.share)}"
    yield label("Attained", lang), row.attained + bar
    if row.way:
        yield label("Of the way", lang), row.way
    yield label("Expected by then", lang), row.expected
    yield label("Projected", lang), _joined(row.projected, row.method)
    yield label("Shortfall", lang), _joined(row.shortfall, row.between)
    yield label("Pace needed", lang), _joined(row.pace, row.needed)


def _joined(*parts: str) -> str:
    return ", ".join(_some(*(part.strip() for part in parts)))
