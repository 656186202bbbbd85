"""`tracker figures --format json`."""

from typing import Any

from plan_tracker.report.figures.listing import FigureRow, list_figures
from plan_tracker.report.report import Report
from plan_tracker.report.writing.json import json_number, json_text


def render_figures_json(report: Report) -> str:
    """A list with one object a statement; values in base units."""
    return json_text([_figure(figure) for figure in list_figures(report)])


def _figure(figure: FigureRow) -> dict[str, Any]:
    return {
        "statement": figure.statement,
        "source": figure.source,
        "indicator": figure.indicator,
        "entity": figure.entity,
        "period": figure.period.text,
        "kind": figure.kind,
        "printed": figure.printed,
        "value": json_number(figure.value),
        "low": json_number(figure.interval.low),
        "high": json_number(figure.interval.high),
        "unit": figure.unit,
        "line": figure.line,
        "tested": figure.tested,
    }
