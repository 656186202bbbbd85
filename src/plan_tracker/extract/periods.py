"""The times that a text names, as tokens of their own: `6 tháng đầu năm 2023`, `June 2023`."""

import re
from calendar import monthrange
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from plan_tracker.extract.lexicon import Roles
from plan_tracker.extract.tokens import Token, roles_at, text_at

_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_SMALL = re.compile(r"0?[1-9]|[12]\d|3[01]", re.ASCII)
_DOTTED = re.compile(r"(?:(\d{1,2})\.)?(\d{1,2})\.((?:19|20)\d\d)", re.ASCII)
_SEPARATORS = ("/", "-", ".", "–", "−")
_COUNTED = ("unit", "scale", "currency")


class Time(NamedTuple):
    """A time as printed: what is not said is None, and the year may come from the text around.

    `form` is year, years, half, quarter, month, months (the first ones of a year) or day; `part`
    is the number of the half, quarter, month or months; for years, `part` is the last one.
    """

    form: str
    year: int | None = None
    part: int = 0
    day: int = 0

    def text(self, year: int | None) -> str | None:
        """The period's name, with the year of the text around where none is printed."""
        year = self.year or year
        if year is None:
            return None
        if self.form == "months":
            last = {3: "-Q1", 6: "-H1", 12: ""}.get(self.part)
            return f"{year}{last}" if last is not None else f"{year}-01/{year}-{self.part:02d}"
        if self.form == "day":
            return f"{year}-{self.part:02d}-{self.day:02d}"
        sign = {"half": "-H{}", "quarter": "-Q{}", "month": "-{:02d}", "years": "/{}"}
        return f"{year}{sign.get(self.form, '').format(self.part)}"


class Found(NamedTuple):
    """A time and the token after it."""

    time: Time
    end: int


def mark_periods(tokens: Sequence[Token]) -> tuple[list[Token], list[Time]]:
    """The tokens with each time as one of role `period`, whose meaning is its place in the list."""
    marked: list[Token] = []
    times: list[Time] = []
    at = 0
    while at < len(tokens):
        found = _time_at(tokens, at) if tokens[at].roles else None
        if found is None:
            marked.append(tokens[at])
            at += 1
            continue
        roles: Roles = {"period": str(len(times))}
        if _until(tokens, at):
            roles = {**roles, "until": ""}
        times.append(found.time)
        marked.append(Token("", tokens[at].start, tokens[found.end - 1].end, roles))
        at = found.end
    return marked, times


def _time_at(tokens: Sequence[Token], at: int) -> Found | None:
    """The time that begins at a token."""
    roles = tokens[at].roles
    if "digits" in roles:
        return _numeric(tokens, at)
    for role in roles:
        read = _READERS.get(role)
        found = read(tokens, at) if read else None
        if found is not None:
            return found
    return None


def _numeric(tokens: Sequence[Token], at: int) -> Found | None:
    """18/6/2023, 2023-06-18, 6/2023, 18.6.2023, 6 tháng đầu năm, 18 June 2023, 2016-2020, 2023."""
    text = tokens[at].text
    dotted = _DOTTED.fullmatch(text)
    if dotted:
        day, month, year = int(dotted[1] or 0), int(dotted[2]), int(dotted[3])
        return _dated(at + 1, day, month, year)
    if _YEAR.fullmatch(text):
        return _year(tokens, at)
    if not _SMALL.fullmatch(text):
        return None
    number, after = int(text), roles_at(tokens, at + 1)
    if "months" in after:
        return _months(tokens, at, number)
    if "month-name" in after:  # 18 June 2023
        said, end = _year_after(tokens, at + 2)
        return _dated(end, number, int(after["month-name"]), said)
    return _slashed(tokens, at, number)


def _slashed(tokens: Sequence[Token], at: int, number: int) -> Found | None:
    mark = text_at(tokens, at + 1)
    if mark not in ("/", "-", "–") or not _tight(tokens, at, 3):
        return None
    second = text_at(tokens, at + 2)
    if _YEAR.fullmatch(second) and number <= 12 and mark == "/":
        if text_at(tokens, at + 3) == "/":  # 13/2023/NĐ-CP
            return None
        return Found(Time("month", int(second), number), at + 3)
    if not _SMALL.fullmatch(second) or text_at(tokens, at + 3) != mark:
        return None
    third = text_at(tokens, at + 4)
    if _YEAR.fullmatch(third) and _tight(tokens, at, 5):
        return _dated(at + 5, number, int(second), int(third))
    return None


def _year(tokens: Sequence[Token], at: int) -> Found | None:
    """A year alone, two years, or a date that begins with the year; no number of something."""
    year = int(tokens[at].text)
    following, second = text_at(tokens, at + 1), text_at(tokens, at + 2)
    if year % 100 == 0 and "digits" in roles_at(tokens, at + 1):
        return None  # the number of a hotline: 1900 6868
    if (
        following in ("-", "–", "/")
        and second == f"{(year + 1) % 100:02d}"
        and _tight(tokens, at, 3)
    ):
        return Found(Time("years", year, year + 1), at + 3)  # the school year 2015-16
    if following in ("-", "–", "−", "/") and second:
        if _YEAR.fullmatch(second) and following != "/" and int(second) >= year:
            return Found(Time("years", year, int(second)), at + 3)
        third = text_at(tokens, at + 4)
        dated = _tight(tokens, at, 5) and text_at(tokens, at + 3) == following
        if dated and _SMALL.fullmatch(second) and _SMALL.fullmatch(third):
            return _dated(at + 5, int(third), int(second), year)
    roles = roles_at(tokens, at + 1)
    glued = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end
    counted = any(role in roles for role in _COUNTED) and "span" not in roles
    if glued and not (following and following in ".,;:)]!?\"”»/-…|'’"):
        return None
    if counted and not _dates(tokens, at - 1):
        return None
    return Found(Time("year", year), at + 1)


def _dates(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token before a number says that a year follows."""
    return at >= 0 and "years" in tokens[at].roles


def _months(tokens: Sequence[Token], at: int, number: int) -> Found | None:
    """`6 tháng đầu năm 2023`, `nine months of 2023`."""
    if not 1 <= number <= 12:
        return None
    year, end = _year_after(tokens, at + 2)
    if tokens[at + 1].roles["months"] == "last":
        return Found(Time("half", year, 2), end) if number == 6 else Found(Time("year", year), end)
    return Found(Time("months", year, number), end)


def _month(tokens: Sequence[Token], at: int) -> Found | None:
    """`tháng 6/2023`, `tháng 6 năm 2023`, `tháng Sáu`."""
    number = _counted(tokens, at + 1)
    dotted = _DOTTED.fullmatch(text_at(tokens, at + 1))
    if dotted and not dotted[1]:
        return _dated(at + 2, 0, int(dotted[2]), int(dotted[3]))
    if number is None or not 1 <= number <= 12:
        return None
    if (
        text_at(tokens, at + 2) in ("-", "–")
        and _counted(tokens, at + 3)
        and _tight(tokens, at + 1, 3)
    ):
        return None
    year, end = _year_after(tokens, at + 2)
    return Found(Time("month", year, number), end)


def _month_name(tokens: Sequence[Token], at: int) -> Found | None:
    """`June 2023`, `June 18, 2023`, `January-September 2023`."""
    month = int(tokens[at].roles["month-name"])
    if tokens[at].text == "may" and "digits" not in roles_at(tokens, at + 1):
        return None
    if text_at(tokens, at + 1) in ("-", "–", "to") and "month-name" in roles_at(tokens, at + 2):
        last = int(tokens[at + 2].roles["month-name"])
        year, end = _year_after(tokens, at + 3)
        return (
            Found(Time("months", year, last), end)
            if month == 1
            else Found(Time("month", year, last), end)
        )
    second = text_at(tokens, at + 1)
    if _SMALL.fullmatch(second):
        end = at + 2 + (text_at(tokens, at + 2) in ("st", "nd", "rd", "th"))
        comma = text_at(tokens, end) == "," and _YEAR.fullmatch(text_at(tokens, end + 1))
        year, end = _year_after(tokens, end + bool(comma))
        return _dated(end, int(second), month, year)
    year, end = _year_after(tokens, at + 1)
    return Found(Time("month", year, month), end)


def _quarter(tokens: Sequence[Token], at: int) -> Found | None:
    """`quý II/2023`, `Q2 2023`; a number in words before it: `second quarter of 2023`."""
    number = _counted(tokens, at + 1)
    if number is None or not 1 <= number <= 4:
        return None
    if tokens[at].text in ("q", "h") and tokens[at + 1].start != tokens[at].end:
        return None
    form = tokens[at].roles["quarter"]
    year, end = _year_after(tokens, at + 2)
    if form == "half" and (number > 2 or year is None):
        return None
    return Found(Time(form, year, number), end)


def _half(tokens: Sequence[Token], at: int) -> Found | None:
    year, end = _year_after(tokens, at + 1)
    return Found(Time("half", year, int(tokens[at].roles["half"])), end)


def _count(tokens: Sequence[Token], at: int) -> Found | None:
    """`second quarter of 2023`, `nine months of 2023`, `chín tháng đầu năm`."""
    number, after = int(tokens[at].roles["count"]), roles_at(tokens, at + 1)
    if "quarter" in after and number <= 4 and "digits" not in roles_at(tokens, at + 2):
        year, end = _year_after(tokens, at + 2)
        return Found(Time("quarter", year, number), end)
    if "months" in after and (at + 1 < len(tokens) and tokens[at + 1].text != "tháng"):
        return _months(tokens, at, number)
    if text_at(tokens, at) == "first" and "months" in roles_at(tokens, at + 2):
        first = _counted(tokens, at + 1)
        return _months(tokens, at + 1, first) if first else None
    return None


def _day(tokens: Sequence[Token], at: int) -> Found | None:
    """`ngày 18/6`, `ngày 18-12`, `ngày 18 tháng 6 năm 2023`, after a word that says so."""
    if not _SMALL.fullmatch(text_at(tokens, at + 1)):
        return None
    whole = _numeric(tokens, at + 1)
    if whole is not None and whole.time.form in ("day", "month"):
        return whole
    number, mark = int(tokens[at + 1].text), text_at(tokens, at + 2)
    if "month" in roles_at(tokens, at + 2):
        month = _month(tokens, at + 2)
        return _dated(month.end, number, month.time.part, month.time.year) if month else None
    second = text_at(tokens, at + 3)
    if (
        mark in ("/", "-")
        and _SMALL.fullmatch(second)
        and int(second) <= 12
        and _tight(tokens, at + 1, 3)
    ):
        return _dated(at + 4, number, int(second), None)
    if tokens[at].text in ("ngày", "từ ngày", "đến ngày"):
        if any(role in roles_at(tokens, at + 2) for role in _COUNTED):
            return None
        return Found(Time("day", None, 0, number), at + 2)
    return None


def _years(tokens: Sequence[Token], at: int) -> Found | None:
    """`năm 2023`, `giai đoạn 2016-2020`: the word says that a number is a year."""
    if not _YEAR.fullmatch(text_at(tokens, at + 1)):
        return None
    return _year(tokens, at + 1)


def _year_after(tokens: Sequence[Token], at: int) -> tuple[int | None, int]:
    """The year that completes a time, after `năm`, `of`, `/` or nothing; and the token after it."""
    skip = at
    while (
        skip < len(tokens)
        and skip < at + 3
        and ("years" in tokens[skip].roles or tokens[skip].text in ("/", "-", "the", ","))
    ):
        skip += 1
    if _YEAR.fullmatch(text_at(tokens, skip)) and text_at(tokens, skip + 1) != "%":
        return int(tokens[skip].text), skip + 1
    return None, at


def _dated(end: int, day: int, month: int, year: int | None) -> Found | None:
    if not 1 <= month <= 12 or day > monthrange(year or 2024, month)[1]:
        return None
    return Found(Time("day", year, month, day) if day else Time("month", year, month), end)


def _counted(tokens: Sequence[Token], at: int) -> int | None:
    """A small number in digits or words."""
    text = text_at(tokens, at)
    if _SMALL.fullmatch(text):
        return int(text)
    return int(tokens[at].roles["count"]) if "count" in roles_at(tokens, at) else None


def _until(tokens: Sequence[Token], at: int) -> bool:
    """Whether the words before a time count from the beginning of its year."""
    return any("until" in token.roles for token in tokens[max(0, at - 2) : at])


def _tight(tokens: Sequence[Token], at: int, count: int) -> bool:
    """Whether so many tokens follow each other without a space."""
    part = tokens[at : at + count]
    return len(part) == count and all(a.end == b.start for a, b in pairwise(part))


_READERS = {
    "half": _half,
    "day": _day,
    "quarter": _quarter,
    "month": _month,
    "month-name": _month_name,
    "years": _years,
    "count": _count,
}
