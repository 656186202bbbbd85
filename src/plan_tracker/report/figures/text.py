"""`tracker figures`."""

from collections.abc import Iterator

from rich import box
from rich.console import RenderableType
from rich.table import Column, Table

from plan_tracker.report.figures.listing import FigureRow, list_figures
from plan_tracker.report.report import Report
from plan_tracker.report.words.counts import statements_counted
from plan_tracker.report.words.labels import label, said
from plan_tracker.report.words.numbers import UNKNOWN, amount, span
from plan_tracker.report.writing.draw import draw, text
from plan_tracker.report.writing.screen import Screen

_NAME = 24


def render_figures_text(report: Report, lang: str, screen: Screen) -> str:
    """A table with one row a statement, and how many of them are tested."""
    return draw(_parts(report, lang, screen.width), screen)


def _parts(report: Report, lang: str, width: int) -> Iterator[RenderableType]:
    names = (
        label("Statement", lang),
        label("Period", lang),
        label("Printed", lang),
        label("Reads as", lang),
        label("Line", lang),
        label("Tested", lang),
    )
    columns = [Column(text(name), overflow="fold") for name in names]
    figures = list(list_figures(report))
    longest = max((len(figure.statement) for figure in figures), default=0)
    columns[0].width = min(max(longest, _NAME), max(width // 3, _NAME))
    columns[-1].no_wrap = True
    table = Table(
        *columns, box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False
    )
    for figure in figures:
        table.add_row(
            text(figure.statement),
            text(said(figure.period, lang)),
            text(figure.printed),
            text(*_reads_as(figure, lang)),
            text(str(figure.line or UNKNOWN)),
            text(label("yes" if figure.tested else "no", lang)),
        )
    yield table
    yield text("", statements_counted(report.summary, lang))


def _reads_as(figure: FigureRow, lang: str) -> list[str]:
    if figure.value is None:
        return [UNKNOWN]
    value = amount(figure.value, figure.unit, lang, digits=12)
    if figure.interval.low == figure.interval.high:
        return [value]
    return [value, span(figure.interval, figure.unit, lang)]
