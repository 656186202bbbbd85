"""Numbers and dates as the two languages print them."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_tracker.model.interval import Interval
from plan_tracker.progress.estimate import Estimate
from plan_tracker.report.words.numbers import amount, day, estimated, number, percent, ratio, span

BILLION = 10**9


@pytest.mark.parametrize(
    ("value", "unit", "en", "vi"),
    [
        (45405 * BILLION, "VND", "45,405 billion VND", "45.405 tỷ đồng"),
        (1.6e15, "VND", "1,600 trillion VND", "1,6 triệu tỷ đồng"),
        (287620511, "transaction", "287.62 million transactions", "287,62 triệu giao dịch"),
        (72776.0892, "person", "72,776 persons", "72.776 người"),
        (90.66, "%", "90.66 %", "90,66%"),
        (4, "rank", "rank 4", "hạng 4"),
        (12, "clinic", "12 clinics", "12 clinic"),
        (1, "clinic", "1 clinic", "1 clinic"),
        (3, "no-such-unit", "3 no-such-unit", "3 no-such-unit"),
        (-89.346e9, "VND", "-89.346 billion VND", "-89,346 tỷ đồng"),
        (0, "person", "0 persons", "0 người"),
        (None, "person", "–", "–"),
    ],
)
def test_amount(value: float | None, unit: str, en: str, vi: str) -> None:
    assert amount(value, unit, "en") == en
    assert amount(value, unit, "vi") == vi


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (43.660000000000004, "43.7 %"),
        (33444245.46, "33,444,245 %"),
        (0.0, "0 %"),
        (100.0, "100 %"),
        (99.96, "99.96 %"),
        (99.9996, "99.9996 %"),
        (100.04, "100.04 %"),
        (7.125, "7.12 %"),
        (0.0001, "<0.01 %"),
        (-0.0001, "0 %"),
        (1e30, "1.000E+30 %"),
        (None, "–"),
    ],
)
def test_percent(value: float | None, said: str) -> None:
    assert percent(value, "en") == said


def test_a_ratio_is_one_of_paces() -> None:
    assert ratio(1.9576, "en") == "1.96 × the pace so far"
    assert ratio(1.9576, "vi") == "1,96 lần tốc độ đến nay"


def test_a_date_has_its_full_year() -> None:
    assert day(date(2023, 6, 30), "en") == "2023-06-30"
    assert day(date(987, 6, 30), "vi") == "30/06/0987"


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        (Interval.around(2154 * BILLION, BILLION // 2), "2,153.5 to 2,154.5 billion VND"),
        (Interval(Fraction(60), Fraction(70), True, True), "60 to 70 VND"),
        (Interval(Fraction(5), None), "≥ 5 VND"),
        (Interval(None, Fraction(5), high_open=True), "< 5 VND"),
        (Interval(), "without limit"),
    ],
)
def test_span(interval: Interval, said: str) -> None:
    assert span(interval, "VND", "en") == said


def test_an_interval_is_shown_where_it_can_be_seen() -> None:
    assert estimated(Estimate(90.0, 87.5, 92.5), "%", "en") == "90 % (87.5 to 92.5 %)"
    assert estimated(Estimate(33.0, 32.99999999, 33.00000001), "%", "en") == "33 %"


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(["en", "vi"]))
def test_what_is_not_zero_is_never_shown_as_zero(value: float, lang: str) -> None:
    assert (number(value, lang) == "0") == (value == 0)


@given(st.fractions())
def test_any_fraction_is_shown(value: Fraction) -> None:
    assert number(value, "en")
