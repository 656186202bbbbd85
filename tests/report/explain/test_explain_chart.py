"""The chart of a target: everything is in it, and no line is wider than it may be."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_tracker.progress.estimate import Estimate
from plan_tracker.progress.judged.trajectory import DatedValue, ReportedValue, Trajectory
from plan_tracker.report.explain.chart import chart_lines
from plan_tracker.report.writing.draw import draw
from plan_tracker.report.writing.screen import Screen

START, DUE = date(2022, 12, 31), date(2023, 12, 31)
STRAIGHT = tuple(DatedValue(START + timedelta(days=5 * n), 5.0 * n) for n in range(74))


def _trajectory(**words: Any) -> Trajectory:
    trajectory = Trajectory(
        reported=(ReportedValue(date(2023, 6, 30), 150.0),),
        path=STRAIGHT,
        projected=Estimate(300.0, 250.0, 340.0),
        aims=(365.0,),
        due=DUE,
    )
    return replace(trajectory, **words)


def _lines(
    trajectory: Trajectory, unit: str = "unit", width: int = 80, lang: str = "en"
) -> list[str]:
    return [line.plain for line in chart_lines(trajectory, unit, lang, width)]


def test_the_axes_and_the_legend() -> None:
    lines = _lines(_trajectory())
    assert lines[0] == "units"
    assert lines[1].startswith("365 ┤") and lines[12].startswith("  0 ┤")
    assert lines[-2].split() == ["2022-12-31", "2023-12-31"]
    assert lines[-1] == (
        "● reported  ○ projected  ┆ from low to high  · path  ─ what is to be reached"
    )


def test_higher_stands_higher_and_later_further_right() -> None:
    trajectory = _trajectory(
        path=(),
        projected=None,
        aims=(),
        reported=tuple(ReportedValue(START + timedelta(50 * n), n) for n in range(4)),
    )
    rows = _lines(trajectory)[1:13]
    columns = [row.index("●") for row in rows if "●" in row]
    assert len(columns) == 4
    assert columns == sorted(columns, reverse=True)


def test_the_band_reaches_from_low_to_high() -> None:
    rows = [row for row in _lines(_trajectory(path=(), aims=())) if "┤" in row or "│" in row]
    band = [at for at, row in enumerate(rows) if row.endswith(("┆", "○"))]
    assert band == list(range(band[0], band[-1] + 1))
    assert sum(row.endswith("○") for row in rows) == 1


def test_what_is_not_known_is_not_drawn() -> None:
    lines = _lines(_trajectory(path=(), projected=None, aims=()))
    assert lines[-1] == "● reported"
    assert not {"○", "┆", "·"} & set("".join(lines))


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_asked(width: int) -> None:
    assert max(map(len, _lines(_trajectory(), width=width)[:-1])) <= width


def test_a_screen_without_unicode_gets_plain_signs() -> None:
    shown = draw(chart_lines(_trajectory(), "unit", "en", 80), Screen(80, unicode=False))
    assert shown.isascii()
    assert "*" in shown and "o" in shown


def test_there_is_no_colour_without_a_terminal() -> None:
    assert "\x1b" not in draw(chart_lines(_trajectory(), "unit", "en", 80), Screen(80))
    assert "\x1b" in draw(chart_lines(_trajectory(), "unit", "en", 80), Screen(80, color=True))


values = st.floats(-1e300, 1e300, allow_nan=False)


@given(st.lists(st.tuples(st.integers(0, 3000), values), min_size=1, max_size=8), values)
def test_any_values_can_be_drawn(points: list[tuple[int, float]], aim: float) -> None:
    reported = tuple(
        DatedValue(START + timedelta(days=day), value) for day, value in sorted(points)
    )
    lines = _lines(_trajectory(reported=reported, aims=(aim,), projected=None))
    assert len(lines) == 16
