"""What times are put together from: small numbers, years that follow, days of the calendar."""

import re
from calendar import monthrange
from collections.abc import Sequence
from itertools import pairwise

from plan_tracker.language.periods.time import Found, Time
from plan_tracker.language.tokens import Token, roles_at, text_at

YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
SMALL = re.compile(r"0?[1-9]|[12]\d|3[01]", re.ASCII)
DOTTED = re.compile(r"(?:(\d{1,2})\.)?(\d{1,2})\.((?:19|20)\d\d)", re.ASCII)
COUNTED = ("unit", "scale", "currency")


def first_months(tokens: Sequence[Token], at: int, number: int) -> Found | None:
    """`6 tháng đầu năm 2023`, `nine months of 2023`."""
    if not 1 <= number <= 12:
        return None
    year, end = year_after(tokens, at + 2)
    if tokens[at + 1].roles["months"] == "last":
        return Found(Time("half", year, 2), end) if number == 6 else Found(Time("year", year), end)
    return Found(Time("months", year, number), end)


def year_after(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """The year that completes a time, after `năm`, `of`, `/` or nothing; and the token after it."""
    skip = at
    while (
        skip < len(tokens)
        and skip < at + 3
        and ("years" in tokens[skip].roles or tokens[skip].text in ("/", "-", "the", ","))
    ):
        skip += 1
    if YEAR.fullmatch(text_at(tokens, skip)) and text_at(tokens, skip + 1) != "%":
        return int(tokens[skip].text), skip + 1
    return None, at


def found_day(end: int, day: int, month: int, year: int | None) -> Found | None:
    """A day, or a month where `day` is 0; None where the calendar has none such."""
    if not 1 <= month <= 12 or day > monthrange(year or 2024, month)[1]:
        return None
    return Found(Time("day", year, month, day) if day else Time("month", year, month), end)


def small_number(tokens: Sequence[Token], at: int) -> int | None:
    """A small number in digits or words."""
    text = text_at(tokens, at)
    if SMALL.fullmatch(text):
        return int(text)
    return int(tokens[at].roles["count"]) if "count" in roles_at(tokens, at) else None


def tight(tokens: Sequence[Token], at: int, count: int) -> bool:
    """Whether so many tokens follow each other without a space."""
    part = tokens[at : at + count]
    return len(part) == count and all(a.end == b.start for a, b in pairwise(part))
