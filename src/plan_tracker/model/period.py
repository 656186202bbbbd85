"""Periods as people write them: `2023`, `2023-H1`, `2023-06`, `2023-W24`, `2023-06-19`, `A/B`."""

import re
from calendar import monthrange
from contextlib import suppress
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


class PeriodError(ValueError):
    """What is wrong with a text that names days: a template that catalogs know, and its parts."""

    def __init__(self, template: str, /, **parts: str) -> None:
        super().__init__(template.format(**parts))
        self.template = template
        self.parts = parts


class PeriodNotUnderstoodError(PeriodError):
    """A text in none of the forms that a period is written in; another reader may know it."""


class ImpossibleDayError(PeriodNotUnderstoodError):
    """A text in one of the forms that no calendar has: month 13, 30 February."""


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
        raise PeriodError("period {given} ends before it begins", given=_shown(text))
    return Period(begin[0], finish[1], text.strip())


def read_date(text: str) -> date:
    """Read a day such as 2023-06-30. Raises ValueError with what is wrong."""
    if not _DAY.fullmatch(text):
        raise PeriodError("{given} is not a date: write one such as 2023-06-30", given=_shown(text))
    return _day(text, text)


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
    if _DAY.fullmatch(text):
        day = _day(text, whole)
        return day, day
    week = _WEEK.fullmatch(text)
    if week:
        monday = _monday(week, whole)
        return monday, monday + timedelta(days=6)
    match = _FORM.fullmatch(text)
    if match:
        _check_year(match["year"], whole)
        _check_month(match["month"], match["year"], whole)
        return _months(match)
    raise PeriodNotUnderstoodError(
        "period {given} is not understood: write 2023, 2023-H1, 2023-Q2, 2023-06, "
        "2023-06-19 or 2023-01/2023-09",
        given=_shown(whole),
    )


def _day(text: str, whole: str) -> date:
    """The day that `2023-06-30` names. Raises ImpossibleDayError."""
    year, month, day = text.split("-")
    _check_year(year, whole)
    _check_month(month, year, whole, day)
    with suppress(ValueError):
        return date(int(year), int(month), int(day))
    raise ImpossibleDayError(
        "period {given} cannot be: {month} has {days} days",
        given=_shown(whole),
        month=f"{year}-{month}",
        days=str(monthrange(int(year), int(month))[1]),
    )


def _check_month(month: str | None, year: str, whole: str, day: str = "") -> None:
    """Raises ImpossibleDayError for a month that no year has, with the day that may be meant."""
    if not month or 1 <= int(month) <= _YEAR_MONTHS:
        return
    if day and 1 <= int(day) <= _YEAR_MONTHS:
        raise ImpossibleDayError(
            "period {given} cannot be: a year has 12 months; the month stands before the day, "
            "as in {meant}",
            given=_shown(whole),
            meant=f"{year}-{day}-{month}",
        )
    raise ImpossibleDayError("period {given} cannot be: a year has 12 months", given=_shown(whole))


def _monday(week: re.Match[str], whole: str) -> date:
    """The first day of a week. Raises ImpossibleDayError."""
    _check_year(week["year"], whole)
    with suppress(ValueError):
        return date.fromisocalendar(int(week["year"]), int(week["week"]), 1)
    raise ImpossibleDayError(
        "period {given} cannot be: {year} has no week {week}",
        given=_shown(whole),
        year=week["year"],
        week=week["week"],
    )


def _check_year(year: str, whole: str) -> None:
    if int(year) not in _YEARS:
        raise ImpossibleDayError(
            "period {given} cannot be: the year is not between {first} and {last}",
            given=_shown(whole),
            first=str(_YEARS[0]),
            last=str(_YEARS[-1]),
        )


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
