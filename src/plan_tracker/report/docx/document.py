"""`tracker status -o report.docx`."""

from collections.abc import Iterator, Sequence

from plan_tracker.progress.status import Status
from plan_tracker.reconcile.evidence.contrasts import contrasts
from plan_tracker.report.docx.paper import Colour, Paper, Side
from plan_tracker.report.pictures.contradiction import contradiction
from plan_tracker.report.pictures.plot import picture_of
from plan_tracker.report.report import Report
from plan_tracker.report.status.answer import BEHIND, answer, declared_or_implied, implied_said
from plan_tracker.report.status.columns import (
    ACTUAL_AS_OF,
    DUE,
    NAME,
    PACE_PER_MONTH,
    PROGRESS,
    PROJECTED_BY,
    SHORTFALL_BETWEEN,
    STATUS,
    TO_REACH,
    UNIT,
    WAS_DUE,
    ColumnGroup,
    StatusColumn,
)
from plan_tracker.report.status.headlines import Headline, headlines
from plan_tracker.report.status.notes import legend, reason_lines, target_lines, target_reasons
from plan_tracker.report.status.rows import StatusRow, status_rows
from plan_tracker.report.words.counts import findings_counted, statements_counted
from plan_tracker.report.words.findings import sentences
from plan_tracker.report.words.labels import label
from plan_tracker.report.words.marks import actual_marks, target_marks
from plan_tracker.report.words.names import report_title

_MOST = 50  # targets, and findings, that have a part of their own: nobody reads more on paper
_GREEN, _AMBER, _RED, _GREY = (27, 122, 67), (138, 90, 0), (180, 35, 24), (90, 99, 110)
_COLOURS: dict[Status, Colour] = {
    "met": _GREEN, "on-track": _GREEN, "at-risk": _AMBER, "off-track": _RED, "missed": _RED,
}  # fmt: skip
_TABLE = (STATUS, NAME, PROGRESS, WAS_DUE, DUE)
_SHARES = (3.2, 6, 1.7, 1.6, 1.9)  # of the width of the text


def render_status_docx(report: Report, lang: str) -> bytes:
    """The answer on one page, each target that is behind with its picture, then the findings."""
    title = report_title(report.plan, report.progress.as_of, lang)
    rows = list(status_rows(declared_or_implied(report.progress.targets), lang))
    paper = Paper(title, lang)
    paper.title(title)
    _answer(paper, report, rows, lang)
    _behind(paper, report, [row for row in rows if row.target.status in BEHIND], lang)
    _findings(paper, report, lang)
    return paper.whole()


def _answer(paper: Paper, report: Report, rows: Sequence[StatusRow], lang: str) -> None:
    """What is read by those who read one page."""
    targets = [row.target for row in rows]
    paper.text(answer(report, lang), size=12)
    if rows:
        headings = [column.title(lang) for column in _TABLE]
        cells = [[_cell(column, row) for column in _TABLE] for row in rows]
        colours = [_COLOURS.get(target.status, _GREY) for target in targets]
        sides: tuple[Side, ...] = ("left", "left", "right", "right", "right")
        paper.table(headings, cells, sides, _SHARES, colours)
    for line in filter(None, (*legend(targets, lang), implied_said(report, lang))):
        paper.text(line, quiet=True)
    if reasons := reason_lines(report, targets, lang):
        paper.heading(label("Why", lang), 2)
        for reason in reasons:
            paper.text(reason.head, quiet=True)
            for line in reason.rest:
                paper.text(f"– {line}", quiet=True)


def _cell(column: StatusColumn, row: StatusRow) -> str:
    """How far it is carries the marks of its figure, which the legend explains."""
    if column is not PROGRESS:
        return column.text(row)
    return f"{PROGRESS.text(row)} {actual_marks(row.target)}{target_marks(row.target)}".rstrip()


def _behind(paper: Paper, report: Report, rows: Sequence[StatusRow], lang: str) -> None:
    """Each target that is behind: its picture, its numbers, and what is to be known of them."""
    if not rows:
        return
    paper.heading(label("Targets that are behind", lang), 1, on_new_page=True)
    for row in rows[:_MOST]:
        paper.heading(f"{NAME.text(row)}: {STATUS.text(row)}", 2)
        picture = picture_of(report, row.target, lang)
        if picture is not None:
            paper.picture(picture)
        paper.facts(list(_facts(row, lang)))
        below = (*target_reasons(report, row.target, lang), *target_lines(row.target, lang))
        for line in below:
            paper.text(line, quiet=True)
    if len(rows) > _MOST:
        paper.text(f"… +{len(rows) - _MOST}", quiet=True)


def _facts(row: StatusRow, lang: str) -> Iterator[tuple[str, str]]:
    to_reach = f"{TO_REACH.with_marks(row)} {UNIT.text(row)}".strip()
    yield TO_REACH.title(lang), f"{to_reach}, {DUE.text(row)}"
    for group in (ACTUAL_AS_OF, PROJECTED_BY, SHORTFALL_BETWEEN, PACE_PER_MONTH):
        yield group.title(lang), _line(group, row)


def _line(group: ColumnGroup, row: StatusRow) -> str:
    return ", ".join(filter(None, (column.with_marks(row) for column in group.columns)))


def _findings(paper: Paper, report: Report, lang: str) -> None:
    """Errors and warnings, the worst first, alike ones together; errors with what shows them."""
    told = headlines(report, lang)
    paper.heading(label("What does not add up", lang), 1, on_new_page=bool(told))
    counts = findings_counted(report.summary, lang), statements_counted(report.summary, lang)
    paper.text(". ".join(counts))
    errors = [headline.findings[0] for headline in told[:_MOST] if headline.style == "error"]
    pictures = contrasts(report.system, errors) if report.system else {}
    for headline in told[:_MOST]:
        paper.heading(_head(headline), 2)
        for finding in headline.findings[:_MOST]:
            paper.text(" ".join(sentences(finding, lang)))
        contrast = pictures.get(headline.findings[0].fingerprint)
        if contrast is not None:
            paper.picture(contradiction(contrast, report.plan, lang))
    if len(told) > _MOST:
        paper.text(f"… +{len(told) - _MOST}", quiet=True)


def _head(headline: Headline) -> str:
    """`Error PT201: percent of plan does not fit: Tolls, 2024`."""
    parts = (f"{headline.severity} {headline.code}", headline.verdict, headline.subject)
    words = ": ".join(filter(None, parts))
    return words[:1].upper() + words[1:]
