"""What a status says of each target: every column once, with its heading, value and text.

A format chooses columns and how they look; it computes neither values nor headings. Amounts are in
the unit of the target, percentages in percent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plan_tracker.model.text import Word, phrase
from plan_tracker.progress.outcome import Actual, Projection, RequiredRate, Shortfall
from plan_tracker.progress.status import REASONS, WORST_FIRST
from plan_tracker.report.status.remedies import reasons_of
from plan_tracker.report.status.rows import StatusRow
from plan_tracker.report.words.labels import label, said, spoken
from plan_tracker.report.words.marks import LEGEND, actual_marks, target_marks
from plan_tracker.report.words.numbers import (
    COMPUTED,
    UNKNOWN,
    day,
    number,
    percent,
    ratio,
    unit_of,
)

Kind = Literal["text", "amount", "percent", "ratio", "day", "status"]
Value = str | float | date | None


@dataclass(frozen=True, slots=True)
class StatusColumn:
    """One thing that is said of a target.

    `value` is plain: a number, a day or a text; None is not known. `text` is the same in words and
    numbers of a language, `marked` with the marks of what is doubtful, for layouts that have no
    words for it. `sort` is what a table is sorted by, where that is not the value. A column that
    only stands below another one has no heading of its own.
    """

    key: str
    heading: str
    kind: Kind
    value: Callable[[StatusRow], Value]
    text: Callable[[StatusRow], str]
    marked: Callable[[StatusRow], str] | None = None
    sort: Callable[[StatusRow], float | None] | None = None

    def with_marks(self, row: StatusRow) -> str:
        """The text, with marks where there are any."""
        return self.marked(row) if self.marked else self.text(row)

    def sorted_by(self, row: StatusRow) -> Value:
        """What a table is sorted by; None comes last."""
        return self.sort(row) if self.sort else self.value(row)

    def title(self, lang: str) -> str:
        """The heading in a language."""
        return label(self.heading, lang)

    def title_with_unit(self, lang: str) -> str:
        """The heading over plain numbers, which do not say that they are percentages."""
        return f"{self.title(lang)} (%)" if self.kind == "percent" else self.title(lang)


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Columns that stand in one cell, one below the other, under one heading."""

    heading: str
    columns: tuple[StatusColumn, ...]

    def title(self, lang: str) -> str:
        """The heading in a language."""
        return label(self.heading, lang)

    def sorted_by(self, row: StatusRow) -> Value:
        """What a table is sorted by: its first column."""
        return self.columns[0].sorted_by(row)


def _words(key: str, heading: str, text: Callable[[StatusRow], str]) -> StatusColumn:
    """A column that is a text, the same for programs as for people."""
    return StatusColumn(key, heading, "text", text, text)


def _amount(key: str, heading: str, value: Callable[[StatusRow], float | None]) -> StatusColumn:
    """A column of plain amounts."""
    return StatusColumn(key, heading, "amount", value, lambda row: row.amount(value(row)))


def _unit(row: StatusRow) -> str:
    unit = row.target.unit
    return "" if unit == "%" else unit_of(row.scale, unit, row.lang)


NAME = _words("name", "Target", lambda row: row.name)
ID = _words("id", "Identifier", lambda row: row.target.id)
ENTITY = _words("entity", "Entity", lambda row: row.target.entity)
UNIT = StatusColumn("unit", "Unit", "text", lambda row: row.target.unit, _unit)
DUE = StatusColumn(
    "due", "Due", "day", lambda row: row.target.due, lambda row: day(row.target.due, row.lang)
)


def _aim(row: StatusRow) -> str:
    aim = row.target.target
    if aim.value is None and (aim.low is not None or aim.high is not None):
        return row.ends(aim.low, aim.high)
    at_most = "≤ " if row.target.better == "lower" and aim.value is not None else ""
    is_computed = row.target.target.origin == "implied"
    return at_most + (row.computed(aim.value) if is_computed else row.amount(aim.value))


TO_REACH = StatusColumn(
    "to-reach",
    "To reach",
    "amount",
    lambda row: row.target.target.value,
    _aim,
    marked=lambda row: target_marks(row.target) + _aim(row),
)
TO_REACH_LOW = _amount("to-reach-low", "To reach, low", lambda row: row.target.target.low)
TO_REACH_HIGH = _amount("to-reach-high", "To reach, high", lambda row: row.target.target.high)


def _figure(actual: Actual | None, row: StatusRow) -> str:
    if actual is None:
        return label("no data", row.lang)
    if actual.value is None:
        return row.ends(actual.low, actual.high)
    return row.amount(actual.value)


def _marked_figure(row: StatusRow) -> str:
    marks, figure = actual_marks(row.target), _figure(row.target.actual, row)
    return f"{figure} {marks}" if marks else figure


def _candidates(row: StatusRow) -> str:
    """What a disputed figure may be instead."""
    shown = row.target.actual and row.target.actual.value
    rest = [row.amount(value) for value in row.target.candidates if value != shown]
    return f"{label('or', row.lang)} {', '.join(rest)}" if rest else ""


ACTUAL = StatusColumn(
    "actual",
    "Actual",
    "amount",
    lambda row: row.target.actual.value if row.target.actual else None,
    lambda row: _figure(row.target.actual, row),
    marked=_marked_figure,
)
ACTUAL_LOW = _amount(
    "actual-low", "Actual, low", lambda row: row.target.actual.low if row.target.actual else None
)
ACTUAL_HIGH = _amount(
    "actual-high", "Actual, high", lambda row: row.target.actual.high if row.target.actual else None
)
AS_OF = StatusColumn(
    "as-of",
    "As of",
    "day",
    lambda row: row.target.actual.as_of if row.target.actual else None,
    lambda row: day(row.target.actual.as_of, row.lang) if row.target.actual else "",
)
CANDIDATES = _words("candidates", "", _candidates)


def _attained(row: StatusRow) -> float | None:
    return row.target.attainment.value if row.target.attainment else None


def _expected(row: StatusRow) -> float | None:
    return None if row.target.expected is None else 100 * row.target.expected


def _way(row: StatusRow) -> float | None:
    return row.target.way.value if row.target.way else None


def _progress(row: StatusRow) -> str:
    """How far it is; of what is only to be kept, whether it is."""
    target = row.target
    if target.keeps is not None:
        return label("kept" if target.keeps else "broken", row.lang)
    way = percent(_way(row), row.lang)
    if target.kind == "flow" and target.better == "lower" and target.way is not None:
        return said(phrase("{share} used", share=way), row.lang)
    return way


def _of_the_target(row: StatusRow) -> str:
    """The attainment, where the way begins at a baseline and so is another share.

    Of what is to fall it says nothing: 250 % of a limit is neither much nor little of the way.
    """
    attained, target = _attained(row), row.target
    if attained is None or attained == _way(row) or target.keeps is not None:
        return ""
    if target.better == "lower":
        return ""
    return said(phrase("{share} of the target", share=percent(attained, row.lang)), row.lang)


ATTAINED = StatusColumn(
    "attained", "Attained", "percent", _attained, lambda row: percent(_attained(row), row.lang)
)
PROGRESS = StatusColumn("progress", "Progress", "percent", _way, _progress)
OF_THE_TARGET = StatusColumn("of-the-target", "", "percent", _attained, _of_the_target)


def _due_text(row: StatusRow) -> str:
    """How far it was to be by the figure's day; of a limit, at most."""
    due = _expected(row)
    limited = row.target.better == "lower" and row.target.kind == "flow" and due is not None
    return ("≤ " if limited else "") + percent(due, row.lang)


WAS_DUE = StatusColumn("was-due", "Was due", "percent", _expected, _due_text)


def _projected(projection: Projection | None, row: StatusRow) -> str:
    if projection is None:
        return UNKNOWN
    if projection.method is None:
        return label("not projected", row.lang)
    return row.computed(projection.value)


def _method(row: StatusRow) -> str:
    projection = row.target.projection
    return spoken(projection.method, row.lang) if projection and projection.method else ""


PROJECTED = StatusColumn(
    "projected",
    "Projected",
    "amount",
    lambda row: row.target.projection.value if row.target.projection else None,
    lambda row: _projected(row.target.projection, row),
)
PROJECTED_LOW = _amount(
    "projected-low",
    "Projected, low",
    lambda row: row.target.projection.low if row.target.projection else None,
)
PROJECTED_HIGH = _amount(
    "projected-high",
    "Projected, high",
    lambda row: row.target.projection.high if row.target.projection else None,
)
METHOD = _words("method", "Method", _method)


def _is_none(shortfall: Shortfall) -> bool:
    """Whether the target is passed, however the projection is read."""
    return shortfall.high is not None and shortfall.high <= 0


def _shortfall(row: StatusRow) -> str:
    """By how much it is missed, or by how much more than needed there will be."""
    shortfall = row.target.shortfall
    if shortfall is None or shortfall.value is None:
        return UNKNOWN
    if not _is_none(shortfall):
        return row.apart(shortfall.value)
    spare = row.apart(-shortfall.value)
    if row.target.better == "lower":
        return said(phrase("{amount} less than allowed", amount=spare), row.lang)
    return said(phrase("{amount} more than needed", amount=spare), row.lang)


def _between(row: StatusRow) -> str:
    """The ends of the shortfall, where there is one."""
    shortfall = row.target.shortfall
    if shortfall is None or shortfall.value is None or _is_none(shortfall):
        return ""
    return row.ends_apart(shortfall.low, shortfall.high)


SHORTFALL = StatusColumn(
    "shortfall",
    "Shortfall",
    "amount",
    lambda row: row.target.shortfall.value if row.target.shortfall else None,
    _shortfall,
    sort=lambda row: row.target.shortfall.percent if row.target.shortfall else None,
)
BETWEEN = _words("between", "", _between)


def _known_rate(row: StatusRow) -> RequiredRate | None:
    rate = row.target.required_rate
    return None if rate is None or rate.value is None else rate


def _rate(rate: RequiredRate, row: StatusRow) -> str:
    """What is still needed in a month: `20.26 a month`, `3 points less a month`."""
    change = rate.value or 0
    if row.target.unit == "%":
        template = phrase("{size} points {per}" if change >= 0 else "{size} points less {per}")
    else:
        template = phrase("{size} {per}" if change >= 0 else "{size} less {per}")
    size = number(abs(change) / row.scale.factor, row.lang, COMPUTED)
    return said(template.filled(size=size, per=Word(f"a {rate.per}")), row.lang)


def _pace_needed(row: StatusRow) -> str:
    """How many times the rate so far is needed; the rate itself where nothing was so far."""
    rate = _known_rate(row)
    if rate is None:
        return UNKNOWN
    return _rate(rate, row) if rate.ratio is None else ratio(rate.ratio, row.lang)


def _needed(row: StatusRow) -> str:
    rate = _known_rate(row)
    return "" if rate is None or rate.ratio is None else _rate(rate, row)


PACE_NEEDED = StatusColumn(
    "pace-needed",
    "Pace needed",
    "ratio",
    lambda row: row.target.required_rate.ratio if row.target.required_rate else None,
    _pace_needed,
)
NEEDED = _words("needed", "", _needed)


def _status(row: StatusRow) -> str:
    return spoken(row.target.status, row.lang)


def _band(row: StatusRow) -> str:
    """What another method than pace calls it."""
    assessed = row.target.method
    if assessed is None or assessed.name == "pace" or assessed.value is None:
        return ""
    return f"{assessed.name}: {spoken(assessed.band, row.lang)}"


def _doubts(row: StatusRow) -> str:
    """What is to be known of the figures of a target, in words."""
    marks = dict.fromkeys(actual_marks(row.target) + target_marks(row.target))
    return "; ".join(label(LEGEND[mark], row.lang) for mark in marks)


STATUS = StatusColumn(
    "status",
    "Status",
    "status",
    _status,
    _status,
    sort=lambda row: WORST_FIRST.index(row.target.status),
)
BAND = _words("band", "", _band)
DOUBTS = _words("doubts", "Doubts", _doubts)


def _reasons(row: StatusRow) -> str:
    """Why it is judged as it is, or not judged, in words."""
    return " ".join(label(REASONS[code], row.lang) for code in reasons_of(row.target))


WHY = _words("why", "Why", _reasons)
CODES = _words("codes", "Reason codes", lambda row: " ".join(row.target.reasons))
STATEMENT = _words(
    "statement",
    "Statement",
    lambda row: row.target.actual.statement if row.target.actual else "",
)
PRINTED = _words(
    "printed",
    "Printed",
    lambda row: said(row.target.actual.printed, row.lang) if row.target.actual else "",
)

COLUMNS = (
    NAME, ID, ENTITY, UNIT, DUE, TO_REACH, TO_REACH_LOW, TO_REACH_HIGH, ACTUAL, ACTUAL_LOW,
    ACTUAL_HIGH, AS_OF, CANDIDATES, PROGRESS, WAS_DUE, ATTAINED, OF_THE_TARGET, PROJECTED,
    PROJECTED_LOW, PROJECTED_HIGH, METHOD, SHORTFALL, BETWEEN, PACE_NEEDED, NEEDED, STATUS, BAND,
    DOUBTS, WHY, STATEMENT, PRINTED, CODES,
)  # fmt: skip

# What stands together wherever there is room for a cell with several lines.
TO_REACH_BY = ColumnGroup("To reach by", (TO_REACH, DUE))
ACTUAL_AS_OF = ColumnGroup("Actual as of", (ACTUAL, AS_OF, CANDIDATES))
PROGRESS_AND_DUE = ColumnGroup("Progress (was due)", (PROGRESS, WAS_DUE, OF_THE_TARGET))
PROJECTED_BY = ColumnGroup("Projected", (PROJECTED, METHOD))
SHORTFALL_BETWEEN = ColumnGroup("Shortfall", (SHORTFALL, BETWEEN))
PACE_PER_MONTH = ColumnGroup("Pace needed", (PACE_NEEDED, NEEDED))
STATUS_AND_BAND = ColumnGroup("Status", (STATUS, BAND))

GROUPS = (
    TO_REACH_BY, ACTUAL_AS_OF, PROGRESS_AND_DUE, PROJECTED_BY, SHORTFALL_BETWEEN,
    PACE_PER_MONTH, STATUS_AND_BAND,
)  # fmt: skip
