"""Laws of the reader of periods: what is printed reads back, hints decide, hostile texts end."""

import sys
from datetime import date
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plan_tracker.language.languages import locales
from plan_tracker.language.lexicon import lexicon
from plan_tracker.language.periods.marking import mark_periods
from plan_tracker.language.periods.reading import (
    Around,
    parse_date,
    parse_period,
    read_heading,
    read_value,
)
from plan_tracker.language.periods.years import endings_of
from plan_tracker.language.tokens import tokens
from plan_tracker.model.period import name_period, read_period
from plan_tracker.report.words.languages import language

YEARS = st.integers(1950, 2049)
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
PERIODS = st.one_of(
    YEARS.map(str),
    st.builds("{}-H{}".format, YEARS, st.integers(1, 2)),
    st.builds("{}-Q{}".format, YEARS, st.integers(1, 4)),
    st.builds("{}-{:02d}".format, YEARS, st.integers(1, 12)),
    st.builds("{0}-01/{0}-{1:02d}".format, YEARS, st.integers(2, 12)),
    st.builds("{0}-{1:02d}/{0}-12".format, YEARS, st.integers(1, 11)),
    st.builds(lambda year, count: f"{year}/{year + count}", YEARS, st.integers(1, 50)),
    st.builds(lambda year, month: f"{year}-{month:02d}/{year + 1}-{month - 1:02d}", YEARS,
              st.integers(2, 12)),
    DAYS.map(date.isoformat),
    st.tuples(DAYS, DAYS).map(sorted).map(lambda ends: "/".join(map(date.isoformat, ends))),
)  # fmt: skip


@pytest.mark.parametrize("locale", locales())
@given(text=PERIODS)
def test_what_is_printed_is_read_back(locale: str, text: str) -> None:
    period = read_period(text)
    printed = language(locale).period(period)
    for form in ("NFC", "NFD"):
        back = read_value(normalize(form, printed), locale).period
        assert back is not None, printed
        assert (back.start, back.end) == (period.start, period.end)


@given(st.tuples(DAYS, DAYS).map(sorted))
def test_names_of_periods_are_read_back(ends: list[date]) -> None:
    period = read_period(name_period(*ends))
    assert [period.start, period.end] == ends


@given(st.text())
def test_any_text_has_a_reading(text: str) -> None:
    for locale in ("", *locales()):
        reading = read_heading(text, locale)
        assert reading.complete == (reading.problem == "" and not reading.silent)
        read_value(text, locale)


HINTS: dict[str, tuple[list[str], str, str]] = {
    "months of a year": ([f"2010-{month:02d}" for month in range(1, 13)], "2010-11", "2010-11"),
    "one month among others": (["2003-02", "2003-05", "2003-08"], "2003-05", "2003-05"),
    "three years each": (["2003-05", "2004-06", "2005-07", "2009-11"], "2003-05", "2003/2005"),
    "years that no month can be": (["2003-05", "2010-15"], "2003-05", "2003/2005"),
    "split years": (["2009-10", "2010-11", "2011-12"], "2010-11", ""),
    "nothing beside it": (["2003-05"], "2003-05", ""),
}


@pytest.mark.parametrize("name", HINTS)
def test_neighbours_say_what_two_digits_mean(name: str) -> None:
    texts, text, wanted = HINTS[name]
    reading = read_heading(text, "en", Around(endings=endings_of(texts)))
    assert str(reading.period or "") == wanted


AROUND: dict[str, tuple[str, Around, str]] = {
    "a year": ("Quý II", Around(year=2024), "2024-Q2"),
    "the year of a period": ("9 tháng", Around(read_period("2024")), "2024-01/2024-09"),
    "an end": ("YTD", Around(read_period("2024-09")), "2024-01/2024-09"),
    "an end in another year": ("YTD 2023", Around(read_period("2024-09")), ""),
    "the part of a year": ("Cùng kỳ 2022", Around(read_period("2024-H1")), "2022-H1"),
    "when years begin": ("FY2024", Around(year_start=(7, 1)), "2023-07/2024-06"),
    "when split years begin": ("2023/24", Around(year_start=(4, 1)), "2023-04/2024-03"),
    "years of the calendar": ("FY2024", Around(year_start=(1, 1)), "2024"),
    "a quarter of them": ("Q1 FY24", Around(year_start=(10, 1)), "2023-Q4"),
    "a quarter behind them": ("FY2024 Q1", Around(year_start=(7, 1)), "2023-Q3"),
    "a part in other words": ("6 tháng cuối niên độ 2023-2024", Around(year_start=(4, 6)), ""),
}  # fmt: skip


@pytest.mark.parametrize("name", AROUND)
def test_what_a_text_leaves_open_is_said_around_it(name: str) -> None:
    text, around, wanted = AROUND[name]
    assert str(read_heading(text, "vi", around).period or "") == wanted


def test_values_say_what_is_wrong() -> None:
    assert parse_period("quý III/2024").text == "2024-Q3"
    assert parse_period("2010-11").text == "2010-11"
    with pytest.raises(ValueError, match=r"'FY2024' is not clear: .* may not begin in January"):
        parse_period("FY2024")
    with pytest.raises(ValueError, match="'6/5/2024' is not clear: it may be 2024-05-06 or"):
        parse_period("6/5/2024")
    assert parse_period("6/5/2024", "vi").text == "2024-05-06"
    with pytest.raises(ValueError, match="'đợt 2 năm 2024' is not understood: write 2023"):
        parse_period("đợt 2 năm 2024")
    assert parse_date("30 Sep 2024") == parse_date("30/9/2024") == date(2024, 9, 30)
    with pytest.raises(ValueError, match="is not a date"):
        parse_date("2024")


HOSTILE = (
    "năm ", "2024-", "2024/", "6 tháng ", "Q1-", "từ tháng 1/2024 đến ", "may ", "1/", "FY", "- ",
    "lũy kế ", "cùng kỳ năm ", "giá so sánh ", "first ", "12/12/", "Jan-", "đợt 2 2024 ", "( ",
    "year ended ", "the ", "quý I-",
)  # fmt: skip


def _calls(text: str) -> int:
    """How many functions of the reader are called for a text."""
    count = 0

    def counting(frame: object, event: str, _: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(counting)
    try:
        read_heading(text, "vi", Around(year=1999))
        mark_periods(tokens(text, 0, len(text), lexicon("vi")), "vi")
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", HOSTILE)
def test_reading_is_linear(piece: str) -> None:
    _calls(piece)  # the words are loaded
    once, twice = _calls(piece * 200), _calls(piece * 400)
    assert twice < 2.5 * once + 2_000
