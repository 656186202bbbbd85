"""Weeks as ISO 8601 counts them, as periods."""

from datetime import date

import pytest

from plan_tracker.model.period import read_period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023-W01", date(2023, 1, 2), date(2023, 1, 8)),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("2023-W24/2023-W26", date(2023, 6, 12), date(2023, 7, 2)),
    ],
)
def test_a_week_begins_on_monday(text: str, start: date, end: date) -> None:
    period = read_period(text)
    assert (period.start, period.end, period.text) == (start, end, text)


@pytest.mark.parametrize("text", ["2023-W53", "2023-W00", "2023-W6", "2023-W24-1"])
def test_what_is_no_week(text: str) -> None:
    with pytest.raises(ValueError, match="period"):
        read_period(text)


def test_the_same_week_a_year_before() -> None:
    assert read_period("2024-W24").years_before(1) == read_period("2023-W24")
    assert read_period("2020-W53").years_before(1).start == read_period("2019-W52").start
