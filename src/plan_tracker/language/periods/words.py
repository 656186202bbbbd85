"""Times that begin with a word: `tháng 6/2023`, `quý II/2023`, `nine months of 2023`."""

from collections.abc import Sequence

from plan_tracker.language.periods.digits import read_digits, read_year
from plan_tracker.language.periods.parts import (
    COUNTED,
    DOTTED,
    SMALL,
    YEAR,
    first_months,
    found_day,
    small_number,
    tight,
    year_after,
)
from plan_tracker.language.periods.time import Found, Time
from plan_tracker.language.tokens import Token, roles_at, text_at


def _month(tokens: Sequence[Token], at: int) -> Found | None:
    """`tháng 6/2023`, `tháng 6 năm 2023`, `tháng Sáu`."""
    number = small_number(tokens, at + 1)
    dotted = DOTTED.fullmatch(text_at(tokens, at + 1))
    if dotted and not dotted[1]:
        return found_day(at + 2, 0, int(dotted[2]), int(dotted[3]))
    if number is None or not 1 <= number <= 12:
        return None
    if (
        text_at(tokens, at + 2) in ("-", "–")
        and small_number(tokens, at + 3)
        and tight(tokens, at + 1, 3)
    ):
        return None
    year, end = year_after(tokens, at + 2)
    return Found(Time("month", year, number), end)


def _month_name(tokens: Sequence[Token], at: int) -> Found | None:
    """`June 2023`, `June 18, 2023`, `January-September 2023`."""
    month = int(tokens[at].roles["month-name"])
    if tokens[at].text == "may" and "digits" not in roles_at(tokens, at + 1):
        return None
    if text_at(tokens, at + 1) in ("-", "–", "to") and "month-name" in roles_at(tokens, at + 2):
        last = int(tokens[at + 2].roles["month-name"])
        year, end = year_after(tokens, at + 3)
        return (
            Found(Time("months", year, last), end)
            if month == 1
            else Found(Time("month", year, last), end)
        )
    second = text_at(tokens, at + 1)
    if SMALL.fullmatch(second):
        end = at + 2 + (text_at(tokens, at + 2) in ("st", "nd", "rd", "th"))
        comma = text_at(tokens, end) == "," and YEAR.fullmatch(text_at(tokens, end + 1))
        year, end = year_after(tokens, end + bool(comma))
        return found_day(end, int(second), month, year)
    year, end = year_after(tokens, at + 1)
    return Found(Time("month", year, month), end)


def _quarter(tokens: Sequence[Token], at: int) -> Found | None:
    """`quý II/2023`, `Q2 2023`; a number in words before it: `second quarter of 2023`."""
    number = small_number(tokens, at + 1)
    if number is None or not 1 <= number <= 4:
        return None
    if tokens[at].text in ("q", "h") and tokens[at + 1].start != tokens[at].end:
        return None
    form = tokens[at].roles["quarter"]
    year, end = year_after(tokens, at + 2)
    if form == "half" and (number > 2 or year is None):
        return None
    return Found(Time(form, year, number), end)


def _half(tokens: Sequence[Token], at: int) -> Found | None:
    year, end = year_after(tokens, at + 1)
    return Found(Time("half", year, int(tokens[at].roles["half"])), end)


def _count(tokens: Sequence[Token], at: int) -> Found | None:
    """`second quarter of 2023`, `nine months of 2023`, `chín tháng đầu năm`."""
    number, after = int(tokens[at].roles["count"]), roles_at(tokens, at + 1)
    if "quarter" in after and number <= 4 and "digits" not in roles_at(tokens, at + 2):
        year, end = year_after(tokens, at + 2)
        return Found(Time("quarter", year, number), end)
    if "months" in after and (at + 1 < len(tokens) and tokens[at + 1].text != "tháng"):
        return first_months(tokens, at, number)
    if text_at(tokens, at) == "first" and "months" in roles_at(tokens, at + 2):
        first = small_number(tokens, at + 1)
        return first_months(tokens, at + 1, first) if first else None
    return None


def _day(tokens: Sequence[Token], at: int) -> Found | None:
    """`ngày 18/6`, `ngày 18-12`, `ngày 18 tháng 6 năm 2023`, after a word that says so."""
    if not SMALL.fullmatch(text_at(tokens, at + 1)):
        return None
    whole = read_digits(tokens, at + 1)
    if whole is not None and whole.time.form in ("day", "month"):
        return whole
    number, mark = int(tokens[at + 1].text), text_at(tokens, at + 2)
    if "month" in roles_at(tokens, at + 2):
        month = _month(tokens, at + 2)
        return found_day(month.end, number, month.time.part, month.time.year) if month else None
    second = text_at(tokens, at + 3)
    if (
        mark in ("/", "-")
        and SMALL.fullmatch(second)
        and int(second) <= 12
        and tight(tokens, at + 1, 3)
    ):
        return found_day(at + 4, number, int(second), None)
    if tokens[at].text in ("ngày", "từ ngày", "đến ngày"):
        if any(role in roles_at(tokens, at + 2) for role in COUNTED):
            return None
        return Found(Time("day", None, 0, number), at + 2)
    return None


def _years(tokens: Sequence[Token], at: int) -> Found | None:
    """`năm 2023`, `giai đoạn 2016-2020`: the word says that a number is a year."""
    if not YEAR.fullmatch(text_at(tokens, at + 1)):
        return None
    return read_year(tokens, at + 1)


READERS = {
    "half": _half,
    "day": _day,
    "quarter": _quarter,
    "month": _month,
    "month-name": _month_name,
    "years": _years,
    "count": _count,
}
