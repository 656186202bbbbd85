"""The status as a table of real numbers, for spreadsheets and for other programs."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plan_tracker.progress.outcome import TargetStatus
from plan_tracker.report.report import Report
from plan_tracker.report.words.labels import label, name_of, said
from plan_tracker.report.words.marks import LEGEND, actual_marks, target_marks
from plan_tracker.report.words.names import target_names

CellKind = Literal["text", "amount", "percent", "ratio", "day", "status"]
Value = str | float | date | None

COLUMNS: dict[str, CellKind] = {
    "Target": "text",
    "Identifier": "text",
    "Entity": "text",
    "Unit": "text",
    "Due": "day",
    "To reach": "amount",
    "To reach, low": "amount",
    "To reach, high": "amount",
    "Actual": "amount",
    "Actual, low": "amount",
    "Actual, high": "amount",
    "As of": "day",
    "Attained": "percent",
    "Expected by then": "percent",
    "Projected": "amount",
    "Projected, low": "amount",
    "Projected, high": "amount",
    "Method": "text",
    "Shortfall": "amount",
    "Pace needed": "ratio",
    "Status": "status",
    "Doubts": "text",
    "Why": "text",
    "Statement": "text",
    "Printed": "text",
}


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One target: a value for each of COLUMNS, in the unit of its indicator; None is not known.

    Percentages are in percent; `target` is what the row was made from.
    """

    target: TargetStatus
    values: tuple[Value, ...]


def headings(lang: str) -> list[str]:
    """The headings of the columns; percentages say that they are."""
    percent = {"percent": " (%)"}
    return [f"{label(name, lang)}{percent.get(kind, '')}" for name, kind in COLUMNS.items()]


def status_table(report: Report, lang: str) -> Iterator[StatusRow]:
    """Every target, declared ones first."""
    names = target_names(report.progress.targets, lang)
    for target in report.progress.targets:
        name = names[target.id] or name_of(target.name, lang, target.indicator)
        yield StatusRow(target, tuple(_values(target, name, lang)))


def _values(target: TargetStatus, name: str, lang: str) -> Iterator[Value]:
    aim, actual, attained = target.target, target.actual, target.attainment
    projection, shortfall, rate = target.projection, target.shortfall, target.required_rate
    yield from (name, target.id, target.entity, target.unit, target.due)
    yield from (aim.value, aim.low, aim.high)
    yield from (actual.value, actual.low, actual.high, actual.as_of) if actual else (None,) * 4
    yield attained.value if attained else None
    yield None if target.expected is None else 100 * target.expected
    yield from (projection.value, projection.low, projection.high) if projection else (None,) * 3
    yield label(((projection and projection.method) or "").replace("-", " "), lang)
    yield shortfall.value if shortfall else None
    yield rate.ratio if rate else None
    yield label(target.status.replace("-", " "), lang)
    yield doubts(target, lang)
    yield " ".join(target.reasons)
    yield from (actual.statement, said(actual.printed, lang)) if actual else ("", "")


def doubts(target: TargetStatus, lang: str) -> str:
    """What is to be known of the figures of a target, in words."""
    marks = dict.fromkeys(actual_marks(target) + target_marks(target))
    return "; ".join(label(LEGEND[mark], lang) for mark in marks)
