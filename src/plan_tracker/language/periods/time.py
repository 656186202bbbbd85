"""A time as a text prints it, and the days that it means."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from plan_tracker.model.period import Period, name_period, read_period

Form = Literal[
    "year",
    "years",
    "half",
    "quarter",
    "month",
    "months",
    "day",
    "split-year",  # `2023/24`: a year that begins in 2023, not said with which month
    "fiscal-year",  # `FY2024`: a year of 2024, not said whether it is that of the calendar
]
Fiscal = Literal["", "begins", "ends"]
MonthDay = tuple[int, int]
_MONTHS = 12
NOT_SAID = 0  # a month that nothing tells: such a time has no days


class Time(NamedTuple):
    """A time as printed, as the months `first` to `last` of a year.

    `year` is None where the text around must tell it; `until` is the year of the last month where
    that is another one. A `start` and a `day` that are not 0 are the first and the last day, where
    these do not begin and end a month. `fiscal` says that the months are counted from the beginning
    of a year that `year` begins or ends. `cumulative` times are counted from the beginning of
    their year, as the text says.
    """

    form: Form
    year: int | None = None
    first: int = 1
    last: int = _MONTHS
    day: int = 0
    start: int = 0
    until: int | None = None
    fiscal: Fiscal = ""
    cumulative: bool = False

    def period(self, year: int | None = None, year_start: MonthDay | None = None) -> Period | None:
        """The days, with the year of the text around where none is printed.

        None where that is not known either, or where fiscal years begin, or in no such days.
        """
        year = self.year or year
        if year is None or not self.first or (self.fiscal and year_start is None):
            return None
        return _period(self._replace(year=year), year_start or (1, 1))

    def calendar(self, year: int | None) -> str | None:
        """The name of the period; of fiscal years the calendar years that they may lie in.

        None for a part of such a year: nothing says which months those are.
        """
        year = self.year or year
        if not self.fiscal or year is None:
            period = self.period(year)
            return period.text if period else None
        if (self.first, self.last) != (1, _MONTHS):
            return None
        return f"{year}/{year + 1}" if self.fiscal == "begins" else f"{year}"

    def days(self, year: int, year_start: MonthDay) -> tuple[date, date]:
        """The first and the last day; ValueError where the calendar has none such."""
        if self.fiscal:
            month, day = year_start
            begins = year - (self.fiscal == "ends" and year_start != (1, 1))
            first = _months_on(date(begins, month, day), self.first - 1)
            return first, _months_on(date(begins, month, day), self.last) - timedelta(days=1)

        until = self.until or year
        day = self.day or monthrange(until, self.last)[1]
        return date(year, self.first, self.start or 1), date(until, self.last, day)


@lru_cache(maxsize=1024)
def _period(time: Time, year_start: MonthDay) -> Period | None:
    """The days of a time whose year is known: a text names few times, and each of them often."""
    try:
        first, last = time.days(time.year or 0, year_start)
    except ValueError:  # 29 February
        return None
    return read_period(name_period(first, last)) if first <= last else None


class TimePhrase(NamedTuple):
    """A time and the token after it; `others` are what it may be as well."""

    time: Time
    end: int
    others: tuple[Time, ...] = ()


def one_day(year: int | None, month: int, day: int) -> Time:
    """A day; of month 0 where that is not printed."""
    return Time("day", year, month, month, day, day)


def one_month(year: int | None, month: int) -> Time:
    """A month."""
    return Time("month", year, month, month)


def part_of_year(form: Form, year: int | None, number: int, months: int) -> Time:
    """The `number`th part of so many months."""
    return Time(form, year, months * (number - 1) + 1, months * number)


def several_months(year: int | None, first: int, last: int) -> Time:
    """Months of one year by the name that such a stretch has: a quarter, a half, the year."""
    size = last - first + 1
    named: dict[int, Form] = {1: "month", 3: "quarter", 6: "half", 12: "year"}
    form = named.get(size, "months") if last % size == 0 else "months"
    return Time(form, year, first, last)


def over_new_year(first: int, last: int) -> Time:
    """Months that end in the year after the one they begin in: which years is not said."""
    return Time("months", None, first, last)


def _months_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, _MONTHS)
    return day.replace(year=day.year + years, month=month + 1)
