"""`tracker status`: the answer first, then a line for each target and for each finding."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from rich.cells import cell_len
from rich.console import RenderableType
from rich.table import Table

from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.progress.status import REASONS
from plan_tracker.report.report import Report
from plan_tracker.report.status.almost import NO_FIGURE, why_no_data
from plan_tracker.report.status.answer import answer, declared_or_implied, implied_said
from plan_tracker.report.status.columns import NAME, PROGRESS, STATUS, WAS_DUE
from plan_tracker.report.status.headlines import Headline, headlines
from plan_tracker.report.status.notes import legend
from plan_tracker.report.status.remedies import by_reason, remedies
from plan_tracker.report.status.rows import StatusRow, status_rows
from plan_tracker.report.words.counts import counted, findings_counted, statements_counted
from plan_tracker.report.words.labels import label, said
from plan_tracker.report.words.marks import actual_marks, target_marks
from plan_tracker.report.words.names import report_title, target_names
from plan_tracker.report.writing.draw import STYLES, draw, indented, text
from plan_tracker.report.writing.screen import Screen

_NARROW = 60  # columns; where there are fewer, lines break, so that no number is cut off
_HEADLINES = 20  # findings, or groups of them, that have a line
_REMEDIES = 3  # lines for one reason
_APART = 2  # columns between two of a table
_NAME, _LEAST_NAME = 1, 12  # where names stand in it, and how much of them is always there


def render_status_brief(report: Report, lang: str, screen: Screen) -> str:
    """The answer, the targets that it is about, why some are not judged, what does not add up."""
    return draw(_parts(report, lang, screen), screen)


def _parts(report: Report, lang: str, screen: Screen) -> Iterator[RenderableType]:
    progress = report.progress
    yield text(report_title(report.plan, progress.as_of, lang), style="bold")
    yield text(answer(report, lang))

    targets = declared_or_implied(progress.targets)
    names = target_names(progress.targets, lang)
    if targets:
        rows = list(status_rows(targets, lang))
        yield ""
        yield from _lines(rows, lang, screen.width)
    quiet = [*legend(targets, lang), implied_said(report, lang)]
    yield from (text(line, style="dim") for line in quiet if line)

    yield from _why(report, targets, names, lang)
    if report.left_out:
        left_out = label("Published later, left out", lang)
        yield text("", f"{left_out}: {', '.join(report.left_out)}")
    if report.guesses:
        yield text("", counted(report.guesses, "guess", lang))
    yield from _findings(report, lang, screen.width)
    yield text(statements_counted(report.summary, lang))
    yield text(label("“--full” shows all numbers, “tracker check” what shows each finding.", lang))


_Cell = Callable[[StatusRow], str]


def _lines(rows: Sequence[StatusRow], lang: str, width: int) -> Iterator[RenderableType]:
    """A line for each target; its name gives way where there is no room for it."""
    if width < _NARROW:
        yield from (text(_in_words(row, lang), style=_style(row.target)) for row in rows)
        return

    columns: list[tuple[str, _Cell]] = [
        (STATUS.title(lang), STATUS.text),
        (NAME.title(lang), NAME.text),
        (PROGRESS.title(lang), PROGRESS.text),
        ("", _marks),
        (WAS_DUE.title(lang), WAS_DUE.text),
    ]
    cells = [[cell(row) for _, cell in columns] for row in rows]
    widths = [
        max(map(cell_len, column))
        for column in zip([heading for heading, _ in columns], *cells, strict=True)
    ]
    apart = _APART * (len(columns) - 1)
    room = width - sum(widths) - apart + widths[_NAME]
    widths[_NAME] = min(widths[_NAME], max(room, _LEAST_NAME))

    table = Table.grid(padding=(0, _APART, 0, 0))
    for (_, cell), size in zip(columns, widths, strict=True):
        numbers = cell in (PROGRESS.text, WAS_DUE.text)
        side: Literal["left", "right"] = "right" if numbers else "left"
        table.add_column(width=size, justify=side, no_wrap=True, overflow="ellipsis")
    table.add_row(*(text(heading, style="dim") for heading, _ in columns))
    for row, shown in zip(rows, cells, strict=True):
        state, *others = shown
        table.add_row(text(state, style=_style(row.target)), *map(text, others))
    yield table


def _marks(row: StatusRow) -> str:
    return actual_marks(row.target) + target_marks(row.target)


def _style(target: TargetStatus) -> str:
    return STYLES.get(target.status, "")


def _in_words(row: StatusRow, lang: str) -> str:
    progress = f"{PROGRESS.text(row)} {_marks(row)}".strip()
    due = f"{label('Was due', lang)}: {WAS_DUE.text(row)}"
    return f"{STATUS.text(row)}: {NAME.text(row)}, {progress} ({due})"


def _why(
    report: Report, targets: Sequence[TargetStatus], names: dict[str, str], lang: str
) -> Iterator[RenderableType]:
    """Every reason, with what to add where, else with the targets that it holds for."""
    reasons = by_reason(targets)
    unfit = why_no_data(report, targets).values()
    if not reasons and not unfit:
        return
    yield text("", label("Why", lang), style="bold")
    for code, held in reasons.items():
        below = list(remedies(report.plan, code, held, lang))
        below = below or [", ".join(names[target.id] for target in held)]
        yield from _reason(label(REASONS[code], lang), below)
    if unfit:
        below = [said(sentence, lang) for sentences in unfit for sentence in sentences]
        yield from _reason(said(NO_FIGURE, lang), below)


def _reason(reason: str, below: Sequence[str]) -> Iterator[RenderableType]:
    """A reason with some of the lines below it."""
    yield text(reason)
    yield from (indented(text(line)) for line in below[:_REMEDIES])
    if len(below) > _REMEDIES:
        yield indented(text(f"… +{len(below) - _REMEDIES}"))


def _findings(report: Report, lang: str, width: int) -> Iterator[RenderableType]:
    """Errors and warnings, a line each; alike ones in one."""
    yield text("", findings_counted(report.summary, lang), style="bold")
    told = headlines(report, lang)
    widest = max((cell_len(headline.severity) for headline in told), default=0)
    for headline in told[:_HEADLINES]:
        yield _headline(headline, widest, width)
    if more := sum(headline.count for headline in told[_HEADLINES:]):
        yield text(f"… +{counted(more, 'finding', lang)}")


def _headline(headline: Headline, widest: int, width: int) -> RenderableType:
    line = text()
    line.append(headline.severity.ljust(widest), style=STYLES[headline.style])
    line.append(f" {headline.code} {text(headline.verdict).plain}")
    if headline.subject:
        line.append(f": {text(headline.subject).plain}")
    if width >= _NARROW:
        line.truncate(width, overflow="ellipsis")
    return line
