"""Times that begin with digits: `18/6/2023`, `6/2023`, `2016-2020`, `2023`, `18 June 2023`."""

from collections.abc import Sequence

from plan_tracker.language.periods.parts import (
    COUNTED,
    DOTTED,
    SMALL,
    YEAR,
    first_months,
    found_day,
    tight,
    year_after,
)
from plan_tracker.language.periods.time import Found, Time
from plan_tracker.language.tokens import Token, roles_at, text_at


def read_digits(tokens: Sequence[Token], at: int) -> Found | None:
    """18/6/2023, 2023-06-18, 6/2023, 18.6.2023, 6 tháng đầu năm, 18 June 2023, 2016-2020, 2023."""
    text = tokens[at].text
    dotted = DOTTED.fullmatch(text)
    if dotted:
        day, month, year = int(dotted[1] or 0), int(dotted[2]), int(dotted[3])
        return found_day(at + 1, day, month, year)
    if YEAR.fullmatch(text):
        return read_year(tokens, at)
    if not SMALL.fullmatch(text):
        return None
    number, after = int(text), roles_at(tokens, at + 1)
    if "months" in after:
        return first_months(tokens, at, number)
    if "month-name" in after:  # 18 June 2023
        said, end = year_after(tokens, at + 2)
        return found_day(end, number, int(after["month-name"]), said)
    return _slashed(tokens, at, number)


def _slashed(tokens: Sequence[Token], at: int, number: int) -> Found | None:
    mark = text_at(tokens, at + 1)
    if mark not in ("/", "-", "–") or not tight(tokens, at, 3):
        return None
    second = text_at(tokens, at + 2)
    if YEAR.fullmatch(second) and number <= 12 and mark == "/":
        if text_at(tokens, at + 3) == "/":  # 13/2023/NĐ-CP
            return None
        return Found(Time("month", int(second), number), at + 3)
    if not SMALL.fullmatch(second) or text_at(tokens, at + 3) != mark:
        return None
    third = text_at(tokens, at + 4)
    if YEAR.fullmatch(third) and tight(tokens, at, 5):
        return found_day(at + 5, number, int(second), int(third))
    return None


def read_year(tokens: Sequence[Token], at: int) -> Found | None:
    """A year alone, two years, or a date that begins with the year; no number of something."""
    year = int(tokens[at].text)
    following, second = text_at(tokens, at + 1), text_at(tokens, at + 2)
    if year % 100 == 0 and "digits" in roles_at(tokens, at + 1):
        return None  # the number of a hotline: 1900 6868
    if (
        following in ("-", "–", "/")
        and second == f"{(year + 1) % 100:02d}"
        and tight(tokens, at, 3)
    ):
        return Found(Time("years", year, year + 1), at + 3)  # the school year 2015-16
    if following in ("-", "–", "−", "/") and second:
        if YEAR.fullmatch(second) and following != "/" and int(second) >= year:
            return Found(Time("years", year, int(second)), at + 3)
        third = text_at(tokens, at + 4)
        dated = tight(tokens, at, 5) and text_at(tokens, at + 3) == following
        if dated and SMALL.fullmatch(second) and SMALL.fullmatch(third):
            return found_day(at + 5, int(third), int(second), year)
    roles = roles_at(tokens, at + 1)
    glued = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end
    counted = any(role in roles for role in COUNTED) and "span" not in roles
    if glued and not (following and following in ".,;:)]!?\"”»/-…|'’"):
        return None
    if counted and not _dates(tokens, at - 1):
        return None
    return Found(Time("year", year), at + 1)


def _dates(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token before a number says that a year follows."""
    return at >= 0 and "years" in tokens[at].roles
