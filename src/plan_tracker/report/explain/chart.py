"""A small chart of a target's trajectory, in characters."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from rich.text import Text

from plan_tracker.progress.judged.trajectory import Trajectory
from plan_tracker.report.words.labels import label
from plan_tracker.report.words.numbers import day, scale_of, scaled, unit_of

_ROWS, _WIDEST, _NARROWEST = 12, 72, 24
# What is drawn later covers what was drawn before.
MARKS = {
    "─": ("what is to be reached", "dim"),
    "·": ("path", "dim"),
    "┆": ("from low to high", "cyan"),
    "○": ("projected", "bold cyan"),
    "●": ("reported", "bold"),
}


@dataclass(frozen=True, slots=True)
class _Frame:
    """From days and values to columns and rows, the first row on top."""

    first: int
    last: int
    low: float
    high: float
    columns: int

    def column(self, day: int) -> int:
        return round((day - self.first) / max(self.last - self.first, 1) * (self.columns - 1))

    def row(self, value: float) -> int:
        share = (value - self.low) / ((self.high - self.low) or 1)
        return _ROWS - 1 - min(max(round(share * (_ROWS - 1)), 0), _ROWS - 1)


def chart_lines(trajectory: Trajectory, unit: str, lang: str, width: int) -> Iterator[Text]:
    """The chart, its axes and its legend, in lines no wider than `width` where that can be."""
    marks = set(_marks(trajectory))
    values = [value for _, value, _ in marks]
    low, high = min(values), max(values)
    scale = scale_of(max(abs(low), abs(high)), lang)
    names = {0: scaled(high, scale, unit, lang), _ROWS - 1: scaled(low, scale, unit, lang)}
    margin = max(map(len, names.values()))
    columns = max(min(width - margin - 4, _WIDEST), _NARROWEST)
    days = [day for day, _, _ in marks]
    frame = _Frame(min(days), max(days), low, high, columns)
    if unit != "%":
        yield Text(unit_of(scale, unit, lang))
    grid = _grid(frame, marks)
    for number, row in enumerate(grid):
        line = Text(f"{names.get(number, ''):>{margin}} {'┤' if number in names else '│'}")
        for mark in row:
            line.append(mark, style=MARKS[mark][1] if mark in MARKS else "")
        yield line
    yield Text(f"{'':{margin}} └{'─' * columns}")
    yield _axis(frame, margin, lang)
    used = {mark for row in grid for mark in row}
    said = [f"{mark} {label(MARKS[mark][0], lang)}" for mark in reversed(MARKS) if mark in used]
    yield Text("  ".join(said))


def _marks(trajectory: Trajectory) -> Iterator[tuple[int, float, str]]:
    """Everything that stands in the chart: the day, the value and its mark."""
    due, projected = trajectory.due.toordinal(), trajectory.projected
    yield from ((due, aim, "─") for aim in trajectory.aims)
    yield from ((each.day.toordinal(), each.value, "·") for each in trajectory.path)
    if projected is not None and projected.value is not None:
        for end in (projected.low, projected.high):
            if end is not None:
                yield due, end, "┆"
        yield due, projected.value, "○"
    yield from ((each.day.toordinal(), each.value, "●") for each in trajectory.reported)


def _grid(frame: _Frame, marks: Collection[tuple[int, float, str]]) -> list[list[str]]:
    grid = [[" "] * frame.columns for _ in range(_ROWS)]
    for mark in MARKS:
        cells = [(frame.row(v), frame.column(day)) for day, v, each in marks if each == mark]
        if mark == "─":
            cells = [(row, column) for row, last in cells for column in range(last % 2, last, 2)]
        if mark == "┆" and cells:
            rows, column = [row for row, _ in cells], cells[0][1]
            cells = [(row, column) for row in range(min(rows), max(rows) + 1)]
        for row, column in cells:
            grid[row][column] = mark
    return grid


def _axis(frame: _Frame, margin: int, lang: str) -> Text:
    """The first day and the last."""
    first = day(date.fromordinal(frame.first), lang)
    last = day(date.fromordinal(frame.last), lang)
    gap = max(frame.columns - len(first) - len(last), 1)
    return Text(f"{'':{margin}}  {first}{' ' * gap}{last}")
