"""Periods as people write them: `2023`, `2023-H1`, `2023-06`, `2023-W24`, `2023-06-19`, `A/B`."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_FORM = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d\d)))?", re.ASCII
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WEEK = re.compile(r"(?P<year>\d{4})-W(?P<week>\d\d)", re.ASCII)  # as ISO 8601 counts them
_YEAR = re.compile(r"(?:^|(?<=/))\d{4}", re.ASCII)
_YEARS = range(1000, 3000)
_YEAR_MONTHS = 12
_LONGEST = 60  # characters of a text that a message repeats


class PeriodNotUnderstoodError(ValueError):
    """A text in none of the forms that a period is written in; another reader may know it."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days, both ends included, with the text that names it."""

    start: date
    end: date
    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def year(self) -> str:
        """The name of the calendar year that the period ends in."""
        return f"{self.end.year:04d}"

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.end - self.start).days + 1

    @property
    def last_day(self) -> "Period":
        """The last day alone, under the same text: what a period means for a level at a date."""
        return Period(self.end, self.end, self.text)

    @property
    def whole(self) -> "Period":
        """All the days that the text names, where a level had taken the last of them alone."""
        return read_period(self.text) if self.start == self.end else self

    def years_before(self, count: int) -> "Period":
        """The same stretch `count` years earlier. Raises ValueError.

        29 February becomes 28, and a 53rd week the last one where the year has no such.
        """
        text = _YEAR.sub(lambda match: f"{int(match[0]) - count:04d}", self.text)
        try:
            return read_period(text)
        except ValueError:
            return read_period(text.replace("-02-29", "-02-28").replace("-W53", "-W52"))


@lru_cache(maxsize=4096)
def read_period(text: str) -> Period:
    """Read a period. Raises ValueError with what is wrong and what can be written instead."""
    first, slash, last = text.strip().partition("/")
    begin = _part(first, text)
    finish = _part(last, text) if slash else begin
    if finish[0] < begin[0] or finish[1] < begin[1]:
        raise ValueError(f"period {_shown(text)} ends before it begins")
    return Period(begin[0], finish[1], text.strip())


def read_date(text: str) -> date:
    """Read a day such as 2023-06-30. Raises ValueError with what is wrong."""
    if not _DAY.fullmatch(text):
        raise ValueError(f"{_shown(text)} is not a date: write one such as 2023-06-30")
    try:
        return _in_years(date.fromisoformat(text))
    except ValueError as error:
        raise ValueError(f"the date {_shown(text)} cannot be: {error}") from None


def year_of(day: date, begins: tuple[int, int] | None = None) -> Period:
    """The year that a day lies in, where years begin in that month and on that day of it."""
    month, first_day = begins or (1, 1)
    first = date(day.year, month, first_day)
    if first > day:
        first = date(day.year - 1, month, first_day)
    last = date(first.year + 1, month, first_day) - timedelta(days=1)
    return Period(first, last, name_period(first, last))


def name_period(start: date, end: date) -> str:
    """The shortest text that names these days."""
    if start == end:
        return start.isoformat()
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return f"{start.isoformat()}/{end.isoformat()}"

    first, last = f"{start.year:04d}", f"{end.year:04d}"
    if (start.month, end.month) == (1, _YEAR_MONTHS):
        return first if first == last else f"{first}/{last}"

    months = end.month - start.month + 1 if first == last else 0
    if months == 1:
        return f"{first}-{start.month:02d}"
    for letter, size in (("H", 6), ("Q", 3)):
        if months == size and end.month % size == 0:
            return f"{first}-{letter}{end.month // size}"
    return f"{first}-{start.month:02d}/{last}-{end.month:02d}"


def _part(text: str, whole: str) -> tuple[date, date]:
    try:
        if _DAY.fullmatch(text):
            day = _in_years(date.fromisoformat(text))
            return day, day
        week = _WEEK.fullmatch(text)
        if week:
            monday = date.fromisocalendar(int(week["year"]), int(week["week"]), 1)
            return _in_years(monday), monday + timedelta(days=6)
        match = _FORM.fullmatch(text)
        if match:
            first, last = _months(match)
            return _in_years(first), last
    except ValueError as error:
        raise PeriodNotUnderstoodError(f"period {_shown(whole)} cannot be: {error}") from None
    raise PeriodNotUnderstoodError(
        f"period {_shown(whole)} is not understood: write 2023, 2023-H1, 2023-Q2, 2023-06, "
        "2023-06-19 or 2023-01/2023-09"
    )


def _in_years(day: date) -> date:
    if day.year not in _YEARS:
        raise ValueError(f"the year is not between {_YEARS[0]} and {_YEARS[-1]}")
    return day


def _months(match: re.Match[str]) -> tuple[date, date]:
    year = int(match["year"])
    first, last = 1, 12
    if match["half"]:
        last = 6 * int(match["half"])
        first = last - 5
    elif match["quarter"]:
        last = 3 * int(match["quarter"])
        first = last - 2
    elif match["month"]:
        first = last = int(match["month"])
    start = date(year, first, 1)
    return start, date(year, last, monthrange(year, last)[1])


def _shown(text: str) -> str:
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")
